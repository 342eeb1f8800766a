"""The parts of the Gaps page: choosing a cell, what is behind it, assessments with their follow-ups, what was announced."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from atlas.dataset import Dataset, as_of
from atlas.queries.cycles import assessment_cycles, unheld_events
from atlas.queries.gaps import GapGrid, gap_cell, longest_waits
from atlas.selection import Slice, organizations_at
from atlas.sentences.cycles import cycles_note, cycles_sentence, unheld_sentence
from atlas.sentences.gap_cells import cell_sentences
from atlas.sentences.gaps import day_in_words, hover_texts, waiting_sentences
from atlas.tables.gaps import cycles_table, searches_table, unheld_table
from atlas.text import _, bullets, count_of
from components import address, links
from components.charts import download_csv, show_table
from components.controls import pick
from components.events import open_record, show_event_list
from components.method import show_method

DATA_PAGE = "pages/reference/data.py"
_CLICKED = "_gaps_clicked"


def pick_body(selected: Slice, dataset: Dataset) -> str:
    """A body to show beside those listed most; "" for none."""
    frame = organizations_at(dataset, selected.selection.roll_up)
    frame = frame[~frame["is_central_asian"]]
    names = dict(zip(frame["organization_id"], frame["short_name"], strict=True))
    return pick("focus", _("Show another organization first"), {"": _("none"), **names})


def grid_parts(grid: GapGrid, dataset: Dataset) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """What the figure draws: rows and columns with links to their profiles, cells with their hover text."""
    labels = dataset.labels("states")
    hrefs = links.organization_hrefs(grid.rows["key"]) if grid.by == "organizations" else {}
    columns = pd.DataFrame(
        {
            "state": grid.states,
            "label": [labels[state] for state in grid.states],
            "href": [links.state_href(state) for state in grid.states],
        }
    )
    rows = grid.rows.assign(href=[hrefs.get(key, "") for key in grid.rows["key"]])
    return rows, columns, grid.cells.assign(hover=hover_texts(grid, dataset))


def show_waits(selected: Slice, dataset: Dataset) -> None:
    """Which State has waited longest, the others in order."""
    first, *others = waiting_sentences(longest_waits(selected, dataset), selected.selection, dataset)
    st.markdown(first)
    st.markdown(bullets(others))


def pick_cell(grid: GapGrid, clicked: Sequence[Any], dataset: Dataset) -> tuple[str, str] | None:
    """The cell to explain, from a click on the chart or from the list; it stands in the address."""
    states = dataset.labels("states")
    options = {"": _("choose one, or click it in the chart")}
    for row in grid.rows.itertuples():
        options |= {f"{row.key}.{state}": f"{row.label}, {states[state]}" for state in grid.states}
    point = f"{clicked[0][0]}.{clicked[0][1]}" if clicked else ""
    # The chart keeps its selection over reruns: only a new click counts, so that the list can be used after it.
    if point and point != st.session_state.get(_CLICKED) and point in options and not address.is_new():
        st.session_state["control_cell"] = point
    st.session_state[_CLICKED] = point
    chosen = pick("cell", _("Explain a cell"), options)
    key, _dot, state = chosen.rpartition(".")
    return (key, state) if chosen else None


def show_gap(grid: GapGrid, cell: tuple[str, str], selected: Slice, dataset: Dataset) -> None:
    """What a cell says in words, the events behind it, the searches that name it, and the ways on."""
    key, state = cell
    gap = gap_cell(grid, selected, dataset, key, state)
    st.markdown(" ".join(cell_sentences(gap, selected.selection, dataset)))
    with st.container(horizontal=True):
        query = address.filters_query()
        st.page_link(links.STATE_PAGE, label=gap.state, query_params={**query, "of": [state]}, icon=":material/flag:")
        if grid.by == "organizations":
            st.page_link(
                links.ORGANIZATION_PAGE,
                label=gap.row,
                query_params={**query, "of": [key]},
                icon=":material/apartment:",
            )
        st.page_link(
            DATA_PAGE,
            label=_("The whole log of searches"),
            query_params={**query, "view": ["coverage"]},
            icon=":material/manage_search:",
        )
    if gap.events:
        show_event_list(selected, dataset, key="gap", event_ids=gap.events)
    if len(gap.searches):
        label = count_of(len(gap.searches), _("search that names it"), _("searches that name it"))
        with st.expander(label, expanded=not gap.events, on_change="rerun", key="gap_searches") as expander:
            if expander.open:
                show_table(searches_table(gap.searches, dataset), key="gap-searches", alt=_("Table of searches"))


def show_cycles(selected: Slice, dataset: Dataset) -> None:
    """Assessments with the follow-ups on record; a click opens the record."""
    cycles = assessment_cycles(selected, dataset)
    st.subheader(_("Assessments and their follow-ups"), anchor=False)
    st.markdown(cycles_sentence(cycles, dataset))
    if cycles.rows.empty:
        return
    show_method(cycles_note(cycles), key="cycles")
    table = cycles_table(cycles.rows, day_in_words(as_of(dataset.schema)))
    clicked = _clickable(
        table,
        "cycles",
        _("Table of assessments with their follow-ups"),
        _("Click a visit for its record."),
    )
    if clicked:
        row, column = clicked
        follow_up = cycles.rows["follow_up"].iloc[row]
        is_follow_up = column in (_("Follow-up"), _("Counted to"), _("How known")) and follow_up
        open_record(str(follow_up if is_follow_up else cycles.rows["event_id"].iloc[row]))


def show_unheld(selected: Slice, dataset: Dataset) -> None:
    """What was announced and never reported as held; a click opens the record."""
    rows = unheld_events(selected, dataset)
    st.subheader(_("Announced, never on record as held"), anchor=False)
    st.markdown(unheld_sentence(rows))
    if rows.empty:
        return
    clicked = _clickable(
        unheld_table(rows, dataset),
        "unheld",
        _("Table of events announced and never on record as held"),
        _("Click a row for its record."),
    )
    if clicked:
        open_record(str(rows["event_id"].iloc[clicked[0]]))


def _clickable(table: pd.DataFrame, key: str, alt: str, note: str) -> tuple[int, str] | None:
    """A table of events with its download; returns the cell clicked as row and column."""
    st.caption(note)
    choice = st.dataframe(
        table,
        hide_index=True,
        key=f"events_{key}",
        on_select="rerun",
        selection_mode="single-cell",
        alt=alt,
        height=min(38 + 35 * len(table), 640),
        column_config={
            _("State"): st.column_config.TextColumn(width=110),
            _("Led by"): st.column_config.TextColumn(width=170),
            _("Title"): st.column_config.TextColumn(width="large"),
            _("Address"): st.column_config.LinkColumn(display_text=_("open"), width="small"),
        },
    )
    download_csv(table, key=key)
    cells = choice["selection"]["cells"]
    return (int(cells[0][0]), str(cells[0][1])) if cells else None
