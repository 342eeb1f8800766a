"""Events: the table, and the record under its own link."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.event_list import event_list
from atlas.queries.record import event_record
from tests.pages.visit import DEFAULT, EVENTS, NARROW, NOTHING, Query, Visit, selection_of, sentence_of

Open = Callable[..., Visit]
KNOWN = ("tjk-2017-02-19-cted-assessment", "tkm-2017-11-14-cted-assessment")


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_table_lists_the_selection(visit: Open, shipped: Dataset, query: Query) -> None:
    expected = event_list(selection_of(query, shipped).apply(shipped), shipped)
    table = visit(EVENTS, query).table(" events, by date")
    assert len(table) == len(expected)
    for column in ("start", "date", "title", "status", "states", "organizations"):
        assert list(table[column]) == list(expected[column])


@pytest.mark.parametrize("event_id", KNOWN)
def test_record_shows_every_organization_of_the_data(visit: Open, shipped: Dataset, event_id: str) -> None:
    shown = visit(EVENTS, {"event": [event_id]})
    shown.assert_is_sound()
    event = shipped["events"].set_index("event_id").loc[event_id]
    assert event["title"] in [str(heading.value) for heading in shown.app.subheader]
    rows = shipped["participations"][shipped["participations"]["event_id"] == event_id]
    names = shipped["organizations"].set_index("organization_id")["name"]
    table = shown.table(" participations on record")
    assert sorted(table["organization"]) == sorted(rows["organization_id"].map(names))
    assert sorted(table["as_named"]) == sorted(rows["as_named"])
    assert all("#:~:text=" in link for link, name in zip(table["link"], table["as_named"], strict=True) if name)


@pytest.mark.parametrize("event_id", KNOWN)
def test_record_shows_every_field_and_source(visit: Open, shipped: Dataset, event_id: str) -> None:
    shown = visit(EVENTS, {"event": [event_id]})
    record = event_record(shipped, event_id)
    assert record is not None
    fields = shown.app.table[0].value
    text = " ".join(str(value) for value in fields.to_numpy().ravel()) + " ".join(str(label) for label in fields.index)
    for title, value, _basis in record.fields:
        assert str(value) in text, title
    for url in record.sources["url"]:
        assert any(url in block for block in shown.markdown)


def test_record_does_not_depend_on_the_filters(visit: Open, shipped: Dataset) -> None:
    """A link to a record opens it under any filters, also those that leave nothing."""
    shown = visit(EVENTS, {**NOTHING, "event": [KNOWN[0]]})
    shown.assert_is_sound()
    assert shown.infos == []
    assert not shown.table(" participations on record").empty
    assert shown.sentence == sentence_of(selection_of(NOTHING, shipped), shipped)


def test_every_record_can_be_shown(visit: Open, shipped: Dataset) -> None:
    shown = visit(EVENTS)
    for event_id in shipped["events"]["event_id"].sample(min(25, len(shipped["events"])), random_state=0):
        shown.app.query_params["event"] = event_id
        shown.app.run()
        shown.assert_is_sound()
        title = shipped["events"].set_index("event_id").at[event_id, "title"]
        assert title in [str(heading.value) for heading in shown.app.subheader]


def test_unknown_event_says_so_and_lists_the_selection(visit: Open, shipped: Dataset) -> None:
    shown = visit(EVENTS, {"event": ["no-such-event"]})
    shown.assert_is_sound()
    assert shown.infos == ["No event on record has the identifier “no-such-event”."]
    assert len(shown.table(" events, by date")) == len(shipped["events"])
