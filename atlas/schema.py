"""The schema: tables, columns and their words, read from `data/datapackage.json`, the one place where they are defined."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA_DIR = Path(os.environ.get("ATLAS_DATA_DIR") or Path(__file__).parent.parent / "data").resolve()
"""The data package; the environment may name another folder (the benchmarks do, for synthetic records)."""


@dataclass(frozen=True)
class Field:
    """A column: name, words for people, type (Frictionless), constraints, and the column it refers to."""

    name: str
    title: str
    description: str
    type: str
    is_required: bool = False
    is_unique: bool = False
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    reference: tuple[str, str] | None = None
    example: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its file under the data folder, its columns in order, and its primary key (may be empty)."""

    name: str
    title: str
    description: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]

    @property
    def is_code_list(self) -> bool:
        """Whether the table is a list of codes with labels."""
        return self.path.startswith("codes/")

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in file order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The column of that name.

        Raises:
            KeyError: if the table has no such column.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True)
class DerivedField:
    """A column that is computed when the data is loaded and stands in no file."""

    table: str
    name: str
    title: str
    description: str


@dataclass(frozen=True)
class Schema:
    """The whole package description."""

    title: str
    description: str
    version: str
    created: str
    first_year: int
    last_year: int
    licence: str
    tables: Mapping[str, Table]
    derived: tuple[DerivedField, ...]

    def title_of(self, table: str, column: str) -> str:
        """The words for a column, stored or derived.

        Raises:
            KeyError: if there is no such column.
        """
        for derived in self.derived:
            if (derived.table, derived.name) == (table, column):
                return derived.title
        return self.tables[table].field(column).title


def read_schema(root: Path = DATA_DIR) -> Schema:
    """Read `datapackage.json` in the folder `root`."""
    package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    return Schema(
        title=package["title"],
        description=package["description"],
        version=package["version"],
        created=package["created"][:10],
        first_year=int(package["temporal"]["start"][:4]),
        last_year=int(package["temporal"]["end"][:4]),
        licence=package["licenses"][0]["name"],
        tables=MappingProxyType({resource["name"]: _table(resource) for resource in package["resources"]}),
        derived=tuple(DerivedField(**derived) for derived in package["derived"]),
    )


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    references = {
        key["fields"][0]: (key["reference"]["resource"] or resource["name"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", [])
    }
    return Table(
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
        path=resource["path"],
        fields=tuple(_field(field, references.get(field["name"])) for field in schema["fields"]),
        primary_key=tuple(schema.get("primaryKey", ())),
    )


def _field(field: Mapping[str, Any], reference: tuple[str, str] | None) -> Field:
    constraints = field.get("constraints", {})
    return Field(
        name=field["name"],
        title=field["title"],
        description=field["description"],
        type=field["type"],
        is_required=constraints.get("required", False),
        is_unique=constraints.get("unique", False),
        pattern=constraints.get("pattern"),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        min_length=constraints.get("minLength"),
        reference=reference,
        example=field.get("example"),
    )
