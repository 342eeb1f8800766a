"""The index of organizations: every body of the selection with its events, missions and years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.selection import Slice, headings


def organization_index(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Bodies of the selection, rolled up as it says: body, name, heading, events, missions (distinct events), first, last
    (years, within the period). By family of bodies, then events.
    """
    code, bodies = pd.factorize(selected.participations["body"])
    size = max(1, len(dataset["events"]))
    pairs = np.unique(code * size + selected.participations["event_row"].to_numpy())
    body, event = pairs // size, pairs % size
    events, period = dataset["events"], selected.selection
    is_mission = dataset.index.is_mission
    first, last = np.full(len(bodies), 9999), np.zeros(len(bodies), dtype=np.int64)
    np.minimum.at(first, body, np.maximum(events["year"].to_numpy(), period.first_year)[event])
    np.maximum.at(last, body, np.minimum(events["last_year"].to_numpy(), period.last_year)[event])
    organizations = dataset["organizations"]
    found = organizations[["organization_id", "short_name", "heading"]].iloc[
        pd.Index(organizations["organization_id"]).get_indexer(bodies)
    ]
    position = {heading: number for number, heading in enumerate(headings(dataset))}
    table = pd.DataFrame(
        {
            "body": found["organization_id"].to_numpy(),
            "name": found["short_name"].to_numpy(),
            "heading": found["heading"].to_numpy(),
            "events": np.bincount(body, minlength=len(bodies)),
            "missions": np.bincount(body[is_mission[event]], minlength=len(bodies)),
            "first": first,
            "last": last,
        }
    )
    table = table.assign(_heading=table["heading"].map(position))
    table = table.sort_values(["_heading", "events", "name"], ascending=[True, False, True], ignore_index=True)
    return table.drop(columns="_heading")
