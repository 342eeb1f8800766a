"""What a rule is and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from atlas.schema import Schema

Severity = Literal["error", "notice"]

RawTables = Mapping[str, pd.DataFrame]
"""Tables as they stand in the files: every value a string, "" for an empty cell, index 0 for the first row of data."""

FIRST_DATA_LINE = 2
"""Line of the first row of data in a CSV file: line 1 is the header."""


@dataclass(frozen=True)
class Finding:
    """One place where a rule does not hold, and what to do about it. `row` is the line in the file, 0 for the whole table."""

    rule: str
    table: str
    row: int
    column: str
    message: str
    remedy: str

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row else ""
        column = f" column {self.column}" if self.column else ""
        return f"{self.table}{row}{column} [{self.rule}] {self.message} Remedy: {self.remedy}"


@dataclass(frozen=True)
class Rule:
    """A named check. An `error` stops a release; a `notice` asks for a decision."""

    id: str
    sentence: str
    severity: Severity
    check: Callable[[RawTables, Schema], Iterator[Finding]]


def line_of(index: object) -> int:
    """Line in the file of a row of a raw table."""
    return int(str(index)) + FIRST_DATA_LINE
