"""The participation matrix as a value: made by queries, drawn by figures."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Matrix:
    """A participation matrix.

    rows: body, name, heading, total (distinct events among the columns), in order; bodies of a heading stand together.
    columns: key, label, group, total (distinct events with a body listed), in order.
    cells: body, key, count (distinct events), role (the first of the code list where several), roles (all, in that order),
    sources (ids); a pair without a row is "not listed".
    is_of_roles: whether a cell is one event and shows its role.
    rolled_up: participations that were counted with another of the same body at the same event.
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    cells: pd.DataFrame
    is_of_roles: bool
    rolled_up: int
