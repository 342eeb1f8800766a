"""One body and its parts: events and roles by year and State, programmes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Mask, Positions
from atlas.queries.bodies import bodies_within
from atlas.queries.counts import years_of
from atlas.selection import Slice

LEADING = ("lead", "organizer")
"""Roles in which an event is a body's own."""


@dataclass(frozen=True, eq=False)
class OrganizationProfile:
    """A body with its parts, whatever the sidebar rolls up.

    state: the Central Asian State that the body is or belongs to, "" for others. within: ids of the body and its parts. roles:
    the code list. is_in_role: for each event of the dataset (row) and each role (column) whether one of these bodies is listed so
    at it in the selection.
    """

    body: str
    name: str
    short_name: str
    kind: str
    heading: str
    state: str
    within: frozenset[str]
    roles: tuple[str, ...]
    is_in_role: Mask

    @property
    def event_rows(self) -> Positions:
        """Positions in the dataset of the events at which it is listed, in time order."""
        return np.flatnonzero(self.is_in_role.any(axis=1))

    @property
    def own_event_rows(self) -> Positions:
        """Positions of the events that it leads or organizes."""
        leading = [role in LEADING for role in self.roles]
        return np.flatnonzero(self.is_in_role[:, leading].any(axis=1))


def organization_profile(selected: Slice, dataset: Dataset, body: str) -> OrganizationProfile | None:
    """The profile of a body at whatever level it is; None if there is no such body."""
    organizations = dataset["organizations"]
    match = organizations[organizations["organization_id"] == body]
    if match.empty:
        return None
    row = match.iloc[0]
    within = bodies_within(dataset, body)
    roles = tuple(dataset.labels("roles"))
    is_in_role = np.zeros((len(dataset["events"]), len(roles)), dtype=bool)
    # Rows of a slice keep the positions that they have in the dataset.
    rows = selected.participations.index.to_numpy()
    index = dataset.index
    rows = rows[index.links("participations", "organization_id").codes.among(within)[rows]]
    role = index.links("participations", "role")
    place = np.array([roles.index(value) for value in role.codes.values], dtype=np.int64)
    is_in_role[role.event_row[rows], place[role.codes.positions[rows]]] = True
    return OrganizationProfile(
        body=body,
        name=str(row["name"]),
        short_name=str(row["short_name"]),
        kind=dataset.labels("organization_kinds")[row["kind"]],
        heading=str(row["heading"]),
        state=str(row["state"]) if row["is_central_asian"] else "",
        within=within,
        roles=roles,
        is_in_role=is_in_role,
    )


def event_ids(dataset: Dataset, rows: Positions) -> list[str]:
    """Ids of the events at these positions."""
    return [str(event) for event in dataset["events"]["event_id"].iloc[rows]]


