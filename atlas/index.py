"""Integer twins of the columns that filters look at: masks and counts over 100,000 events take milliseconds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Codes:
    """A column as positions in the list of its distinct values."""

    values: tuple[str, ...]
    positions: Positions

    @classmethod
    def of(cls, column: pd.Series[Any]) -> Codes:
        """The twin of a column."""
        positions, values = pd.factorize(column)
        return cls(tuple(str(value) for value in values), positions.astype(np.int64))

    def among(self, wanted: Collection[str]) -> Mask:
        """Which rows hold one of the values; all of them if none is wanted."""
        if not wanted:
            return np.ones(len(self.positions), dtype=bool)
        return np.array([value in wanted for value in self.values], dtype=bool)[self.positions]

    def counts(self, keep: Mask) -> dict[str, int]:
        """Value to the number of its rows among those kept, values without any left out."""
        return self._named(self.positions[keep])

    def _named(self, positions: Positions) -> dict[str, int]:
        counts = np.bincount(positions, minlength=len(self.values)).tolist()
        return {value: count for value, count in zip(self.values, counts, strict=True) if count}


@dataclass(frozen=True, eq=False)
class Links:
    """A column of a link table with the event that each row hangs on."""

    codes: Codes
    event_row: Positions

    @cached_property
    def _order(self) -> Positions:
        """Rows by event and value: rows that say the same follow one another."""
        return np.lexsort((self.codes.positions, self.event_row))

    @cached_property
    def _ordered(self) -> tuple[Positions, Positions]:
        return self.event_row[self._order], self.codes.positions[self._order]

    def events(self, keep: Mask, count: int) -> Mask:
        """Which of `count` events have a row that is kept."""
        mask = np.zeros(count, dtype=bool)
        mask[self.event_row[keep]] = True
        return mask

    def counts(self, keep: Mask) -> dict[str, int]:
        """Value to the number of distinct events that it is linked to by the rows kept."""
        keep = keep[self._order]
        rows, positions = (column[keep] for column in self._ordered)
        is_first = np.ones(len(rows), dtype=bool)
        is_first[1:] = (rows[1:] != rows[:-1]) | (positions[1:] != positions[:-1])
        return self.codes._named(positions[is_first])


@dataclass(frozen=True, eq=False)
class Index:
    """The twins of a dataset: columns of `events`, and columns of link tables as (table, column)."""

    events: Mapping[str, Codes]
    links: Mapping[tuple[str, str], Links]
    reported: Mapping[str, Mask]

    def rows(self, table: str, is_with_inferred: bool) -> Mask:
        """Rows of a link table that count: those that a source states, or all."""
        return np.ones_like(self.reported[table]) if is_with_inferred else self.reported[table]


LINKED = {
    "event_states": ("state",),
    "event_topics": ("topic",),
    "participations": ("role", "organization_id", "rolled_up_id", "system_id"),
}


def index_of(tables: Mapping[str, pd.DataFrame]) -> Index:
    """Build the twins."""
    events = tables["events"]
    return Index(
        {column: Codes.of(events[column]) for column in ("event_type", "event_family", "status")},
        {
            (table, column): Links(Codes.of(tables[table][column]), tables[table]["event_row"].to_numpy(np.int64))
            for table, columns in LINKED.items()
            for column in columns
        },
        {table: _reported(tables[table]) for table in LINKED},
    )


def _reported(frame: pd.DataFrame) -> Mask:
    if "basis" not in frame.columns:
        return np.ones(len(frame), dtype=bool)
    return (frame["basis"] == "reported").to_numpy(dtype=bool)
