"""Gaps: who has waited longest for what, why a cell is empty, which follow-ups and announcements are still open."""

import streamlit as st

from atlas.figures.gaps import gap_cells
from atlas.queries.gaps import BY, gap_grid
from atlas.sentences.gaps import (
    answer_words,
    grid_note,
    grid_sentence,
    grid_title,
    limits_sentences,
    record_sentence,
)
from atlas.tables.gaps import gap_table
from atlas.text import _
from components.charts import show_chart
from components.context import view
from components.controls import choice
from components.empty import show_empty_state
from components.gaps import grid_parts, pick_body, pick_cell, show_cycles, show_gap, show_unheld, show_waits
from components.method import show_method
from components.viewport import chart_width

dataset, selected = view().dataset, view().selected
ROWS = {
    "types": _("Event types"),
    "families": _("Event families"),
    "topics": _("Topics"),
    "organizations": _("Organizations"),
}

if len(selected) == 0:
    show_empty_state(selected, dataset)
else:
    show_waits(selected, dataset)
    by = choice("by", _("States against"), {code: ROWS[code] for code in BY})
    also = pick_body(selected, dataset) if by == "organizations" else ""
    grid = gap_grid(selected, dataset, by, also)
    if grid.rows.empty:
        st.info(_("No organization other than the five States and their bodies is listed in the selection."))
    else:
        clicked = show_chart(
            gap_cells(*grid_parts(grid, dataset), answer_words(), chart_width()),
            key=f"gaps_{by}",
            title=grid_title(by),
            alt=grid_sentence(grid, dataset),
            table=lambda: gap_table(grid, dataset),
            selected=selected,
            dataset=dataset,
            note=grid_note(grid, dataset),
            is_clickable=True,
        )
        st.caption(record_sentence())
        show_method(limits_sentences(grid, dataset), key="gaps")
        cell = pick_cell(grid, clicked, dataset)
        if cell:
            show_gap(grid, cell, selected, dataset)
    show_cycles(selected, dataset)
    show_unheld(selected, dataset)
