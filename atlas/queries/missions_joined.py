"""Who joined the missions of a body: held, and led or organized by it or a part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.index import Positions
from atlas.matrix import Matrix
from atlas.queries.organization_profile import OrganizationProfile, ties
from atlas.queries.participation import participation_matrix
from atlas.selection import Slice


@dataclass(frozen=True, eq=False)
class MissionsJoined:
    """missions: event_id, date, participants_list, states (tuple of those visited), in time order. listings: participations of
    the bodies that joined. bodies: body, name, heading, missions (distinct), only (id of the one mission at which it is listed,
    "" for more), and for each State visited the missions there at which it is listed; most missions first. states: those
    visited, alphabetically. not_held: missions of the body in the selection that are not on record as held.
    """

    missions: pd.DataFrame
    listings: pd.DataFrame
    bodies: pd.DataFrame
    states: tuple[str, ...]
    not_held: int


def missions_joined(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> MissionsJoined:
    """Bodies, rolled up as the selection says, that are listed at the missions of a body. Left out: the body and its parts, and
    the bodies of the State visited, which receive the mission.
    """
    index, events = dataset.index, dataset["events"]
    own = profile.own_event_rows
    own = own[index.is_mission[own]]
    held = own[index.is_held[own]]
    five = dataset.central_asian_states
    is_visited = ties(selected, dataset)
    is_held = np.zeros(len(events), dtype=bool)
    is_held[held] = True

    rows = selected.participations.index.to_numpy()
    event = selected.participations["event_row"].to_numpy()
    listed = index.links("participations", "organization_id").codes
    keep = is_held[event] & ~listed.among(profile.within)[rows]
    home = _home(dataset, listed.values)[listed.positions[rows]]
    keep &= (home < 0) | ~is_visited[event, home]
    listings = selected.participations[keep]

    bodies = index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up]).codes
    pairs = np.unique(bodies.positions[rows[keep]] * len(events) + event[keep])
    codes, position = np.unique(pairs // len(events), return_inverse=True)
    visited = is_visited[held].sum(axis=0) > 0
    by_state = np.zeros((len(codes), len(five)), dtype=np.int64)
    np.add.at(by_state, position, is_visited[pairs % len(events)].astype(np.int64))
    only = np.zeros(len(codes), dtype=np.int64)
    only[position] = pairs % len(events)
    counts = np.bincount(position, minlength=len(codes))
    organizations = dataset["organizations"]
    ids = [bodies.values[code] for code in codes]
    found = organizations[["organization_id", "short_name", "heading"]].iloc[
        pd.Index(organizations["organization_id"]).get_indexer(ids)
    ]
    table = pd.DataFrame(
        {
            "body": found["organization_id"].to_numpy(),
            "name": found["short_name"].to_numpy(),
            "heading": found["heading"].to_numpy(),
            "missions": counts,
            "only": np.where(counts == 1, events["event_id"].to_numpy(dtype=object)[only], ""),
            **{state: by_state[:, number] for number, state in enumerate(five) if visited[number]},
        }
    )
    missions = events[["event_id", "date", "participants_list"]].iloc[held].reset_index(drop=True)
    states = [
        tuple(state for state, is_tied in zip(five, row, strict=True) if is_tied) for row in is_visited[held].tolist()
    ]
    return MissionsJoined(
        missions.assign(states=pd.Series(states, dtype=object)),
        listings,
        table.sort_values(["missions", "name"], ascending=[False, True], ignore_index=True),
        tuple(state for state in five if state in table.columns),
        len(own) - len(held),
    )


def _home(dataset: Dataset, bodies: tuple[str, ...]) -> Positions:
    """For each body the position of the State among the five that it is or belongs to, -1 for others."""
    frame, five = dataset["organizations"], dataset.central_asian_states
    states = dict(zip(frame["organization_id"], frame["state"].where(frame["is_central_asian"], ""), strict=True))
    return np.array([five.index(states[body]) if states[body] else -1 for body in bodies], dtype=np.int64)


def joined_matrix(
    joined: MissionsJoined, selected: Slice, dataset: Dataset, most: int = 0, part: tuple[int, int] | None = None
) -> Matrix:
    """The bodies that joined against the missions, as on the page Participation: at most `most` bodies (0: all), and of the
    missions, grouped by State, those of a `part` (first and number).
    """
    events = selected.events[selected.events["event_id"].isin(joined.missions["event_id"])]
    of_missions = replace(selected, events=events, participations=joined.listings)
    return participation_matrix(of_missions, dataset, "missions", "count", most=most, part=part)
