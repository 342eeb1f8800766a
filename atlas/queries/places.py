"""Where events took place: measures by State, events by place, and what has no place on the map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.index import Mask, Positions
from atlas.queries.counts import partner_rows
from atlas.queries.visits import missions_to_states
from atlas.selection import Slice, remembered
from atlas.text import _

Measure = Literal["events", "missions", "organizations", "months"]
OFF_MAP_NAMES: Mapping[str, str] = {"online": _("Online"), "unstated": _("Place not stated")}
"""What stands beside the map without being a place."""

MEASURES: tuple[Measure, ...] = ("events", "missions", "organizations", "months")


@remembered
def measures_by_state(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """The five States, alphabetically, with every measure.

    Columns: state, name, events (tied to the State, as subject or attending), missions (held, with the State as subject, as the
    State's profile counts them), organizations (distinct bodies at these events, those of the five States left out),
    last_mission (EDTF, "" without one) and months: whole months from the last possible day of the last mission held to the end of
    the period, NA without one.
    """
    states, index = dataset.central_asian_states, dataset.index
    labels, dates = dataset.labels("states"), dataset["events"]["date"].to_numpy(dtype=object)
    ties = index.links("event_states", "state")
    tied = selected.event_states.index.to_numpy()
    bodies = index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    listed = np.flatnonzero(partner_rows(selected, dataset))
    body, event = bodies.codes.positions[listed], bodies.event_row[listed]
    end = date(selected.selection.last_year, 12, 31)
    visiting, visited = missions_to_states(selected, dataset)
    columns: dict[str, list[object]] = {name: [] for name in ("events", "missions", "organizations", "last")}
    months: list[int | None] = []
    for state in states:
        is_tied = np.zeros(index.event_count, dtype=bool)
        is_tied[ties.event_row[tied[ties.codes.among({state})[tied]]]] = True
        missions = np.unique(visiting[visited == state])
        missions = missions[index.is_held[missions]]
        last = int(missions[np.argmax(index.latest[missions])]) if len(missions) else None
        columns["events"].append(int(is_tied.sum()))
        columns["missions"].append(len(missions))
        columns["organizations"].append(len(np.unique(body[is_tied[event]])))
        columns["last"].append("" if last is None else dates[last])
        months.append(None if last is None else _months(date.fromordinal(int(index.latest[last])), end))
    return pd.DataFrame(
        {
            "state": states,
            "name": [labels[state] for state in states],
            "events": columns["events"],
            "missions": columns["missions"],
            "organizations": columns["organizations"],
            "last_mission": columns["last"],
            "months": pd.array(months, dtype="Int64"),
        }
    )


def _months(day: date, end: date) -> int:
    months = 12 * (end.year - day.year) + end.month - day.month - (day.day > end.day)
    return max(0, months)


@remembered
def events_by_place(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Places with the events that took place there, as principal or further place.

    Columns: place_id, name, state, latitude, longitude, precision, events, missions, is_on_map (in one of the five States).
    Ordered by events, then name.
    """
    event, place = _places_of_events(selected, dataset)
    table = _places(dataset)
    events = np.bincount(place, minlength=len(table))
    missions = np.bincount(place[dataset.index.is_mission[event]], minlength=len(table))
    shown = np.flatnonzero(events)
    shown = shown[np.argsort(-events[shown], kind="stable")]
    return table.iloc[shown].reset_index(drop=True).assign(events=events[shown], missions=missions[shown])


@lru_cache(maxsize=4)
def _places(dataset: Dataset) -> pd.DataFrame:
    """Places by name, with whether they lie in one of the five States."""
    table = dataset["places"][["place_id", "name", "state", "latitude", "longitude", "precision"]]
    table = table.sort_values(["name", "place_id"], ignore_index=True)
    return table.assign(is_on_map=table["state"].isin(dataset.central_asian_states))


@lru_cache(maxsize=4)
def _is_on_map(dataset: Dataset) -> Mask:
    """Which places (as `_places` has them) lie in one of the five States."""
    return _places(dataset)["is_on_map"].to_numpy(dtype=bool)


@lru_cache(maxsize=4)
def _place_rows(dataset: Dataset) -> tuple[Positions, Positions]:
    """Position in `_places` of the principal place of each event (-1 without one) and of each row of `event_places`."""
    position = pd.Index(_places(dataset)["place_id"])
    return (
        position.get_indexer(dataset["events"]["place_id"]),
        position.get_indexer(dataset["event_places"]["place_id"]),
    )


def _places_of_events(selected: Slice, dataset: Dataset) -> tuple[Positions, Positions]:
    """Distinct pairs of event and place, principal or further, as their positions."""
    principal, further = _place_rows(dataset)
    shown, rows = selected.events.index.to_numpy(), selected.event_places.index.to_numpy()
    has_place = shown[principal[shown] >= 0]
    events = np.concatenate([has_place, selected.event_places["event_row"].to_numpy()])
    places = np.concatenate([principal[has_place], further[rows]])
    pairs = np.unique(events * len(dataset["places"]) + places)
    return pairs // len(dataset["places"]), pairs % len(dataset["places"])


@remembered
def events_off_map(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events that no marker on the map stands for: where (key and words), and how many.

    Columns: key (a place id, "online" or "unstated"), name, events. Together with the events on the map they are all events.
    """
    rows = _off_map_rows(selected, dataset)
    place = _place_rows(dataset)[0][rows]
    counts = np.bincount(place[place >= 0], minlength=len(_places(dataset)))
    found = [(*_place_names(dataset)[number], int(counts[number])) for number in np.flatnonzero(counts)]
    is_online = dataset.index.codes("mode").among({"virtual"})[rows]
    for key, mask in (("online", (place < 0) & is_online), ("unstated", (place < 0) & ~is_online)):
        found += [(key, OFF_MAP_NAMES[key], int(mask.sum()))] if mask.any() else []
    found.sort(key=lambda row: (-row[2], row[1]))
    return pd.DataFrame(found, columns=["key", "name", "events"])


def _off_map_rows(selected: Slice, dataset: Dataset) -> Positions:
    """The events of which no place, principal or further, is on the map, as their positions."""
    events, places = _places_of_events(selected, dataset)
    is_off = np.zeros(dataset.index.event_count, dtype=bool)
    is_off[selected.events.index] = True
    is_off[events[_is_on_map(dataset)[places]]] = False
    return np.flatnonzero(is_off)


@lru_cache(maxsize=4)
def _place_names(dataset: Dataset) -> list[tuple[str, str]]:
    """Id and name with State of each place, in the order of `_places`."""
    table, states = _places(dataset), dataset.labels("states")
    return [
        (place, _with_state(name, states[state]))
        for place, name, state in zip(table["place_id"], table["name"], table["state"], strict=True)
    ]


def _with_state(place: str, state: str) -> str:
    return place if place == state else f"{place}, {state}"


def events_at(selected: Slice, dataset: Dataset, key: str) -> pd.DataFrame:
    """Events of a State (alpha-3), of a place (id), "online" or "unstated": as many as the map, or the list beside it, shows."""
    places = dataset["places"].set_index("place_id")
    if key in dataset.central_asian_states:
        ids = set(selected.event_states.loc[selected.event_states["state"] == key, "event_id"])
    elif key in places.index and places.at[key, "state"] in dataset.central_asian_states:
        ids = set(selected.events.loc[selected.events["place_id"] == key, "event_id"])
        ids |= set(selected.event_places.loc[selected.event_places["place_id"] == key, "event_id"])
    else:
        off = dataset["events"].iloc[_off_map_rows(selected, dataset)]
        if key in OFF_MAP_NAMES:
            off = off[(off["place_id"] == "") & ((off["mode"] == "virtual") == (key == "online"))]
        else:
            off = off[off["place_id"] == key]
        ids = set(off["event_id"])
    return selected.events[selected.events["event_id"].isin(ids)]
