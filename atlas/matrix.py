"""The participation matrix as a value: made by queries, drawn by figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

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


def columns_from(matrix: Matrix, first: int, count: int) -> Matrix:
    """The part of a matrix from the column at position `first`, `count` columns wide, with the rows that are listed there.
    Totals stay those of the whole.
    """
    columns = matrix.columns.iloc[first : first + count].reset_index(drop=True)
    cells = matrix.cells[matrix.cells["key"].isin(columns["key"])].reset_index(drop=True)
    rows = matrix.rows[matrix.rows["body"].isin(cells["body"])].reset_index(drop=True)
    return replace(matrix, rows=rows, columns=columns, cells=cells)


def busiest_rows(matrix: Matrix, count: int) -> Matrix:
    """The part of a matrix with the `count` bodies listed at most events (ties by name), in the matrix's own order."""
    kept = matrix.rows.sort_values(["total", "name"], ascending=[False, True]).head(count)["body"]
    rows = matrix.rows[matrix.rows["body"].isin(kept)].reset_index(drop=True)
    cells = matrix.cells[matrix.cells["body"].isin(kept)].reset_index(drop=True)
    return replace(matrix, rows=rows, cells=cells)
