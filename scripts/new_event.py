"""Check one event in a YAML file and add it to the tables, or refuse with reasons.

    python -m scripts.new_event my-event.yaml            check and add
    python -m scripts.new_event --check my-event.yaml    check only

The file is a record as docs/curation.md describes it, with an `event_id` of your own; docs/example-event.yaml is one. Names
must be known to the registries (organization_aliases.csv and the names files in data/curation/), and the whole package must pass
every rule with the event in it. Otherwise nothing is written.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from atlas.load import DatasetError
from atlas.schema import DATA_DIR, read_schema
from atlas.validate import validate
from scripts.curation.leads import Event, Lead, Record
from scripts.curation.names import Names, read_rows
from scripts.curation.rows import TableBuilder
from scripts.import_leads import WRITTEN

REQUIRED = ("event_id", "title", "type", "status", "date", "sources")
KEYS = {"sources": "source_id", "research_log": "search_id"}
"""Tables whose rows may exist already, with their key."""


def problems_of(record: Record) -> list[str]:
    """What the file lacks before anything can be looked up."""
    problems = [f"'{field}' is missing." for field in REQUIRED if not record.get(field)]
    if not record.get("organizations") and not record.get("national_bodies"):
        problems.append("No organization: name who engaged, as the source prints it.")
    if not record.get("subject_states"):
        problems.append("'subject_states' is missing: which of the five States is it about?")
    return problems


def add_event(record: Record, data: Path) -> list[str]:
    """Add the event to the tables in the folder `data`; returns the reasons against it ([] if it was added)."""
    problems = problems_of(record)
    if problems:
        return problems
    existing = {row["event_id"] for row in read_rows(data / "tables" / "events.csv")}
    if record["event_id"] in existing:
        return [f"The event '{record['event_id']}' exists already."]
    names = Names(data)
    builder = TableBuilder(names, {event: event for event in existing})
    builder.add(
        Event(record["event_id"], [Lead(f"yaml:{record['event_id']}", record["event_id"], record, is_new=True)])
    )
    rows = builder.finish()
    if names.unresolved:
        return [
            f"Unknown {kind}: {name!r}. Add it to the registries first."
            for kind, name, _where in sorted(names.unresolved)
        ]
    _append(rows, data)
    try:
        results = validate(data)
    except DatasetError as error:
        return [str(error)]
    return [str(finding) for result in results if result.rule.severity == "error" for finding in result.findings]


def _append(rows: dict[str, list[dict[str, Any]]], data: Path) -> None:
    schema = read_schema(data)
    for table in WRITTEN:
        path = data / schema.tables[table].path
        key = KEYS.get(table)
        known = {row[key] for row in read_rows(path)} if key else set()
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, schema.tables[table].columns, lineterminator="\n", restval="")
            writer.writerows(row for row in rows[table] if not key or row[key] not in known)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check and add; returns 1 with the reasons if the event is refused."""
    parser = argparse.ArgumentParser(description="Check one event in a YAML file and add it to the tables.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--check", action="store_true", help="check only, write nothing")
    parser.add_argument("--data", type=Path, default=DATA_DIR, help="the data folder")
    options = parser.parse_args(arguments)
    record = yaml.safe_load(options.file.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "data"
        shutil.copytree(options.data, trial)
        problems = add_event(record, trial)
    if problems:
        print(f"Refused, nothing was written:\n{chr(10).join(f'- {problem}' for problem in problems)}")
        return 1
    if options.check:
        print(f"'{record['event_id']}' can be added.")
        return 0
    add_event(record, options.data)
    print(f"'{record['event_id']}' was added. Add a line to data/CHANGELOG.md.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
