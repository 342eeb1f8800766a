"""Loading: typed and frozen, or one clear message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from atlas.dataset import Dataset, as_of
from atlas.load import SHOWN_FINDINGS, DatasetError, load_dataset
from tests.packages import add_row, path_of, read_rows, set_cell, write_rows

EVENTS = "tables/events.csv"


def test_tables_and_types(tiny: Dataset) -> None:
    """Every table of the schema, every column with the type that the schema says."""
    assert set(tiny.tables) == set(tiny.schema.tables)
    dtypes = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "bool"}
    for name, table in tiny.schema.tables.items():
        for field in table.fields:
            assert str(tiny[name][field.name].dtype) == dtypes[field.type], f"{name}.{field.name}"


def test_values(tiny: Dataset) -> None:
    """Numbers, truth values, empty cells and text arrive as what they are."""
    events = tiny["events"].set_index("event_id")
    assert events.loc["tjk-2013-visit", ["participants_min", "participants_max"]].tolist() == [12, 15]
    assert pd.isna(events.at["kaz-2019-return", "participants_min"])
    assert events.at["tjk-2016-visit", "place_id"] == ""
    assert events.at["kgz-2014-meeting", "title"] == "Meeting of experts, over the turn of the year"
    figures = tiny["figures"].set_index("figure_id")
    assert figures["is_approximate"].to_dict() == {"kaz-2019-return-1": False, "tjk-2013-visit-1": True}
    assert "Степной пакт" in tiny["participations"]["as_named"].tolist()


def test_events_are_in_time_order(tiny: Dataset) -> None:
    """By first possible day; derived bounds, years, families."""
    events = tiny["events"]
    assert events["event_id"].tolist() == [
        "tjk-2013-visit",
        "kgz-2014-meeting",
        "tjk-2016-visit",
        "tkm-2018-visit",
        "uzb-2019-training",
        "kaz-2019-return",
        "uzb-2020-briefing",
        "aut-2021-launch",
        "kaz-2024-visit",
    ]
    meeting = events.set_index("event_id").loc["kgz-2014-meeting"]
    assert (meeting["earliest"], meeting["latest"]) == (date(2014, 12, 30), date(2015, 1, 2))
    assert (meeting["year"], meeting["last_year"], meeting["event_family"]) == (2014, 2015, "meeting")
    assert events.loc[events["is_date_approximate"], "event_id"].tolist() == ["tjk-2016-visit"]


def test_confidence(tiny: Dataset) -> None:
    """Points for an official source, a second publisher, a day, a city (or online); worked by hand."""
    assert tiny["events"].set_index("event_id")["confidence"].to_dict() == {
        "tjk-2013-visit": "high",  # 1 + 1 + 1 + 1
        "kgz-2014-meeting": "high",  # 1 + 0 + 1 + 1
        "tjk-2016-visit": "low",  # 0 + 0 + 0 + 0
        "tkm-2018-visit": "medium",  # 1 + 0 + 0 + 1
        "uzb-2019-training": "low",  # 0 + 0 + 0 + 0: a copy, a year, a region
        "kaz-2019-return": "medium",  # 0 + 0 + 1 + 1
        "uzb-2020-briefing": "high",  # 1 + 0 + 1 + 1: online
        "aut-2021-launch": "high",  # 1 + 1 + 1 + 1
        "kaz-2024-visit": "low",  # 1 + 0 + 0 + 0
    }


def test_copies_are_no_second_publisher(package: Path) -> None:
    """A mirror of the same publisher's page adds nothing; it would make this event high."""
    set_cell(package, "sources", 2, "original_publisher", "World Union")
    add_row(package, "event_sources", event_id="tkm-2018-visit", source_id="example-five")
    assert load_dataset(package)["events"].set_index("event_id").at["tkm-2018-visit", "confidence"] == "medium"
    set_cell(package, "sources", 2, "original_publisher", "Somebody Else")
    assert load_dataset(package)["events"].set_index("event_id").at["tkm-2018-visit", "confidence"] == "high"


def test_organizations(tiny: Dataset) -> None:
    """Short name, roll-up and heading of each kind of body."""
    bodies = tiny["organizations"].set_index("organization_id")
    columns = ["short_name", "rolled_up_id", "system_id", "heading", "is_central_asian"]
    expected = {
        "wu": ("WU", "wu", "wu", "World Union", False),
        "wu-office": ("WUO", "wu-office", "wu", "World Union", False),
        "wu-branch": ("Prevention Branch", "wu-office", "wu", "World Union", False),
        "steppe-pact": ("SP", "steppe-pact", "steppe-pact", "Other regional organizations", False),
        "ata-ministry": ("Antarctica: Ministry of Ice", "ata", "ata", "Partner States", False),
        "kaz": ("Kazakhstan", "kaz", "kaz", "Central Asian States", True),
        "kaz-ministry": ("Kazakhstan: Ministry of Examples", "kaz", "kaz", "Central Asian States", True),
    }
    assert {body: tuple(bodies.loc[body, columns]) for body in expected} == expected
    assert tiny.organization_names["wu-centre"] == "WUC"


def test_equal_short_names_are_told_apart(package: Path) -> None:
    """Two bodies never share a short name."""
    add_row(
        package,
        "organizations",
        organization_id="sp",
        acronym="sp",
        name="Sample Party",
        kind="private",
        level="organization",
    )
    names = load_dataset(package).organization_names
    assert (names["steppe-pact"], names["sp"]) == ("SP (steppe-pact)", "sp (sp)")


