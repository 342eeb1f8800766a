"""Data: the whole dataset, whatever the filters are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.coverage import coverage
from atlas.validate import validate
from tests.pages.visit import DATA, DEFAULT, NARROW, NOTHING, Query, Visit

Open = Callable[..., Visit]


@pytest.mark.parametrize("query", [DEFAULT, NARROW, NOTHING], ids=["default", "narrow", "nothing"])
def test_coverage_is_of_the_whole_dataset(visit: Open, shipped: Dataset, query: Query) -> None:
    shown = visit(DATA, query)
    shown.assert_is_sound()
    assert shown.infos == []
    assert sum(map(int, shown.charts["coverage"].values("text", type="scatter"))) == int(
        coverage(shipped)["events"].sum()
    )
    assert len(shown.table("Table of searches")) == len(shipped["research_log"])


def test_sources_are_all_listed(visit: Open, shipped: Dataset) -> None:
    table = visit(DATA, {"view": ["sources"]}).table(" sources")
    assert sorted(table["url"]) == sorted(shipped["sources"]["url"])


def test_codebook_names_every_table(visit: Open, shipped: Dataset) -> None:
    shown = visit(DATA, {"view": ["codebook"]})
    shown.assert_is_sound()
    sections = " ".join(str(expander.label) for expander in shown.app.expander)
    for name, table in shipped.schema.tables.items():
        assert name in sections or table.title in sections


def test_rules_are_listed_with_their_results(visit: Open) -> None:
    shown = visit(DATA, {"view": ["rules"]})
    shown.assert_is_sound()
    results = validate()
    table = shown.app.table[0].value
    assert list(table["Identifier"]) == [result.rule.id for result in results]
    assert list(table["Result"] == "holds") == [result.is_passed for result in results]
    assert any(line.startswith(f"{len(results)} rules were checked") for line in shown.markdown)


def test_citation_names_the_version(visit: Open, shipped: Dataset) -> None:
    shown = visit(DATA, {"view": ["cite"]})
    shown.assert_is_sound()
    assert all(shipped.version in str(code.value) for code in shown.app.code)
    sizes = shown.app.table[0].value
    assert f"{len(shipped['events']):,}" in list(sizes["Rows"])


def test_changes_are_shown(visit: Open, shipped: Dataset) -> None:
    shown = visit(DATA, {"view": ["changes"]})
    shown.assert_is_sound()
    assert any(shipped.version in block for block in shown.markdown[1:])
