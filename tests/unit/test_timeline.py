"""The timeline: true extents, lanes, and rows in which nothing overlaps."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.dataset import Dataset
from atlas.queries.timeline import (
    LANES,
    MOST_MARKS,
    Lane,
    packed_rows,
    timeline_events,
    timeline_lanes,
    timeline_quarters,
)
from atlas.selection import Selection

WIDTH = 1000


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("dataset_name", ["tiny", "shipped"])
@pytest.mark.parametrize("width", [320, WIDTH])
def test_nothing_overlaps_in_a_row(dataset_name: str, lane: Lane, width: int, request: pytest.FixtureRequest) -> None:
    """Within a row of a lane each event ends before the next starts."""
    dataset: Dataset = request.getfixturevalue(dataset_name)
    rows = timeline_events(Selection.everything(dataset).apply(dataset), dataset, lane, width)
    assert len(rows) >= len(dataset["events"])
    for _key, part in rows.sort_values("earliest").groupby(["lane_order", "row"]):
        spans = list(zip(part["earliest"], part["end"], strict=True))
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize("lane", LANES)
def test_every_event_stands_in_a_lane(tiny: Dataset, lane: Lane) -> None:
    """None is dropped, none stands twice in one lane; lanes are numbered as they are named."""
    rows = timeline_events(Selection.everything(tiny).apply(tiny), tiny, lane, WIDTH)
    assert set(rows["event_id"]) == set(tiny["events"]["event_id"])
    assert not rows.duplicated(["event_id", "lane"]).any()
    assert (rows.groupby("lane_order")["lane"].nunique() == 1).all()


def test_extents(tiny: Dataset) -> None:
    """An event reaches from its first possible day to the day after its last; a month is a month."""
    rows = timeline_events(Selection.everything(tiny).apply(tiny), tiny, "family", WIDTH).set_index("event_id")
    columns = ["earliest", "end", "date_precision"]
    expected = {
        "tjk-2013-visit": (date(2013, 3, 11), date(2013, 3, 16), "day"),
        "kgz-2014-meeting": (date(2014, 12, 30), date(2015, 1, 3), "day"),
        "tjk-2016-visit": (date(2016, 1, 1), date(2017, 1, 1), "year"),
        "tkm-2018-visit": (date(2018, 6, 1), date(2018, 7, 1), "month"),
        "kaz-2019-return": (date(2019, 5, 7), date(2019, 5, 8), "day"),
    }
    assert {event: tuple(rows.loc[event, columns]) for event in expected} == expected


def test_marks(tiny: Dataset) -> None:
    """Missions, what is not on record as held, and milestones with their label."""
    rows = timeline_events(Selection.everything(tiny).apply(tiny), tiny, "family", WIDTH).set_index("event_id")
    assert set(rows.index[rows["is_mission"]]) == {
        "tjk-2013-visit",
        "tjk-2016-visit",
        "tkm-2018-visit",
        "kaz-2024-visit",
    }
    assert rows.index[rows["is_announced"]].tolist() == ["kaz-2024-visit"]
    assert rows.index[rows["label"] != ""].tolist() == ["aut-2021-launch"]
    assert rows.at["aut-2021-launch", "label"].startswith("Launch of the Lantern")


def test_lanes_of_states(tiny: Dataset) -> None:
    """An event with several States stands in each of their lanes; States keep their order."""
    rows = timeline_events(Selection.everything(tiny).apply(tiny), tiny, "state", WIDTH)
    assert rows["lane"].drop_duplicates().tolist() == [
        "Kazakhstan",
        "Kyrgyzstan",
        "Tajikistan",
        "Turkmenistan",
        "Uzbekistan",
    ]
    assert rows.loc[rows["event_id"] == "aut-2021-launch", "lane"].nunique() == 5
    assert rows.loc[rows["event_id"] == "kgz-2014-meeting", "lane"].tolist() == ["Kazakhstan", "Kyrgyzstan"]
    assert rows["lane"].value_counts().to_dict() == {
        "Kazakhstan": 4, "Tajikistan": 3, "Uzbekistan": 3, "Kyrgyzstan": 2, "Turkmenistan": 2,
    }  # fmt: skip


def test_lanes_of_programmes_and_organizations(tiny: Dataset) -> None:
    """The most frequent first; what belongs to none shares one lane."""
    selected = Selection.everything(tiny).apply(tiny)
    programmes = timeline_events(selected, tiny, "programme", WIDTH)["lane"].value_counts(sort=False)
    assert programmes.to_dict() == {"Compass project": 2, "Lantern programme": 1, "No programme, or a rarer one": 6}
    bodies = timeline_events(selected, tiny, "organization", WIDTH)["lane"].value_counts(sort=False)
    assert bodies.to_dict() == {"WUC": 4, "WUO": 4, "Antarctica": 3, "SP": 2, "WUTF": 2}


def test_neighbours_go_into_another_row(tiny: Dataset) -> None:
    """Two events of one lane within a marker's width stand one below the other."""
    rows = timeline_events(Selection(2018, 2021).apply(tiny), tiny, "state", 60).set_index(["lane", "event_id"])["row"]
    assert rows["Uzbekistan", "uzb-2019-training"] == 0
    assert rows["Uzbekistan", "uzb-2020-briefing"] == 1


