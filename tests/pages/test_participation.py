"""Participation: the squares are the cells of the matrix."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.figures.matrix import column_capacity
from atlas.queries.participation import AGAINST, CELLS, ORDERS, participation_matrix
from components.viewport import WIDE_CHART
from tests.pages.visit import DEFAULT, NARROW, PARTICIPATION, Query, Visit, selection_of

Open = Callable[..., Visit]

MISSIONS: Query = {"family": ["mission"]}


def cells_of(matrix_cells: object) -> list[tuple[str, str]]:
    """(body, key) of each cell, sorted."""
    return sorted(zip(matrix_cells["body"], matrix_cells["key"], strict=True))  # type: ignore[index]


@pytest.mark.parametrize("against", AGAINST)
@pytest.mark.parametrize("query", [MISSIONS, NARROW], ids=["missions", "narrow"])
def test_squares_are_the_cells(visit: Open, shipped: Dataset, query: Query, against: str) -> None:
    matrix = participation_matrix(selection_of(query, shipped).apply(shipped), shipped, against, "count")
    asked = {**query, "against": [against], "rows": ["all"]}
    capacity = column_capacity(WIDE_CHART, CELLS[against][0])  # type: ignore[index]
    shown = visit(PARTICIPATION, asked)
    shown.assert_is_sound()
    assert shown.app.session_state["control_against"] == against
    drawn = shown.charts[f"matrix_{against}"].points()
    parts = -(-len(matrix.columns) // capacity)
    for part in range(2, parts + 1):
        # More columns than a page is wide are paged through; together the parts are the matrix.
        drawn += visit(PARTICIPATION, {**asked, "part": [str(part)]}).charts[f"matrix_{against}"].points()
    assert sorted(drawn) == cells_of(matrix.cells)


def test_a_long_matrix_opens_with_the_bodies_listed_most(visit: Open, shipped: Dataset) -> None:
    matrix = participation_matrix(selection_of(DEFAULT, shipped).apply(shipped), shipped, "states", "count")
    chart = visit(PARTICIPATION, {"against": ["states"]}).charts["matrix_states"]
    drawn = {body for body, _key in chart.points()}
    totals = matrix.rows.set_index("body")["total"]
    left_out = totals[~totals.index.isin(drawn)]
    assert left_out.empty or left_out.max() <= totals[list(drawn)].min()


@pytest.mark.parametrize("order", ORDERS)
def test_order_of_the_rows(visit: Open, shipped: Dataset, order: str) -> None:
    matrix = participation_matrix(selection_of(NARROW, shipped).apply(shipped), shipped, "missions", order)
    shown = visit(PARTICIPATION, {**NARROW, "order": [order], "rows": ["all"]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_order"] == order
    chart = shown.charts["matrix_missions"]
    positions = {
        body: y
        for trace in chart.traces
        for (body, _key), y in zip(
            trace.get("customdata", []), trace.get("y", []), strict=bool(trace.get("customdata"))
        )
    }
    assert sorted(positions, key=positions.__getitem__) == list(matrix.rows["body"])


def test_a_known_mission_shows_its_roles(visit: Open, shipped: Dataset) -> None:
    mission = "tjk-2017-02-19-cted-assessment"
    rows = shipped["participations"]
    reported = rows[(rows["event_id"] == mission) & (rows["basis"] == "reported")]
    drawn = visit(PARTICIPATION, NARROW).charts["matrix_missions"].points()
    assert {body for body, key in drawn if key == mission} == set(reported["rolled_up_id"])


def test_not_listed_is_explained(visit: Open) -> None:
    note = " ".join(visit(PARTICIPATION, NARROW).captions)
    assert "not listed" in note
    assert "does not mean that it stayed away" in note


def test_unknown_value_of_a_control_gives_a_notice(visit: Open) -> None:
    shown = visit(PARTICIPATION, {"against": ["planets"], "order": ["size"]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_against"] == "missions"
    assert "against=planets" in shown.notice
    assert "order=size" in shown.notice


@pytest.mark.parametrize(
    ("against", "cell"), [(against, cell) for against, cells in CELLS.items() for cell in cells if len(cells) > 1]
)
def test_what_a_cell_shows_is_in_the_address(visit: Open, shipped: Dataset, against: str, cell: str) -> None:
    shown = visit(PARTICIPATION, {**NARROW, "against": [against], "cell": [cell]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_cell"] == cell
    selected = selection_of(NARROW, shipped).apply(shipped)
    matrix = participation_matrix(selected, shipped, against, "count", cell=cell)  # type: ignore[arg-type]
    assert matrix.cell == cell
    note = " ".join(shown.captions)
    assert (f"n = {matrix.events} distinct events" in note) == (cell == "lift")
    assert ("share, in percent" in note) == (cell == "share")


def test_single_events_offer_no_choice_of_cells(visit: Open) -> None:
    shown = visit(PARTICIPATION, NARROW)
    assert "control_cell" not in shown.app.session_state
    assert shown.notice == ""


def test_folded_families_are_in_the_address(visit: Open, shipped: Dataset) -> None:
    shown = visit(PARTICIPATION, {**NARROW, "fold": ["un.state"], "rows": ["all"]})
    shown.assert_is_sound()
    assert shown.app.multiselect(key="control_fold").value == ["un", "state"]
    matrix = participation_matrix(
        selection_of(NARROW, shipped).apply(shipped), shipped, "missions", "count", folded=["un", "state"]
    )
    assert sorted(shown.charts["matrix_missions"].points()) == cells_of(matrix.cells)
    assert "family:un" in set(matrix.rows["body"])


def test_unknown_family_gives_a_notice(visit: Open) -> None:
    shown = visit(PARTICIPATION, {**NARROW, "fold": ["un.martians"]})
    shown.assert_is_sound()
    assert "fold=martians" in shown.notice
    assert shown.app.multiselect(key="control_fold").value == ["un"]


def test_no_such_column_is_said(visit: Open) -> None:
    """Events are selected, but no mission is among them: the filters are not to blame."""
    shown = visit(PARTICIPATION, {"family": ["operation"]})
    shown.assert_is_sound()
    assert shown.infos == ["No event of the selection stands in such a column. Choose other columns above."]
    assert shown.charts == {}


def test_the_answer_leads(visit: Open, shipped: Dataset) -> None:
    shown = visit(PARTICIPATION, NARROW)
    matrix = participation_matrix(selection_of(NARROW, shipped).apply(shipped), shipped, "missions", "count")
    top = matrix.rows.sort_values(["total", "name"], ascending=[False, True]).iloc[0]
    answer = next(text for text in shown.markdown if "listed most often" in text)
    assert answer.startswith(f"**{top['name']}**")
    assert f"{top['total']} of {matrix.events} missions" in answer