def test_states_and_labels(tiny: Dataset) -> None:
    """The five States, alphabetically; labels in the order of the code list."""
    assert tiny.central_asian_states == ("KAZ", "KGZ", "TJK", "TKM", "UZB")
    assert list(tiny.labels("statuses"))[:2] == ["held", "announced"]
    assert tiny.labels("statuses")["held"] == "Held"
    assert tiny.version == tiny.schema.version
    assert as_of(tiny.schema) == date(2024, 12, 31)


def test_frozen(tiny: Dataset) -> None:
    """Neither the dataset nor the mapping of its tables takes another table."""
    with pytest.raises(FrozenInstanceError):
        tiny.load_seconds = 0.0  # type: ignore[misc]
    with pytest.raises(TypeError):
        tiny.tables["events"] = pd.DataFrame()  # type: ignore[index]


def remove_file(package: Path) -> None:
    """No file."""
    (package / EVENTS).unlink()


def remove_column(package: Path) -> None:
    """No column `title`."""
    rows = read_rows(package, "events")
    position = rows[0].index("title")
    write_rows(package, "events", [row[:position] + row[position + 1 :] for row in rows])


def add_column(package: Path) -> None:
    """A column that the schema does not know."""
    write_rows(package, "events", [[*row, "colour"] for row in read_rows(package, "events")])


def cut_row(package: Path) -> None:
    """Line 4 loses a cell."""
    rows = read_rows(package, "events")
    rows[3] = rows[3][:-1]
    write_rows(package, "events", rows)


def save_in_windows_1251(package: Path) -> None:
    """A spreadsheet saved in a Russian Windows code page."""
    path = path_of(package, "places")
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1251"))


def leave_quote_open(package: Path) -> None:
    """A quotation mark that nobody closes."""
    path = package / EVENTS
    path.write_text(path.read_text(encoding="utf-8") + '"kaz-2020-x,An event', encoding="utf-8")


def empty_file(package: Path) -> None:
    """A file of no bytes."""
    (package / EVENTS).write_bytes(b"")


@pytest.mark.parametrize(
    ("breakage", "table", "row", "column", "message", "remedy"),
    [
        (remove_file, "events", 0, "", "tables/events.csv does not exist", "Restore it"),
        (remove_column, "events", 1, "title", "column is missing", "Add the column title"),
        (empty_file, "events", 1, "event_id", "column is missing", "Add the column event_id"),
        (add_column, "events", 1, "colour", "not in the schema", "datapackage.json"),
        (cut_row, "events", 4, "", "14 cells, the header has 15", "Quote commas"),
        (save_in_windows_1251, "places", 0, "", "not UTF-8", "CSV in UTF-8"),
        (leave_quote_open, "events", 0, "", "not readable CSV", "quotation mark"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_broken_files(
    package: Path, breakage: Callable[[Path], None], table: str, row: int, column: str, message: str, remedy: str
) -> None:
    """One finding, and a text that names table, row, column and remedy."""
    breakage(package)
    with pytest.raises(DatasetError) as caught:
        load_dataset(package)
    (finding,) = caught.value.findings
    assert (finding.table, finding.row, finding.column) == (table, row, column)
    assert message in finding.message
    assert remedy in finding.remedy
    where = table + (f" row {row}" if row else "") + (f" column {column}" if column else "")
    assert str(caught.value) == f"{where} [table-file] {finding.message} Remedy: {finding.remedy}"


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "rule"),
    [
        ("events", 2, "date", "soon", "date-form"),
        ("events", 2, "event_type", "picnic", "foreign-key"),
        ("events", 2, "participants_min", "many", "value-type"),
        ("events", 2, "title", "", "required-value"),
        ("events", 2, "event_id", "Aut 2021", "value-pattern"),
        ("sources", 3, "source_id", "example-five", "unique-key"),
    ],
)
def test_unusable_values(package: Path, table: str, line: int, column: str, value: str, rule: str) -> None:
    """What cannot be typed or joined stops the loading, at the right place."""
    set_cell(package, table, line, column, value)
    with pytest.raises(DatasetError) as caught:
        load_dataset(package)
    assert (rule, table, line, column) in {(f.rule, f.table, f.row, f.column) for f in caught.value.findings}


def test_columns_may_stand_in_any_order(package: Path, tiny: Dataset) -> None:
    """Columns are found by name, not by position."""
    write_rows(package, "events", [row[::-1] for row in read_rows(package, "events")])
    pd.testing.assert_frame_equal(load_dataset(package)["events"], tiny["events"])


def test_long_lists_of_findings_are_cut(package: Path) -> None:
    """The message shows the first findings and says how to see all."""
    for line in range(2, 26):
        set_cell(package, "participations", line, "basis", "guessed")
    with pytest.raises(DatasetError) as caught:
        load_dataset(package)
    assert len(caught.value.findings) == 24
    lines = str(caught.value).splitlines()
    assert len(lines) == SHOWN_FINDINGS + 1
    assert lines[-1] == "and 4 more; python -m atlas.validate lists them all."


def test_shipped_data_loads(shipped: Dataset) -> None:
    """The real package is loadable and not empty."""
    assert len(shipped["events"]) > 0
    assert shipped.load_seconds > 0


def test_repeated_column(package: Path) -> None:
    """A repeated column is reported: no cell is dropped silently."""
    rows = read_rows(package, "events")
    write_rows(package, "events", [[*row, row[0] if number == 0 else "x"] for number, row in enumerate(rows)])
    with pytest.raises(DatasetError):
        load_dataset(package)
