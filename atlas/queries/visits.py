"""The chain of missions to a State, the time between them, and the bodies that lead them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import MISSION, Positions
from atlas.selection import Slice, remembered

LEADING = ("lead", "organizer")
"""Roles that put a mission into the lane of a body."""

MISSION_COLUMNS = ("event_id", "title", "date", "earliest", "latest", "event_type", "date_precision")

MOST_LANES = 12
MORE = "more"
"""Stands for the bodies beyond the first lanes."""

Days = npt.NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class Chain:
    """Missions to a State in time.

    missions: event_id, event_row, title, date, earliest, latest, event_type, date_precision, is_held, since (whole months from
    the last possible day of every earlier mission held to the first possible day of this one; NA for the first and for announced
    ones).
    gaps: start, end (days), months, is_open (from the last mission held to the end of the period). There is one between each two
    missions held, and the open one. elsewhere: missions of which every place on record lies outside the States that they are
    about; attending: missions to other States that the State attended. Both stand outside the chain.
    """

    state: str
    missions: pd.DataFrame
    gaps: pd.DataFrame
    elsewhere: int
    attending: int

    @cached_property
    def held(self) -> pd.DataFrame:
        """Missions held."""
        return self.missions[self.missions["is_held"]]

    @cached_property
    def closed_gaps(self) -> pd.DataFrame:
        """The gaps between two missions."""
        return self.gaps[~self.gaps["is_open"]]

    @cached_property
    def waiting(self) -> int | None:
        """Whole months from the last mission held to the end of the period; None without one."""
        months = self.gaps.loc[self.gaps["is_open"], "months"]
        return int(months.iloc[0]) if len(months) else None

    @cached_property
    def last(self) -> pd.Series | None:
        """The mission held that ended last."""
        held = self.held
        return None if held.empty else held.sort_values(["latest", "earliest", "event_id"]).iloc[-1]


@remembered
def visit_chain(selected: Slice, dataset: Dataset, state: str) -> Chain:
    """Missions of the selection that have the State as subject, and the time between them."""
    events, ties = selected.events, selected.event_states
    is_of_state = (ties["state"] == state).to_numpy()
    is_subject = (ties["relation"] == "subject").to_numpy()
    event_row = ties["event_row"].to_numpy()
    missions = events.index.to_numpy()[(events["event_family"] == MISSION).to_numpy()]
    tied = np.isin(missions, event_row[is_of_state])
    subject = np.isin(missions, event_row[is_of_state & is_subject])
    is_mission_tie = is_subject & np.isin(event_row, missions[subject])
    subjects = set(zip(event_row[is_mission_tie].tolist(), ties["state"].to_numpy()[is_mission_tie], strict=True))
    away = _rows_elsewhere(missions[subject], subjects, selected, dataset)
    facts = _mission_facts(dataset)
    rows = [(row, *facts[row]) for row in missions[subject & ~np.isin(missions, away)].tolist()]
    table = pd.DataFrame(rows, columns=["event_row", *MISSION_COLUMNS, "status"])
    is_held = np.array([status == "held" for status in table.pop("status")], dtype=bool)
    held = [row for row, keep in zip(rows, is_held, strict=True) if keep]
    starts = np.array([row[4] for row in held], dtype="datetime64[D]")
    ends = np.maximum.accumulate(np.array([row[5] for row in held], dtype="datetime64[D]"))
    months = whole_months(ends[:-1], starts[1:])
    since = np.full(len(rows), -1)
    since[np.flatnonzero(is_held)[1:]] = months
    end, last = np.array([f"{selected.selection.last_year}-12-31"], dtype="datetime64[D]"), ends[-1:]
    gaps = pd.DataFrame(
        {
            "start": np.concatenate([ends[:-1], last]).astype(object),
            "end": np.concatenate([starts[1:], np.maximum(end[: len(last)], last)]).astype(object),
            "months": np.concatenate([months, whole_months(last, end[: len(last)])]),
            "is_open": np.arange(len(ends)) == len(ends) - 1,
        }
    )
    table["is_held"] = is_held
    table["since"] = pd.arrays.IntegerArray(since.astype("int64"), since < 0)
    return Chain(state, table, gaps, len(away), int((tied & ~subject).sum()))


def missions_to_states(selected: Slice, dataset: Dataset) -> tuple[Positions, npt.NDArray[np.object_]]:
    """Pairs of a mission of the selection and a State that it went to or is to go to: one that is its subject, unless every place
    on record of the mission lies outside its subjects. The missions of a chain are these.
    """
    ties = selected.event_states
    row = ties["event_row"].to_numpy()
    keep = (ties["relation"] == "subject").to_numpy(dtype=bool) & dataset.index.is_mission[row]
    row, state = row[keep], ties["state"].to_numpy(dtype=object)[keep]
    subjects = set(zip(row.tolist(), state.tolist(), strict=True))
    is_there = ~np.isin(row, _rows_elsewhere(np.unique(row), subjects, selected, dataset))
    return row[is_there], state[is_there]


@lru_cache(maxsize=4)
def _mission_facts(dataset: Dataset) -> dict[int, tuple[Any, ...]]:
    """Position of each mission to its columns and its status."""
    events = dataset["events"]
    events = events[(events["event_family"] == MISSION).to_numpy()]
    columns = [events[column].tolist() for column in (*MISSION_COLUMNS, "status")]
    return dict(zip(events.index.tolist(), zip(*columns, strict=True), strict=True))


def _rows_elsewhere(
    missions: Positions, subjects: set[tuple[int, str]], selected: Slice, dataset: Dataset
) -> list[int]:
    """Missions with places on record, none of them in a State that the mission is about (`subjects`: event and State)."""
    state_of = dict(zip(dataset["places"]["place_id"], dataset["places"]["state"], strict=True))
    further = selected.event_places
    is_of_mission = np.isin(further["event_row"].to_numpy(), missions)
    placed: dict[int, bool] = {}
    for rows, places in (
        (missions, dataset["events"]["place_id"].iloc[missions]),
        (further["event_row"].to_numpy()[is_of_mission], further["place_id"].to_numpy()[is_of_mission]),
    ):
        for row, place in zip(rows.tolist(), places, strict=True):
            if place:
                placed[row] = placed.get(row, False) or (row, state_of[place]) in subjects
    return [row for row, is_in_subject in placed.items() if not is_in_subject]


def whole_months(starts: Days, ends: Days) -> npt.NDArray[np.int64]:
    """Whole months from each start to its end; 0 where they overlap."""
    first, last = starts.astype("datetime64[M]"), ends.astype("datetime64[M]")
    is_unfinished = (starts - first) > (ends - last)
    months: npt.NDArray[np.int64] = np.maximum((last - first).astype("int64") - is_unfinished, 0)
    return months


def mission_lanes(chain: Chain, profile: Slice, dataset: Dataset) -> pd.DataFrame:
    """The lane of each mission by the body that leads or organizes it: event_id, body, name. A mission of several bodies stands
    in the lane of each, one without in a lane of body "". Ordered by missions, then name; bodies beyond the first ones share the
    lane `MORE`.
    """
    ids = dict(zip(chain.missions["event_row"], chain.missions["event_id"], strict=True))
    rows = profile.participations
    rows = rows[["event_row", "body", "role"]][np.isin(rows["event_row"].to_numpy(), list(ids))]
    pairs = {
        (row, body)
        for row, body, role in zip(rows["event_row"], rows["body"], rows["role"], strict=True)
        if role in LEADING
    }
    counts: dict[str, int] = {}
    for _row, body in pairs:
        counts[body] = counts.get(body, 0) + 1
    names = dataset.organization_names
    order = sorted(counts, key=lambda body: (-counts[body], names[body], body))
    first = set(order) if len(order) <= MOST_LANES else set(order[: MOST_LANES - 1])
    pairs = {(row, body if body in first else MORE) for row, body in pairs}
    led = {row for row, _body in pairs}
    pairs |= {(row, "") for row in ids if row not in led}
    position = {body: number for number, body in enumerate([*order, MORE, ""])}
    lanes = sorted(pairs, key=lambda pair: (position[pair[1]], pair[0]))
    return pd.DataFrame(
        [(ids[row], body, names.get(body, "")) for row, body in lanes], columns=["event_id", "body", "name"], dtype=str
    )