@dataclass(frozen=True)
class RoleCounts:
    """Distinct events by role and by something else. rows and columns: key, label, total (distinct events), in order; cells: row,
    column, count. A pair without a cell is "not listed".
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    cells: pd.DataFrame


def roles_by_year(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> RoleCounts:
    """Roles that occur against every year of the period. An event counts in the year of its earliest possible day; where that
    lies before the period, in the first year of the period.
    """
    years = years_of(selected)
    event, role = np.nonzero(profile.is_in_role)
    year = _years(selected, dataset) - years[0]
    counts = np.zeros((len(profile.roles), len(years)), dtype=np.int64)
    np.add.at(counts, (role, year[event]), 1)
    totals = np.bincount(year[profile.event_rows], minlength=len(years))
    rows, columns = (
        _roles(profile, dataset),
        _axis([str(each) for each in years], [str(each) for each in years], totals),
    )
    return RoleCounts(_that_occur(rows), columns, _cells(rows, columns, counts))


def roles_by_state(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> RoleCounts:
    """The five States against the roles that occur. An event tied to several States counts in each."""
    states, labels = dataset.central_asian_states, dataset.labels("states")
    is_tied = ties(selected, dataset)
    counts = is_tied.T.astype(np.int64) @ profile.is_in_role.astype(np.int64)
    totals = is_tied[profile.event_rows].sum(axis=0)
    rows, columns = _axis(list(states), [labels[state] for state in states], totals), _roles(profile, dataset)
    return RoleCounts(rows, _that_occur(columns), _cells(rows, columns, counts))


def ties(selected: Slice, dataset: Dataset) -> Mask:
    """For each event of the dataset (row) and each of the five States (column) whether the selection ties them."""
    states = dataset.central_asian_states
    codes = dataset.index.links("event_states", "state").codes
    rows = selected.event_states.index.to_numpy()
    place = np.array([states.index(value) if value in states else -1 for value in codes.values], dtype=np.int64)
    state, event = place[codes.positions[rows]], selected.event_states["event_row"].to_numpy()
    is_tied = np.zeros((len(dataset["events"]), len(states)), dtype=bool)
    is_tied[event[state >= 0], state[state >= 0]] = True
    return is_tied


def _years(selected: Slice, dataset: Dataset) -> Positions:
    years: Positions = np.maximum(dataset["events"]["year"].to_numpy(np.int64), selected.selection.first_year)
    return years


def _roles(profile: OrganizationProfile, dataset: Dataset) -> pd.DataFrame:
    return _axis(list(profile.roles), list(dataset.labels("roles").values()), profile.is_in_role.sum(axis=0))


def _axis(keys: list[str], labels: list[str], totals: Positions) -> pd.DataFrame:
    return pd.DataFrame({"key": keys, "label": labels, "total": totals})


def _cells(rows: pd.DataFrame, columns: pd.DataFrame, counts: Positions) -> pd.DataFrame:
    row, column = np.nonzero(counts)
    return pd.DataFrame(
        {
            "row": rows["key"].to_numpy()[row],
            "column": columns["key"].to_numpy()[column],
            "count": counts[row, column],
        }
    )


def _that_occur(axis: pd.DataFrame) -> pd.DataFrame:
    return axis[axis["total"] > 0].reset_index(drop=True)


def cell_events(profile: OrganizationProfile, selected: Slice, dataset: Dataset, role: str, column: str) -> list[str]:
    """Ids of the events at which it is listed in a role, in a year (four digits) or tied to a State (alpha-3)."""
    if column.isdecimal():
        is_there = _years(selected, dataset) == int(column)
    else:
        is_there = ties(selected, dataset)[:, dataset.central_asian_states.index(column)]
    return event_ids(dataset, np.flatnonzero(profile.is_in_role[:, profile.roles.index(role)] & is_there))


def programmes_of(profile: OrganizationProfile, dataset: Dataset) -> pd.DataFrame:
    """Programmes to which its events belong: programme_id, name, events, first and last (years). Most events first."""
    rows = profile.event_rows
    events = dataset["events"]
    code, ids = pd.factorize(events["programme_id"].to_numpy()[rows])
    first, last = np.full(len(ids), 9999), np.zeros(len(ids), dtype=np.int64)
    np.minimum.at(first, code, events["year"].to_numpy()[rows])
    np.maximum.at(last, code, events["last_year"].to_numpy()[rows])
    names = dict(zip(dataset["programmes"]["programme_id"], dataset["programmes"]["name"], strict=True))
    table = pd.DataFrame(
        {
            "programme_id": ids,
            "name": [names.get(each, "") for each in ids],
            "events": np.bincount(code, minlength=len(ids)),
            "first": first,
            "last": last,
        }
    )
    table = table[table["programme_id"] != ""]
    return table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)


def events_of_parts(selected: Slice, dataset: Dataset, body: str) -> pd.DataFrame:
    """The parts directly beneath a body with the distinct events of each and what lies within it: body, name, events. Most
    events first.
    """
    organizations = dataset["organizations"]
    parents = dict(zip(organizations["organization_id"], organizations["parent_id"], strict=True))
    parts = organizations[organizations["parent_id"] == body]
    place = {part: number for number, part in enumerate(parts["organization_id"])}
    codes = dataset.index.links("participations", "organization_id").codes
    part_of = np.array([_place(listed, parents, place) for listed in codes.values], dtype=np.int64)
    part = part_of[codes.positions[selected.participations.index.to_numpy()]]
    event = selected.participations["event_row"].to_numpy()
    pairs = np.unique(part[part >= 0] * dataset.index.event_count + event[part >= 0])
    counts = np.bincount(pairs // dataset.index.event_count, minlength=len(parts))
    table = pd.DataFrame({"body": parts["organization_id"], "name": parts["short_name"], "events": counts})
    return table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)


def _place(body: str, parents: Mapping[str, str], place: Mapping[str, int]) -> int:
    """The number of the part to which a body belongs, -1 for none."""
    for _depth in range(len(parents)):
        if body in place:
            return place[body]
        if not parents[body]:
            break
        body = parents[body]
    return -1
