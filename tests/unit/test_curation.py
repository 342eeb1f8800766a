"""The import of leads: patches, merging, ids of documents, and the rows that two small leads make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.curation.leads import Event, Lead, events_of, merge_patch, read_leads
from scripts.curation.names import Names, fold
from scripts.curation.rows import TableBuilder, source_id, source_key
from scripts.curation.searches import organizations_named, period_named, states_named
from scripts.import_leads import account, event_ids


@pytest.mark.parametrize(
    ("target", "patch", "expected"),
    [  # the examples of RFC 7386, appendix A
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        (["a", "b"], ["c", "d"], ["c", "d"]),
        ({"a": "b"}, ["c"], ["c"]),
        ({"a": "foo"}, None, None),
        ({"a": "foo"}, "bar", "bar"),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patch(target: Any, patch: Any, expected: Any) -> None:
    """A JSON merge patch, which leaves its target alone."""
    before = json.dumps(target)
    assert merge_patch(target, patch) == expected
    assert json.dumps(target) == before


def lead(key: str, **record: Any) -> Lead:
    """A lead of the file `a` unless its key names another."""
    return Lead(key if ":" in key else f"a:{key}", record.pop("event_id", key.split(":")[-1]), record)


def keys(event: Event) -> list[str]:
    """The leads of an event."""
    return [each.key for each in event.leads]


def test_merging_chains() -> None:
    """Merged leads are attached to the end of their chain, within and across files; excluded ones are left out."""
    leads = [
        lead("one"),
        lead("two", merge_into="one"),
        lead("three", merge_into="two"),
        lead("b:four", merge_into="a:three"),
        lead("five", exclude="not Central Asia"),
        lead("six", exclude="twice", merge_into="one"),
        lead("seven"),
    ]
    events = events_of(leads)
    assert {key: keys(event) for key, event in events.items()} == {
        "a:one": ["a:one", "a:two", "a:three", "b:four"], "a:seven": ["a:seven"],
    }  # fmt: skip
    ids = event_ids(leads, events)
    assert ids == {key: "one" for name in ("one", "two", "three") for key in (name, f"a:{name}")} | {
        "b:four": "one", "four": "one", "seven": "seven", "a:seven": "seven",
    }  # fmt: skip
    outcomes = [(row["lead_id"], row["outcome"], row["event_id"], row["reason"]) for row in account(leads, ids)]
    assert outcomes == [
        ("one", "created", "one", ""),
        ("two", "merged", "one", ""),
        ("three", "merged", "one", ""),
        ("four", "merged", "one", ""),
        ("five", "excluded", "", "not Central Asia"),
        ("six", "excluded", "", "twice"),
        ("seven", "created", "seven", ""),
    ]


@pytest.mark.parametrize(
    ("leads", "problem"),
    [
        ([lead("one", merge_into="nowhere")], "a:one is merged into 'a:nowhere', which is no other lead"),
        ([lead("one", merge_into="one")], "a:one is merged into 'a:one', which is no other lead"),
        (
            [lead("one", merge_into="two"), lead("two", merge_into="one")],
            "is merged into 'a:one', which is no other lead",
        ),
        ([lead("one", exclude="no"), lead("two", merge_into="one")], "a:two is merged into 'a:one', which is excluded"),
        ([lead("one"), lead("b:one")], "b:one and a:one make the same event"),
        ([lead("one"), lead("two", event_id="one")], "a:two and a:one make the same event"),
    ],
    ids=["unknown target", "itself", "cycle", "excluded target", "two files", "given id"],
)
def test_unsound_leads(leads: list[Lead], problem: str) -> None:
    """What cannot be merged is an error that names the lead."""
    with pytest.raises(ValueError, match=problem):
        events_of(leads)


def write_leads(folder: Path, corrections: dict[str, Any]) -> Path:
    """A file of two leads, and the corrections beside it."""
    path = folder / "a.jsonl"
    rows = [{"lead_id": "one", "title": "Wrong"}, {"lead_id": "two", "title": "Right"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(corrections), encoding="utf-8")
    return path


def test_corrections(tmp_path: Path) -> None:
    """A correction patches its lead; a new record stands after the leads of its file."""
    corrections = {
        "one": {"title": "Corrected", "why": "typing error"},
        "new:three": {"title": "New", "why": "found", "event_id": "x"},
    }
    leads = read_leads([write_leads(tmp_path, corrections)], tmp_path)
    assert [(each.key, each.event_id, each.record["title"]) for each in leads] == [
        ("a:one", "one", "Corrected"), ("a:two", "two", "Right"), ("a:three", "x", "New"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("corrections", "problem"),
    [
        ({"nine": {"why": "x"}}, "corrects 'nine', which is no lead"),
        ({"one": {"title": "x"}}, "no 'why' in the corrections of one"),
    ],
)
def test_unsound_corrections(tmp_path: Path, corrections: dict[str, Any], problem: str) -> None:
    """A correction needs its lead and its reason."""
    with pytest.raises(ValueError, match=problem):
        read_leads([write_leads(tmp_path, corrections)], tmp_path)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.example.org/a/", "example.org/a"),
        ("http://EXAMPLE.org/a#top", "example.org/a"),
        ("https://example.org/A", "example.org/A"),
        ("https://example.org/a?id=1", "example.org/a?id=1"),
        ("https://example.org", "example.org"),
        ("https://example.org/", "example.org"),
    ],
)
def test_source_key(url: str, key: str) -> None:
    """Scheme, 'www.', fragment and closing slash make no other document; path and query do."""
    assert source_key(url) == key


def test_source_id() -> None:
    """Host and a stable number: equal for one document, different for two."""
    same = {source_id(url) for url in ("https://www.example.org/a/", "http://example.org/a", "https://example.org/a#b")}
    assert same == {"example-org-fd691a9f"}
    assert source_id("https://example.org/b") not in same
    assert source_id("https://news.example.org/a").startswith("news-example-org-")


@pytest.mark.parametrize(
    ("name", "folded"), [("  World   Union ", "world union"), ("EU’s", "eu's"), ("СТЕПНОЙ пакт", "степной пакт")]
)
def test_fold(name: str, folded: str) -> None:
    """Case, white space and the kind of apostrophe make no other name."""
    assert fold(name) == folded


@pytest.fixture
def names(package: Path) -> Names:
    """The registries of the tiny package."""
    curation = package / "curation"
    curation.mkdir(exist_ok=True)
    files = {
        "place_names": "printed,state,place_id\nDushanbe,TJK,tjk-dushanbe\nSughd,,tjk-sughd\nOnline,,\n",
        "programme_names": "printed,programme_id\nCompass,compass\nSome project,\n",
        "instrument_names": "printed,instrument_id\nresolution 1,WU/RES/1 (2001)\n",
    }
    for name, text in files.items():
        (curation / f"{name}.csv").write_text(text, encoding="utf-8")
    return Names(package)


def test_names(names: Names) -> None:
    """By name, else by acronym; within the State first; what is known to be nothing is no miss."""
    assert names.organization("world union  OFFICE", "", "", "x") == "wu-office"
    assert names.organization("The Office", "WUO", "", "x") == "wu-office"
    assert names.organization("Ministry of Foreign Affairs", "", "TJK", "x") == "tjk-ministry"
    assert names.organization("Steppe Pact", "", "TJK", "x") == "steppe-pact"
    assert (names.place("dushanbe", "TJK", "x"), names.place("Sughd", "TJK", "x"), names.place("Online", "", "x")) == (
        "tjk-dushanbe", "tjk-sughd", "",
    )  # fmt: skip
    assert (names.programme("COMPASS", "x"), names.programme("Some project", "x")) == ("compass", "")
    assert names.unresolved == set()
    assert names.organization("Ministry of Foreign Affairs", "", "", "a:1") == ""
    assert names.place("Atlantis", "GRC", "a:2") == ""
    assert names.unresolved == {
        ("organization", "Ministry of Foreign Affairs", "a:1"),
        ("place", "Atlantis [GRC]", "a:2"),
    }


def test_rows_of_two_leads(names: Names) -> None:
    """Facts of a merged lead are united with those of the first; nothing stands twice."""
    first = lead(
        "one",
        title="Visit to Dushanbe",
        type="assessment_visit",
        status="held",
        date="2013-03-11",
        mode="in_person",
        place="Dushanbe",
        place_country="TJK",
        subject_states=["TJK"],
        programme="Compass",
        participants_count=12,
        organizations=[
            {"name": "World Union Office", "role": "lead", "locator": 2},
            {"name": "Steppe Pact", "role": "participant", "basis": "inferred"},
        ],
        national_bodies=[{"name": "Ministry of Foreign Affairs", "state": "TJK", "role": "host"}],
        topics=["border_management"],
        instruments=["resolution 1"],
        why="as reported",
        note="First page.",
        sources=[
            {
                "url": "https://www.example.org/one/",
                "publisher": "World Union",
                "kind": "official",
                "query": "visit Tajikistan 2013",
            }
        ],
    )
    second = lead(
        "two",
        title="The same visit",
        type="technical_visit",
        status="held",
        date="2013",
        merge_into="one",
        other_places=["Sughd"],
        subject_states=["TJK"],
        other_states=["KAZ", "TJK"],
        inferred_states=["KAZ"],
        organizations=[
            {"name": "Steppe Pact", "role": "participant"},
            {"name": "WUO", "role": "lead", "source": 1},
        ],
        topics=["aviation_security", "border_management"],
        why="merged",
        note="Second page.",
        figures=[
            {"what": "Trained", "unit": "people, approximate", "value_min": 1000, "stated_by": "Ministry", "source": 1}
        ],
        relations=[{"relation": "follow_up_to", "event": "one"}],
        sources=[
            {"url": "http://example.org/one", "title": "Delegation", "query": " visit Tajikistan 2013 "},
            {
                "url": "https://example.org/two",
                "publisher": "Agency",
                "kind": "agency",
                "query": "Steppe Pact Central Asia",
            },
        ],
    )
    leads = [first, second]
    events = events_of(leads)
    builder = TableBuilder(names, event_ids(leads, events))
    for event in events.values():
        builder.add(event)
    rows = builder.finish()
    assert names.unresolved == set()
    one, two = source_id("https://example.org/one"), source_id("https://example.org/two")

    (event_row,) = rows["events"]
    expected = {
        "event_id": "one",
        "title": "Visit to Dushanbe",
        "event_type": "assessment_visit",
        "date": "2013-03-11",
        "place_id": "tjk-dushanbe",
        "place_basis": "reported",
        "programme_id": "compass",
        "participants_min": 12,
        "participants_max": 12,
        "note": "First page. Second page.",
    }
    assert {key: event_row[key] for key in expected} == expected
    assert rows["event_places"] == [{"event_id": "one", "place_id": "tjk-sughd", "basis": "reported"}]
    assert [(row["state"], row["relation"], row["basis"]) for row in rows["event_states"]] == [
        ("TJK", "subject", "reported"), ("KAZ", "attending", "inferred"),
    ]  # fmt: skip
    # The first lead wins where both read the same page (what it infers has no printed name); another page is another row.
    assert [
        (row["organization_id"], row["role"], row["basis"], row["as_named"], row["source_id"])
        for row in rows["participations"]
    ] == [
        ("wu-office", "lead", "reported", "World Union Office", one),
        ("steppe-pact", "participant", "inferred", "", one),
        ("tjk-ministry", "host", "reported", "Ministry of Foreign Affairs", one),
        ("wu-office", "lead", "reported", "WUO", two),
    ]  # fmt: skip
    assert [row["topic"] for row in rows["event_topics"]] == ["aviation_security", "border_management"]
    assert rows["event_instruments"] == [{"event_id": "one", "instrument_id": "WU/RES/1 (2001)"}]
    assert rows["event_relations"] == []  # an event does not follow itself up
    assert [row["source_id"] for row in rows["event_sources"]] == [one, two]
    assert [row["source_id"] for row in rows["sources"]] == sorted([one, two])
    (source,) = [row for row in rows["sources"] if row["source_id"] == one]
    assert (source["title"], source["publisher"], source["kind"]) == ("Delegation", "World Union", "official")
    (figure,) = rows["figures"]
    assert (
        figure["figure_id"],
        figure["unit"],
        figure["value_min"],
        figure["value_max"],
        figure["is_approximate"],
    ) == (
        "one-1",
        "people",
        "1000",
        "",
        "true",
    )
    assert [
        (row["query"], row["states"], row["organizations"], row["period"], row["events_found"])
        for row in rows["research_log"]
    ] == [
        ("Steppe Pact Central Asia", "KAZ KGZ TJK TKM UZB", "steppe-pact", "", 1),
        ("visit Tajikistan 2013", "TJK", "", "2013", 1),
    ]
    assert len({row["search_id"] for row in rows["research_log"]}) == 2


def test_sources_of_registries(names: Names) -> None:
    """Documents that registries cite are added, unless an event cites them already."""
    builder = TableBuilder(names, {})
    builder.add_registry_sources(
        [{"source_id": "b", "title": "First"}, {"source_id": "a"}, {"source_id": "b", "title": "Second"}]
    )
    assert builder.finish()["sources"] == [{"source_id": "a"}, {"source_id": "b", "title": "First"}]


def test_what_cannot_be_imported(names: Names) -> None:
    """A document without address and a figure without bounds stop the import."""
    builder = TableBuilder(names, {})
    record = {"title": "T", "type": "briefing", "status": "held", "date": "2013", "sources": [{"title": "Paper"}]}
    builder.add(
        Event("one", [lead("one", **record, figures=[{"value": 5, "unit": "people", "what": "x", "stated_by": "y"}])])
    )
    assert names.unresolved == {("source without address", "Paper", "a:one"), ("figure", "5", "a:one")}


@pytest.mark.parametrize(
    ("query", "states", "period"),
    [
        ("visit Tajikistan 2013", ["TJK"], "2013"),
        ("Tashkent and Osh, 2012 to 2016", ["KGZ", "UZB"], "2012/2016"),
        ("Central Asia", ["KAZ", "KGZ", "TJK", "TKM", "UZB"], ""),
        ("Центральная Азия, Душанбе", ["TJK"], ""),
        ("Oshkosh 2009", [], ""),
    ],
)
def test_searches(query: str, states: list[str], period: str) -> None:
    """States and years that a query names; nothing is guessed."""
    assert (states_named(query), period_named(query)) == (states, period)


def test_organizations_named() -> None:
    """Whole words only, and no names of two letters."""
    aliases = [("world union", "wu"), ("wuo", "wu-office"), ("sp", "steppe-pact")]
    assert organizations_named("World  Union and SP", aliases) == ["wu"]
    assert organizations_named("WUOs of the world", aliases) == []
    assert organizations_named("a WUO, visit", aliases) == ["wu-office"]
