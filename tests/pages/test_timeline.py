"""Timeline: every event of the selection has a mark in every lane that it belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.timeline import LANES, timeline_events
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
