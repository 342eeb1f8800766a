"""The participation matrix: organizations against single events (roles) or States, years, topics … (counts, shares, lift).

Distinct events are counted on arrays of positions: one pass over the participations, whatever the number of cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.index import Mask, Positions
from atlas.matrix import BLOCK_DISTANCE, FEW_EXPECTED, FOLDED, Cell, Matrix
from atlas.queries.columns import AGAINST, ONE_EVENT, Against, Columns, matrix_columns, with_labels
from atlas.queries.families import family_codes, heading_of
from atlas.queries.similarity import jaccard_distances, seriation
from atlas.selection import Slice, remembered
from atlas.text import _, count_of

__all__ = ["AGAINST", "CELLS", "ORDERS", "Against", "Order", "cell_events", "matrix_columns", "participation_matrix"]

Order = Literal["count", "name", "time", "similarity"]
ORDERS: tuple[Order, ...] = ("count", "name", "time", "similarity")


def cells_for(against: Against) -> tuple[Cell, ...]:
    """What a cell can show against a kind of column: where a column is one event, only the role makes sense."""
    return ("role",) if against in ONE_EVENT else ("count", "share", "lift")


CELLS: dict[Against, tuple[Cell, ...]] = {against: cells_for(against) for against in AGAINST}


@remembered
def participation_matrix(
    selected: Slice,
    dataset: Dataset,
    against: Against,
    order: Order,
    *,
    cell: Cell | None = None,
    folded: Collection[str] = (),
    most: int = 0,
    part: tuple[int, int] | None = None,
    columns: Columns | None = None,
) -> Matrix:
    """Bodies of the selection (rolled up as it says) against one kind of column.

    Args:
        selected: the slice.
        dataset: the dataset.
        against: the kind of column.
        order: order of the rows: within their headings, or across them by similarity.
        cell: what a cell shows; the first of `CELLS[against]` without it.
        folded: codes of families (`family_codes`) that are one row each.
        most: keep at most that many rows, those with most events (0: all).
        part: first column and number of columns to draw; rows without a cell there are left out. Totals are of the whole.
        columns: what `matrix_columns` said, where it was asked already.
    """
    columns = matrix_columns(selected, dataset, against) if columns is None else columns
    shown = columns if part is None else columns.part(*part)
    shown = with_labels(shown, selected, dataset, against)
    what = cell if cell in CELLS[against] else CELLS[against][0]
    stands = np.zeros(dataset.index.event_count, dtype=bool)
    stands[columns.event] = True
    pair_event, pair_body = _distinct(selected, dataset, ROLL_UP_COLUMNS[selected.selection.roll_up], stands)
    row_of, rows = _rows(selected, dataset, folded, pair_body)
    pair_row = row_of[pair_body]
    if len(rows) < len(row_of):
        pairs = pd.unique(pair_event * len(rows) + pair_row)
        pair_event, pair_row = pairs // len(rows), pairs % len(rows)
    listings = _Listings(pair_event, pair_row, len(stands))
    total = np.bincount(listings.row, minlength=len(rows)).astype(np.int64)

    cell_row, cell_column, count = listings.cells(shown, len(rows))
    listed = np.unique(cell_row)
    kept = _busiest(rows, total, listed, most)
    order_of_rows, blocks = _ordered(rows, total, kept, order, dataset, listings, columns)
    is_kept = np.isin(cell_row, kept)
    cells = {"row": cell_row[is_kept], "column": cell_column[is_kept], "count": count[is_kept]}
    if what == "role":
        more = _roles(cells, selected, dataset, row_of, shown)
    else:
        cells, more = _expectation(cells, total, shown, int(stands.sum()), kept if what == "lift" else None)
    return Matrix(
        rows=pd.DataFrame(
            {
                "body": [rows.body[each] for each in order_of_rows],
                "name": [rows.name[each] for each in order_of_rows],
                "heading": [rows.heading[each] for each in order_of_rows],
                "total": total[order_of_rows],
                "block": blocks,
            }
        ),
        columns=shown.frame.assign(bodies=np.bincount(cell_column, minlength=len(shown)).astype(np.int64)),
        cells=pd.DataFrame(
            {
                "body": [rows.body[each] for each in cells["row"]],
                "key": shown.frame["key"].to_numpy(dtype=object)[cells["column"]],
                "count": cells["count"],
                **more,
            }
        ),
        cell=what,
        events=int(stands.sum()),
        listed=len(listed),
        rolled_up=len(_distinct(selected, dataset, "organization_id", stands)[0]) - len(pair_event),
        is_in_blocks=order == "similarity",
        is_part=len(shown) < len(columns),
    )


@dataclass(frozen=True)
class _Rows:
    """Rows of the matrix: parallel lists."""

    body: list[str]
    name: list[str]
    heading: list[str]

    def __len__(self) -> int:
        return len(self.body)


def _distinct(selected: Slice, dataset: Dataset, column: str, stands: Mask) -> tuple[Positions, Positions]:
    """Distinct pairs of an event that stands in a column and a body, named by a column of the participations: positions of the
    event in its table, positions of the body in the twin of the column.
    """
    keep = np.zeros(len(dataset["participations"]), dtype=bool)
    keep[selected.participations.index] = True
    links = dataset.index.links("participations", column)
    return links.distinct(keep & stands[links.event_row])


def _rows(selected: Slice, dataset: Dataset, folded: Collection[str], listed: Positions) -> tuple[Positions, _Rows]:
    """The row of each body (by its position in the twin of its column), and the rows: a body, or a folded family of them."""
    bodies = dataset.index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up]).codes.values
    family = {heading: FOLDED + code for code, heading in family_codes(dataset).items() if code in folded}
    headings, names = dataset.organization_headings, dataset.organization_names
    sizes = Counter(headings[bodies[body]] for body in np.unique(listed).tolist()) if family else Counter[str]()
    position: dict[str, int] = {}
    rows: list[tuple[str, str, str]] = []
    row_of = np.empty(len(bodies), dtype=np.int64)
    for number, body in enumerate(bodies):
        heading = headings[body]
        key = family.get(heading, body)
        if key not in position:
            position[key] = len(rows)
            name = names[body] if key == body else _family_name(heading, sizes[heading], dataset)
            rows.append((key, name, heading))
        row_of[number] = position[key]
    return row_of, _Rows(*([row[part] for row in rows] for part in range(3)))


def _family_name(heading: str, size: int, dataset: Dataset) -> str:
    root = dataset.family_roots.get(heading, "")
    name = dataset.organization_names[root] if root else heading
    return f"{name} ({count_of(size, _('body'), _('bodies'))})"


@dataclass(frozen=True)
class _Listings:
    """Distinct pairs of an event (position in the table of events) and a row; `events` is the length of that table."""

    event: Positions
    row: Positions
    events: int

    def joined(self, columns: Columns) -> tuple[Positions, Positions]:
        """Each pair with every column of its event: position of the pair, position of the column."""
        by_event = np.argsort(columns.event, kind="stable")
        number = np.bincount(columns.event, minlength=self.events)
        start = np.cumsum(number) - number
        times = number[self.event]
        pair = np.repeat(np.arange(len(self.event)), times)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(times) - times, times)
        return pair, columns.column[by_event[start[self.event[pair]] + within]]

    def cells(self, columns: Columns, rows: int) -> tuple[Positions, Positions, Positions]:
        """Row, column and distinct events of every filled cell."""
        pair, column = self.joined(columns)
        width = max(1, len(columns))
        counts = np.bincount(self.row[pair] * width + column, minlength=rows * width)
        filled = np.flatnonzero(counts)
        return filled // width, filled % width, counts[filled].astype(np.int64)

    def first_events(self, rows: int) -> Positions:
        """The first event of each row; events are in time order."""
        first = np.full(rows, self.events, dtype=np.int64)
        np.minimum.at(first, self.row, self.event)
        return first


def _busiest(rows: _Rows, total: Positions, listed: Positions, most: int) -> Positions:
    """Of the rows listed, at most `most` (0: all) with most events, ties by name."""
    if not most or len(listed) <= most:
        return listed
    return np.sort(sorted(listed.tolist(), key=lambda row: (-total[row], rows.name[row]))[:most])


def _ordered(
    rows: _Rows,
    total: Positions,
    kept: Positions,
    order: Order,
    dataset: Dataset,
    listings: _Listings,
    columns: Columns,
) -> tuple[Positions, Positions]:
    """The rows kept, in order, with their blocks."""
    heading = {heading: number for number, heading in enumerate(dataset.headings)}
    if order == "time":
        earliest, first = dataset["events"]["earliest"].to_numpy(), listings.first_events(len(rows))
        value = {row: earliest[first[row]] for row in kept.tolist()}
    else:
        value = {row: -int(total[row]) if order == "count" else 0 for row in kept.tolist()}
    ordered = np.array(
        sorted(value, key=lambda row: (heading[rows.heading[row]], value[row], rows.name[row].casefold())),
        dtype=np.int64,
    )
    if order != "similarity" or not len(ordered):
        return ordered, np.zeros(len(ordered), dtype=np.int64)
    place = np.full(len(rows), -1, dtype=np.int64)
    place[ordered] = np.arange(len(ordered))
    is_kept = place[listings.row] >= 0
    of_kept = _Listings(listings.event[is_kept], place[listings.row[is_kept]], listings.events)
    pair, column = of_kept.joined(columns)
    width = max(1, len(columns))
    filled = pd.unique(of_kept.row[pair] * width + column)
    found = seriation(jaccard_distances(filled // width, filled % width, len(ordered)), BLOCK_DISTANCE)
    return ordered[found.order], found.blocks


def _roles(
    cells: Mapping[str, Positions], selected: Slice, dataset: Dataset, row_of: Positions, columns: Columns
) -> dict[str, object]:
    """Role, roles and sources of one-event cells, from the participations at the events shown only."""
    place = np.full(dataset.index.event_count, -1, dtype=np.int64)
    place[columns.event] = columns.column
    bodies = dataset.index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    at = selected.participations.index.to_numpy()
    at = at[place[bodies.event_row[at]] >= 0]
    width = max(1, len(columns))
    key = row_of[bodies.codes.positions[at]] * width + place[bodies.event_row[at]]
    shown = dataset["participations"][["role", "source_id"]].iloc[at]
    codes = list(dataset.labels("roles"))
    number = {code: position for position, code in enumerate(codes)}
    roles: dict[int, set[int]] = {}
    sources: dict[int, set[str]] = {}
    for cell, role, source in zip(key.tolist(), shown["role"], shown["source_id"], strict=True):
        roles.setdefault(cell, set()).add(number[role])
        sources.setdefault(cell, set()).add(source)
    keys = (cells["row"] * width + cells["column"]).tolist()
    named = [tuple(codes[each] for each in sorted(roles[cell])) for cell in keys]
    return {
        "role": pd.Series([each[0] for each in named], dtype=str),
        "roles": pd.Series(named, dtype=object),
        "sources": pd.Series([tuple(sorted(sources[cell])) for cell in keys], dtype=object),
    }


def _expectation(
    cells: dict[str, Positions], total: Positions, columns: Columns, events: int, complete: Positions | None
) -> tuple[dict[str, Positions], dict[str, object]]:
    """Share, expected and lift of cells; expected = events of the row x events of the column / all events. For the rows in
    `complete` also the cells without events where FEW_EXPECTED or more are expected.
    """
    of_column = columns.frame["total"].to_numpy()
    if complete is not None and events:
        missing = total[complete][:, None] * of_column[None, :] / events >= FEW_EXPECTED
        place = np.full(len(total), -1, dtype=np.int64)
        place[complete] = np.arange(len(complete))
        missing[place[cells["row"]], cells["column"]] = False
        at, column = np.nonzero(missing)
        cells = {
            "row": np.concatenate([cells["row"], complete[at]]),
            "column": np.concatenate([cells["column"], column]),
            "count": np.concatenate([cells["count"], np.zeros(len(at), dtype=np.int64)]),
        }
    expected = total[cells["row"]] * of_column[cells["column"]] / max(1, events)
    count = cells["count"]
    return cells, {"share": count / of_column[cells["column"]], "expected": expected, "lift": count / expected}


def cell_events(selected: Slice, dataset: Dataset, against: Against, body: str, key: str) -> pd.DataFrame:
    """The events behind one cell."""
    columns = matrix_columns(selected, dataset, against)
    position = columns.frame.index[columns.frame["key"] == key]
    rows = columns.event[np.isin(columns.column, position)]
    heading = heading_of(body, dataset)
    bodies = dataset.index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    family = {each for each, name in dataset.organization_headings.items() if name == heading} if heading else {body}
    at = selected.participations.index.to_numpy()
    rows = np.intersect1d(rows, bodies.event_row[at[bodies.codes.among(family)[at]]])
    return dataset["events"].iloc[rows]
