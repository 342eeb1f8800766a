"""The record of an event and the list of events."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.dataset import Dataset
from atlas.load import load_dataset
from atlas.queries.event_list import event_list
from atlas.queries.record import event_record, link_to_text
from atlas.selection import Selection
from tests.packages import set_cell


def test_fields(tiny: Dataset) -> None:
    """Every field on record, in words, with its basis where it has one; empty ones are left out."""
    record = event_record(tiny, "tjk-2013-visit")
    assert record is not None
    assert record.fields == (
        ("Event type", "Assessment visit", ""),
        ("Status", "Held", ""),
        ("Date", "11–15 March 2013 (2013-03-11/2013-03-15)", "reported"),
        ("Mode", "In person", ""),
        ("Place", "Dushanbe", "reported"),
        ("Further places", "Sughd Region", "reported"),
        ("States (subject)", "Tajikistan", "reported"),
        ("Topics", "Aviation security, Border management", ""),
        ("Instruments", "WU/RES/1 (2001)", ""),
        ("Participants", "12 to 15", ""),
        ("List of participants", "Incomplete", ""),
        ("Confidence", "high", ""),
    )
    assert (record.title, record.is_list_partial) == ("Assessment visit to Tajikistan", True)
    assert record.summary == "A delegation saw an airport and a crossing point."
    assert record.note == "The second source names one body more."


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ("tjk-2016-visit", ("Date", "about 2016 (2016~)", "inferred")),
        ("tkm-2018-visit", ("Participants", "at least 8", "")),
        ("kaz-2019-return", ("Participants", "at most 50", "")),
        ("kgz-2014-meeting", ("Participants", "30", "")),
        ("kgz-2014-meeting", ("Programme", "Compass project", "")),
        ("kgz-2014-meeting", ("States (subject)", "Kazakhstan and Kyrgyzstan", "reported")),
        ("uzb-2020-briefing", ("States (attending)", "Kazakhstan", "inferred")),
        ("uzb-2019-training", ("Place", "Surxondaryo Region", "inferred")),
    ],
)
def test_single_fields(tiny: Dataset, event: str, field: tuple[str, str, str]) -> None:
    """Numbers of people, several States, inferred facts."""
    record = event_record(tiny, event)
    assert record is not None
    assert field in record.fields


def test_participations(tiny: Dataset) -> None:
    """By role, then name; names as printed, one row a source, inferred ones marked."""
    record = event_record(tiny, "tjk-2013-visit")
    assert record is not None
    rows = record.participations
    assert rows[["organization", "role", "basis", "as_named"]].to_numpy().tolist() == [
        ["World Union Office", "Lead", "Reported", "World Union Office"],
        ["Ministry of Trials", "Host", "Reported", "Ministry of Trials"],
        ["Antarctica", "Participant", "Inferred", "an Antarctic officer"],
        ["Prevention Branch", "Participant", "Reported", "Prevention Branch"],
        ["Steppe Pact", "Participant", "Reported", "Steppe Pact"],
        ["Steppe Pact", "Participant", "Reported", "Степной пакт"],
        ["World Union Task Force", "Participant", "Reported", "Task Force"],
    ]
    assert rows.loc[0, ["family", "source", "paragraph"]].tolist() == ["World Union", "World Union Office", 2]
    assert rows.at[0, "link"] == "https://example.org/one#:~:text=World%20Union%20Office"


@pytest.mark.parametrize(
    ("url", "text", "link"),
    [
        ("https://example.org/a", "", "https://example.org/a"),
        ("https://example.org/a", "CTED", "https://example.org/a#:~:text=CTED"),
        ("https://example.org/a#b", "CTED", "https://example.org/a#b:~:text=CTED"),
        # '-', ',' and '&' separate the parts of a text directive: within a name they are encoded.
        (
            "https://example.org/a",
            "Ice, Snow & Co-operation",
            "https://example.org/a#:~:text=Ice%2C%20Snow%20%26%20Co%2Doperation",
        ),
        ("https://example.org/a", "АТЦ", "https://example.org/a#:~:text=%D0%90%D0%A2%D0%A6"),
    ],
)
def test_link_to_text(url: str, text: str, link: str) -> None:
    """Text fragments are encoded; a fragment that is there already is kept."""
    assert link_to_text(url, text) == link


def test_sources_and_figures(tiny: Dataset) -> None:
    """Every document of the event, a missing title said; numbers with who stated them."""
    record = event_record(tiny, "tjk-2013-visit")
    assert record is not None
    assert record.sources["publisher"].tolist() == ["World Union Office", "Example News Agency"]
    assert record.figures[["what", "value", "stated_by"]].to_numpy().tolist() == [
        ["Officials trained so far", "about at least 1,000 people", "Ministry of Trials"]
    ]
    landing = event_record(tiny, "kaz-2019-return")
    assert landing is not None
    assert landing.sources["title"].tolist() == ["(title not on record)"]
    assert landing.figures["value"].tolist() == ["at most 50 people"]


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        ("1000", "1000", "1,000 people"),
        ("10", "12.5", "10 to 12.5 people"),
        ("", "1500000", "at most 1,500,000 people"),
        ("", "", ""),
    ],
)
def test_values_of_figures(package: Path, low: str, high: str, value: str) -> None:
    """One number, a range, a bound, none."""
    set_cell(package, "figures", 2, "value_min", low)
    set_cell(package, "figures", 2, "value_max", high)
    record = event_record(load_dataset(package), "kaz-2019-return")
    assert record is not None
    assert record.figures["value"].tolist() == [value]


@pytest.mark.parametrize(
    ("event", "related"),
    [
        ("tjk-2016-visit", [["Follow-up to", "tjk-2013-visit", "2013-03-11/2013-03-15"]]),
        ("tjk-2013-visit", [["Followed up by", "tjk-2016-visit", "2016~"]]),
        ("aut-2021-launch", [["Announces", "kaz-2024-visit", "2024-10"]]),
        ("kaz-2024-visit", [["Announced at", "aut-2021-launch", "2021-02-21"]]),
        ("kaz-2019-return", []),
    ],
)
def test_related_both_ways(tiny: Dataset, event: str, related: list[list[str]]) -> None:
    """A relation stands in the record of both events, in the words of its direction."""
    record = event_record(tiny, event)
    assert record is not None
    assert record.related[["relation", "event_id", "date"]].to_numpy().tolist() == related


def test_unknown_event(tiny: Dataset) -> None:
    """No record without an event."""
    assert event_record(tiny, "nowhere") is None


def test_every_event_has_a_record(shipped: Dataset) -> None:
    """Shipped events have one, with type, status, date, source. Every twentieth: all take half a minute."""
    for event in shipped["events"]["event_id"].iloc[::20]:
        record = event_record(shipped, event)
        assert record is not None
        assert len(record.fields) > 3
        assert len(record.sources) > 0


def test_event_list(tiny: Dataset) -> None:
    """Distinct bodies and subject States, no row more or less than the events."""
    selected = Selection.everything(tiny).apply(tiny)
    table = event_list(selected, tiny).set_index("event_id")
    assert table.index.tolist() == selected.events["event_id"].tolist()
    assert table.loc["kgz-2014-meeting"].to_dict() == {
        "start": "2014-12-30",
        "date": "30 December 2014 – 2 January 2015",
        "title": "Meeting of experts, over the turn of the year",
        "type": "Expert meeting",
        "status": "Held",
        "states": "Kazakhstan, Kyrgyzstan",
        "place": "Bishkek",
        "organizations": "Kazakhstan, SP, WUO",
        "sources": 1,
        "confidence": "high",
    }
    assert table.at["tjk-2013-visit", "organizations"] == "SP, Tajikistan, WUO, WUTF"
    assert table.at["tjk-2016-visit", "place"] == ""


def test_event_list_of_nothing(tiny: Dataset) -> None:
    """Columns without rows."""
    nothing, all_ = (event_list(Selection(2010, last).apply(tiny), tiny) for last in (2011, 2024))
    assert nothing.empty
    assert list(nothing.columns) == list(all_.columns)
