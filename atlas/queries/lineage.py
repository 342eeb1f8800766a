"""What a body stands in: those above it, its predecessors and successor, and the names under which sources list it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.selection import Slice


@lru_cache(maxsize=1024)
def bodies_above(dataset: Dataset, body: str) -> tuple[tuple[str, str], ...]:
    """Ids and short names of the bodies to which it belongs, the outermost first."""
    frame = dataset["organizations"]
    parents = dict(zip(frame["organization_id"], frame["parent_id"], strict=True))
    names = dataset.organization_names
    chain: list[str] = []
    parent = parents[body]
    while parent and parent not in chain:
        chain.append(parent)
        parent = parents[parent]
    return tuple((each, names[each]) for each in reversed(chain))


@dataclass(frozen=True)
class Lineage:
    """When a body existed, and what came before and after it. Dates are EDTF, "" where not on record; `successor`, "" without
    one; `predecessors` are bodies that it succeeded, with the day on which each ceased. `source` and `url` say where from.
    """

    established: str
    dissolved: str
    successor: str
    predecessors: tuple[tuple[str, str], ...]
    note: str
    source: str
    url: str


def lineage(dataset: Dataset, body: str) -> Lineage:
    """When the body existed, what it took over from and what took over from it."""
    organizations, sources = dataset["organizations"], dataset["sources"]
    row = int(np.flatnonzero(organizations["organization_id"].to_numpy() == body)[0])
    before = np.flatnonzero(organizations["successor_id"].to_numpy() == body)
    source_id = organizations["source_id"].iat[row]
    source = np.flatnonzero(sources["source_id"].to_numpy() == source_id) if source_id else before[:0]
    return Lineage(
        established=str(organizations["established"].iat[row]),
        dissolved=str(organizations["dissolved"].iat[row]),
        successor=str(organizations["successor_id"].iat[row]),
        predecessors=tuple(
            (str(organizations["organization_id"].iat[each]), str(organizations["dissolved"].iat[each]))
            for each in before.tolist()
        ),
        note=str(organizations["note"].iat[row]),
        source=str(sources["publisher"].iat[source[0]]) if len(source) else "",
        url=str(sources["url"].iat[source[0]]) if len(source) else "",
    )


def names_as_printed(selected: Slice, dataset: Dataset, bodies: Collection[str]) -> pd.DataFrame:
    """Names of the bodies in sources: name, body (short name), events (distinct events of the selection listed under the name),
    language and note (from the list of names; "" where it does not have the name). Names that the list alone has stand at the end
    with no events.
    """
    listed = selected.participations
    listed = listed[listed["organization_id"].isin(bodies) & (listed["as_named"] != "")]
    counts = (
        listed[["organization_id", "as_named", "event_row"]]
        .drop_duplicates()
        .groupby(["organization_id", "as_named"])
        .size()
        .rename_axis(["organization_id", "name"])
        .reset_index(name="events")
    )
    names = dataset["organization_aliases"]
    names = names[names["organization_id"].isin(bodies)]
    names = names.rename(columns={"alias": "name"})[["organization_id", "name", "language", "note"]]
    table = counts.merge(names, on=["organization_id", "name"], how="outer")
    table = table.assign(
        events=table["events"].fillna(0).astype("int64"),
        language=table["language"].fillna(""),
        note=table["note"].fillna(""),
        body=table["organization_id"].map(dataset.organization_names),
    )
    table = table.sort_values(["events", "name", "organization_id"], ascending=[False, True, True], ignore_index=True)
    return table[["name", "body", "events", "language", "note"]]