@pytest.mark.parametrize("lane", LANES)
def test_nothing(tiny: Dataset, lane: Lane) -> None:
    """An empty selection has no rows and all columns."""
    selected = Selection.everything(tiny).apply(tiny)
    empty = timeline_events(Selection(2010, 2011).apply(tiny), tiny, lane, WIDTH)
    assert empty.empty
    assert list(empty.columns) == list(timeline_events(selected, tiny, lane, WIDTH).columns)


def test_lanes_are_those_of_the_type() -> None:
    """The offered lanes are the ones that the type names."""
    assert get_args(Lane) == LANES


@pytest.mark.parametrize("lane", LANES)
def test_lanes_number_the_marks(shipped: Dataset, lane: Lane) -> None:
    """What tells whether single events are drawn is the number of marks that would be; the shipped data are drawn singly."""
    selected = Selection(2010, 2024, is_with_inferred=True).apply(shipped)
    lanes = timeline_lanes(selected, shipped, lane)
    rows = timeline_events(selected, shipped, lane, WIDTH, lanes)
    assert len(lanes) == len(rows) <= MOST_MARKS
    assert rows.equals(timeline_events(selected, shipped, lane, WIDTH))
    keys = dict(zip(lanes.labels, lanes.keys, strict=True))
    assert (rows["lane_key"] == rows["lane"].map(keys)).all()


def test_quarters(tiny: Dataset) -> None:
    """Events by the quarter in which they may have begun; a lane's total is its events."""
    selected = Selection.everything(tiny).apply(tiny)
    quarters = timeline_quarters(timeline_lanes(selected, tiny, "state"), selected, tiny)
    tajikistan = quarters[quarters["lane"] == "Tajikistan"]
    assert tajikistan[["quarter", "events", "total", "lane_key"]].to_numpy().tolist() == [
        [date(2013, 1, 1), 1, 3, "TJK"],
        [date(2016, 1, 1), 1, 3, "TJK"],
        [date(2021, 1, 1), 1, 3, "TJK"],
    ]
    assert quarters["quarter"].max() == date(2024, 10, 1)


@pytest.mark.parametrize("lane", LANES)
def test_quarters_sum_to_the_marks(shipped: Dataset, lane: Lane) -> None:
    """Nothing is lost in the counts."""
    selected = Selection(2012, 2020).apply(shipped)
    lanes = timeline_lanes(selected, shipped, lane)
    quarters = timeline_quarters(lanes, selected, shipped)
    marks = timeline_events(selected, shipped, lane, WIDTH).groupby("lane")["event_id"].size()
    assert quarters["events"].sum() == len(lanes)
    assert quarters.groupby("lane")["events"].sum().to_dict() == marks.to_dict()
    assert quarters.drop_duplicates("lane").set_index("lane")["total"].to_dict() == marks.to_dict()


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 60), st.integers(1, 20)), max_size=40).map(
        lambda spans: [(group, float(start), float(start + length)) for group, start, length in spans]
    )
)
def test_packing(spans: list[tuple[int, float, float]]) -> None:
    """Nothing overlaps in a row, and a group has as many rows as spans at its busiest moment."""
    group, left, right = (np.array(values) for values in zip(*spans, strict=True)) if spans else (np.zeros(0),) * 3
    rows = packed_rows(group.astype(np.int64), left, right)
    for number in set(group.tolist()):
        ours = group == number
        busiest = max(int((ours & (left <= moment) & (moment < right)).sum()) for moment in left[ours])
        assert sorted(set(rows[ours].tolist())) == list(range(busiest))
        for row in range(busiest):
            held = np.sort(left[ours & (rows == row)])
            ends = np.sort(right[ours & (rows == row)])
            assert (ends[:-1] <= held[1:]).all()
