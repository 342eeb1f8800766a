"""Filters change every chart of a page, combine, and let go in one click."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas.dataset import Dataset
from atlas.selection import Selection
from tests.browser.reader import PAGES, TIMEOUT, Reader

pytestmark = pytest.mark.browser

CHARTS = {
    "": {"years", "glance_map", "bodies"},
    "map": {"map"},
    "timeline": {"timeline"},
    "participation": {"matrix_missions"},
}


@pytest.mark.parametrize("path", CHARTS, ids=[PAGES[path] for path in CHARTS])
def test_a_filter_changes_every_chart_of_the_page(reader: Reader, shipped: Dataset, path: str) -> None:
    before = reader.open(path).figures()
    assert set(before) == CHARTS[path]
    reader.choose("States", "Tajikistan")
    reader.expect_sentence({"state": ["TJK"]}, shipped)
    reader.expect_query({"state": ["TJK"]})
    after = reader.figures()
    assert set(after) == CHARTS[path]
    for chart in CHARTS[path]:
        assert after[chart] != before[chart], chart


def test_years_drawn_are_the_events_of_the_selection(reader: Reader, shipped: Dataset) -> None:
    reader.open(query={"state": ["TJK"], "from": ["2015"], "to": ["2019"]})
    selection, _ignored = Selection.from_query({"state": ["TJK"], "from": ["2015"], "to": ["2019"]}, shipped)
    bars = reader.figures()["years"]
    assert sum(sum(trace["y"]) for trace in bars) == len(selection.apply(shipped))
    assert {year for trace in bars for year in trace["x"]} == set(range(2015, 2020))


def test_two_values_of_a_facet_hold_though_their_labels_change(reader: Reader, shipped: Dataset) -> None:
    """Labels carry counts, and the counts of every facet change with each choice."""
    reader.open("events")
    reader.choose("States", "Tajikistan")
    reader.expect_query({"state": ["TJK"]})
    families = reader.page.get_by_role("combobox", name="Event family", exact=True)
    families.click()
    labels = reader.page.get_by_role("option").all_inner_texts()
    assert all(re.search(r"\(\d+\)$", label) for label in labels if label != "Select all")
    reader.page.keyboard.press("Escape")
    reader.choose("Event family", "Mission", "Meeting")
    query = {"state": ["TJK"], "family": ["mission", "meeting"]}
    reader.expect_sentence(query, shipped)
    reader.expect_query(query)
    expect(reader.chosen("Event family")).to_have_count(2)
    reader.choose("States", "Uzbekistan")
    query["state"] = ["TJK", "UZB"]
    reader.expect_sentence(query, shipped)
    expect(reader.chosen("Event family")).to_have_count(2)
    expect(reader.chosen("States")).to_have_count(2)


def test_counts_on_the_labels_are_the_events_that_remain(reader: Reader, shipped: Dataset) -> None:
    reader.open("events", {"family": ["mission"]})
    reader.page.get_by_role("combobox", name="States", exact=True).click()
    for state, name in ((state, shipped.labels("states")[state]) for state in shipped.central_asian_states):
        selection, _ignored = Selection.from_query({"family": ["mission"], "state": [state]}, shipped)
        count = len(selection.apply(shipped))
        expect(reader.page.get_by_role("option", name=f"{name} ({count})", exact=True)).to_be_visible()


@pytest.mark.parametrize("where", ["sidebar", "above"])
def test_one_click_clears_all_filters(reader: Reader, shipped: Dataset, where: str) -> None:
    query = {"state": ["TJK"], "family": ["mission"], "from": ["2015"], "q": ["visit"], "inferred": ["1"]}
    reader.open("timeline", query)
    reader.expect_sentence(query, shipped)
    reader.page.locator(".st-key-clear" if where == "sidebar" else ".st-key-clear_above").get_by_role("button").click()
    reader.expect_sentence({}, shipped)
    reader.expect_query({})
    expect(reader.chosen("States")).to_have_count(0)
    expect(reader.page.get_by_role("textbox", name="Words")).to_have_value("")
    expect(reader.page.locator(".st-key-clear").get_by_role("button")).to_be_disabled()


def test_nothing_matches_shows_a_way_out_that_works(reader: Reader, shipped: Dataset) -> None:
    reader.open("timeline", {"state": ["TKM"]})
    reader.write_words("xyzzy")
    reader.expect_sentence({"state": ["TKM"], "q": ["xyzzy"]}, shipped)
    expect(reader.main.get_by_text("No event on record meets all these filters together.")).to_be_visible()
    assert reader.figures() == {}
    reader.main.get_by_role("button", name=re.compile(r"With no words: \d+ events?")).click()
    reader.expect_sentence({"state": ["TKM"]}, shipped)
    reader.expect_query({"state": ["TKM"]})
    assert set(reader.figures()) == {"timeline"}


def test_nothing_matches_can_be_cleared_whole(reader: Reader, shipped: Dataset) -> None:
    reader.open("participation", {"state": ["TKM"], "q": ["xyzzy"]})
    reader.main.get_by_role("button", name="Clear all filters").click()
    reader.expect_sentence({}, shipped)
    reader.expect_query({})
    assert set(reader.figures()) == {"matrix_missions"}


def test_unknown_values_of_the_address_are_left_out_with_a_notice(reader: Reader, shipped: Dataset) -> None:
    reader.open("map", {"state": ["XXX", "TJK"], "colour": ["blue"]})
    reader.expect_sentence({"state": ["TJK"]}, shipped)
    notice = reader.main.get_by_text("Not understood in the address and left out")
    expect(notice).to_contain_text("state=XXX")
    expect(notice).to_contain_text("colour=blue")
    reader.expect_query({"state": ["TJK"]})
    expect(reader.main.get_by_text("could not be drawn")).to_have_count(0, timeout=TIMEOUT)
