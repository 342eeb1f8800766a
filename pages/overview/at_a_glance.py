"""At a glance: the record in one sentence, four figures, a small map, years, most active bodies, and the limits."""

import streamlit as st

from atlas.figures.bars import body_bars, year_bars
from atlas.figures.map import state_map
from atlas.queries.counts import announced_events, events_per_year, headlines, most_active_bodies
from atlas.queries.coverage import limits
from atlas.queries.places import events_by_place, measures_by_state
from atlas.sentences.coverage import limits_sentences
from atlas.sentences.overview import bars_sentence, bodies_sentence, opening_sentence
from atlas.sentences.places import map_sentence
from atlas.tables.overview import bodies_table, states_table, years_table
from atlas.text import _, bullets
from components.charts import show_chart
from components.context import view
from components.empty import show_empty_state
from components.events import show_announced
from components.headlines import show_headlines
from components.links import organization_hrefs
from components.questions import show_questions
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
per_year, bodies = events_per_year(selected, dataset), most_active_bodies(selected, dataset)
by_state, by_place = measures_by_state(selected, dataset), events_by_place(selected, dataset)
families = dataset.labels("event_families")

if len(selected) == 0:
    show_empty_state(selected, dataset)
else:
    st.markdown(opening_sentence(selected, dataset))
    show_headlines(headlines(selected, dataset))
    show_questions()
    left, right = st.columns([3, 2])
    with left:
        show_chart(
            year_bars(per_year, families),
            key="years",
            title=_("Events per year, by family"),
            alt=bars_sentence(per_year, families),
            table=lambda: years_table(per_year, families),
            selected=selected,
            dataset=dataset,
            note=_("An event counts in the year in which it may have begun."),
        )
    with right:
        show_chart(
            state_map(by_state, by_place, "events", is_small=True),
            key="glance_map",
            title=_("Events tied to each State"),
            alt=map_sentence(by_state, "events"),
            table=lambda: states_table(by_state),
            selected=selected,
            dataset=dataset,
            note=_("An event with several States counts in each."),
        )
    show_chart(
        body_bars(bodies, organization_hrefs(bodies["body"])),
        key="bodies",
        title=_("Organizations listed at most events"),
        alt=bodies_sentence(bodies),
        table=lambda: bodies_table(bodies),
        selected=selected,
        dataset=dataset,
        note=_("Distinct events at which a source lists the body. The five States and their own bodies are left out."),
    )
    show_announced(announced_events(selected), chart_width())
    st.subheader(_("What the data cannot say"), anchor=False)
    st.markdown(bullets(limits_sentences(limits(dataset, selected.events))))
