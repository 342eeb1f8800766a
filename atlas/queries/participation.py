"""The participation matrix: organizations against missions (roles) or against States, years, types and topics (counts)."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from atlas.dataset import Dataset
from atlas.matrix import Matrix
from atlas.queries.counts import MISSION, years_of
from atlas.selection import Slice, headings
from atlas.text import _, shorten

Against = Literal["missions", "states", "years", "types", "topics"]
Order = Literal["count", "name", "time", "similarity"]
AGAINST: tuple[Against, ...] = ("missions", "states", "years", "types", "topics")
LEAD_LENGTH = 13
"""Characters of the leading body in the label of a mission."""

ORDERS: tuple[Order, ...] = ("count", "name", "time", "similarity")


def participation_matrix(selected: Slice, dataset: Dataset, against: Against, order: Order) -> Matrix:
    """Bodies of the selection (rolled up as it says) against one kind of column."""
    keys, columns = _columns(selected, dataset, against)
    pairs = selected.participations.merge(keys, on="event_id")
    listed = pairs[["event_id", "body", "organization_id"]].drop_duplicates()
    rolled_up = len(listed) - len(listed[["event_id", "body"]].drop_duplicates())
    role_order = {role: position for position, role in enumerate(dataset.labels("roles"))}
    pairs = pairs.assign(_role=pairs["role"].map(role_order)).sort_values("_role", kind="stable")
    cells = (
        pairs.groupby(["body", "key"], sort=False)
        .agg(
            count=("event_id", "nunique"),
            role=("role", "first"),
            roles=("role", lambda roles: tuple(dict.fromkeys(roles))),
            sources=("source_id", lambda ids: tuple(dict.fromkeys(ids))),
        )
        .reset_index()
    )
    totals = pairs.groupby("key")["event_id"].nunique()
    columns = columns.assign(total=[int(totals.get(key, 0)) for key in columns["key"]])
    if against in ("types", "topics"):
        columns = columns[columns["total"] > 0].reset_index(drop=True)
    rows = _rows(pairs, cells, columns, selected, dataset, order)
    return Matrix(rows, columns, cells, against == "missions", rolled_up)


def _columns(selected: Slice, dataset: Dataset, against: Against) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which event stands in which column (event_id, key), and the columns in order (key, label, group)."""
    events = selected.events
    if against == "missions":
        return _mission_columns(selected, dataset)
    if against == "years":
        year = events["year"].clip(lower=selected.selection.first_year)
        keys = pd.DataFrame({"event_id": events["event_id"], "key": year.astype(str)})
        labels = {str(year): str(year) for year in years_of(selected)}
    elif against == "states":
        labels = {state: dataset.labels("states")[state] for state in dataset.central_asian_states}
        keys = selected.event_states[["event_id", "state"]].set_axis(["event_id", "key"], axis=1)
        keys = keys[keys["key"].isin(labels)]
    elif against == "types":
        labels = dict(dataset.labels("event_types"))
        keys = events[["event_id", "event_type"]].set_axis(["event_id", "key"], axis=1)
    else:
        labels = dict(dataset.labels("topics"))
        keys = selected.event_topics[["event_id", "topic"]].set_axis(["event_id", "key"], axis=1)
    columns = pd.DataFrame({"key": list(labels), "label": list(labels.values()), "group": ""}, dtype=str)
    return keys, columns


