"""At a glance: the sentence, the headline figures and the three charts say what the queries say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.counts import announced_events, headlines, most_active_bodies
from atlas.queries.places import measures_by_state
from atlas.sentences.overview import opening_sentence
from tests.pages.visit import AT_A_GLANCE, DEFAULT, NARROW, Query, Visit, selection_of

Open = Callable[..., Visit]


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_headlines_and_sentence(visit: Open, shipped: Dataset, query: Query) -> None:
    selected = selection_of(query, shipped).apply(shipped)
    shown = visit(AT_A_GLANCE, query)
    assert shown.metrics == {figure.label: f"{figure.value:,}" for figure in headlines(selected, shipped)}
    assert opening_sentence(selected, shipped) in shown.markdown


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_charts_draw_the_selection(visit: Open, shipped: Dataset, query: Query) -> None:
    selected = selection_of(query, shipped).apply(shipped)
    charts = visit(AT_A_GLANCE, query).charts
    assert set(charts) == {"years", "glance_map", "bodies"}
    assert sum(charts["years"].values("y")) == len(selected)
    first, last = selected.selection.first_year, selected.selection.last_year
    assert set(charts["years"].values("x")) == set(range(first, last + 1))
    numbers = [f"<b>{events}</b>" for events in measures_by_state(selected, shipped)["events"]]
    assert list(charts["glance_map"].values("text", type="scattergeo")) == numbers
    bodies = most_active_bodies(selected, shipped)
    assert sum(charts["bodies"].values("x", type="bar")) == bodies["events"].sum()


def test_announced_events_link_to_their_record(visit: Open, shipped: Dataset) -> None:
    selected = selection_of(DEFAULT, shipped).apply(shipped)
    shown = visit(AT_A_GLANCE)
    announced = announced_events(selected)
    labels = [str(link.value) for link in shown.app.page_link]
    for title in announced["title"]:
        assert any(title in label for label in labels)
    if announced.empty:
        assert "Nothing in the selection was announced without being on record as held." in shown.captions
