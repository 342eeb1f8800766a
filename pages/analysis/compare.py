"""Compare: two periods, States or organizations side by side on one scale."""

import streamlit as st

from atlas.figures.compare import capacity, difference_squares, mirrored_years
from atlas.queries.compare import events_by_year, kinds_compared, lifetimes_within, parts
from atlas.queries.differences import ALL, ORDERS, columns_offered, differences, events_behind
from atlas.sentences.compare import (
    KIND_TITLES,
    MEASURE_TITLES,
    frame_sentence,
    matrix_limits,
    matrix_note,
    matrix_sentence,
    matrix_title,
    mirror_note,
    mirror_sentence,
)
from atlas.tables.compare import matrix_columns, matrix_table, years_table
from atlas.text import _
from components.charts import show_chart
from components.compare import choose_comparison, show_behind, show_impossible, show_only, show_opening, state_hrefs
from components.context import view
from components.controls import choice, column_window
from components.links import organization_hrefs
from components.method import show_method
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
ROWS = {"change": _("Difference"), "count": _("Events"), "name": _("Name")}
MOST_ROWS = 24

compared = choose_comparison(selected, dataset)
if not show_impossible(compared, selected, dataset):
    fairest = compared.measures[0]
    kinds = {kind: parts(compared, dataset, kind, fairest) for kind in kinds_compared(compared)}
    lifetimes = lifetimes_within(compared, dataset)
    show_opening(compared, dataset, kinds, lifetimes)

    width, families = chart_width(), dataset.labels("event_families")
    rows = events_by_year(compared, dataset)
    show_chart(
        mirrored_years(rows, (compared.a.name, compared.b.name), families, width),
        key="mirror",
        title=_("Year by year, A above and B below"),
        alt=mirror_sentence(rows, compared, families),
        table=lambda: years_table(rows, compared, families),
        selected=selected,
        dataset=dataset,
        note=mirror_note(compared),
        words=frame_sentence(compared, dataset),
    )

    with st.container(horizontal=True):
        against = choice(
            "against", _("Organizations against"), {code: KIND_TITLES[code] for code in columns_offered(compared)}
        )
        measure = choice("measure", _("Difference in"), {code: MEASURE_TITLES[code] for code in compared.measures})
        order = choice("order", _("Order"), {code: ROWS[code] for code in ORDERS})
    found = differences(
        compared, dataset, against, measure=measure, order=order, limit=MOST_ROWS, label=_("All events")
    )
    first, count = column_window(len(found.columns) - 1, capacity(width))
    clicked = show_chart(
        difference_squares(
            {part.key: part.name for part in found.rows},
            matrix_columns(found, first, count),
            found.cells,
            body_hrefs=organization_hrefs(part.key for part in found.rows),
            column_hrefs=state_hrefs(dataset) if against == "states" else {},
            width=width,
            is_of_counts=measure == "count",
        ),
        key=f"difference_{against}",
        title=matrix_title(compared),
        alt=matrix_sentence(found, compared),
        table=lambda: matrix_table(found, compared),
        selected=selected,
        dataset=dataset,
        note=matrix_note(found),
        is_clickable=True,
        words=frame_sentence(compared, dataset),
    )
    show_method(matrix_limits(found, compared), key="compare")
    if clicked:
        body, key = str(clicked[0][0]), str(clicked[0][1])
        ids = events_behind(compared, dataset, against, key, body)
        title = dataset.organization_names[body] + ("" if key == ALL else f", {found.columns[key]}")
        show_behind(compared, dataset, ids, title, key="cell")

    extra = {kind: parts(compared, dataset, kind, fairest) for kind in ("programmes", "topics")}
    show_only(compared, dataset, {"bodies": kinds["bodies"], **extra}, lifetimes)
