"""Leads with their corrections, and what became of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Record = dict[str, Any]

NEW = "new:"
"""Prefix of a correction that holds a whole record for which no lead exists."""


@dataclass(frozen=True)
class Lead:
    """One corrected lead. `key` is `<file>:<lead_id>`; `record` is in the format of docs/curation.md."""

    key: str
    event_id: str
    record: Record
    is_new: bool = False
    """Whether a curator wrote the record: no lead stands behind it."""

    @property
    def merge_into(self) -> str:
        """Key of the lead that this one repeats, or ""."""
        target = self.record.get("merge_into") or ""
        return target if not target or ":" in target else f"{self.key.split(':')[0]}:{target}"

    @property
    def exclusion(self) -> str:
        """Why the lead is no event of the Atlas, or ""."""
        return self.record.get("exclude") or ""


@dataclass
class Event:
    """One event: the lead that made it and those merged into it, in order."""

    event_id: str
    leads: list[Lead] = field(default_factory=list)


def merge_patch(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7386)."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), value)
    return merged


def read_leads(files: Iterable[Path], corrections: Path) -> list[Lead]:
    """Every lead of the files, corrected, plus the new records among the corrections.

    Raises:
        ValueError: if a correction names a lead that the file does not hold, or says nothing of why.
    """
    leads: list[Lead] = []
    for path in files:
        patches = _patches(corrections / f"{path.stem}.json")
        for line in path.read_text(encoding="utf-8").splitlines():
            lead = json.loads(line)
            patch = patches.pop(lead["lead_id"], {})
            leads.append(_lead(path.stem, lead["lead_id"], merge_patch(lead, patch)))
        for key, record in patches.items():
            if not key.startswith(NEW):
                raise ValueError(f"{path.stem}.json corrects '{key}', which is no lead of {path.name}.")
            leads.append(_lead(path.stem, key.removeprefix(NEW), record, is_new=True))
    return leads


def _patches(path: Path) -> dict[str, Record]:
    patches: dict[str, Record] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    silent = [key for key, patch in patches.items() if not patch.get("why")]
    if silent:
        raise ValueError(f"{path.name}: no 'why' in the corrections of {', '.join(silent)}.")
    return patches


def _lead(stem: str, lead_id: str, record: Record, *, is_new: bool = False) -> Lead:
    return Lead(f"{stem}:{lead_id}", record.get("event_id", lead_id), record, is_new)


def events_of(leads: Iterable[Lead]) -> dict[str, Event]:
    """Events by the key of the lead that made them; merged leads are attached, excluded ones left out.

    Raises:
        ValueError: if a lead is merged into one that does not exist or is excluded, or two leads make one event id.
    """
    by_key = {lead.key: lead for lead in leads}
    events: dict[str, Event] = {}
    ids: dict[str, str] = {}
    for lead in by_key.values():
        if lead.exclusion or lead.merge_into:
            continue
        if lead.event_id in ids:
            raise ValueError(
                f"{lead.key} and {ids[lead.event_id]} make the same event: merge them or give an event_id."
            )
        ids[lead.event_id] = lead.key
        events[lead.key] = Event(lead.event_id, [lead])
    for lead in by_key.values():
        if lead.merge_into and not lead.exclusion:
            events[_end_of_chain(lead, by_key)].leads.append(lead)
    return events


def _end_of_chain(lead: Lead, by_key: Mapping[str, Lead]) -> str:
    seen = [lead.key]
    while lead.merge_into:
        if lead.merge_into not in by_key or lead.merge_into in seen:
            raise ValueError(f"{lead.key} is merged into '{lead.merge_into}', which is no other lead.")
        lead = by_key[lead.merge_into]
        seen.append(lead.key)
    if lead.exclusion:
        raise ValueError(f"{seen[0]} is merged into '{lead.key}', which is excluded.")
    return lead.key
