"""Each of the six pages in three states: as it opens, narrowed, and with filters that nothing meets."""

from __future__ import annotations

import json
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from atlas.dataset import Dataset
from atlas.facets import ways_out
from atlas.selection import Selection
from tests.pages.visit import (
    DATA,
    NARROW,
    NOTHING,
    NOTHING_MATCHES,
    ORGANIZATION,
    PARTICIPATION,
    PARTNERSHIPS,
    STATE,
    STATES,
    TIMELINE,
    TITLES,
    Query,
    Visit,
    selection_of,
    sentence_of,
)

Open = Callable[..., Visit]
FILTERED_PAGES = [page for page in TITLES if page != DATA]


@pytest.mark.parametrize("query", STATES.values(), ids=STATES)
@pytest.mark.parametrize("page", TITLES, ids=TITLES.values())
def test_page_says_what_it_shows(visit: Open, shipped: Dataset, page: str, query: Query) -> None:
    shown = visit(page, query)
    shown.assert_is_sound()
    assert shown.title == TITLES[page]
    assert shown.sentence == sentence_of(selection_of(query, shipped), shipped)
    assert shown.notice == ""


@pytest.mark.parametrize("page", FILTERED_PAGES, ids=TITLES.get)
def test_nothing_matches_says_so_and_offers_the_ways_out(visit: Open, shipped: Dataset, page: str) -> None:
    shown = visit(page, NOTHING)
    assert shown.infos == [NOTHING_MATCHES]
    assert shown.charts == {}
    found = ways_out(selection_of(NOTHING, shipped), shipped)
    offered = {
        key.removeprefix("release_"): label for key, label in shown.buttons.items() if key.startswith("release_")
    }
    assert list(offered) == [facet for facet, _count in found]
    assert [facet for facet, _count in found] == ["words"]  # only without the nonsense word is there anything
    count = len(Selection.from_query({"state": ["TKM"]}, shipped)[0].apply(shipped))
    assert offered["words"] == f"With no words: {count} events"
    assert shown.buttons["clear_empty"] == "Clear all filters"


@pytest.mark.parametrize("page", FILTERED_PAGES, ids=TITLES.get)
def test_clearing_all_filters_restores_the_whole(visit: Open, shipped: Dataset, page: str) -> None:
    shown = visit(page, NOTHING).click("clear_empty")
    shown.assert_is_sound()
    assert shown.title == TITLES[page]
    assert shown.sentence == sentence_of(Selection.everything(shipped), shipped)
    assert shown.infos == []
    assert not {"clear_empty", "clear_above"} & set(shown.buttons)
    assert shown.app.button(key="clear").disabled


def test_lifting_one_filter_leaves_the_others(visit: Open, shipped: Dataset) -> None:
    shown = visit(FILTERED_PAGES[0], NOTHING).click("release_words")
    shown.assert_is_sound()
    assert shown.sentence == sentence_of(selection_of({"state": ["TKM"]}, shipped), shipped)
    assert shown.app.text_input(key="filter_words").value == ""


@pytest.mark.parametrize("key", ["clear", "clear_above"])
def test_every_clear_button_clears(visit: Open, shipped: Dataset, key: str) -> None:
    shown = visit(FILTERED_PAGES[0], NARROW).click(key)
    shown.assert_is_sound()
    assert shown.sentence == sentence_of(Selection.everything(shipped), shipped)
    assert shown.app.slider(key="filter_period").value == (shipped.schema.first_year, shipped.schema.last_year)


def test_filters_hold_across_pages(visit: Open, shipped: Dataset) -> None:
    shown = visit(FILTERED_PAGES[0], NARROW)
    expected = sentence_of(selection_of(NARROW, shipped), shipped)
    for page, title in TITLES.items():
        shown.app.switch_page(page).run()
        shown.assert_is_sound()
        assert (shown.title, shown.sentence) == (title, expected)


