"""A click on a mark leads to what is behind it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from atlas.dataset import Dataset
from atlas.selection import Selection
from tests.browser.reader import TIMEOUT, Reader

pytestmark = pytest.mark.browser

MISSION = "tjk-2017-02-19-cted-assessment"
INSIDE = {
    "KAZ": [(48.5, 48.5), (54.0, 49.5), (62.0, 47.0), (66.0, 47.5), (70.0, 46.0), (74.0, 48.0), (80.0, 48.5)],
    "TKM": [(54.8, 39.6), (57.5, 40.6), (60.5, 38.6), (62.6, 36.5)],
}
"""Points inside States, far apart from one another: longitude, latitude."""


def title_of(event_id: str, dataset: Dataset) -> str:
    return str(dataset["events"].set_index("event_id").at[event_id, "title"])


def expect_record(reader: Reader, event_id: str, dataset: Dataset) -> None:
    expect(reader.heading).to_have_text("Events", timeout=TIMEOUT)
    expect(reader.main.get_by_role("heading", name=title_of(event_id, dataset), exact=True)).to_be_visible()
    reader.settle()
    assert reader.query["event"] == [event_id]


def test_matrix_cell_opens_the_record(reader: Reader, shipped: Dataset) -> None:
    query = {"state": ["TJK"], "from": ["2015"], "to": ["2019"]}
    reader.open("participation", query)
    points = [tuple(point) for trace in reader.figures()["matrix_missions"] for point in trace["customdata"] or []]
    body = next(body for body, key in points if key == MISSION)
    reader.click_point("matrix_missions", (body, MISSION))
    expect_record(reader, MISSION, shipped)
    assert reader.query == {**query, "event": [MISSION]}
    reader.page.go_back(wait_until="commit")
    expect(reader.heading).to_have_text("Participation", timeout=TIMEOUT)
    reader.expect_query(query)
    assert set(reader.settle().figures()) == {"matrix_missions"}


def test_matrix_count_lists_the_events_behind_it(reader: Reader, shipped: Dataset) -> None:
    reader.open("participation", {"against": ["states"], "family": ["mission"]})
    squares = [trace for trace in reader.figures()["matrix_states"] if trace["customdata"]]
    counts = {
        tuple(point): int(text)
        for trace in squares
        for point, text in zip(trace["customdata"], trace["text"], strict=True)
    }
    (body, state), count = max(counts.items(), key=lambda pair: pair[1])
    reader.click_point("matrix_states", (body, state))
    heading = reader.main.get_by_role("heading", name=re.compile(r"events? behind the cell"))
    expect(heading).to_contain_text(f": {count} event")
    expect(reader.main.get_by_role("region", name=f"Table of {count} events, by date")).to_be_attached()


@pytest.mark.parametrize("state", INSIDE)
def test_state_on_the_map_lists_its_events_and_becomes_the_filter(reader: Reader, shipped: Dataset, state: str) -> None:
    reader.open("map")
    reader.click_state("map", INSIDE[state])
    name = shipped.labels("states")[state]
    selection, _ignored = Selection.from_query({"state": [state]}, shipped)
    count = len(selection.apply(shipped))
    expect(reader.main.get_by_role("heading", name=re.compile(rf"{name}: {count} events?"))).to_be_visible()
    expect(reader.main.get_by_role("region", name=f"Table of {count} events, by date")).to_be_attached()
    reader.main.get_by_role("button", name=f"Filter by {name}").click()
    reader.expect_sentence({"state": [state]}, shipped)
    reader.expect_query({"state": [state]})
    expect(reader.chosen("States")).to_have_text([re.compile(name)])


def test_place_on_the_map_lists_its_events(reader: Reader, shipped: Dataset) -> None:
    reader.open("map", {"state": ["KAZ"]})
    circles = [trace for trace in reader.figures()["map"] if trace["type"] == "scattergeo" and trace["customdata"]]
    events = {
        place: count for trace in circles for place, count in zip(trace["customdata"], trace["size"], strict=True)
    }
    place, count = max(events.items(), key=lambda pair: pair[1])
    reader.click_point("map", place)
    name = re.escape(shipped["places"].set_index("place_id").at[place, "name"])
    expect(reader.main.get_by_role("heading", name=re.compile(rf"^{name}: {int(count)} event"))).to_be_visible()


def test_timeline_mark_opens_the_record(reader: Reader, shipped: Dataset) -> None:
    reader.open("timeline", {"state": ["TJK"], "family": ["mission"], "lanes": ["family"]})
    reader.click_point("timeline", MISSION)
    expect_record(reader, MISSION, shipped)


def test_back_from_a_record_keeps_the_controls_of_the_page(reader: Reader) -> None:
    """And one more step back leaves the page: a click makes one entry in the browser's history."""
    query = {"state": ["TJK"], "family": ["mission"], "lanes": ["family"]}
    reader.open("map", {"state": ["TJK"]})
    reader.page.goto(f"{reader.address}/timeline?state=TJK&family=mission&lanes=family")
    reader.settle()
    reader.click_point("timeline", MISSION)
    expect(reader.heading).to_have_text("Events", timeout=TIMEOUT)
    reader.settle().page.go_back()
    expect(reader.heading).to_have_text("Timeline", timeout=TIMEOUT)
    reader.settle().expect_query(query)
    reader.page.go_back()
    expect(reader.heading).to_have_text("Map", timeout=TIMEOUT)


def test_row_of_the_table_opens_the_record(reader: Reader, shipped: Dataset) -> None:
    query = {"state": ["TJK"], "family": ["mission"]}
    selection, _ignored = Selection.from_query(query, shipped)
    events = selection.apply(shipped).events
    reader.open("events", query)
    table = reader.main.get_by_role("region", name=f"Table of {len(events)} events, by date")
    # The header and each row are 35 pixels high; the second row, in its column of titles.
    table.click(position={"x": 320, "y": 35 + 35 + 17})
    expect_record(reader, events["event_id"].iloc[1], shipped)
    reader.main.get_by_role("link", name="All events of the selection").click()
    reader.expect_query(query)
    expect(reader.main.get_by_role("region", name=f"Table of {len(events)} events, by date")).to_be_attached()
