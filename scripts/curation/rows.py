"""Rows of the tables from events."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from scripts.curation.leads import Event, Lead, Record
from scripts.curation.names import Names
from scripts.curation.searches import organizations_named, period_named, states_named

Rows = dict[str, list[dict[str, Any]]]

CURATORS_WORDS = ("Government", "President")
"""Names that curators give to the bodies behind "the authorities" or a head of State."""

AUTHORITIES = ("Government",)
"""Curators' words for a State that takes part without a body being named: the body is derived."""


def source_key(url: str) -> str:
    """An address without scheme, 'www.', fragment and closing slash: two that agree in it are one document."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + query


def source_id(url: str) -> str:
    """Stable id of a document: host, and the first eight hex digits of the SHA-1 of its key."""
    key = source_key(url)
    host = re.sub(r"[^a-z0-9]+", "-", re.split("[/?]", key)[0]).strip("-")
    return f"{host}-{hashlib.sha1(key.encode()).hexdigest()[:8]}"


def _first(records: Iterable[Record], key: str) -> Any:
    return next((record[key] for record in records if record.get(key) not in (None, "", [])), None)


class TableBuilder:
    """Collects rows for every table from the events given to `add`."""

    def __init__(self, names: Names, event_ids: Mapping[str, str]) -> None:
        self.rows: Rows = defaultdict(list)
        self._names = names
        self._event_ids = event_ids
        """Lead id or key to the id of the event that it became."""
        self._sources: dict[str, dict[str, Any]] = {}
        self._searches: dict[str, set[str]] = defaultdict(set)

    def add(self, event: Event) -> None:
        """Add the rows of one event; facts of merged leads are united with those of the first."""
        records = [lead.record for lead in event.leads]
        sources = [self._add_sources(event.event_id, lead) for lead in event.leads]
        self._add_event(event, records)
        self._add_states(event.event_id, records)
        self._add_participations(event, sources)
        self._add_topics_and_instruments(event, records)
        self._add_relations(event)
        self._add_figures(event, sources)

    def add_registry_sources(self, sources: Iterable[Mapping[str, str]]) -> None:
        """Add documents that registries cite (dates of organizations and programmes) unless an event cites them already."""
        for source in sources:
            self._sources.setdefault(source["source_id"], dict(source))

    def finish(self) -> Rows:
        """All rows, sources and searches included, each table without repeated keys."""
        self.rows["sources"] = sorted(self._sources.values(), key=lambda row: row["source_id"])
        self.rows["research_log"] = list(self._search_rows())
        return self.rows

    def _add_event(self, event: Event, records: list[Record]) -> None:
        first = records[0]
        place = self._place(event, records)
        low, high = _participants(records)
        programme = _first(records, "programme")
        self.rows["events"].append(
            {
                "event_id": event.event_id,
                "title": first["title"],
                "event_type": first["type"],
                "status": first["status"],
                "date": first["date"],
                "date_basis": first.get("date_basis", "reported"),
                "mode": first.get("mode", "unknown"),
                "place_id": place,
                "place_basis": _first(records, "place_basis") or "reported" if place else "",
                "programme_id": self._names.programme(programme, event.event_id) if programme else "",
                "participants_min": low,
                "participants_max": high,
                "participants_list": first.get("participants_list", "unknown"),
                "summary": first.get("summary", ""),
                "note": " ".join(dict.fromkeys(record["note"] for record in records if record.get("note"))),
            }
        )

    def _place(self, event: Event, records: list[Record]) -> str:
        named = next((record for record in records if record.get("place")), None)
        place = self._names.place(named["place"], named.get("place_country") or "", event.event_id) if named else ""
        further = {
            self._names.place(other, record.get("place_country") or "", event.event_id)
            for record in records
            for other in record.get("other_places", [])
        }
        for other in sorted(further - {"", place}):
            basis = _first(records, "other_places_basis") or "reported"
            self.rows["event_places"].append({"event_id": event.event_id, "place_id": other, "basis": basis})
        return place

    def _add_states(self, event_id: str, records: list[Record]) -> None:
        seen: set[str] = set()
        inferred = {state for record in records for state in record.get("inferred_states", [])}
        for relation, key in (("subject", "subject_states"), ("attending", "other_states")):
            for state in sorted({state for record in records for state in record.get(key, [])} - seen):
                seen.add(state)
                basis = "inferred" if state in inferred else "reported"
                self.rows["event_states"].append(
                    {"event_id": event_id, "state": state, "relation": relation, "basis": basis}
                )

    def _add_participations(self, event: Event, sources: list[list[str]]) -> None:
        rows: dict[tuple[str, str, str], dict[str, Any]] = {}
        for lead, ids in zip(event.leads, sources, strict=True):
            for body in [*lead.record.get("organizations", []), *lead.record.get("national_bodies", [])]:
                organization = self._names.organization(
                    body["name"], body.get("acronym") or "", body.get("state") or "", lead.key
                )
                source = ids[body.get("source", 0)]
                # A curator's own word on the printed form counts, also where it says that there is none.
                as_named = (body["as_named"] or "") if "as_named" in body else self._as_printed(body["name"], source)
                is_derived = body.get("basis") == "inferred" or (not as_named and body["name"] in AUTHORITIES)
                row = {
                    "event_id": event.event_id,
                    "organization_id": organization,
                    "role": body["role"],
                    "basis": "inferred" if is_derived else "reported",
                    "as_named": "" if is_derived else as_named,
                    "source_id": source,
                    "locator": body.get("locator", ""),
                }
                # The first lead of an event wins over those merged into it where they read the same page.
                if organization:
                    rows.setdefault((organization, body["role"], source), row)
        self.rows["participations"] += rows.values()

    def _as_printed(self, name: str, source: str) -> str:
        """The name if the source can have printed it so: leads carry English names from pages in other languages, and curators'
        words for governments and presidents. Those are no printed names and would make links that find nothing.
        """
        language = self._sources.get(source, {}).get("language", "")
        is_translated = language not in ("", "en") and name.isascii()
        return "" if is_translated or name in CURATORS_WORDS else name

    def _add_topics_and_instruments(self, event: Event, records: list[Record]) -> None:
        topics = dict.fromkeys(topic for record in records for topic in record.get("topics", []))
        named = dict.fromkeys(name for record in records for name in record.get("instruments", []))
        instruments = dict.fromkeys(self._names.instrument(name, event.event_id) for name in named)
        self.rows["event_topics"] += [{"event_id": event.event_id, "topic": topic} for topic in sorted(topics)]
        self.rows["event_instruments"] += [
            {"event_id": event.event_id, "instrument_id": instrument} for instrument in instruments if instrument
        ]

    def _add_relations(self, event: Event) -> None:
        seen: set[tuple[str, str]] = set()
        for lead in event.leads:
            for relation in lead.record.get("relations", []):
                target = self._event_ids.get(relation["event"], "")
                key = (relation["relation"], target)
                if target and target != event.event_id and key not in seen:
                    seen.add(key)
                    self.rows["event_relations"].append(
                        {
                            "event_id": event.event_id,
                            "relation": key[0],
                            "related_event_id": target,
                            "basis": relation.get("basis", "reported"),
                        }
                    )

    def _add_figures(self, event: Event, sources: list[list[str]]) -> None:
        number = 0
        for lead, ids in zip(event.leads, sources, strict=True):
            for figure in lead.record.get("figures", []):
                if "value" in figure:
                    self._names.unresolved.add(("figure", str(figure["value"]), lead.key))
                    continue
                number += 1
                unit = figure["unit"].removesuffix(", approximate")
                self.rows["figures"].append(
                    {
                        "figure_id": f"{event.event_id}-{number}",
                        "event_id": event.event_id,
                        "source_id": ids[figure.get("source", 0)],
                        "what": figure["what"],
                        "unit": unit,
                        "value_min": _plain(figure.get("value_min")),
                        "value_max": _plain(figure.get("value_max")),
                        "is_approximate": "true" if "approximate" in figure["unit"] else "false",
                        "stated_by": figure["stated_by"],
                        "state": figure.get("state") or "",
                    }
                )

    def _add_sources(self, event_id: str, lead: Lead) -> list[str]:
        """Register the documents of a lead; ids in the lead's order."""
        ids = []
        for source in lead.record["sources"]:
            if not source.get("url"):
                self._names.unresolved.add(("source without address", str(source.get("title")), lead.key))
                ids.append("")
                continue
            identifier = source_id(source["url"])
            ids.append(identifier)
            row = self._sources.setdefault(identifier, {"source_id": identifier})
            for column in ("title", "publisher", "published", "url", "language", "kind", "original_publisher"):
                row[column] = row.get(column) or source.get(column) or ""
            if source.get("query"):
                self._searches[source["query"].strip()].add(event_id)
            tie = {"event_id": event_id, "source_id": identifier, "locator": ""}
            if tie not in self.rows["event_sources"]:
                self.rows["event_sources"].append(tie)
        return ids

    def _search_rows(self) -> Iterator[dict[str, Any]]:
        aliases = self._names.international_aliases()
        for query, found in sorted(self._searches.items()):
            yield {
                "search_id": f"search-{hashlib.sha1(query.encode()).hexdigest()[:8]}",
                "date": "",
                "query": query,
                "corpus": "",
                "states": " ".join(states_named(query)),
                "organizations": " ".join(organizations_named(query, aliases)),
                "period": period_named(query),
                "events_found": len(found),
            }


def _participants(records: list[Record]) -> tuple[Any, Any]:
    for record in records:
        low, high, exact = (record.get(key) for key in ("participants_min", "participants_max", "participants_count"))
        if low or high:
            return low or "", high or ""
        if exact:
            return exact, exact
    return "", ""


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if abs(value) < 1e6 else str(int(value))
