"""Map: the five States by a measure, places by events, and what has no place on the map."""

import streamlit as st

from atlas.figures.map import state_map
from atlas.queries.places import MEASURES, events_by_place, events_off_map, measures_by_state
from atlas.sentences.places import MEASURE_NOTES, MEASURE_TITLES, map_sentence
from atlas.tables.places import places_table
from atlas.text import _
from components.charts import show_chart
from components.context import view
from components.controls import choice
from components.empty import show_empty_state
from components.places import show_disclaimer, show_off_map, show_place, step_year

dataset = view().dataset
measure = choice("measure", _("Colour the States by"), {code: MEASURE_TITLES[code] for code in MEASURES})
selected = step_year(view().selected, dataset)
if len(selected) == 0:
    show_empty_state(selected, dataset)
else:
    by_state, by_place = measures_by_state(selected, dataset), events_by_place(selected, dataset)
    off_map = events_off_map(selected, dataset)
    chart, aside = st.columns([3, 1])
    with chart:
        clicked = show_chart(
            state_map(by_state, by_place, measure),
            key="map",
            title=_("{measure}, by State and place").format(measure=MEASURE_TITLES[measure]),
            alt=map_sentence(by_state, measure),
            table=lambda: places_table(by_state, by_place, off_map, dataset),
            selected=selected,
            dataset=dataset,
            is_clickable=True,
            note=_(
                "Circles are places, their area is the number of events; hollow ones stand for a region or State where no exact "
                "place is known. {definition} Click a State or a circle to list its events."
            ).format(definition=MEASURE_NOTES[measure]),
        )
        show_disclaimer()
    with aside:
        picked = show_off_map(off_map)
    show_place(str(clicked[0]) if clicked else picked, selected, dataset)
