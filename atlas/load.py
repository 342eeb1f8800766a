"""Loading: CSV files to a typed, frozen `Dataset`, or one clear error that names table, row, column and remedy."""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from atlas.dataset import Dataset, derive
from atlas.rules.columns import COLUMN_RULES
from atlas.rules.dates import DATE_FORM
from atlas.rules.finding import Finding, RawTables
from atlas.schema import DATA_DIR, Schema, Table, read_schema

SHOWN_FINDINGS = 20


class DatasetError(Exception):
    """The data cannot be used. `findings` says where and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        lines = [str(finding) for finding in self.findings[:SHOWN_FINDINGS]]
        if len(self.findings) > SHOWN_FINDINGS:
            lines.append(f"and {len(self.findings) - SHOWN_FINDINGS} more; python -m atlas.validate lists them all.")
        super().__init__("\n".join(lines))


def load_dataset(root: Path = DATA_DIR) -> Dataset:
    """Load the data package in the folder `root`.

    Only the rules without which the data cannot be read are checked here (columns, types, keys, references, dates);
    `python -m atlas.validate` checks all of them.

    Raises:
        DatasetError: if a table is missing, malformed, or breaks one of those rules.
    """
    started = time.perf_counter()
    schema = read_schema(root)
    raw = read_raw_tables(root, schema)
    findings = [finding for rule in (*COLUMN_RULES, DATE_FORM) for finding in rule.check(raw, schema)]
    if findings:
        raise DatasetError(findings)
    tables = {name: _typed(raw[name], table) for name, table in schema.tables.items()}
    return derive(schema, tables, seconds=lambda: time.perf_counter() - started)


def read_raw_tables(root: Path, schema: Schema) -> RawTables:
    """Read every table as strings, "" for an empty cell.

    Raises:
        DatasetError: if a file is missing, is not UTF-8, lacks or adds a column, or has a row of another length.
    """
    raw: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    for name, table in schema.tables.items():
        rows, problems = _read_rows(root / table.path, table)
        findings += problems
        raw[name] = pd.DataFrame(rows, columns=list(table.columns), dtype=str)
    if findings:
        raise DatasetError(findings)
    return MappingProxyType(raw)


def _read_rows(path: Path, table: Table) -> tuple[list[list[str]], list[Finding]]:
    def finding(row: int, column: str, message: str, remedy: str) -> list[Finding]:
        return [Finding("table-file", table.name, row, column, message, remedy)]

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file, strict=True)) or [[]]
    except FileNotFoundError:
        return [], finding(0, "", f"The file {table.path} does not exist.", "Restore it, or remove it from the schema.")
    except UnicodeDecodeError:
        return [], finding(0, "", f"{table.path} is not UTF-8 text.", "Save the file as CSV in UTF-8.")
    except csv.Error as error:
        return [], finding(0, "", f"{table.path} is not readable CSV ({error}).", "Close the open quotation mark.")
    for column in table.columns:
        if column not in header:
            return [], finding(
                1, column, "The column is missing.", f"Add the column {column} to the header and all rows."
            )
    for column in header:
        if column not in table.columns:
            return [], finding(
                1, column, "The column is not in the schema.", "Remove it, or add it to datapackage.json."
            )
    for column in header:
        if header.count(column) > 1:
            return [], finding(1, column, "The column stands twice in the header.", "Remove one of the two columns.")
    problems = [
        problem
        for number, row in enumerate(rows, start=2)
        if len(row) != len(header)
        for problem in finding(
            number,
            "",
            f"The row has {len(row)} cells, the header has {len(header)}.",
            "Quote commas, add missing cells.",
        )
    ]
    if problems:
        return [], problems
    order = [header.index(column) for column in table.columns]
    return [[row[position] for position in order] for row in rows], []


def _typed(raw: pd.DataFrame, table: Table) -> pd.DataFrame:
    converters: Mapping[str, Any] = {"integer": "Int64", "number": "float64"}
    columns: dict[str, pd.Series[Any]] = {}
    for field in table.fields:
        values = raw[field.name]
        if field.type == "boolean":
            columns[field.name] = values == "true"
        elif field.type in converters:
            columns[field.name] = pd.to_numeric(values.where(values != "")).astype(converters[field.type])
        else:
            columns[field.name] = values
    return pd.DataFrame(columns)
