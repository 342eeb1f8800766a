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
from atlas.selection import Slice, remembered
from atlas.text import _

Measure = Literal["events", "missions", "organizations", "months"]
OFF_MAP_NAMES: Mapping[str, str] = {"online": _("Online"), "unstated": _("Place not stated")}
"""What stands beside the map without being a place."""

MEASURES: tuple[Measure, ...] = ("events", "missions", "organizations", "months")


@remembered
def measures_by_state(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """The five States, alphabetically, with every measure.

    Columns: state, name, events, missions, organizations (distinct bodies at events tied to the State, those
    of the five States left out), last_mission (EDTF, ""
    without one) and months: whole months from the last possible day of the last mission held to the end of the period, NA
    without one.
    """
    states = dataset.central_asian_states
    labels = dataset.labels("states")
    index = dataset.index
    ties, listed = selected.event_states, partner_rows(selected, dataset)
    bodies = index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    dates = dataset["events"]["date"]
    end = date(selected.selection.last_year, 12, 31)
    rows = []
    for state in states:
        is_tied = np.zeros(index.event_count, dtype=bool)
        is_tied[ties.loc[ties["state"] == state, "event_row"].to_numpy()] = True
        missions = np.flatnonzero(is_tied & index.is_mission & index.is_held)
        last = missions[np.argmax(index.latest[missions])] if len(missions) else None
        rows.append(
            {
                "state": state,
                "name": labels[state],
                "events": int(is_tied.sum()),
                "missions": len(missions),
                "organizations": len(np.unique(bodies.codes.positions[listed & is_tied[bodies.event_row]])),
                "last_mission": "" if last is None else dates.iat[last],
                "months": pd.NA if last is None else _months(date.fromordinal(int(index.latest[last])), end),
            }
        )
    return pd.DataFrame(rows).astype({"months": "Int64"})


def _months(day: date, end: date) -> int:
    months = 12 * (end.year - day.year) + end.month - day.month - (day.day > end.day)
    return max(0, months)


@remembered
def events_by_place(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Places with the events that took place there, as principal or further place.

    Columns: place_id, name, state, latitude, longitude, precision, events, missions, is_on_map (in one of the five States).
    Ordered by events, then name.
    """
    events, places = _places_of_events(selected, dataset)
    table = dataset["places"][["place_id", "name", "state", "latitude", "longitude", "precision"]]
    table = table.assign(
        events=np.bincount(places, minlength=len(table)),
        missions=np.bincount(places[dataset.index.is_mission[events]], minlength=len(table)),
        is_on_map=_is_on_map(dataset),
    )
    table = table[table["events"] > 0]
    return table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)


@lru_cache(maxsize=4)
def _is_on_map(dataset: Dataset) -> Mask:
    """Which places lie in one of the five States."""
    return dataset["places"]["state"].isin(dataset.central_asian_states).to_numpy(dtype=bool)


@lru_cache(maxsize=4)
def _place_rows(dataset: Dataset) -> tuple[Positions, Positions]:
    """Position in `places` of the principal place of each event (-1 without one) and of each row of `event_places`."""
    position = pd.Index(dataset["places"]["place_id"])
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
    places = dataset["places"].set_index("place_id")
    states = dataset.labels("states")
    table = _off_map_keys(selected, dataset).value_counts().rename_axis("key").reset_index(name="events")
    table["name"] = [
        OFF_MAP_NAMES.get(code) or _with_state(str(places.at[code, "name"]), states[str(places.at[code, "state"])])
        for code in table["key"]
    ]
    return table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)[["key", "name", "events"]]


def _off_map_keys(selected: Slice, dataset: Dataset) -> pd.Series[str]:
    """Event id to where it stands beside the map, for the events of which no place, principal or further, is on it."""
    events, places = _places_of_events(selected, dataset)
    is_on_map = np.zeros(dataset.index.event_count, dtype=bool)
    is_on_map[events[_is_on_map(dataset)[places]]] = True
    off = selected.events.loc[~is_on_map[selected.events.index], ["event_id", "place_id", "mode"]]
    key = off["place_id"].where(off["place_id"] != "", off["mode"].map({"virtual": "online"}).fillna("unstated"))
    return key.set_axis(off["event_id"])


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
        keys = _off_map_keys(selected, dataset)
        ids = set(keys.index[keys == key])
    return selected.events[selected.events["event_id"].isin(ids)]
