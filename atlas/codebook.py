"""The codebook, rendered from the schema and the code lists: `python -m atlas.codebook` writes data/CODEBOOK.md.

`--check` writes nothing and exits 1 if the file is not what would be written.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from atlas.schema import DATA_DIR, Field, Schema, Table, read_schema

LONG_LIST = 60
"""Code lists longer than this (the States of the world) are described, not printed."""


def render(root: Path = DATA_DIR) -> str:
    """The codebook of the package in `root`, as Markdown."""
    schema = read_schema(root)
    return (
        "\n".join([*_head(schema), *(line for table in schema.tables.values() for line in _table(table, schema, root))])
        + "\n"
    )


def _head(schema: Schema) -> Iterator[str]:
    yield f"# Codebook of the {schema.title}, {schema.version}"
    yield ""
    yield "Generated from `datapackage.json` and the code lists by `python -m atlas.codebook`; do not edit by hand."
    yield ""
    yield schema.description
    yield ""
    yield f"Period: {schema.first_year} to {schema.last_year}. Licence: {schema.licence}."


def _table(table: Table, schema: Schema, root: Path) -> Iterator[str]:
    yield ""
    yield f"## {table.title} (`{table.path}`)"
    yield ""
    yield table.description
    yield ""
    yield "| column | title | type | description |"
    yield "| --- | --- | --- | --- |"
    for field in table.fields:
        yield f"| `{field.name}` | {field.title} | {_type(field)} | {_description(field)} |"
    for derived in schema.derived:
        if derived.table == table.name:
            yield f"| `{derived.name}` | {derived.title} | derived, stands in no file | {derived.description} |"
    if table.is_code_list:
        yield from _codes(table, root)


def _type(field: Field) -> str:
    words = [field.type]
    if field.is_required:
        words.append("required")
    if field.is_unique:
        words.append("unique")
    if field.reference:
        words.append(f"one of `{field.reference[0]}.{field.reference[1]}`")
    return ", ".join(words)


def _description(field: Field) -> str:
    return f"{field.description} Example: `{field.example}`." if field.example else field.description


def _codes(table: Table, root: Path) -> Iterator[str]:
    with (root / table.path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) > LONG_LIST:
        yield ""
        yield f"{len(rows)} codes; see the file."
        return
    columns = [column for column in table.columns if column not in (table.primary_key[0], "label")]
    yield ""
    yield f"| code | label | {' | '.join(column.replace('_', ' ') for column in columns)} |"
    yield "| --- | --- |" + " --- |" * len(columns)
    for row in rows:
        yield f"| `{row[table.primary_key[0]]}` | {row['label']} | {' | '.join(row[column] for column in columns)} |"


def main(arguments: list[str]) -> int:
    """Write or check data/CODEBOOK.md; return the exit code."""
    path = DATA_DIR / "CODEBOOK.md"
    text = render()
    if "--check" in arguments:
        if path.read_text(encoding="utf-8") == text:
            return 0
        print(f"{path} is not what the schema says. Run: python -m atlas.codebook")
        return 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
