"""Partnerships: the picture is the network, and each question is answered in the opening sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.bodies import bodies_within
from atlas.queries.partnerships import co_listing, fitting_least, focus_bodies, partner_network
from tests.pages.visit import DEFAULT, NARROW, PARTNERSHIPS, Query, Visit, selection_of

Open = Callable[..., Visit]


@pytest.mark.parametrize("focus", ["", "sco-rats"])
@pytest.mark.parametrize("query", [DEFAULT, NARROW, {"level": ["listed"]}], ids=["default", "narrow", "listed"])
def test_picture_is_the_network(visit: Open, shipped: Dataset, query: Query, focus: str) -> None:
    listing = co_listing(selection_of(query, shipped).apply(shipped), shipped, focus)
    network = partner_network(listing, fitting_least(listing))
    shown = visit(PARTNERSHIPS, {**query, "focus": [focus]} if focus else query)
    shown.assert_is_sound()
    assert shown.notice == ""
    if network.ties.empty:
        assert shown.charts == {}
        assert len(shown.infos) == 1
        return
    points = shown.charts["partners_network"].points()
    assert {point for point in points if isinstance(point, str)} == set(network.bodies["body"])
    pairs = set(zip(network.ties["a"], network.ties["b"], strict=True))
    assert {point for point in points if not isinstance(point, str)} == pairs


def test_who_appears_together_with_a_body(visit: Open, shipped: Dataset) -> None:
    """The opening sentence names the partners with their counts, most often first; the table holds all of them."""
    listing = co_listing(selection_of(DEFAULT, shipped).apply(shipped), shipped, "sco-rats")
    partners = listing.partners()
    names = listing.bodies.set_index("body")["name"]
    shown = visit(PARTNERSHIPS, {"focus": ["sco-rats"]})
    opening = next(text for text in shown.markdown if "most often with" in text)
    places = [
        opening.index(f"{names[body]} ({events})")
        for body, events in partners[["body", "events"]].head(5).itertuples(index=False)
    ]
    assert places == sorted(places)
    table = shown.table("Table of partners")
    assert table["Organization"].tolist() == [names[body] for body in partners["body"]]
    assert table["Events together"].tolist() == partners["events"].tolist()


def test_matrix_has_the_same_ties(visit: Open, shipped: Dataset) -> None:
    network = partner_network(co_listing(selection_of(DEFAULT, shipped).apply(shipped), shipped), 10)
    shown = visit(PARTNERSHIPS, {"view": ["matrix"], "least": ["10"]})
    shown.assert_is_sound()
    pairs = set(zip(network.ties["a"], network.ties["b"], strict=True))
    squares = shown.charts["partners_matrix"].points()
    assert sorted(squares) == sorted(pairs | {(b, a) for a, b in pairs})


def test_method_and_limits_stand_beside_the_picture(visit: Open) -> None:
    captions = " ".join(visit(PARTNERSHIPS).captions)
    for words in (
        "The five States and their own bodies are left out",
        "Listed at one event does not mean working together",
        "Louvain method",
        "resolution 1",
        "modularity Q = ",
        "Central here means well documented",
        "Betweenness (Freeman 1977)",
    ):
        assert words in captions


def test_least_beyond_every_pair(visit: Open) -> None:
    shown = visit(PARTNERSHIPS, {**NARROW, "least": ["20"]})
    shown.assert_is_sound()
    assert shown.charts == {}
    assert "No two organizations are listed together at 20 events or more" in shown.infos[0]


def test_body_that_the_selection_does_not_list(visit: Open, shipped: Dataset) -> None:
    listed = set(selection_of(NARROW, shipped).apply(shipped).participations["organization_id"])
    bodies = focus_bodies(shipped)
    focus = next(body for body in bodies if not listed & bodies_within(shipped, body))
    shown = visit(PARTNERSHIPS, {**NARROW, "focus": [focus]})
    shown.assert_is_sound()
    assert shown.charts == {}
    assert f"No source on record lists {bodies[focus]} at an event of this selection" in shown.infos[0]


def test_files_are_offered(visit: Open) -> None:
    shown = visit(PARTNERSHIPS)
    labels = [str(button.proto.label) for button in shown.app.get("download_button")]
    assert labels == ["Network (GraphML)", "Ties (CSV)", "Organizations (CSV)"]


def test_unknown_values_give_a_notice(visit: Open) -> None:
    shown = visit(PARTNERSHIPS, {"focus": ["nobody"], "view": ["cloud"], "least": ["many"]})
    shown.assert_is_sound()
    for part in ("focus=nobody", "view=cloud", "least=many"):
        assert part in shown.notice
