"""Timeline: every event at its true extent on one axis, in lanes."""

from atlas.figures.timeline import timeline_marks
from atlas.queries.timeline import LANES, timeline_events
from atlas.sentences.timeline import timeline_sentence
from atlas.tables.timeline import timeline_table
from atlas.text import _
from components.charts import show_chart
from components.context import view
from components.controls import choice
from components.empty import show_empty_state
from components.events import open_record
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
LABELS = {
    "state": _("State"),
    "family": _("Event family"),
    "organization": _("Organization"),
    "programme": _("Programme"),
}
TITLES = {
    "state": _("Events 2010 to 2024, by State"),
    "family": _("Events 2010 to 2024, by family"),
    "organization": _("Events 2010 to 2024, by organization"),
    "programme": _("Events 2010 to 2024, by programme"),
}

lane = choice("lanes", _("Lanes"), {code: LABELS[code] for code in LANES})
if len(selected) == 0:
    show_empty_state(selected, dataset)
else:
    rows = timeline_events(selected, dataset, lane, chart_width())
    schema = dataset.schema
    clicked = show_chart(
        timeline_marks(rows, dataset.labels("event_families"), schema.first_year, schema.last_year),
        key="timeline",
        title=TITLES[lane],
        alt=timeline_sentence(rows),
        table=timeline_table(rows, dataset),
        selected=selected,
        dataset=dataset,
        note=_(
            "Thick lines are days, thin lines a month or year within which the day is not known. Missions are larger, "
            "announced events hollow. An event stands in every lane that it belongs to. Click a mark to open the record."
        ),
        is_clickable=True,
    )
    if clicked:
        open_record(str(clicked[0]))
