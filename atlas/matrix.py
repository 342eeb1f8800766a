"""The participation matrix as a value: made by queries, drawn by figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

Cell = Literal["role", "count", "share", "lift"]
"""What a cell shows. A role where a column is one event; elsewhere a count, a share of the column's events, or the lift."""

FOLDED = "family:"
"""Beginning of the key of a row that stands for a whole family."""

BLOCK_DISTANCE = 0.7
"""Jaccard distance at which the tree of similarity is cut into blocks."""

FEW_EXPECTED = 5
"""Expected events below which a lift says little."""

FEW_EVENTS = 10
"""Events of a column below which a share of them says little."""


@dataclass(frozen=True)
class Matrix:
    """A participation matrix, or a part of its columns and rows with the totals of the whole.

    rows: body, name, heading, total (distinct events among all columns), block (from 1 upwards; 0 for a body in none), in
    order; without blocks, bodies of a heading stand together.
    columns: key, label, group, total (distinct events), title and date (of a one-event column), is_announced, is_unlisted (no
    body on record there), bodies (listed there, those of rows left out too), in order.
    cells: body, key, count (distinct events), and for one-event columns role (the first of the code list where several), roles
    (all, in that order), sources (ids); for other columns share (of the column's events), expected, lift. A pair without a row
    is "not listed". Cells of a lift matrix include those with a count of 0 where FEW_EXPECTED events or more are expected.
    cell: what the cells show.
    events: distinct events that stand in any column (the n of the lift).
    listed: bodies listed in these columns, those of rows left out too.
    rolled_up: participations that were counted with another of the same row at the same event.
    is_in_blocks: whether the rows are ordered by similarity, across headings.
    is_part: whether there are more columns than these.
    """

    rows: pd.DataFrame
    columns: pd.DataFrame
    cells: pd.DataFrame
    cell: Cell
    events: int
    listed: int
    rolled_up: int
    is_in_blocks: bool = False
    is_part: bool = False

    @property
    def is_of_roles(self) -> bool:
        """Whether a column is one event and a cell shows its role."""
        return self.cell == "role"


def columns_from(matrix: Matrix, first: int, count: int) -> Matrix:
    """The part of a matrix from the column at position `first`, `count` columns wide, with the rows that are listed there.
    Totals stay those of the whole.
    """
    columns = matrix.columns.iloc[first : first + count].reset_index(drop=True)
    cells = matrix.cells[matrix.cells["key"].isin(columns["key"])].reset_index(drop=True)
    rows = matrix.rows[matrix.rows["body"].isin(cells["body"])].reset_index(drop=True)
    return replace(matrix, rows=rows, columns=columns, cells=cells)
