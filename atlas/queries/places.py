"""Where events took place: measures by State, events by place, and what has no place on the map."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pandas as pd

from atlas.dataset import Dataset
from atlas.queries.counts import MISSION, partner_participations
from atlas.selection import Slice

Measure = Literal["events", "missions", "organizations", "months"]
MEASURES: tuple[Measure, ...] = ("events", "missions", "organizations", "months")


def measures_by_state(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """The five States, alphabetically, with every measure.

    Columns: state, name, events, missions, organizations (distinct bodies at events tied to the State, those
    of the five States left out), last_mission (EDTF, ""
    without one) and months: whole months from the last possible day of the last mission held to the end of the period, NA
    without one.
    """
    states = dataset.central_asian_states
    labels = dataset.labels("states")
    ties = selected.event_states.merge(
        selected.events[["event_id", "event_family", "status", "latest", "date"]], on="event_id"
    )
    is_mission = (ties["event_family"] == MISSION) & (ties["status"] == "held")
    bodies = ties[["event_id", "state"]].merge(
        partner_participations(selected, dataset)[["event_id", "body"]], on="event_id"
    )
    last = ties[is_mission].sort_values("latest").drop_duplicates("state", keep="last").set_index("state")
    end = date(selected.selection.last_year, 12, 31)
    events = ties.groupby("state")["event_id"].nunique()
    missions = ties[is_mission].groupby("state")["event_id"].nunique()
    organizations = bodies.groupby("state")["body"].nunique()
    return pd.DataFrame(
        {
            "state": states,
            "name": [labels[state] for state in states],
            "events": [int(events.get(state, 0)) for state in states],
            "missions": [int(missions.get(state, 0)) for state in states],
            "organizations": [int(organizations.get(state, 0)) for state in states],
            "last_mission": [str(last["date"].get(state, "")) for state in states],
            "months": pd.array(
                [_months(last["latest"][state], end) if state in last.index else None for state in states],
                dtype="Int64",
            ),
        }
    )


def _months(day: date, end: date) -> int:
    months = 12 * (end.year - day.year) + end.month - day.month - (day.day > end.day)
    return max(0, months)


def events_by_place(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Places with the events that took place there, as principal or further place.

    Columns: place_id, name, state, latitude, longitude, precision, events, missions, is_on_map (in one of the five States).
    Ordered by events, then name.
    """
    main = selected.events.loc[selected.events["place_id"] != "", ["event_id", "place_id"]]
    rows = pd.concat([main, selected.event_places[["event_id", "place_id"]]]).drop_duplicates()
    family = selected.events.set_index("event_id")["event_family"]
    rows = rows.assign(is_mission=rows["event_id"].map(family) == MISSION)
    counts = rows.groupby("place_id").agg(events=("event_id", "nunique"), missions=("is_mission", "sum")).reset_index()
    places = dataset["places"][["place_id", "name", "state", "latitude", "longitude", "precision"]]
    table = counts.merge(places, on="place_id")
    table = table.assign(is_on_map=table["state"].isin(dataset.central_asian_states))
    return table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)


def events_off_map(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events that no marker on the map stands for: where (key and words), and how many.

    Columns: key (a place id, "online" or "unstated"), name, events. Together with the events on the map they are all events.
    """
    places = dataset["places"].set_index("place_id")
    states = dataset.labels("states")
    key = _off_map_keys(selected, dataset)
    table = key.value_counts().rename_axis("key").reset_index(name="events")
    names = {"online": "Online", "unstated": "Place not stated"}
    table["name"] = [
        names.get(code) or _with_state(str(places.loc[code, "name"]), states[str(places.loc[code, "state"])])
        for code in table["key"]
    ]
    return table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)[["key", "name", "events"]]


def _off_map_keys(selected: Slice, dataset: Dataset) -> pd.Series[str]:
    """Event id to where it stands beside the map, for the events of which no place, principal or further, is on it."""
    places = dataset["places"].set_index("place_id")
    on_map = set(places.index[places["state"].isin(dataset.central_asian_states)])
    events, rows = selected.events, selected.event_places
    further = set(rows.loc[rows["place_id"].isin(on_map), "event_id"])
    off = events[~events["place_id"].isin(on_map) & ~events["event_id"].isin(further)]
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
