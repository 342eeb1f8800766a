"""Map: States, places, and what is not on it; together they are the selection."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.places import MEASURES, events_by_place, events_off_map, measures_by_state
from tests.pages.visit import DEFAULT, MAP, NARROW, Query, Visit, selection_of

Open = Callable[..., Visit]


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_states_places_and_what_is_off_the_map(visit: Open, shipped: Dataset, query: Query) -> None:
    selected = selection_of(query, shipped).apply(shipped)
    shown = visit(MAP, query)
    places = events_by_place(selected, shipped)
    on_map = places[places["is_on_map"]]
    assert sorted(shown.charts["map"].points()) == sorted([*shipped.central_asian_states, *on_map["place_id"]])
    off_map = events_off_map(selected, shipped)
    if off_map.empty:
        assert "Every event of the selection has a place on the map." in shown.captions
    else:
        table = shown.table("not on the map")
        assert list(zip(table["name"], table["events"], strict=True)) == list(
            zip(off_map["name"], off_map["events"], strict=True)
        )
        total = int(off_map["events"].sum())
        noun = "event" if total == 1 else "events"
        assert f"{total} {noun} took place elsewhere, online, or at a place that no source names." in shown.captions


@pytest.mark.parametrize("measure", MEASURES)
def test_measure_colours_the_states(visit: Open, shipped: Dataset, measure: str) -> None:
    shown = visit(MAP, {"measure": [measure]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_measure"] == measure
    by_state = measures_by_state(selection_of(DEFAULT, shipped).apply(shipped), shipped).set_index("state")[measure]
    traces = [trace for trace in shown.charts["map"].traces if trace["type"] == "choropleth" and "customdata" in trace]
    drawn = {state: value for trace in traces for state, value in zip(trace["locations"], trace["z"], strict=True)}
    assert drawn == by_state.fillna(0).astype(float).to_dict()


def test_stepping_through_the_years(visit: Open, shipped: Dataset) -> None:
    shown = visit(MAP, {"year": ["2017"]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_year"] == 2017
    of_year = selection_of({"from": ["2017"], "to": ["2017"]}, shipped).apply(shipped)
    places = events_by_place(of_year, shipped)
    on_map = places[places["is_on_map"]]
    assert set(shown.charts["map"].points()) == {*shipped.central_asian_states, *on_map["place_id"]}


def test_an_unknown_year_gives_a_notice(visit: Open) -> None:
    shown = visit(MAP, {"year": ["1066"], "measure": ["money"]})
    shown.assert_is_sound()
    assert shown.app.session_state["control_year"] == 0
    assert shown.app.session_state["control_measure"] == "events"
    assert "year=1066" in shown.notice
    assert "measure=money" in shown.notice


def test_disclaimer_stands_under_the_map(visit: Open) -> None:
    captions = " ".join(visit(MAP).captions)
    assert "imply no opinion on the status of any territory" in captions
    assert "Natural Earth" in captions
    assert "GeoNames" in captions
