"""What is downloaded is what is drawn."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from atlas.dataset import Dataset
from atlas.queries.event_list import event_list
from atlas.selection import Selection
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser


def download_table(reader: Reader, chart: str, folder: Path) -> list[dict[str, str]]:
    """Open the table under a chart and download it."""
    box = reader.page.locator(f".st-key-table_{chart}")
    box.get_by_text("Table and download").click()
    button = box.get_by_role("button", name="Download CSV")
    expect(button).to_be_visible()
    expect(box.get_by_test_id("stDataFrame")).to_be_visible()
    reader.settle()
    return save(reader, button, f"atlas-{chart}.csv", folder)


def save(reader: Reader, button: Locator, name: str, folder: Path) -> list[dict[str, str]]:
    """Click a download button and read the file as a spreadsheet does."""
    with reader.page.expect_download() as started:
        button.click()
    assert started.value.suggested_filename == name
    path = folder / name
    started.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_table_of_the_years_is_what_the_bars_draw(reader: Reader, tmp_path: Path) -> None:
    reader.open("", {"state": ["TJK"]})
    bars = reader.figures()["years"]
    rows = download_table(reader, "years", tmp_path)
    assert [int(row["Year"]) for row in rows] == bars[0]["x"]
    for trace in bars:
        assert [int(row[trace["name"]]) for row in rows] == trace["y"]
    totals = [sum(values) for values in zip(*(trace["y"] for trace in bars), strict=True)]
    assert [int(row["All"]) for row in rows] == totals


def test_table_of_the_timeline_has_a_row_for_each_mark(reader: Reader, shipped: Dataset, tmp_path: Path) -> None:
    reader.open("timeline", {"family": ["mission"]})
    marks = [event for trace in reader.figures()["timeline"] for event in trace["customdata"] or []]
    rows = download_table(reader, "timeline", tmp_path)
    titles = shipped["events"].set_index("event_id")["title"]
    assert sorted(row["Title"] for row in rows) == sorted(titles[event] for event in marks)
    known = next(row for row in rows if row["Title"] == titles["tjk-2017-02-19-cted-assessment"])
    assert (known["Start"], known["Lane"]) == ("2017-02-19", "Tajikistan")


def test_table_of_the_matrix_has_the_cells_that_are_drawn(reader: Reader, tmp_path: Path) -> None:
    reader.open("participation", {"against": ["states"], "family": ["mission"]})
    squares = [trace for trace in reader.figures()["matrix_states"] if trace["customdata"]]
    drawn = [int(text) for trace in squares for text in trace["text"]]
    rows = download_table(reader, "matrix_states", tmp_path)
    heads = {"Family", "Organization", "Events"}
    cells = [int(value) for row in rows for name, value in row.items() if name not in heads and value]
    assert sorted(cells) == sorted(drawn)


def test_list_of_events_is_the_selection(reader: Reader, shipped: Dataset, tmp_path: Path) -> None:
    selection, _ignored = Selection.from_query({"state": ["TJK"]}, shipped)
    expected = event_list(selection.apply(shipped), shipped)
    reader.open("events", {"state": ["TJK"]})
    button = reader.main.get_by_role("button", name="Download CSV", exact=True)
    rows = save(reader, button, "atlas-events.csv", tmp_path)
    assert [row["event_id"] for row in rows] == list(expected["event_id"])
    assert [row["title"] for row in rows] == list(expected["title"])
