"""Partners: the bodies listed beside a body or a State, by the role in which they are listed."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.selection import Slice


def partners_by_role(
    selected: Slice, dataset: Dataset, event_ids: Collection[str], leave_out: Collection[str]
) -> pd.DataFrame:
    """Bodies listed at those events of the selection, rolled up as it says: body, name, heading, events, and one column per
    role of the code list with the distinct events at which the body is listed in it. Listings of the bodies `leave_out` (ids as
    listed) are dropped. A body with several roles at an event counts in each, once in `events`. Ordered by events, then name.
    """
    index, participations = dataset.index, selected.participations
    of_events = dataset["events"]["event_id"].isin(event_ids).to_numpy()
    # Rows of a slice keep the positions that they have in the dataset.
    rows = participations.index.to_numpy()
    listed = index.links("participations", "organization_id").codes
    is_left_out = np.array([body in leave_out for body in listed.values], dtype=bool)
    event = participations["event_row"].to_numpy()
    keep = of_events[event] & ~is_left_out[listed.positions[rows]]
    rows, event = rows[keep], event[keep]
    role_codes = index.links("participations", "role").codes
    body_codes = index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up]).codes
    roles = list(dataset.labels("roles"))
    role = np.array([roles.index(value) for value in role_codes.values], dtype=np.int64)[role_codes.positions[rows]]
    present, body = np.unique(body_codes.positions[rows], return_inverse=True)
    bodies = [body_codes.values[code] for code in present]
    # Each pair of a body (and role) with an event is one number, so that distinct pairs are distinct numbers.
    size = max(1, index.event_count)
    events = np.bincount(np.unique(body * size + event) // size, minlength=len(bodies))
    cells = np.bincount(
        np.unique((body * len(roles) + role) * size + event) // size, minlength=len(bodies) * len(roles)
    )
    organizations = dataset["organizations"]
    found = organizations[["organization_id", "short_name", "heading"]].iloc[
        pd.Index(organizations["organization_id"]).get_indexer(bodies)
    ]
    table = pd.DataFrame(
        {
            "body": found["organization_id"].to_numpy(),
            "name": found["short_name"].to_numpy(),
            "heading": found["heading"].to_numpy(),
            "events": events,
            **dict(zip(roles, cells.reshape(len(bodies), len(roles)).T, strict=True)),
        }
    )
    return table.sort_values(["events", "name", "body"], ascending=[False, True, True], ignore_index=True)


def funded_events(
    selected: Slice, dataset: Dataset, event_ids: Collection[str], bodies: Collection[str]
) -> tuple[int, int]:
    """Of those events, the number at which any body is listed as funder, and at which one of `bodies` (ids as listed) is."""
    index, event = dataset.index, selected.participations["event_row"].to_numpy()
    rows = selected.participations.index.to_numpy()
    of_events = dataset["events"]["event_id"].isin(event_ids).to_numpy()
    keep = of_events[event] & index.links("participations", "role").codes.among({"funder"})[rows]
    listed = index.links("participations", "organization_id").codes
    is_own = np.array([body in bodies for body in listed.values], dtype=bool)[listed.positions[rows]]
    return len(np.unique(event[keep])), len(np.unique(event[keep & is_own]))
