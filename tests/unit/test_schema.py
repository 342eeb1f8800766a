"""The schema: every column explained, every derived column real, every code list in use, paths and references sound."""

from __future__ import annotations

import pytest

from atlas.dataset import Dataset
from atlas.schema import DATA_DIR, DerivedField, Field, Schema, Table, read_schema

SCHEMA = read_schema()
TABLES = list(SCHEMA.tables.values())
FIELDS = [pytest.param(table, field, id=f"{table.name}.{field.name}") for table in TABLES for field in table.fields]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables_are_described(table: Table) -> None:
    """A title, a sentence, a file, and a key made of its own columns."""
    assert table.title
    assert table.description.endswith(".")
    assert (DATA_DIR / table.path).is_file()
    assert set(table.primary_key) <= set(table.columns)
    assert table.is_code_list == (table.path.split("/")[0] == "codes")


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_fields_are_described(table: Table, field: Field) -> None:
    """Words for people, a known type, and a reference that leads to a key."""
    assert field.title
    assert field.description
    assert field.title != field.name
    assert field.type in {"string", "integer", "number", "boolean"}
    assert table.field(field.name) == field
    if field.reference:
        target, column = field.reference
        assert SCHEMA.tables[target].primary_key == (column,)


def test_equal_columns_of_link_tables_have_equal_types() -> None:
    """Same thing, same name, same type everywhere."""
    types: dict[str, set[str]] = {}
    for table in TABLES:
        for field in table.fields:
            types.setdefault(field.name, set()).add(field.type)
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


def test_every_code_list_is_used() -> None:
    """No code list without a column that takes its codes from there."""
    used = {field.reference[0] for table in TABLES for field in table.fields if field.reference}
    code_lists = {table.name for table in TABLES if table.is_code_list}
    assert code_lists
    assert code_lists - used == set()


def test_every_file_is_described() -> None:
    """No CSV file lies beside the schema."""
    described = {table.path for table in TABLES if not table.path.startswith("curation/")}
    files = {f"{folder}/{path.name}" for folder in ("tables", "codes") for path in (DATA_DIR / folder).glob("*.csv")}
    assert files == described


@pytest.mark.parametrize("derived", SCHEMA.derived, ids=lambda derived: f"{derived.table}.{derived.name}")
def test_derived_fields_are_columns(derived: DerivedField, tiny: Dataset) -> None:
    """A derived field is a column of the loaded table, of no file, and has words."""
    table, name = derived.table, derived.name
    assert name in tiny[table].columns
    assert name not in SCHEMA.tables[table].columns
    assert SCHEMA.title_of(table, name)
    assert derived.description


def test_title_of() -> None:
    """Stored and derived columns have words, others are an error."""
    assert SCHEMA.title_of("events", "year") == "Year"
    assert SCHEMA.title_of("events", "title") == SCHEMA.tables["events"].field("title").title
    with pytest.raises(KeyError, match="events has no column colour"):
        SCHEMA.title_of("events", "colour")


def test_period_and_version() -> None:
    """The period is that of the Atlas; version and licence are stated."""
    assert isinstance(SCHEMA, Schema)
    assert (SCHEMA.first_year, SCHEMA.last_year) == (2010, 2024)
    assert SCHEMA.version
    assert SCHEMA.licence == "CC-BY-4.0"