@pytest.mark.parametrize(
    ("widget", "value", "query"),
    [
        ("filter_states", ["TJK", "UZB"], {"state": ["TJK", "UZB"]}),
        ("filter_families", ["mission"], {"family": ["mission"]}),
        ("filter_roles", ["host"], {"role": ["host"]}),
        ("filter_topics", ["border_management"], {"topic": ["border_management"]}),
        ("filter_statuses", ["held"], {"status": ["held"]}),
    ],
)
def test_choosing_in_the_sidebar_equals_the_address(
    visit: Open, shipped: Dataset, widget: str, value: list[str], query: Query
) -> None:
    shown = visit()
    shown.app.multiselect(key=widget).set_value(value).run()
    shown.assert_is_sound()
    assert shown.sentence == sentence_of(selection_of(query, shipped), shipped)
    shown.app.run()
    assert shown.sentence == sentence_of(selection_of(query, shipped), shipped)


def test_other_filters_equal_the_address(visit: Open, shipped: Dataset) -> None:
    shown = visit()
    shown.app.slider(key="filter_period").set_value((2015, 2019)).run()
    shown.app.text_input(key="filter_words").set_value("  assessment visit ").run()
    shown.app.toggle(key="filter_is_with_inferred").set_value(True).run()
    shown.assert_is_sound()
    query = {"from": ["2015"], "to": ["2019"], "q": ["assessment visit"], "inferred": ["1"]}
    assert shown.sentence == sentence_of(selection_of(query, shipped), shipped)


@pytest.mark.parametrize("page", TITLES, ids=TITLES.values())
def test_unknown_values_in_the_address_give_a_quiet_notice(visit: Open, shipped: Dataset, page: str) -> None:
    shown = visit(page, {"state": ["XXX", "TJK"], "from": ["1066"], "level": ["galaxy"], "colour": ["blue"]})
    shown.assert_is_sound()
    for part in ("state=XXX", "from=1066", "level=galaxy", "colour=blue"):
        assert part in shown.notice
    assert "state=TJK" not in shown.notice
    assert shown.sentence == sentence_of(selection_of({"state": ["TJK"]}, shipped), shipped)


def test_words_of_the_address_are_shown_as_text(visit: Open, shipped: Dataset) -> None:
    """Neither Markdown nor markup in the address does anything but stand there."""
    query = {"q": ["**bold** <b>[link](https://example.org)</b> $x$ :red[y]"]}
    shown = visit(FILTERED_PAGES[0], query)
    shown.assert_is_sound()
    line = next(text for text in shown.markdown if "data version" in text)
    assert "[link](https" not in line.replace("\\", "\0")
    assert shown.sentence.replace("**", "") == sentence_of(selection_of(query, shipped), shipped).replace("**", "")


def paths(value: object, path: str = "") -> set[str]:
    """Every path of properties in a specification; lists of parts count as one."""
    if isinstance(value, dict):
        found = {
            f"{path}.{name}"
            for name, part in value.items()
            if part is not None and name not in ("dtype", "bdata", "shape")
        }
        return found | {each for name, part in value.items() for each in paths(part, f"{path}.{name}")}
    if isinstance(value, list):
        return {each for part in value if isinstance(part, dict) for each in paths(part, f"{path}[]")}
    return set()


@pytest.mark.parametrize(
    ("page", "query"),
    [
        *((page, {}) for page in TITLES),
        (PARTICIPATION, {"against": ["states"], "cell": ["lift"]}),
        (PARTICIPATION, {"against": ["topics"], "order": ["similarity"]}),
        (TIMELINE, {"thread": ["chains"]}),
        (PARTNERSHIPS, {"view": ["matrix"]}),
        (STATE, {"of": ["TJK"]}),
        (ORGANIZATION, {"of": ["un-cted"]}),
        (ORGANIZATION, {"of": ["un-cted"], "view": ["missions"]}),
    ],
)
def test_charts_are_what_plotly_knows(visit: Open, page: str, query: Query) -> None:
    """Charts go to the browser unchecked: here Plotly checks them, and finds every property under the name that it has."""
    shown = visit(page, query)
    for name, specification in shown.specifications.items():
        known = json.loads(go.Figure(specification).to_json())
        unknown = paths(specification) - paths(known)
        assert unknown == set(), f"{page}, {name}"
