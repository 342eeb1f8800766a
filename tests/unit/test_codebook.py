"""The codebook names everything that the schema defines, and the committed file is up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas import codebook
from atlas.citation import citation_bibtex, citation_text
from atlas.codebook import LONG_LIST, main, render
from atlas.schema import DATA_DIR, Schema, Table, read_schema
from tests.packages import read_rows

SCHEMA = read_schema()
CODE_LISTS = [table for table in SCHEMA.tables.values() if table.is_code_list]


@pytest.fixture(scope="module")
def sections() -> dict[str, list[str]]:
    """Title line to the lines of each section of the rendered codebook."""
    parts: dict[str, list[str]] = {}
    for line in render().splitlines():
        if line.startswith("## "):
            parts[line] = current = []
        elif parts:
            current.append(line)
    return parts


@pytest.mark.parametrize("table", SCHEMA.tables.values(), ids=lambda table: table.name)
def test_tables_and_columns(table: Table, sections: dict[str, list[str]]) -> None:
    """Every table has its section with its description, every column, stored or derived, its row."""
    lines = sections[f"## {table.title} (`{table.path}`)"]
    assert table.description in lines
    names = [line.split("`")[1] for line in lines if line.startswith("| `")]
    derived = [field.name for field in SCHEMA.derived if field.table == table.name]
    assert names[: len(table.columns) + len(derived)] == [*table.columns, *derived]
    for field in table.fields:
        assert any(field.description in line for line in lines)


@pytest.mark.parametrize("table", CODE_LISTS, ids=lambda table: table.name)
def test_codes(table: Table, sections: dict[str, list[str]]) -> None:
    """Every code of every list but the long ones is printed with its label."""
    lines = sections[f"## {table.title} (`{table.path}`)"]
    _header, *rows = read_rows(DATA_DIR, table.name)
    if len(rows) > LONG_LIST:
        assert f"{len(rows)} codes; see the file." in lines
    else:
        for row in rows:
            assert any(line.startswith(f"| `{row[0]}` | {row[1]} |") for line in lines), row[0]


def test_no_cell_breaks_a_table(sections: dict[str, list[str]]) -> None:
    """Every row of a table has as many cells as its head."""
    for title, lines in sections.items():
        width = 0
        for line in lines:
            if line.startswith("|"):
                width = width or line.count("|")
                assert line.count("|") == width, (title, line)
            else:
                width = 0


def test_the_file_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """data/CODEBOOK.md is what the schema says."""
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_drift(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not what would be written fails the check; writing it mends that."""
    monkeypatch.setattr(codebook, "DATA_DIR", tmp_path)
    (tmp_path / "CODEBOOK.md").write_text("old", encoding="utf-8")
    assert main(["--check"]) == 1
    assert "python -m atlas.codebook" in capsys.readouterr().out
    assert main([]) == 0
    assert (tmp_path / "CODEBOOK.md").read_text(encoding="utf-8") == render()
    assert main(["--check"]) == 0


def test_citation() -> None:
    """Title, version, day and licence, as a line and as BibTeX."""
    schema: Schema = SCHEMA
    line, entry = citation_text(schema), citation_bibtex(schema)
    for part in (schema.title, schema.version, schema.licence):
        assert part in line
        assert part in entry
    assert schema.created in line
    assert entry.count("{") == entry.count("}")
