"""The record under its own link, and the same days in every time zone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from atlas.dataset import Dataset
from atlas.queries.record import event_record
from atlas.selection import Selection
from tests.browser.reader import Reader

pytestmark = pytest.mark.browser

EVENTS = ("tjk-2017-02-19-cted-assessment", "tkm-2017-11-14-cted-assessment")
ZONES = ("Asia/Almaty", "America/New_York")


@pytest.mark.parametrize("event_id", EVENTS)
def test_record_has_its_own_link(reader: Reader, shipped: Dataset, event_id: str) -> None:
    record = event_record(shipped, event_id)
    assert record is not None
    reader.open("events", {"event": [event_id]})
    expect(reader.main.get_by_role("heading", name=record.title, exact=True)).to_be_visible()
    rows = reader.grid(f"{len(record.participations)} participations on record")
    assert [row[0] for row in rows] == list(record.participations["organization"])
    assert [row[1] for row in rows] == list(record.participations["role"])
    assert [row[2] for row in rows] == list(record.participations["as_named"])
    for url in record.sources["url"]:
        expect(reader.main.locator(f'a[href="{url}"]')).to_be_visible()


@pytest.mark.parametrize("event_id", EVENTS)
def test_links_of_a_record_open_at_the_name(reader: Reader, shipped: Dataset, event_id: str) -> None:
    record = event_record(shipped, event_id)
    assert record is not None
    reader.open("events", {"event": [event_id]})
    links = [row[3] for row in reader.grid(f"{len(record.participations)} participations on record")]
    assert links == list(record.participations["link"])
    assert all(":~:text=" in link for link, name in zip(links, record.participations["as_named"], strict=True) if name)


def test_related_event_opens_under_its_own_link(reader: Reader, shipped: Dataset) -> None:
    relation = shipped["event_relations"].iloc[0]
    reader.open("events", {"event": [relation["event_id"]]})
    related = event_record(shipped, relation["related_event_id"])
    assert related is not None
    reader.main.get_by_role("link", name=related.title).first.click()
    expect(reader.main.get_by_role("heading", name=related.title, exact=True)).to_be_visible()
    reader.expect_query({"event": [related.event_id]})


def test_unknown_event_says_so(reader: Reader) -> None:
    reader.open("events", {"event": ["no-such-event"]})
    expect(reader.main.get_by_text("No event on record has the identifier “no-such-event”.")).to_be_visible()


def test_days_are_the_same_in_every_time_zone(new_reader: Callable[..., Reader], shipped: Dataset) -> None:
    query = {"state": ["TJK"], "family": ["mission"]}
    selection, _ignored = Selection.from_query(query, shipped)
    events = selection.apply(shipped).events
    readers = [new_reader(timezone_id=zone) for zone in ZONES]

    timelines = [reader.open("timeline", query).figures() for reader in readers]
    assert timelines[0] == timelines[1]
    positions = [
        reader.page.evaluate(
            """() => document.querySelector('.js-plotly-plot').calcdata.flat().map(point => [point.x, point.y])
                 .concat([document.querySelector('.js-plotly-plot')._fullLayout.xaxis.range])"""
        )
        for reader in readers
    ]
    assert positions[0] == positions[1]

    tables = [reader.open("events", query).grid(f"Table of {len(events)} events, by date") for reader in readers]
    assert tables[0] == tables[1]
    assert [row[0] for row in tables[0]] == [day.isoformat() for day in events["earliest"][: len(tables[0])]]

    for reader in readers:
        reader.open("events", {"event": [EVENTS[0]]})
        expect(reader.main.get_by_text("19–24 February 2017 (2017-02-19/2017-02-24)")).to_be_visible()
