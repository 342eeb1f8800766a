"""The address is the view: it reproduces it elsewhere, Back and Forward move through it, links carry it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from atlas.dataset import Dataset
from tests.browser.reader import PAGES, TIMEOUT, Reader, sentence
from tests.browser.server import Server

pytestmark = pytest.mark.browser

CONTROLS = {
    "timeline": ("timeline", [("Lanes", "Organization")], {"lanes": ["organization"]}),
    "matrix": (
        "participation", [("Organizations against", "Years"), ("Order of organizations", "Name")],
        {"against": ["years"], "order": ["name"]},
    ),
    "similarity": ("participation", [("Order of organizations", "Similarity")], {"order": ["similarity"]}),
    "map": ("map", [("Colour the States by", "Missions held")], {"measure": ["missions"]}),
    "data": ("data", [("Show", "Rules")], {"view": ["rules"]}),
}  # fmt: skip


@pytest.mark.parametrize(("path", "picks", "parameters"), CONTROLS.values(), ids=CONTROLS)
def test_the_address_reproduces_the_view_in_a_new_browser(
    new_reader: Callable[..., Reader],
    shipped: Dataset,
    path: str,
    picks: list[tuple[str, str]],
    parameters: dict[str, list[str]],
) -> None:
    first = new_reader().open(path)
    first.choose("States", "Kazakhstan", "Tajikistan")
    first.expect_query({"state": ["KAZ", "TJK"]})
    for control, label in picks:
        first.settle().pick(control, label)
    first.expect_query({"state": ["KAZ", "TJK"], **parameters})
    first.expect_sentence({"state": ["KAZ", "TJK"]}, shipped)
    second = new_reader()
    second.page.goto(first.page.url, wait_until="commit")
    second.settle()
    expect(second.sentence).to_have_text(sentence({"state": ["KAZ", "TJK"]}, shipped))
    for control, label in picks:
        group = second.main.get_by_role("radiogroup", name=control)
        expect(group.get_by_role("radio", name=label, exact=True)).to_be_checked()
    assert second.figures() == first.figures()
    assert second.query == first.query


def test_the_year_of_the_map_is_in_the_address(new_reader: Callable[..., Reader], shipped: Dataset) -> None:
    first = new_reader().open("map")
    of_all = first.figures()
    first.page.get_by_role("slider", name="Step through the years").press("End")
    last = str(shipped.schema.last_year)
    first.expect_query({"year": [last]})
    first.settle()
    assert first.figures() != of_all
    second = new_reader().open("map", {"year": [last]})
    expect(second.page.get_by_role("slider", name="Step through the years")).to_have_attribute("aria-valuetext", last)
    assert second.figures() == first.figures()


def test_back_and_forward_across_filters(reader: Reader, shipped: Dataset) -> None:
    whole = reader.open("timeline").figures()
    reader.choose("States", "Tajikistan")
    reader.expect_sentence({"state": ["TJK"]}, shipped)
    of_tajikistan = reader.figures()
    reader.pick("Lanes", "Event family")
    reader.expect_query({"state": ["TJK"], "lanes": ["family"]})
    by_family = reader.settle().figures()
    assert by_family != of_tajikistan

    reader.page.go_back(wait_until="commit")
    reader.expect_query({"state": ["TJK"]})
    expect(reader.main.get_by_role("radio", name="State", exact=True)).to_be_checked()
    assert reader.settle().figures() == of_tajikistan

    reader.page.go_back(wait_until="commit")
    reader.expect_sentence({}, shipped)
    reader.expect_query({})
    expect(reader.chosen("States")).to_have_count(0)
    assert reader.figures() == whole

    reader.page.go_forward(wait_until="commit")
    reader.expect_sentence({"state": ["TJK"]}, shipped)
    expect(reader.chosen("States")).to_have_count(1)
    reader.page.go_forward(wait_until="commit")
    reader.expect_query({"state": ["TJK"], "lanes": ["family"]})
    expect(reader.main.get_by_role("radio", name="Event family", exact=True)).to_be_checked()
    assert reader.settle().figures() == by_family


def test_filters_hold_across_pages_and_back_returns(reader: Reader, shipped: Dataset) -> None:
    query = {"state": ["UZB"], "family": ["mission"]}
    reader.open("", query)
    visited = [("", "At a glance")]
    for path, title in list(PAGES.items())[1:]:
        reader.go_to(title)
        reader.expect_sentence(query, shipped)
        reader.expect_query(query)
        visited.append((path, title))
    for _path, title in reversed(visited[:-1]):
        reader.page.go_back(wait_until="commit")
        expect(reader.heading).to_have_text(title, timeout=TIMEOUT)
        reader.expect_sentence(query, shipped)
    reader.page.go_forward(wait_until="commit")
    expect(reader.heading).to_have_text(visited[1][1], timeout=TIMEOUT)
    reader.expect_sentence(query, shipped)


def test_a_page_keeps_its_filters_but_not_another_pages_controls(reader: Reader, shipped: Dataset) -> None:
    reader.open("timeline", {"state": ["TJK"], "lanes": ["family"]})
    reader.go_to("Map")
    reader.expect_query({"state": ["TJK"]})
    reader.expect_sentence({"state": ["TJK"]}, shipped)


def test_deep_links_straight_after_the_start(new_reader: Callable[..., Reader], shipped: Dataset) -> None:
    """The very first request of a server's life is a deep link; then each other page in turn."""
    with Server() as fresh:
        first = new_reader(fresh.address)
        for path in ["participation", *(path for path in PAGES if path != "participation")]:
            first.open(path, {"state": ["TJK"]})
            expect(first.page.get_by_role("dialog")).to_have_count(0)
            expect(first.page.get_by_text("Page not found")).to_have_count(0)
            expect(first.heading).to_have_text(PAGES[path])
            expect(first.sentence).to_have_text(sentence({"state": ["TJK"]}, shipped))
            if path == "participation":
                assert set(first.figures()) == {"matrix_missions"}
        assert fresh.problems() == []
