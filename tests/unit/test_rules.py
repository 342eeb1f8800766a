"""Each named rule: broken fixtures with the exact places it finds; sound data and edge cases that it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from atlas.load import read_raw_tables
from atlas.rules import Finding, all_rules
from atlas.rules.finding import line_of
from atlas.schema import DATA_DIR, read_schema
from atlas.validate import validate
from tests.packages import add_row, add_second_visit, read_rows, remove_rows, set_cell, write_rows

Place = tuple[str, int, str]
Edit = Callable[[Path], object]


def cell(table: str, line: int, column: str, value: str) -> Edit:
    """An edit that changes one cell."""
    return partial(set_cell, table=table, line=line, column=column, value=value)


def row(table: str, **cells: str) -> Edit:
    """An edit that adds a row."""
    return partial(add_row, table=table, **cells)


def without(table: str, **cells: str) -> Edit:
    """An edit that removes rows."""
    return partial(remove_rows, table=table, **cells)


def relate_second_visit(package: Path) -> None:
    """A second visit that a curator has decided to be a part of the first."""
    add_second_visit(package)
    add_row(
        package,
        "event_relations",
        event_id="tjk-2013-again",
        relation="part_of",
        related_event_id="tjk-2013-visit",
        basis="reported",
    )


BROKEN: list[tuple[str, Edit, set[Place]]] = [
    ("required-value", cell("events", 3, "title", ""), {("events", 3, "title")}),
    ("required-value", cell("states", 2, "label", ""), {("states", 2, "label")}),
    ("value-type", cell("events", 6, "participants_min", "a dozen"), {("events", 6, "participants_min")}),
    ("value-type", cell("events", 6, "participants_min", "0"), {("events", 6, "participants_min")}),
    ("value-type", cell("places", 2, "latitude", "48,2"), {("places", 2, "latitude")}),
    ("value-type", cell("places", 2, "latitude", "90.1"), {("places", 2, "latitude")}),
    ("value-type", cell("figures", 2, "is_approximate", "yes"), {("figures", 2, "is_approximate")}),
    ("value-pattern", cell("sources", 2, "language", "English"), {("sources", 2, "language")}),
    ("value-pattern", cell("sources", 2, "url", "example.org/five"), {("sources", 2, "url")}),
    ("value-pattern", cell("events", 2, "title", "Launch"), {("events", 2, "title")}),
    ("value-pattern", cell("places", 2, "name", "Vienna "), {("places", 2, "name")}),
    (
        "unique-key",
        row("event_topics", event_id="tjk-2013-visit", topic="border_management"),
        {("event_topics", 10, "event_id, topic")},
    ),
    ("unique-key", cell("sources", 3, "url", "https://example.org/five"), {("sources", 3, "url")}),
    (
        "unique-key",
        row("organizations", organization_id="wu", name="World Umbrella", kind="private", level="organization"),
        {("organizations", 16, "organization_id")},
    ),
    ("foreign-key", cell("events", 2, "place_id", "atlantis"), {("events", 2, "place_id")}),
    ("foreign-key", cell("organizations", 12, "parent_id", "nobody"), {("organizations", 12, "parent_id")}),
    ("foreign-key", cell("event_types", 2, "event_family", "party"), {("event_types", 2, "event_family")}),
    ("date-form", cell("events", 7, "date", "2016-13"), {("events", 7, "date")}),
    ("date-form", cell("events", 6, "date", "2013-03-15/2013-03-11"), {("events", 6, "date")}),
    ("date-form", cell("organizations", 6, "established", "June 2001"), {("organizations", 6, "established")}),
    ("date-form", cell("organizations", 15, "dissolved", "15.06.2017"), {("organizations", 15, "dissolved")}),
    ("date-form", cell("programmes", 2, "start_date", "2014/"), {("programmes", 2, "start_date")}),
    ("date-form", cell("programmes", 2, "end_date", "later"), {("programmes", 2, "end_date")}),
    ("date-form", cell("sources", 4, "published", "18/03/2013"), {("sources", 4, "published")}),
    ("event-period", cell("events", 7, "date", "2009~"), {("events", 7, "date")}),
    ("event-period", cell("events", 4, "date", "2024-12-30/2025-01-02"), {("events", 4, "date")}),
    ("event-source", without("event_sources", event_id="uzb-2019-training"), {("events", 9, "event_id")}),
    ("event-organization", without("participations", event_id="uzb-2019-training"), {("events", 9, "event_id")}),
    ("event-state", cell("event_states", 16 - 1, "state", "AUT"), {("events", 9, "event_id")}),
    (
        "participation-source",
        cell("participations", 25, "source_id", "example-one"),
        {("participations", 25, "source_id")},
    ),
    ("participants-range", cell("events", 6, "participants_min", "16"), {("events", 6, "participants_max")}),
    ("place-basis", cell("events", 7, "place_basis", "reported"), {("events", 7, "place_basis")}),
    ("place-basis", cell("events", 6, "place_basis", ""), {("events", 6, "place_basis")}),
    (
        "relation-order",
        cell("event_relations", 3, "related_event_id", "kaz-2024-visit"),
        {("event_relations", 3, "related_event_id")},
    ),
    (
        "relation-order",
        cell("event_relations", 2, "related_event_id", "aut-2021-launch"),
        {("event_relations", 2, "related_event_id")},
    ),
    ("probable-duplicate", add_second_visit, {("events", 11, "event_id")}),
    (
        "alias-unique",
        row("organization_aliases", alias="world  union office", organization_id="wu"),
        {("organization_aliases", 8, "alias")},
    ),
    (
        "alias-unique",
        row("organization_aliases", alias="WUO", organization_id="wu-office"),
        {("organization_aliases", 8, "alias")},
    ),
    (
        "hierarchy-acyclic",
        cell("organizations", 14, "parent_id", "wu-branch"),
        {("organizations", 12, "parent_id"), ("organizations", 14, "parent_id")},
    ),
    ("hierarchy-acyclic", cell("organizations", 6, "parent_id", "steppe-pact"), {("organizations", 6, "parent_id")}),
    (
        "hierarchy-acyclic",
        cell("organizations", 13, "successor_id", "wu-task-force"),
        {("organizations", 13, "successor_id"), ("organizations", 15, "successor_id")},
    ),
    ("hierarchy-level", cell("organizations", 11, "parent_id", "steppe-pact"), {("organizations", 11, "parent_id")}),
    ("hierarchy-level", cell("organizations", 12, "parent_id", ""), {("organizations", 12, "parent_id")}),
    (
        "organization-lifetime",
        cell("participations", 21, "organization_id", "wu-task-force"),
        {("participations", 21, "organization_id")},
    ),
    (
        "organization-lifetime",
        cell("participations", 18, "organization_id", "wu-centre"),
        {("participations", 18, "organization_id")},
    ),
    ("place-in-state", cell("places", 5, "longitude", "38.53575"), {("places", 5, "latitude, longitude")}),
    ("place-in-state", cell("places", 4, "state", "TKM"), {("places", 4, "latitude, longitude")}),
    ("place-geonames", cell("places", 3, "geonames_id", ""), {("places", 3, "geonames_id")}),
    ("expected-rows", cell("events", 9, "date", "2020"), {("events", 0, "")}),
    ("expected-rows", without("event_states", event_id="uzb-2020-briefing", state="KAZ"), {("events", 0, "")}),
    ("expected-rows", without("sources", source_id="example-seven"), {("sources", 0, "")}),
]

FINE: list[tuple[str, Edit]] = [
    (
        "alias-unique",
        row("organization_aliases", alias="Ministry of Foreign Affairs", organization_id="ata-ministry", state="ATA"),
    ),
    ("event-period", cell("events", 4, "date", "2024-12-31")),
    ("event-period", cell("events", 6, "date", "2010-01-01")),
    ("organization-lifetime", cell("events", 7, "date", "2017~")),  # may have been before the body ended in June
    (
        "organization-lifetime",
        cell("organizations", 15, "dissolved", "2016-01-01"),
    ),  # the event may have been that very day
    ("participants-range", cell("events", 6, "participants_min", "15")),
    ("place-in-state", cell("places", 2, "latitude", "0")),  # Austria has no polygon here
    ("probable-duplicate", partial(add_second_visit, bodies=("wu-office",))),
    ("probable-duplicate", partial(add_second_visit, date="2013-03-16")),
    ("probable-duplicate", partial(add_second_visit, date="2013-03")),
    ("probable-duplicate", partial(add_second_visit, place="tjk-sughd")),
    ("probable-duplicate", relate_second_visit),
    ("relation-order", cell("events", 7, "date", "2013-03-11")),
    ("relation-order", cell("event_relations", 2, "relation", "same_series")),
    ("value-type", cell("places", 2, "latitude", "-90")),
]


def findings_of(package: Path, rule: str) -> list[Finding]:
    """What one rule finds; every finding bears the id of the rule that made it."""
    schema = read_schema(package)
    (checked,) = [each for each in all_rules(package) if each.id == rule]
    findings = list(checked.check(read_raw_tables(package, schema), schema))
    assert {finding.rule for finding in findings} <= {rule}
    return findings


@pytest.mark.parametrize(
    ("rule", "edit", "places"), BROKEN, ids=[f"{number}-{case[0]}" for number, case in enumerate(BROKEN)]
)
def test_broken(package: Path, rule: str, edit: Edit, places: set[Place]) -> None:
    """The rule finds exactly these places, once each, and says what to do."""
    edit(package)
    findings = findings_of(package, rule)
    assert sorted((finding.table, finding.row, finding.column) for finding in findings) == sorted(places)
    for finding in findings:
        assert finding.message
        assert finding.remedy.endswith((".", "'", "first."))
        assert f"[{rule}]" in str(finding)


@pytest.mark.parametrize(("rule", "edit"), FINE, ids=[f"{number}-{case[0]}" for number, case in enumerate(FINE)])
def test_edge_cases_are_left_alone(package: Path, rule: str, edit: Edit) -> None:
    """What looks similar and is right is not found."""
    edit(package)
    assert findings_of(package, rule) == []


def test_every_rule_has_a_broken_fixture() -> None:
    """No rule without a case, no case without a rule; ids and sentences are unique and well formed."""
    rules = all_rules(DATA_DIR)
    assert {rule.id for rule in rules} == {case[0] for case in BROKEN}
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.sentence.endswith(".") and rule.severity in ("error", "notice") for rule in rules)


def test_unbroken_package_has_no_finding(package: Path) -> None:
    """Every rule holds on the tiny package."""
    results = validate(package)
    assert len(results) == len(all_rules(package))
    assert [finding for result in results for finding in result.findings] == []
    assert all(result.is_passed for result in results)


TABLES = {name: table for name, table in read_schema().tables.items() if table.primary_key}


def places_found(package: Path, rule: str) -> set[Place]:
    """Where a rule finds something, after every other rule has run too."""
    (result,) = [result for result in validate(package) if result.rule.id == rule]
    return {(finding.table, finding.row, finding.column) for finding in result.findings}


def test_repeated_rows_break_no_rule_down(package: Path) -> None:
    """A key that stands twice is reported in any table, and every other rule still runs."""
    expected = set()
    for name, table in TABLES.items():
        rows = read_rows(package, name)
        write_rows(package, name, [*rows, rows[1]])
        expected.add((name, len(rows) + 1, ", ".join(table.primary_key)))
    assert expected <= places_found(package, "unique-key")


def test_emptied_rows_break_no_rule_down(package: Path) -> None:
    """Every required cell is reported in any table, and every other rule still runs."""
    expected = set()
    for name, table in TABLES.items():
        rows = read_rows(package, name)
        write_rows(package, name, [rows[0], [""] * len(rows[0]), *rows[2:]])
        expected |= {(name, 2, field.name) for field in table.fields if field.is_required}
    assert places_found(package, "required-value") == expected


@pytest.mark.parametrize("table", ["events", "organizations", "places", "sources", "event_sources"])
def test_an_empty_table_breaks_no_rule_down(package: Path, table: str) -> None:
    """A table with its header only is checked like any other, and found too small."""
    write_rows(package, table, read_rows(package, table)[:1])
    assert ((table, 0, "") in places_found(package, "expected-rows")) == (table in ("events", "sources"))


def test_line_of() -> None:
    """The first row of data stands in line 2."""
    assert line_of(0) == 2
