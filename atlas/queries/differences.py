"""The matrix of differences between two selections: bodies against States, families, types or topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from atlas.dataset import Dataset
from atlas.queries.compare import Comparison, Kind, Measure, Part, Side, Ties, kind_labels, parts, ties

Against = Literal["states", "families", "types", "topics"]
Order = Literal["change", "count", "name"]
AGAINST: tuple[Against, ...] = ("states", "families", "types", "topics")
ORDERS: tuple[Order, ...] = ("change", "count", "name")

ALL = "all"
"""Key of the column with every event of a body."""


class Cell(NamedTuple):
    """Distinct events of a body in a column, in A and in B; `difference` is B less A, in a measure."""

    body: str
    key: str
    a: int
    b: int
    difference: float


@dataclass(frozen=True)
class Differences:
    """Bodies against columns.

    rows: bodies, in order. columns: key to label, in order, `ALL` first. cells: row by row; a pair on record on neither side has
    no cell. bodies: how many there are in all.
    """

    rows: tuple[Part, ...]
    columns: Mapping[str, str]
    cells: tuple[Cell, ...]
    bodies: int
    measure: Measure


def columns_offered(compared: Comparison) -> tuple[Against, ...]:
    """What bodies can be set against: not the States where States are compared."""
    return tuple(code for code in AGAINST if code != compared.by)


def differences(
    compared: Comparison, dataset: Dataset, against: Against, *, measure: Measure, order: Order, limit: int, label: str
) -> Differences:
    """The `limit` bodies with most events on either side; `label` is that of the column with all their events."""
    bodies = parts(compared, dataset, "bodies", measure)
    rows = bodies[:limit]
    present = {part.key for part in parts(compared, dataset, against, measure)}
    columns = {key: name for key, name in kind_labels(dataset, against).items() if key in present}
    shown, keys = [part.key for part in rows], list(columns)
    a, b = (_pair_counts(side, dataset, against, shown, keys) for side in compared.sides)
    if order == "change":
        rows = tuple(sorted(rows, key=lambda part: (-part.difference, part.name)))
    elif order == "name":
        rows = tuple(sorted(rows, key=lambda part: part.name.casefold()))
    unit_a, unit_b = (side.unit(measure) for side in compared.sides)
    cells = []
    for part in rows:
        cells.append(Cell(part.key, ALL, part.a, part.b, part.difference))
        counts = zip(keys, a[shown.index(part.key)].tolist(), b[shown.index(part.key)].tolist(), strict=True)
        cells += [
            Cell(part.key, key, in_a, in_b, in_b * unit_b - in_a * unit_a) for key, in_a, in_b in counts if in_a or in_b
        ]
    return Differences(rows, {ALL: label, **columns}, tuple(cells), len(bodies), measure)


def _pair_counts(side: Side, dataset: Dataset, against: Against, bodies: list[str], keys: list[str]) -> Any:
    """Distinct events of each body (row) in each column."""
    listed, columns = side.listed, ties(side, dataset, against)
    body = _positions(listed.values, bodies)[listed.parts]
    key = _positions(columns.values, keys)[columns.parts]
    events, body = listed.events[body >= 0], body[body >= 0]
    # Both are in the order of their events: each listing meets a run of columns.
    ordered, key = columns.events[key >= 0], key[key >= 0]
    first, last = np.searchsorted(ordered, events, "left"), np.searchsorted(ordered, events, "right")
    run = last - first
    met = np.arange(run.sum()) - np.repeat(np.cumsum(run) - run, run) + np.repeat(first, run)
    cell = np.repeat(body, run) * len(keys) + key[met]
    return np.bincount(cell, minlength=len(bodies) * len(keys)).reshape(len(bodies), len(keys))


def _positions(values: tuple[str, ...], wanted: list[str]) -> Any:
    """Position in `wanted` of each value, -1 for those that are not wanted."""
    position = {value: number for number, value in enumerate(wanted)}
    return np.array([position.get(value, -1) for value in values], dtype=np.int64)


def events_behind(
    compared: Comparison, dataset: Dataset, kind: Kind, key: str, body: str = ""
) -> tuple[list[str], list[str]]:
    """Ids of the events of A and of B that belong to a part (`ALL`: to any), and at which `body` is listed ("": any)."""
    ids = dataset["events"]["event_id"].to_numpy()

    def of(side: Side) -> list[str]:
        keep = side.mask.copy()
        if key != ALL:
            keep &= _events_of(ties(side, dataset, kind), key, len(ids))
        if body:
            keep &= _events_of(side.listed, body, len(ids))
        return list(ids[keep])

    return of(compared.a), of(compared.b)


def _events_of(of: Ties, value: str, count: int) -> Any:
    mask = np.zeros(count, dtype=bool)
    if value in of.values:
        mask[of.events[of.parts == of.values.index(value)]] = True
    return mask
