"""The command `python -m atlas.validate`: what it prints and with which code it exits."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.rules import all_rules
from atlas.schema import DATA_DIR
from atlas.validate import main, validate
from tests.packages import add_second_visit, set_cell


def test_sound_package(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 and one line."""
    assert main([str(package)]) == 0
    assert capsys.readouterr().out == f"{len(all_rules(package))} rules: 0 errors, 0 notices in {package}\n"


def test_error(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1; table, row, column, rule and remedy in one line."""
    set_cell(package, "events", 6, "participants_min", "16")
    assert main([str(package)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == (
        "error: events row 6 column participants_max [participants-range] At most 15 is less than at least 16. "
        "Remedy: Exchange the two, or correct them from the source."
    )
    assert "1 errors, 0 notices" in last


def test_notice(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A notice is printed and does not fail."""
    add_second_visit(package)
    assert main([str(package)]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("notice: events row 11 column event_id [probable-duplicate] ")
    assert "0 errors, 1 notices" in last


def test_unreadable_package(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1 with what is unreadable; no rule can run."""
    (package / "tables" / "places.csv").unlink()
    assert main([str(package)]) == 1
    assert capsys.readouterr().out.startswith("places [table-file] The file tables/places.csv does not exist.")


def test_shipped_data_breaks_no_rule() -> None:
    """The real data holds to every rule that is an error."""
    errors = [
        str(finding) for result in validate(DATA_DIR) if result.rule.severity == "error" for finding in result.findings
    ]
    assert errors == []
