"""Integer twins of the columns that filters look at: masks and counts over 100,000 events take milliseconds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

MISSION = "mission"
"""The event family of missions."""

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
        """Which rows hold one of the values."""
        return np.array([value in wanted for value in self.values], dtype=bool)[self.positions]

    def counts(self, keep: Mask) -> dict[str, int]:
        """Value to the number of its rows among those kept, values without any left out."""
        return self.named(self.positions[keep])

    def named(self, positions: Positions) -> dict[str, int]:
        """Value to the number of times that its position occurs, values without any left out."""
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

    def events(self, keep: Mask, event_count: int) -> Mask:
        """Which of all events have a row that is kept."""
        mask = np.zeros(event_count, dtype=bool)
        mask[self.event_row[keep]] = True
        return mask

    def counts(self, keep: Mask) -> dict[str, int]:
        """Value to the number of distinct events that it is linked to by the rows kept."""
        return self.codes.named(self.distinct(keep)[1])

    def distinct(self, keep: Mask) -> tuple[Positions, Positions]:
        """Distinct pairs of event and value among the rows kept, by event: positions of the events, positions of the values."""
        keep = keep[self._order]
        rows, positions = (column[keep] for column in self._ordered)
        is_first = np.ones(len(rows), dtype=bool)
        is_first[1:] = (rows[1:] != rows[:-1]) | (positions[1:] != positions[:-1])
        return rows[is_first], positions[is_first]


class Index:
    """The twins of a dataset's columns, each made when it is first asked for."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables
        self._codes: dict[str, Codes] = {}
        self._links: dict[tuple[str, str], Links] = {}

    @property
    def event_count(self) -> int:
        """Number of events."""
        return len(self._tables["events"])

    def codes(self, column: str) -> Codes:
        """The twin of a column of `events`."""
        if column not in self._codes:
            self._codes[column] = Codes.of(self._tables["events"][column])
        return self._codes[column]

    def links(self, table: str, column: str) -> Links:
        """The twin of a column of a link table."""
        if (table, column) not in self._links:
            frame = self._tables[table]
            self._links[table, column] = Links(Codes.of(frame[column]), frame["event_row"].to_numpy(np.int64))
        return self._links[table, column]

    def rows(self, table: str, is_with_inferred: bool) -> Mask:
        """Rows of a link table that count: those that a source states, or all."""
        frame = self._tables[table]
        if is_with_inferred or "basis" not in frame.columns:
            return np.ones(len(frame), dtype=bool)
        return self._reported[table]

    @cached_property
    def _reported(self) -> Mapping[str, Mask]:
        frames = {name: frame for name, frame in self._tables.items() if "basis" in frame.columns}
        return {name: (frame["basis"] == "reported").to_numpy(dtype=bool) for name, frame in frames.items()}

    @cached_property
    def is_held(self) -> Mask:
        """Events on record as held."""
        return self.codes("status").among({"held"})

    @cached_property
    def is_mission(self) -> Mask:
        """Events of the family of missions."""
        return self.codes("event_family").among({MISSION})

    @cached_property
    def latest(self) -> Positions:
        """The last possible day of each event, as days since the year 1."""
        return np.array([day.toordinal() for day in self._tables["events"]["latest"]], dtype=np.int64)
