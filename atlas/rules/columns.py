"""Rules that follow from the schema alone: required values, types, patterns, ranges, keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from atlas.rules.finding import Finding, RawTables, Rule, line_of
from atlas.schema import Field, Schema

_INTEGER = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BOOLEANS = ("true", "false")


def _fields(raw: RawTables, schema: Schema) -> Iterator[tuple[str, Field, pd.Series[str]]]:
    for name, table in schema.tables.items():
        for field in table.fields:
            yield name, field, raw[name][field.name]


def _required(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _fields(raw, schema):
        if field.is_required:
            for index in values.index[values == ""]:
                yield Finding(
                    "required-value", table, line_of(index), field.name, "The cell is empty.",
                    f"Fill in {field.title.lower()}: {field.description}",
                )  # fmt: skip


def _types(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _fields(raw, schema):
        if field.type == "string":
            continue
        for index, value in values[values != ""].items():
            wanted = _type_error(field, value)
            if wanted:
                yield Finding(
                    "value-type", table, line_of(index), field.name, f"'{value}' is not {wanted}.",
                    f"Write {wanted}, or leave the cell empty if the value is unknown.",
                )  # fmt: skip


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
    for table, field, values in _fields(raw, schema):
        filled = values[values != ""]
        if field.pattern:
            for index, value in filled[~filled.str.fullmatch(field.pattern)].items():
                yield Finding(
                    "value-pattern", table, line_of(index), field.name,
                    f"'{value}' does not have the form {field.pattern}.",
                    f"Write it like '{field.example}'." if field.example else "Correct the value.",
                )  # fmt: skip
        if field.min_length:
            for index, value in filled[filled.str.len() < field.min_length].items():
                yield Finding(
                    "value-pattern", table, line_of(index), field.name, f"'{value}' is too short.",
                    f"Write at least {field.min_length} characters.",
                )  # fmt: skip
        for index, value in filled[filled != filled.str.strip()].items():
            yield Finding(
                "value-pattern", table, line_of(index), field.name, f"'{value}' starts or ends with a space.",
                "Remove the space.",
            )  # fmt: skip


def _unique(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for name, table in schema.tables.items():
        keys = [(field.name,) for field in table.fields if field.is_unique]
        if table.primary_key and table.primary_key not in keys:
            keys.append(table.primary_key)
        for key in keys:
            rows = raw[name][list(key)]
            for index in rows.index[rows.duplicated(keep="first") & (rows != "").any(axis=1)]:
                value = ", ".join(rows.loc[index])
                yield Finding(
                    "unique-key", name, line_of(index), ", ".join(key), f"'{value}' stands in an earlier row too.",
                    "Remove the second row, or give it a key of its own.",
                )  # fmt: skip


def _references(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, field, values in _fields(raw, schema):
        if field.reference is None:
            continue
        target, column = field.reference
        known = raw[target][column]
        missing = (values != "") & ~values.isin(known)
        for index, value in values[missing].items():
            yield Finding(
                "foreign-key", table, line_of(index), field.name,
                f"'{value}' is not in {target} ({schema.tables[target].path}, column {column}).",
                f"Correct the spelling, or add '{value}' to {schema.tables[target].path} first.",
            )  # fmt: skip


COLUMN_RULES = (
    Rule("required-value", "Required cells are filled.", "error", _required),
    Rule("value-type", "Values have the type and range of their column.", "error", _types),
    Rule("value-pattern", "Values have the form of their column.", "error", _patterns),
    Rule("unique-key", "Keys are unique.", "error", _unique),
    Rule("foreign-key", "Every code and every reference exists.", "error", _references),
)
