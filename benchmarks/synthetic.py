"""Synthetic records of any size, shaped like the shipped one, to see how the Atlas grows. Never data.

    python -m benchmarks.synthetic 10000 /tmp/synthetic-10000 [--seed 1]

Each synthetic event is a copy of a shipped event drawn at random, with everything that hangs on it: participations, ties to
States, topics, places, instruments, figures, relations, and sources of its own. So every distribution is that of the shipped
record. Bodies, places, programmes and code lists stay as they are. Identifiers are new and dates are moved by some months
within the period. The package says that it is synthetic in its title, its version, and each event's title and note.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from atlas.dates import parse_date
from atlas.schema import DATA_DIR, Schema, read_schema

Row = dict[str, str]

OF_EVENT = (
    *("participations", "event_states", "event_topics", "event_places"),
    *("event_instruments", "event_sources", "figures"),
)
"""Tables whose rows are copied with their event; `event_relations` is, too, but ties two events."""

LEFT_OUT = frozenset({"changes", "research_log", "audit"})
"""Tables about the making of the shipped record: their headers are kept, their rows are not."""

MOVED_BY = 150
"""Standard deviation, in days, by which the date of a copy differs from its original."""

_END = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)")


def write_synthetic(events: int, target: Path, *, seed: int = 1, source: Path = DATA_DIR) -> None:
    """Write a data package with that many synthetic events into the folder `target`, which must be empty or not exist.

    Raises:
        ValueError: if `target` has files, or lies in the shipped data folder.
    """
    target = target.resolve()
    if target == source.resolve() or source.resolve() in target.parents:
        raise ValueError("Synthetic records are no data: choose a folder outside data/.")
    if target.exists() and any(target.iterdir()):
        raise ValueError(f"{target} is not empty.")
    target.mkdir(parents=True, exist_ok=True)
    schema = read_schema(source)
    tables = {name: _read(source / table.path) for name, table in schema.tables.items()}
    synthetic = _grow(tables, schema, events, random.Random(seed))
    for name, table in schema.tables.items():
        _write(target / table.path, table.columns, synthetic.get(name, tables[name]))
    _describe(source, target, f"synthetic-{events}-seed-{seed}")


def _grow(
    tables: Mapping[str, Sequence[Row]], schema: Schema, events: int, order: random.Random
) -> dict[str, list[Row]]:
    """The tables that differ from the shipped ones."""
    hanging = {name: _by_event(tables[name]) for name in OF_EVENT}
    relations = _by_event(tables["event_relations"])
    sources = {row["source_id"]: row for row in tables["sources"]}
    unique = [field.name for field in schema.tables["sources"].fields if field.is_unique and field.name != "source_id"]
    drawn = order.choices(tables["events"], k=events)
    copies: dict[str, list[str]] = defaultdict(list)
    for number, event in enumerate(drawn):
        copies[event["event_id"]].append(_new_id(event["event_id"], number))
    new: dict[str, list[Row]] = {name: [] for name in (*OF_EVENT, *LEFT_OUT, "events", "sources", "event_relations")}
    staying = {row.get("source_id") for name, rows in tables.items() if name not in new for row in rows}
    new["sources"] = [row for row in tables["sources"] if row["source_id"] in staying]
    for number, event in enumerate(drawn):
        event_id = _new_id(event["event_id"], number)
        new["events"].append(
            {
                **event,
                "event_id": event_id,
                "title": f"[Synthetic {number}] {event['title']}",
                "date": moved(event["date"], round(order.gauss(0, MOVED_BY)), schema.first_year, schema.last_year),
                "note": "Synthetic: made by benchmarks/synthetic.py, not a fact.",
            }
        )
        own_sources: dict[str, None] = {}
        for name in OF_EVENT:
            for row in hanging[name].get(event["event_id"], ()):
                copy = {**row, "event_id": event_id}
                if copy.get("source_id"):
                    own_sources[copy["source_id"]] = None
                    copy["source_id"] = _new_id(copy["source_id"], number)
                if "figure_id" in copy:
                    copy["figure_id"] = _new_id(copy["figure_id"], number)
                new[name].append(copy)
        for source_id in own_sources:
            row = {**sources[source_id], "source_id": _new_id(source_id, number)}
            row.update({field: f"{row[field]}#synthetic-{number}" for field in unique if row[field]})
            new["sources"].append(row)
        for row in relations.get(event["event_id"], ()):
            if others := copies.get(row["related_event_id"]):
                new["event_relations"].append({**row, "event_id": event_id, "related_event_id": order.choice(others)})
    return new


def _new_id(original: str, number: int) -> str:
    return f"{original}-s{number:06d}"


def _by_event(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["event_id"]].append(row)
    return grouped


def moved(edtf: str, days: int, first_year: int, last_year: int) -> str:
    """An EDTF date moved by about that many days, its precision and its '~' kept.

    It moves the other way where it would leave the period or, months moving by whole months, end before it starts; where that
    does not help either, it stays.
    """
    for shift in (days, -days):
        candidate = "/".join(_moved_end(end, shift) for end in edtf.split("/"))
        try:
            span = parse_date(candidate)
        except ValueError:
            continue
        if first_year <= span.earliest.year and span.latest.year <= last_year:
            return candidate
    return edtf


def _moved_end(end: str, days: int) -> str:
    match = _END.fullmatch(end)
    if match is None:
        return end
    year, month, day, about = match.groups()
    if day:
        return (date(int(year), int(month), int(day)) + timedelta(days=days)).isoformat() + about
    if month:
        months = int(year) * 12 + int(month) - 1 + round(days / 30.4)
        return f"{months // 12}-{months % 12 + 1:02d}{about}"
    return f"{int(year) + round(days / 365)}{about}"


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _describe(source: Path, target: Path, version: str) -> None:
    """The package's description, marked; what else the app reads from the folder."""
    package = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    package |= {
        "version": version,
        "title": f"Synthetic record ({version})",
        "description": "Synthetic events for benchmarks. Nothing in this package is a fact.",
    }
    (target / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (target / "expectations.json").write_text("{}\n", encoding="utf-8")
    (target / "CHANGELOG.md").write_text(f"Synthetic record {version}, for benchmarks only.\n", encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write a synthetic record for benchmarks.")
    parser.add_argument("events", type=int, help="number of events")
    parser.add_argument("folder", type=Path, help="where to write it; must be empty or not exist")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write_synthetic(arguments.events, arguments.folder, seed=arguments.seed)
    print(f"{arguments.events} synthetic events in {arguments.folder}")


if __name__ == "__main__":
    main()
