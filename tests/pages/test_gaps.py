"""Gaps: the page opens with the State that has waited longest, and every cell explains itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.cycles import assessment_cycles, unheld_events
from atlas.queries.gaps import BY, gap_grid, longest_waits
from tests.pages.visit import DEFAULT, GAPS, NARROW, Query, Visit, selection_of

Open = Callable[..., Visit]


def test_the_page_opens_with_the_answer(visit: Open, shipped: Dataset) -> None:
    selected = selection_of(DEFAULT, shipped).apply(shipped)
    waits = longest_waits(selected, shipped)["assessments"]
    shown = visit(GAPS)
    shown.assert_is_sound()
    after = shown.markdown[[("data version" in text) for text in shown.markdown].index(True) + 1 :]
    assert after[0].startswith(f"**{waits['label'].iloc[0]} has waited longest since its last assessment visit")
    assert f"{waits['months'].iloc[0]} months" in after[0]
    places = [after[1].index(name) for name in waits.loc[waits["months"] >= 0, "label"].iloc[1:]]
    assert places == sorted(places)


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_squares_are_the_cells(visit: Open, shipped: Dataset, query: Query, by: str) -> None:
    grid = gap_grid(selection_of(query, shipped).apply(shipped), shipped, by)
    shown = visit(GAPS, {**query, "by": [by]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_by"] == by
    drawn = shown.charts[f"gaps_{by}"].points()
    assert sorted(drawn) == sorted(zip(grid.cells["key"], grid.cells["state"], strict=True))


@pytest.mark.parametrize("by", BY)
def test_every_kind_of_cell_explains_itself(visit: Open, shipped: Dataset, by: str) -> None:
    query = {"from": ["2010"], "to": ["2016"], "topic": ["border_management"]} if by == "types" else {"to": ["2016"]}
    grid = gap_grid(selection_of(query, shipped).apply(shipped), shipped, by)
    for cell in grid.cells.drop_duplicates("answer").itertuples():
        shown = visit(GAPS, {**query, "by": [by], "cell": [f"{cell.key}.{cell.state}"]})
        shown.assert_is_sound()
        assert shown.notice == ""
        state = shipped.labels("states")[cell.state]
        text = next(text for text in shown.markdown if "on record name" in text)
        assert state in text
        assert (" since the last event held" in text) == (cell.answer == "held")
        assert ("on record as held in the selection" in text) == (cell.answer != "held")
        if cell.searches and not cell.events and not cell.announced:
            assert len(shown.table("Table of searches")) == cell.searches
        links = {link.proto.label: link.proto.page for link in shown.app.get("page_link")}
        assert links["The whole log of searches"] == "data"


def test_choosing_a_cell_lists_its_events(visit: Open, shipped: Dataset) -> None:
    grid = gap_grid(selection_of(DEFAULT, shipped).apply(shipped), shipped, "types")
    cell = grid.cells[(grid.cells["events"] > 1) & (grid.cells["announced"] == 0)].iloc[0]
    shown = visit(GAPS)
    shown.app.selectbox(key="control_cell").set_value(f"{cell['key']}.{cell['state']}").run()
    shown.assert_is_sound()
    frame = shown.table("events, by date")
    assert len(frame) >= cell["events"]
    assert (frame["status"] == shipped.labels("statuses")["held"]).sum() == cell["events"]


def test_another_organization_comes_first(visit: Open, shipped: Dataset) -> None:
    shown = visit(GAPS, {"by": ["organizations"], "focus": ["interpol"]})
    shown.assert_is_sound()
    bars = shown.charts["gaps_organizations"]
    rows = {
        key: y
        for trace in bars.traces
        for (key, _state), y in zip(trace.get("customdata") or [], trace["y"], strict=False)
    }
    assert min(rows, key=rows.__getitem__) == "interpol"


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_tables_of_assessments_and_announcements(visit: Open, shipped: Dataset, query: Query) -> None:
    selected = selection_of(query, shipped).apply(shipped)
    shown = visit(GAPS, query)
    cycles, unheld = assessment_cycles(selected, shipped), unheld_events(selected, shipped)
    assert len(shown.table("Table of assessments")) == len(cycles.rows)
    if len(unheld):
        assert list(shown.table("never on record as held")["Title"]) == list(unheld["title"])
    else:
        assert any("Nothing in the selection was announced" in text for text in shown.markdown)


def test_limits_stand_beside_the_numbers(visit: Open) -> None:
    captions = " ".join(visit(GAPS).captions)
    assert "Nothing on record is not nothing done" in captions
    assert "attending alone does not count" in captions
    assert "No deadline is on record" in captions


def test_unknown_value_of_a_control_gives_a_notice(visit: Open) -> None:
    shown = visit(GAPS, {"by": ["planets"], "cell": ["moon.TJK"]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_by"] == BY[0]
    assert "by=planets" in shown.notice
    assert "cell=moon.TJK" in shown.notice
