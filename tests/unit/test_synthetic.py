"""The generator of synthetic records: shaped like the shipped one, told apart from it, the same for the same seed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from atlas.dataset import Dataset
from atlas.dates import parse_date
from atlas.load import load_dataset
from atlas.schema import DATA_DIR
from benchmarks.synthetic import moved, write_synthetic
from tests.packages import ROOT, read_rows

EVENTS = 1500
FIRST, LAST = 2010, 2024


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("synthetic") / "record"
    write_synthetic(EVENTS, target)
    return target


@pytest.fixture(scope="module")
def synthetic(folder: Path) -> Dataset:
    """Loading it checks columns, types, keys, references and dates."""
    return load_dataset(folder)


def test_it_has_the_number_of_events_asked_for(synthetic: Dataset) -> None:
    assert len(synthetic["events"]) == EVENTS
    assert synthetic["events"]["event_id"].is_unique


def test_it_says_that_it_is_synthetic(synthetic: Dataset) -> None:
    assert synthetic.version == f"synthetic-{EVENTS}-seed-1"
    assert "Synthetic" in synthetic.schema.title
    assert synthetic["events"]["title"].str.startswith("[Synthetic ").all()
    assert synthetic["events"]["note"].str.startswith("Synthetic").all()


def test_no_event_or_source_of_an_event_has_a_shipped_identifier(synthetic: Dataset, shipped: Dataset) -> None:
    assert not set(synthetic["events"]["event_id"]) & set(shipped["events"]["event_id"])
    assert not set(synthetic["event_sources"]["source_id"]) & set(shipped["sources"]["source_id"])


@pytest.mark.parametrize("table", ["participations", "event_states", "event_topics", "event_sources"])
def test_an_event_has_as_many_rows_as_its_original(synthetic: Dataset, shipped: Dataset, table: str) -> None:
    of_originals = shipped[table]["event_id"].value_counts()
    of_copies = synthetic[table]["event_id"].value_counts()
    for copy in synthetic["events"]["event_id"]:
        original, _, number = copy.rpartition("-s")
        assert number.isdecimal()
        assert of_copies.get(copy, 0) == of_originals.get(original, 0)


def shares(dataset: Dataset, table: str, column: str) -> Mapping[str, float]:
    return dict(dataset[table][column].value_counts(normalize=True))


@pytest.mark.parametrize(
    ("table", "column"), [("events", "event_family"), ("event_states", "state"), ("participations", "role")]
)
def test_distributions_are_those_of_the_shipped_record(
    synthetic: Dataset, shipped: Dataset, table: str, column: str
) -> None:
    """Within four standard errors of a draw of that many events."""
    ours, theirs = shares(synthetic, table, column), shares(shipped, table, column)
    assert set(ours) <= set(theirs)
    for code, share in theirs.items():
        assert ours.get(code, 0) == pytest.approx(share, abs=max(4 * (share * (1 - share) / EVENTS) ** 0.5, 0.01))


def test_dates_stay_in_the_period_and_most_move(synthetic: Dataset, shipped: Dataset) -> None:
    events = synthetic["events"]
    assert events["year"].min() >= FIRST
    assert events["last_year"].max() <= LAST
    originals = dict(zip(shipped["events"]["event_id"], shipped["events"]["date"], strict=True))
    stayed = [
        date == originals[copy.rpartition("-s")[0]]
        for copy, date in zip(events["event_id"], events["date"], strict=True)
    ]
    assert sum(stayed) < EVENTS / 4


@pytest.mark.parametrize(
    ("date", "days", "expected"),
    [
        ("2016-02-24", 10, "2016-03-05"),
        ("2016-02-24/2016-02-26", -24, "2016-01-31/2016-02-02"),
        ("2016-11", 61, "2017-01"),
        ("2013~", 200, "2014~"),
        ("2024-12-20", 30, "2024-11-20"),  # the other way: it would leave the period
        ("2010-01-05", -10, "2010-01-15"),
        ("2015-12/2015-12-02", 13, "2015-12/2015-12-15"),
        ("2015-12/2015-12-02", 20, "2015-11/2015-11-12"),  # the other way: it would end before it starts
    ],
)
def test_a_date_moves_and_keeps_its_form(date: str, days: int, expected: str) -> None:
    assert moved(date, days, FIRST, LAST) == expected
    assert parse_date(expected).precision == parse_date(date).precision


def test_a_date_that_can_move_neither_way_stays() -> None:
    assert moved("2010-01/2024-12", 60, FIRST, LAST) == "2010-01/2024-12"


def test_relations_tie_events_of_the_record(synthetic: Dataset) -> None:
    relations = synthetic["event_relations"]
    assert len(relations) > 0
    assert set(relations["related_event_id"]) <= set(synthetic["events"]["event_id"])


def test_the_seed_decides(folder: Path, tmp_path: Path) -> None:
    write_synthetic(EVENTS, tmp_path / "same")
    write_synthetic(EVENTS, tmp_path / "other", seed=2)
    for table in ("events", "participations", "event_relations", "sources"):
        assert read_rows(tmp_path / "same", table) == read_rows(folder, table)
    assert read_rows(tmp_path / "other", "events") != read_rows(folder, "events")


@pytest.mark.parametrize("inside", [".", "synthetic"])
def test_it_never_goes_into_the_data_folder(inside: str) -> None:
    with pytest.raises(ValueError, match="outside data"):
        write_synthetic(1, DATA_DIR / inside)
    assert not (DATA_DIR / "synthetic").exists()


def test_it_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="not empty"):
        write_synthetic(1, tmp_path)


def test_the_app_takes_the_folder_that_the_environment_names(folder: Path) -> None:
    command = [sys.executable, "-c", "from atlas.schema import read_schema; print(read_schema().version)"]
    output = subprocess.run(
        command, cwd=ROOT, env={"ATLAS_DATA_DIR": str(folder)}, capture_output=True, text=True, check=True
    ).stdout
    assert output.strip() == f"synthetic-{EVENTS}-seed-1"
