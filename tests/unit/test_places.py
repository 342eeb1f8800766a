"""Places: measures by State, events on and off the map, which together are all events."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from atlas.dataset import Dataset
from atlas.load import load_dataset
from atlas.queries.places import events_at, events_by_place, events_off_map, measures_by_state
from atlas.queries.visits import visit_chain
from atlas.selection import Selection
from tests.packages import add_row


def test_measures_by_state(tiny: Dataset) -> None:
    """Worked by hand: events, missions held, distinct partner bodies, last mission."""
    table = measures_by_state(Selection.everything(tiny).apply(tiny), tiny).set_index("state")
    assert table[["events", "missions", "organizations"]].to_numpy().tolist() == [
        [4, 0, 4],  # KAZ: WUC, Antarctica, SP, WUO; the visit of 2024 is announced only
        [2, 0, 4],  # KGZ
        [3, 2, 5],  # TJK
        [2, 1, 3],  # TKM
        [3, 0, 3],  # UZB
    ]
    assert table["last_mission"].to_dict() == {"KAZ": "", "KGZ": "", "TJK": "2016~", "TKM": "2018-06", "UZB": ""}


@pytest.mark.parametrize(
    ("last_year", "tjk", "tkm"),
    [
        (2024, 96, 78),  # from the last day of 2016 and of June 2018 to the last day of 2024
        (2018, 24, 6),
        (2016, 0, None),
        (2013, 9, None),  # from 15 March
    ],
)
def test_months_since_the_last_mission(tiny: Dataset, last_year: int, tjk: int, tkm: int | None) -> None:
    """Whole months from the last possible day to the end of the period, never to today."""
    months = measures_by_state(Selection(2010, last_year).apply(tiny), tiny).set_index("state")["months"]
    assert months["TJK"] == tjk
    assert (None if pd.isna(months["TKM"]) else months["TKM"]) == tkm
    assert pd.isna(months["KAZ"])


def test_attending_a_mission_counts_as_an_event_only(shipped: Dataset, tiny: Dataset) -> None:
    """The map counts the missions that the State's profile counts: those with the State as subject."""
    for data in (shipped, tiny):
        for selection in (Selection.everything(data), replace(Selection.everything(data), is_with_inferred=True)):
            selected = selection.apply(data)
            chains = [visit_chain(selected, data, state) for state in data.central_asian_states]
            table = measures_by_state(selected, data)
            assert table["missions"].tolist() == [len(chain.held) for chain in chains]
            assert [None if pd.isna(each) else each for each in table["months"]] == [each.waiting for each in chains]
            assert table["last_mission"].tolist() == ["" if each.last is None else each.last["date"] for each in chains]


def test_events_by_place(tiny: Dataset) -> None:
    """Principal and further places."""
    table = events_by_place(Selection.everything(tiny).apply(tiny), tiny)
    assert table[["place_id", "events", "missions", "is_on_map"]].to_numpy().tolist() == [
        ["tkm-ashgabat", 1, 1, True],
        ["kaz-astana", 1, 0, True],
        ["kgz-bishkek", 1, 0, True],
        ["tjk-dushanbe", 1, 1, True],
        ["tjk-sughd", 1, 1, True],
        ["uzb-surxondaryo", 1, 0, True],
        ["aut-vienna", 1, 0, False],
    ]


def test_events_off_map(tiny: Dataset) -> None:
    """Without a place, online, and elsewhere."""
    table = events_off_map(Selection.everything(tiny).apply(tiny), tiny)
    assert table.to_numpy().tolist() == [
        ["unstated", "Place not stated", 2],
        ["online", "Online", 1],
        ["aut-vienna", "Vienna, Austria", 1],
    ]


@pytest.mark.parametrize("dataset_name", ["tiny", "shipped"])
@pytest.mark.parametrize("states", [(), ("TJK",)])
def test_on_the_map_and_off_it_are_all(
    dataset_name: str, states: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    """No event is dropped: those with a marker and those beside the map are all events."""
    dataset: Dataset = request.getfixturevalue(dataset_name)
    selected = replace(Selection.everything(dataset), states=tuple(states)).apply(dataset)
    on_map = events_by_place(selected, dataset).query("is_on_map")["place_id"]
    marked = {event for place in on_map for event in events_at(selected, dataset, place)["event_id"]}
    assert len(selected) > 0
    assert len(marked) + int(events_off_map(selected, dataset)["events"].sum()) == len(selected)


@pytest.mark.parametrize("dataset_name", ["tiny", "shipped"])
def test_lists_behind_the_counts(dataset_name: str, request: pytest.FixtureRequest) -> None:
    """A click on a State or a place lists as many events as it shows."""
    dataset: Dataset = request.getfixturevalue(dataset_name)
    selected = Selection.everything(dataset).apply(dataset)
    for row in measures_by_state(selected, dataset).itertuples():
        assert len(events_at(selected, dataset, row.state)) == row.events
    on_map = events_by_place(selected, dataset).query("is_on_map")
    for row in on_map.itertuples():
        assert len(events_at(selected, dataset, row.place_id)) == row.events


def test_events_at(tiny: Dataset) -> None:
    """By State, place, further place, online, unstated."""
    selected = Selection.everything(tiny).apply(tiny)
    expected = {
        "TKM": ["tkm-2018-visit", "aut-2021-launch"],
        "tjk-dushanbe": ["tjk-2013-visit"],
        "tjk-sughd": ["tjk-2013-visit"],
        "online": ["uzb-2020-briefing"],
        "unstated": ["tjk-2016-visit", "kaz-2024-visit"],
        "atlantis": [],
    }
    assert {key: events_at(selected, tiny, key)["event_id"].tolist() for key in expected} == expected


@pytest.mark.parametrize(
    ("event", "place"),
    [
        ("uzb-2020-briefing", "kaz-astana"),  # online, with people in one place on the map
        ("kaz-2024-visit", "aut-vienna"),  # no principal place, a further one elsewhere
        ("aut-2021-launch", "kaz-astana"),  # elsewhere, continued on the map
    ],
)
def test_lists_behind_the_counts_off_the_map(package: Path, event: str, place: str) -> None:
    """A click on what stands beside the map lists as many events as it shows, further places or not."""
    add_row(package, "event_places", event_id=event, place_id=place, basis="reported")
    dataset = load_dataset(package)
    selected = Selection.everything(dataset).apply(dataset)
    shown = events_off_map(selected, dataset).set_index("key")["events"]
    keys = ["online", "unstated", "aut-vienna"]
    assert [len(events_at(selected, dataset, key)) for key in keys] == [int(shown.get(key, 0)) for key in keys]


def test_nothing(tiny: Dataset) -> None:
    """An empty selection has five States of zeros, no places and nothing beside the map."""
    nothing = Selection(2010, 2011).apply(tiny)
    assert measures_by_state(nothing, tiny)[["events", "missions", "organizations"]].to_numpy().sum() == 0
    assert events_by_place(nothing, tiny).empty
    assert events_off_map(nothing, tiny).empty
