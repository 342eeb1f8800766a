"""Declared expectations (`data/expectations.json`): the dataset never shrinks unnoticed."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from functools import partial
from pathlib import Path

from atlas.rules.dates import read_date
from atlas.rules.finding import Finding, RawTables, Rule
from atlas.schema import Schema

REMEDY = "Restore the rows, or lower the number in data/expectations.json and say why in data/CHANGELOG.md."


def expectation_rule(root: Path) -> Rule:
    """The rule for the expectations of the package in the folder `root`."""
    return Rule(
        "expected-rows",
        "Tables, States and years have at least the rows that data/expectations.json declares.",
        "error",
        partial(_expected, root / "expectations.json"),
    )


def _expected(path: Path, raw: RawTables, schema: Schema) -> Iterator[Finding]:
    expected = json.loads(path.read_text(encoding="utf-8"))
    by_state = raw["event_states"].drop_duplicates(["event_id", "state"])["state"].value_counts()
    spans = raw["events"]["date"].map(read_date).dropna()
    by_year = spans.map(lambda span: str(span.earliest.year)).value_counts()
    counts: dict[str, dict[Hashable, int]] = {
        "tables": {name: len(frame) for name, frame in raw.items()},
        "events_by_state": by_state.to_dict(),
        "events_by_year": by_year.to_dict(),
    }
    for group, minima in expected.items():
        for key, minimum in minima.items():
            actual = int(counts[group].get(key, 0))
            if actual < minimum:
                table = key if group == "tables" else "events"
                yield Finding(
                    "expected-rows",
                    table,
                    0,
                    "",
                    f"{group}: {key} has {actual} rows, expected at least {minimum}.",
                    REMEDY,
                )
