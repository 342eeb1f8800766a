"""Rules that follow from the schema alone: required values, types, patterns, ranges, keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from atlas.rules.finding import Finding, RawTables, Rule, line_of
from atlas.schema import Field, Schema

_INTEGER = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BOOLEANS = ("true", "false")


# Plain lists and sets: the cells are strings, and these loops over forty thousand of them run at every start.


def _cells(raw: RawTables, schema: Schema) -> Iterator[tuple[str, Field, list[str]]]:
    for name, table in schema.tables.items():
        for field in table.fields:
            yield name, field, raw[name][field.name].tolist()


def _required(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _cells(raw, schema):
        if not field.is_required or "" not in values:
            continue
        for index, value in enumerate(values):
            if not value:
                yield Finding(
                    "required-value",
                    table,
                    line_of(index),
                    field.name,
                    "The cell is empty.",
                    f"Fill in {field.title.lower()}: {field.description}",
                )


def _types(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _cells(raw, schema):
        if field.type == "string":
            continue
        for index, value in enumerate(values):
            wanted = _type_error(field, value) if value else ""
            if wanted:
                yield Finding(
                    "value-type",
                    table,
                    line_of(index),
                    field.name,
                    f"'{value}' is not {wanted}.",
                    f"Write {wanted}, or leave the cell empty if the value is unknown.",
                )


def _type_error(field: Field, value: str) -> str:
    if field.type == "integer" and not _INTEGER.fullmatch(value):
        return "a whole number"
    if field.type == "number" and not _NUMBER.fullmatch(value):
        return "a number"
    if field.type == "boolean" and value not in _BOOLEANS:
        return "'true' or 'false'"
    if field.minimum is not None and float(value) < field.minimum:
        return f"{field.minimum:g} or more"
    if field.maximum is not None and float(value) > field.maximum:
        return f"{field.maximum:g} or less"
    return ""


def _patterns(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _cells(raw, schema):
        pattern = re.compile(field.pattern) if field.pattern else None
        for index, value in enumerate(values):
            if not value:
                continue
            if pattern and not pattern.fullmatch(value):
                message = f"'{value}' does not have the form {field.pattern}."
                remedy = f"Write it like '{field.example}'." if field.example else "Correct the value."
            elif field.min_length and len(value) < field.min_length:
                message, remedy = f"'{value}' is too short.", f"Write at least {field.min_length} characters."
            elif value[0].isspace() or value[-1].isspace():
                message, remedy = f"'{value}' starts or ends with a space.", "Remove the space."
            else:
                continue
            yield Finding("value-pattern", table, line_of(index), field.name, message, remedy)


def _unique(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for name, table in schema.tables.items():
        keys: list[tuple[str, ...]] = [(field.name,) for field in table.fields if field.is_unique]
        if table.primary_key and table.primary_key not in keys:
            keys.append(table.primary_key)
        for key in keys:
            seen: set[tuple[str, ...]] = set()
            for index, values in enumerate(zip(*(raw[name][column].tolist() for column in key), strict=True)):
                if values in seen and any(values):
                    yield Finding(
                        "unique-key",
                        name,
                        line_of(index),
                        ", ".join(key),
                        f"'{', '.join(values)}' stands in an earlier row too.",
                        "Remove the second row, or give it a key of its own.",
                    )
                seen.add(values)


def _references(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _cells(raw, schema):
        if field.reference is None:
            continue
        target, column = field.reference
        known = {"", *raw[target][column].tolist()}
        if known.issuperset(values):
            continue
        path = schema.tables[target].path
        for index, value in enumerate(values):
            if value not in known:
                yield Finding(
                    "foreign-key",
                    table,
                    line_of(index),
                    field.name,
                    f"'{value}' is not in {target} ({path}, column {column}).",
                    f"Correct the spelling, or add '{value}' to {path} first.",
                )


COLUMN_RULES = (
    Rule("required-value", "Required cells are filled.", "error", _required),
    Rule("value-type", "Values have the type and range of their column.", "error", _types),
    Rule("value-pattern", "Values have the form of their column.", "error", _patterns),
    Rule("unique-key", "Keys are unique.", "error", _unique),
    Rule("foreign-key", "Every code and every reference exists.", "error", _references),
)
