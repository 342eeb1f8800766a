"""Rebuild the event tables from leads and their corrections.

    python -m scripts.import_leads ../shared/leads/h1_cted.jsonl ../shared/leads/h7_missions.jsonl

Writes the tables of events and what hangs on them, `sources.csv`, `research_log.csv` and `data/curation/leads.csv`.
Organizations, aliases, places, programmes and instruments are registries: they are read, never written; the documents that
only they cite stand in `data/curation/registry_sources.csv`. A name that is in none
of them stops the import with the list of what is missing.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from atlas.schema import DATA_DIR, read_schema
from scripts.curation.leads import Event, Lead, events_of, read_leads
from scripts.curation.names import Names, read_rows
from scripts.curation.rows import TableBuilder

WRITTEN = (
    "events",
    "event_states",
    "event_places",
    "participations",
    "event_topics",
    "event_instruments",
    "event_relations",
    "figures",
    "event_sources",
    "sources",
    "research_log",
)


def event_ids(leads: Iterable[Lead], events: Mapping[str, Event]) -> dict[str, str]:
    """Lead id and lead key to the id of the event that the lead became; excluded leads are left out."""
    ids: dict[str, str] = {}
    for event in events.values():
        for lead in event.leads:
            ids[lead.key] = event.event_id
    for lead in leads:
        if lead.key in ids:
            ids.setdefault(lead.key.split(":", 1)[1], ids[lead.key])
    return ids


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as CSV, missing values as empty cells."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def account(leads: Iterable[Lead], ids: Mapping[str, str]) -> list[dict[str, str]]:
    """What became of each lead."""
    rows = []
    for lead in leads:
        outcome = (
            "excluded" if lead.exclusion else "merged" if lead.merge_into else "added" if lead.is_new else "created"
        )
        rows.append(
            {
                "file": lead.key.split(":", 1)[0],
                "lead_id": lead.key.split(":", 1)[1],
                "outcome": outcome,
                "event_id": ids.get(lead.key, ""),
                "reason": lead.exclusion or lead.record.get("why", ""),
            }
        )
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Import; returns 1 and writes nothing if a name is unknown."""
    parser = argparse.ArgumentParser(description="Rebuild the event tables from leads and their corrections.")
    parser.add_argument("files", nargs="+", type=Path, help="lead files, in order of precedence")
    parser.add_argument("--data", type=Path, default=DATA_DIR, help="the data folder")
    options = parser.parse_args(arguments)

    leads = read_leads(options.files, options.data / "curation" / "corrections")
    events = events_of(leads)
    ids = event_ids(leads, events)
    names = Names(options.data)
    builder = TableBuilder(names, ids)
    for event in sorted(events.values(), key=lambda event: event.event_id):
        builder.add(event)
    builder.add_registry_sources(read_rows(options.data / "curation" / "registry_sources.csv"))
    rows = builder.finish()
    if names.unresolved:
        for kind, name, where in sorted(names.unresolved):
            print(f"unknown {kind}: {name!r} in {where}")
        print(
            f"{len(names.unresolved)} names are unknown: add them to the registries, or correct the leads. Nothing was written."
        )
        return 1
    schema = read_schema(options.data)
    for table in WRITTEN:
        write_table(options.data / schema.tables[table].path, schema.tables[table].columns, rows[table])
    write_table(
        options.data / "curation" / "leads.csv",
        ("file", "lead_id", "outcome", "event_id", "reason"),
        account(leads, ids),
    )
    print(f"{len(leads)} leads became {len(events)} events.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
