"""Timeline: every event of the selection has a mark in every lane that it belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.figures.chains import thread_width
from atlas.queries.chains import BY, MOST_CHAINS, chains
from atlas.queries.follow_ups import assessments
from atlas.queries.timeline import LANES, timeline_events, timeline_lanes
from atlas.sentences.chains import assessments_opening, chains_opening
from components.viewport import WIDE_CHART
from tests.pages.visit import DEFAULT, NARROW, TIMELINE, Query, Visit, selection_of

Open = Callable[..., Visit]


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_marks_are_the_events_of_the_lanes(visit: Open, shipped: Dataset, query: Query, lane: str) -> None:
    selected = selection_of(query, shipped).apply(shipped)
    shown = visit(TIMELINE, {**query, "lanes": [lane]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_lanes"] == lane
    points = shown.charts["timeline"].points()
    assert set(points) == set(selected.events["event_id"])
    assert sorted(points) == sorted(timeline_events(selected, shipped, lane, WIDE_CHART)["event_id"])


def test_lanes_by_family_show_each_event_once(visit: Open, shipped: Dataset) -> None:
    points = visit(TIMELINE, {"lanes": ["family"]}).charts["timeline"].points()
    assert sorted(points) == sorted(shipped["events"]["event_id"])


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("thread", ["chains", "series"])
def test_marks_are_the_events_of_the_chains(visit: Open, shipped: Dataset, thread: str, by: str) -> None:
    query = {"inferred": ["1"]}
    selected = selection_of(query, shipped).apply(shipped)
    shown = visit(TIMELINE, {**query, "thread": [thread], "by": [by]})
    shown.assert_is_sound()
    assert shown.notice == ""
    found = chains(selected, shipped, thread, by, thread_width(WIDE_CHART), MOST_CHAINS)  # type: ignore[arg-type]
    assert sorted(shown.charts[thread].points()) == sorted(found.events["event_id"])
    assert chains_opening(found, shipped, with_inferred=True) in shown.markdown
    assert ("Shown are the" in " ".join(shown.captions)) == (found.shown < len(found))


def test_assessments_of_a_state(visit: Open, shipped: Dataset) -> None:
    query = {"state": ["KGZ"]}
    shown = visit(TIMELINE, {**query, "thread": ["chains"]})
    shown.assert_is_sound()
    rows = assessments(selection_of(query, shipped).apply(shipped), shipped)
    table = shown.table("what followed")
    assert table["Assessment"].tolist() == rows["title"].tolist()
    assert (table["Follow-up"] == "none on record").tolist() == (rows["follow_up"] == "").tolist()
    assert assessments_opening(rows, with_inferred=False) in shown.markdown


def test_no_chain_in_the_selection_is_said(visit: Open, shipped: Dataset) -> None:
    query = {"family": ["operation"]}
    found = chains(selection_of(query, shipped).apply(shipped), shipped, "chains", "state", thread_width(WIDE_CHART))
    assert len(found) == 0
    shown = visit(TIMELINE, {**query, "thread": ["chains"]})
    shown.assert_is_sound()
    assert shown.charts == {}
    assert any(text.startswith("No two events of the selection are joined") for text in shown.markdown)


def test_names_of_lanes_link_to_profiles(visit: Open) -> None:
    shown = visit(TIMELINE, {"state": ["TJK"], "lanes": ["state"]})
    spec = shown.app.get("plotly_chart")[0].proto.spec
    assert "state?state=TJK&amp;of=TJK" in spec.replace("\\u0026", "&")


def test_too_many_events_are_counted(visit: Open, shipped: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas.queries.timeline.MOST_MARKS", 10)
    selected = selection_of(DEFAULT, shipped).apply(shipped)
    shown = visit(TIMELINE)
    shown.assert_is_sound()
    assert any(caption.startswith("More than 10 marks") for caption in shown.captions)
    marks = len(timeline_lanes(selected, shipped, "state"))
    bars = [trace for trace in shown.charts["timeline"].traces if trace["type"] == "bar"]
    assert sum(int(text.replace(",", "")) for text in bars[0]["text"]) == marks
