"""A broken table stops the app with one clear message in place of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components import store
from tests.packages import line_with, set_cell
from tests.pages.visit import Visit

Open = Callable[..., Visit]


@pytest.fixture(autouse=True)
def app_on_package(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app reads the tiny package, and no other test sees what it loaded."""
    store.dataset.clear()
    monkeypatch.setattr(store, "DATA_DIR", package)
    yield
    store.dataset.clear()


@pytest.fixture
def broken(package: Path) -> int:
    """One unknown code in the package; returns the line with it."""
    line = line_with(package, "events", event_id="tjk-2013-visit")
    set_cell(package, "events", line, "event_type", "picnic")
    return line


def test_message_names_table_row_column_and_remedy(visit: Open, broken: int) -> None:
    shown = visit()
    assert not shown.app.exception
    assert shown.title == "The data cannot be shown"
    assert len(shown.app.error) == 1
    assert "so nothing is drawn from it" in str(shown.app.error[0].value)
    table = shown.app.table[0].value
    assert len(table) == 1
    row = table.iloc[0]
    assert (row["Table"], row["Row"], row["Column"]) == ("events", str(broken), "event_type")
    assert "picnic" in row["What is wrong"]
    assert row["Remedy"]
    assert any("python -m atlas.validate" in caption for caption in shown.captions)


def test_nothing_is_drawn_from_broken_data(visit: Open, broken: int) -> None:
    shown = visit()
    assert shown.charts == {}
    assert shown.metrics == {}
    assert not shown.app.sidebar.multiselect


def test_a_missing_table_is_named(visit: Open, package: Path) -> None:
    (package / "tables" / "participations.csv").unlink()
    shown = visit()
    assert not shown.app.exception
    assert shown.title == "The data cannot be shown"
    assert "participations" in list(shown.app.table[0].value["Table"])


def test_the_app_recovers_when_the_table_is_mended(visit: Open, broken: int, package: Path) -> None:
    """An error is not cached: the next visit reads the tables again."""
    assert visit().title == "The data cannot be shown"
    set_cell(package, "events", broken, "event_type", "assessment_visit")
    assert visit().title == "At a glance"
