"""Timeline: every event at its true extent on one axis, in lanes; or the chains and series that events form."""

import streamlit as st

from atlas.figures.chains import chain_threads, thread_width
from atlas.figures.timeline import timeline_bars, timeline_marks
from atlas.queries.chains import BY, MOST_CHAINS, chains
from atlas.queries.follow_ups import assessments
from atlas.queries.timeline import LANES, MOST_MARKS, timeline_events, timeline_lanes, timeline_quarters
from atlas.sentences.chains import (
    ASSESSMENTS_NOTE,
    assessments_opening,
    chains_note,
    chains_opening,
    chains_sentence,
    chains_title,
)
from atlas.sentences.timeline import (
    quarters_note,
    quarters_sentence,
    timeline_note,
    timeline_opening,
    timeline_sentence,
    timeline_title,
)
from atlas.tables.chains import assessments_table, chains_table
from atlas.tables.timeline import quarters_table, timeline_table
from atlas.text import _
from components.chains import show_assessments
from components.charts import show_chart
from components.context import view
from components.controls import choice
from components.empty import show_empty_state
from components.events import open_record
from components.links import organization_hrefs, state_href
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
labels, families = dataset.labels, dataset.labels("event_families")
span = dataset.schema.first_year, dataset.schema.last_year
with_inferred = selected.selection.is_with_inferred
LABELS = {
    "state": _("State"),
    "family": _("Event family"),
    "organization": _("Organization"),
    "programme": _("Programme"),
}
THREADS = {"events": _("Events"), "chains": _("Chains"), "series": _("Series")}

thread = choice(
    "thread",
    _("Show"),
    THREADS,
    help=_(
        "Chains: events that lead to one another, such as an assessment and its follow-up. Series: editions of one event."
    ),
)
by = choice("lanes", _("Lanes"), {code: LABELS[code] for code in LANES}) if thread == "events" else ""
if thread != "events":
    by = choice("by", _("By"), {code: LABELS[code] for code in BY})
width = chart_width()
states = {state: state_href(state) for state in dataset.central_asian_states}
if len(selected) == 0:
    show_empty_state(selected, dataset)
elif thread == "events":
    st.markdown(timeline_opening(selected.events))
    lanes = timeline_lanes(selected, dataset, by)
    hrefs = {"state": states, "organization": organization_hrefs(filter(None, lanes.keys))}.get(by, {})
    is_crowded = len(lanes) > MOST_MARKS
    if is_crowded:
        rows = timeline_quarters(lanes, selected, dataset)
        figure, table = timeline_bars(rows, *span, hrefs, width), lambda: quarters_table(rows)
    else:
        rows = timeline_events(selected, dataset, by, width, lanes)
        figure, table = timeline_marks(rows, families, *span, hrefs, width), lambda: timeline_table(rows, dataset)
    clicked = show_chart(
        figure,
        key="timeline",
        title=timeline_title(by, span),
        alt=quarters_sentence(rows, len(selected)) if is_crowded else timeline_sentence(rows),
        table=table,
        selected=selected,
        dataset=dataset,
        note=quarters_note(rows, MOST_MARKS) if is_crowded else timeline_note(),
        is_clickable=not is_crowded,
    )
    if clicked:
        open_record(str(clicked[0]))
else:
    found = chains(selected, dataset, thread, by, thread_width(width), MOST_CHAINS)
    st.markdown(chains_opening(found, dataset, with_inferred))
    if len(found):
        clicked = show_chart(
            chain_threads(found.events, found.links, families, labels("event_relation_types"), span, width, states),
            key=thread,
            title=chains_title(thread, by),
            alt=chains_sentence(found),
            table=lambda: chains_table(found, dataset),
            selected=selected,
            dataset=dataset,
            note=chains_note(found),
            is_clickable=True,
        )
        if clicked:
            open_record(str(clicked[0]))
    if thread == "chains":
        rows = assessments(selected, dataset)
        show_assessments(
            assessments_table(rows),
            rows["event_id"].tolist(),
            assessments_opening(rows, with_inferred),
            ASSESSMENTS_NOTE,
        )