def _mission_columns(selected: Slice, dataset: Dataset) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Missions in time order, grouped by the State visited; a mission to several States stands in a group of its own."""
    missions = selected.events[selected.events["event_family"] == MISSION]
    labels = dataset.labels("states")
    subjects = selected.event_states[selected.event_states["state"].isin(dataset.central_asian_states)]
    visited = subjects.sort_values("relation", ascending=False).groupby("event_id")["state"].agg(list)
    several = _("Several States")
    groups = [
        several if len(states) != 1 else labels[states[0]]
        for states in (list(visited.get(event, [])) for event in missions["event_id"])
    ]
    columns = pd.DataFrame(
        {
            "key": missions["event_id"],
            "label": [_mission_label(row, selected, dataset) for row in missions.itertuples()],
            "group": groups,
        }
    )
    order = [*(labels[state] for state in dataset.central_asian_states), several]
    columns = columns.assign(_group=columns["group"].map(order.index), _start=missions["earliest"])
    columns = columns.sort_values(["_group", "_start", "key"], ignore_index=True)
    return (
        pd.DataFrame({"event_id": missions["event_id"], "key": missions["event_id"]}),
        columns[["key", "label", "group"]],
    )


def _mission_label(event: Any, selected: Slice, dataset: Dataset) -> str:
    """Month and leading body, "Feb 2017 CTED"; the year alone where no month is known."""
    bodies = selected.participations[selected.participations["event_id"] == event.event_id]
    names = dataset.organization_names
    lead = sorted(names[body] for body in bodies.loc[bodies["role"].isin(["lead", "organizer"]), "organization_id"])
    when = f"{event.earliest:%Y}" if event.date_precision == "year" else f"{event.earliest:%b %Y}"
    return f"{when} {shorten(lead[0], LEAD_LENGTH)}" if lead else when


def _rows(
    pairs: pd.DataFrame, cells: pd.DataFrame, columns: pd.DataFrame, selected: Slice, dataset: Dataset, order: Order
) -> pd.DataFrame:
    organizations = dataset["organizations"].set_index("organization_id")
    totals = pairs.groupby("body")["event_id"].nunique()
    first = pairs.merge(selected.events[["event_id", "earliest"]], on="event_id").groupby("body")["earliest"].min()
    rows = pd.DataFrame({"body": totals.index, "total": totals.to_numpy()})
    rows = rows.assign(
        name=rows["body"].map(organizations["short_name"]),
        heading=rows["body"].map(organizations["heading"]),
        first=rows["body"].map(first),
    )
    position = {heading: number for number, heading in enumerate(headings(dataset))}
    rows = rows.assign(_heading=rows["heading"].map(position), _name=rows["name"].str.casefold())
    if order == "count":
        rows = rows.sort_values(["_heading", "total", "_name"], ascending=[True, False, True])
    elif order == "time":
        rows = rows.sort_values(["_heading", "first", "_name"])
    else:
        rows = rows.sort_values(["_heading", "_name"])
    if order == "similarity":
        parts = [_by_similarity(part, cells, columns) for _heading, part in rows.groupby("_heading", sort=True)]
        rows = pd.concat(parts) if parts else rows
    return rows[["body", "name", "heading", "total"]].reset_index(drop=True)


def _by_similarity(rows: pd.DataFrame, cells: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """Bodies of one heading so that those listed at the same columns stand side by side: average linkage on Jaccard distances
    of presence, optimal leaf ordering (Bar-Joseph et al. 2001, `scipy.cluster.hierarchy`).
    """
    if len(rows) < 3:
        return rows
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415 - heavy, and needed for this order only

    presence = pd.crosstab(cells["body"], cells["key"]).reindex(
        index=rows["body"], columns=columns["key"], fill_value=0
    )
    tree = linkage(presence.to_numpy(dtype=bool), method="average", metric="jaccard", optimal_ordering=True)
    leaves: list[int] = leaves_list(tree).tolist()
    return rows.iloc[leaves]


def cell_events(selected: Slice, dataset: Dataset, against: Against, body: str, key: str) -> pd.DataFrame:
    """The events behind one cell."""
    keys, _columns_unused = _columns(selected, dataset, against)
    ids = set(keys.loc[keys["key"] == key, "event_id"])
    ids &= set(selected.participations.loc[selected.participations["body"] == body, "event_id"])
    return selected.events[selected.events["event_id"].isin(ids)]
