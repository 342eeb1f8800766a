"""Resolving printed names to ids. What cannot be resolved is collected, never guessed."""

from __future__ import annotations

import csv
from pathlib import Path


def fold(name: str) -> str:
    """A name without differences of case and white space."""
    return " ".join(name.casefold().replace("’", "'").split())


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Names:
    """Look-ups of organizations, places, programmes and instruments, and the list of what they did not find."""

    def __init__(self, data: Path) -> None:
        curation, tables = data / "curation", data / "tables"
        aliases = read_rows(tables / "organization_aliases.csv")
        self._organizations = {(fold(row["alias"]), row["state"]): row["organization_id"] for row in aliases}
        self._places = {
            (fold(row["printed"]), row["state"]): row["place_id"] for row in read_rows(curation / "place_names.csv")
        }
        self._programmes = {
            fold(row["printed"]): row["programme_id"] for row in read_rows(curation / "programme_names.csv")
        }
        instruments = read_rows(curation / "instrument_names.csv")
        self._instruments = {fold(row["printed"]): row["instrument_id"] for row in instruments}
        self.unresolved: set[tuple[str, str, str]] = set()

    def organization(self, name: str, acronym: str, state: str, where: str) -> str:
        """Organization id of a printed name or, failing that, of its acronym; "" where unknown."""
        for candidate in (name, acronym):
            for scope in (state, ""):
                if candidate and (fold(candidate), scope) in self._organizations:
                    return self._organizations[fold(candidate), scope]
        return self._miss("organization", f"{name} [{state}]" if state else name, where)

    def international_aliases(self) -> list[tuple[str, str]]:
        """Names (folded) and ids of the bodies that belong to no State."""
        return [(alias, organization) for (alias, state), organization in self._organizations.items() if not state]

    def place(self, name: str, state: str, where: str) -> str:
        """Place id of a printed name; "" where it is known to be no place, or unknown."""
        for key in ((fold(name), state), (fold(name), "")):
            if key in self._places:
                return self._places[key]
        return self._miss("place", f"{name} [{state}]", where)

    def programme(self, name: str, where: str) -> str:
        """Programme id of a printed name; "" where it is known to be no programme, or unknown."""
        known = self._programmes.get(fold(name))
        return known if known is not None else self._miss("programme", name, where)

    def instrument(self, name: str, where: str) -> str:
        """Instrument id of a printed name; "" where it is known to be no instrument, or unknown."""
        known = self._instruments.get(fold(name))
        return known if known is not None else self._miss("instrument", name, where)

    def _miss(self, kind: str, name: str, where: str) -> str:
        self.unresolved.add((kind, name, where))
        return ""
