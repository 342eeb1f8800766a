"""The selection: what it leaves of the tiny dataset, its sentence, its address, counts of options, ways out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.facets import event_masks, facet_counts, ways_out
from atlas.load import load_dataset
from atlas.selection import FACETS, QUERY_PARAMETERS, Selection, Slice, headings, options, organizations_at, remembered
from tests.packages import set_cell

TJK13, KGZ14, TJK16, TKM18 = "tjk-2013-visit", "kgz-2014-meeting", "tjk-2016-visit", "tkm-2018-visit"
UZB19, KAZ19, UZB20, AUT21, KAZ24 = (
    "uzb-2019-training", "kaz-2019-return", "uzb-2020-briefing", "aut-2021-launch", "kaz-2024-visit",
)  # fmt: skip
ALL = [TJK13, KGZ14, TJK16, TKM18, UZB19, KAZ19, UZB20, AUT21, KAZ24]


def select(**facets: Any) -> Selection:
    """A selection over the whole period unless said otherwise."""
    return Selection(**{"first_year": 2010, "last_year": 2024} | facets)


@pytest.mark.parametrize(
    ("facets", "expected"),
    [
        ({}, ALL),
        # An event belongs to every year that it may have taken place in.
        ({"first_year": 2014, "last_year": 2014}, [KGZ14]),
        ({"first_year": 2015, "last_year": 2015}, [KGZ14]),
        ({"first_year": 2016, "last_year": 2018}, [TJK16, TKM18]),
        ({"last_year": 2012}, []),
        ({"states": ("KGZ",)}, [KGZ14, AUT21]),
        ({"states": ("KGZ", "TKM")}, [KGZ14, TKM18, AUT21]),
        ({"states": ("KAZ",)}, [KGZ14, KAZ19, AUT21, KAZ24]),
        ({"states": ("KAZ",), "is_with_inferred": True}, [KGZ14, KAZ19, UZB20, AUT21, KAZ24]),
        ({"families": ("mission",)}, [TJK13, TJK16, TKM18, KAZ24]),
        ({"families": ("mission", "operation")}, [TJK13, TJK16, TKM18, KAZ19, KAZ24]),
        ({"types": ("follow_up_visit",)}, [TJK16, TKM18]),
        ({"families": ("meeting",), "types": ("follow_up_visit",)}, []),
        ({"organizations": ("steppe-pact",)}, [TJK13, KGZ14]),
        # The branch rolls up to its office; the office as listed was not at the training.
        ({"organizations": ("wu-office",)}, [TJK13, KGZ14, TKM18, UZB19]),
        ({"organizations": ("wu-office",), "roll_up": "listed"}, [TJK13, KGZ14, TKM18]),
        ({"organizations": ("wu-branch",), "roll_up": "listed"}, [TJK13, UZB19]),
        ({"organizations": ("wu",), "roll_up": "system"}, [TJK13, KGZ14, TJK16, TKM18, UZB19, UZB20, AUT21, KAZ24]),
        # Predecessor and successor are two bodies: the event keeps the one of its day.
        ({"organizations": ("wu-task-force",)}, [TJK13, TJK16]),
        ({"organizations": ("wu-centre",)}, [TKM18, UZB20, AUT21, KAZ24]),
        ({"organizations": ("ata",)}, [UZB19, KAZ19, AUT21]),
        ({"organizations": ("ata",), "is_with_inferred": True}, [TJK13, UZB19, KAZ19, AUT21]),
        ({"roles": ("funder",)}, [TKM18, UZB19, AUT21]),
        ({"roles": ("host", "partner")}, [TJK13, KGZ14, TKM18, KAZ19]),
        # One participation must meet body and role together: the office was at the visit of 2018, and did not lead it.
        ({"organizations": ("wu-office",), "roles": ("lead",)}, [TJK13]),
        ({"organizations": ("wu-office", "wu-centre"), "roles": ("lead",)}, [TJK13, TKM18, KAZ24]),
        ({"topics": ("border_management",)}, [TJK13, TKM18, UZB19]),
        ({"topics": ("aviation_security", "youth_education")}, [TJK13, UZB20]),
        ({"statuses": ("announced",)}, [KAZ24]),
        ({"words": "visit tajikistan"}, [TJK13, TJK16]),
        ({"words": "VISIT"}, [TJK13, TJK16, TKM18, KAZ24]),
        ({"words": "степной"}, [TJK13]),  # a name as printed
        ({"words": "compass"}, [KGZ14, UZB19]),  # a programme
        ({"words": "surxondaryo"}, [UZB19]),
        ({"words": "nowhere"}, []),
        ({"states": ("TJK",), "families": ("mission",), "topics": ("border_management",)}, [TJK13]),
        ({"families": ("mission",), "statuses": ("held",), "first_year": 2014}, [TJK16, TKM18]),
    ],
)
def test_apply(tiny: Dataset, facets: dict[str, Any], expected: list[str]) -> None:
    """The events that a selection leaves, in time order."""
    selected = select(**facets).apply(tiny)
    assert selected.events["event_id"].tolist() == expected
    assert len(selected) == len(expected)
    for part in (selected.event_states, selected.event_places, selected.event_topics, selected.participations):
        assert set(part["event_id"]) <= set(expected)


@pytest.mark.parametrize(("is_with_inferred", "participations", "ties"), [(False, 23, 15), (True, 24, 16)])
def test_inferred_facts(tiny: Dataset, is_with_inferred: bool, participations: int, ties: int) -> None:
    """What a curator derived counts only when asked for."""
    selected = select(is_with_inferred=is_with_inferred).apply(tiny)
    assert (len(selected.participations), len(selected.event_states)) == (participations, ties)


def test_words_of_inferred_facts(tiny: Dataset) -> None:
    """A body that a curator inferred is not found by its name while inferred facts are off."""
    assert select(words="antarctic officer").apply(tiny).events["event_id"].tolist() == []


def test_roll_up_column(tiny: Dataset) -> None:
    """`body` is the participation's body at the chosen level."""
    for level, column in ROLL_UP_COLUMNS.items():
        part = select(roll_up=level).apply(tiny).participations
        assert part["body"].tolist() == part[column].tolist()


@pytest.mark.parametrize(
    ("facets", "sentence"),
    [
        ({}, "All events, 2010–2024, reported facts only"),
        (
            {
                "families": ("mission",),
                "states": ("TJK",),
                "first_year": 2015,
                "last_year": 2019,
                "organizations": ("steppe-pact",),
                "roles": ("host",),
            },
            "Missions with Tajikistan, 2015–2019, in which SP took part as host, reported facts only",
        ),
        (
            {"families": ("mission", "meeting"), "first_year": 2015, "last_year": 2015},
            "Missions and meetings, 2015, reported facts only",
        ),
        (
            {"types": ("training", "exercise"), "states": ("KAZ", "UZB")},
            "Events of the type training or exercise with Kazakhstan or Uzbekistan, 2010–2024, reported facts only",
        ),
        (
            {"families": ("capacity",), "types": ("training",)},
            "Capacity building of the type training, 2010–2024, reported facts only",
        ),
        (
            {"roles": ("lead", "funder"), "is_with_inferred": True},
            "All events, 2010–2024, in which a body took part as lead or funder, with inferred facts",
        ),
        (
            {
                "organizations": ("wu-office", "wu-centre"),
                "topics": ("prisons", "victims"),
                "statuses": ("held", "announced"),
            },
            "All events, 2010–2024, in which WUO or WUC took part, about prisons or victims, held or announced, "
            "reported facts only",
        ),
        ({"words": "airport"}, "All events, 2010–2024, mentioning “airport”, reported facts only"),
    ],
)
def test_describe(tiny: Dataset, facets: dict[str, Any], sentence: str) -> None:
    """The selection as a phrase."""
    assert select(**facets).describe(tiny) == sentence


@pytest.mark.parametrize(
    ("query", "facets", "ignored"),
    [
        ({}, {}, ()),
        ({"state": ["TJK", "KAZ"]}, {"states": ("KAZ", "TJK")}, ()),
        ({"state": ["TJK", "TJK"]}, {"states": ("TJK",)}, ()),
        ({"state": ["ATA", "TJK"]}, {"states": ("TJK",)}, ("state=ATA",)),
        ({"family": ["mission"], "type": ["picnic"]}, {"families": ("mission",)}, ("type=picnic",)),
        ({"org": ["wu-office", "wu-branch"]}, {"organizations": ("wu-office",)}, ("org=wu-branch",)),
        ({"org": ["wu-branch"], "level": ["listed"]}, {"organizations": ("wu-branch",), "roll_up": "listed"}, ()),
        ({"level": ["galaxy"]}, {}, ("level=galaxy",)),
        ({"role": ["lead"], "topic": ["prisons"], "status": ["held"]},
         {"roles": ("lead",), "topics": ("prisons",), "statuses": ("held",)}, ()),
        ({"from": ["2015"], "to": ["2019"]}, {"first_year": 2015, "last_year": 2019}, ()),
        ({"from": ["2009"], "to": ["2025"]}, {}, ("from=2009", "to=2025")),
        ({"from": ["soon"], "to": ["-1"]}, {}, ("from=soon", "to=-1")),
        ({"from": ["²"]}, {}, ("from=²",)),  # a digit to `str.isdigit`, no number to `int`
        ({"from": ["2019"], "to": ["2015"]}, {"last_year": 2015}, ("from=2019",)),
        ({"inferred": ["1"]}, {"is_with_inferred": True}, ()),
        ({"inferred": ["yes"]}, {}, ("inferred=yes",)),
        ({"q": ["  airport  "]}, {"words": "airport"}, ()),
        ({"event": ["tjk-2013-visit"], "utm_source": ["x"]}, {}, ()),  # other pages' parameters are none of ours
    ],
)  # fmt: skip
def test_from_query(
    tiny: Dataset, query: dict[str, list[str]], facets: dict[str, Any], ignored: tuple[str, ...]
) -> None:
    """Known values are taken, unknown ones ignored and returned for a notice."""
    assert Selection.from_query(query, tiny) == (select(**facets), ignored)


def test_to_query(tiny: Dataset) -> None:
    """Defaults stand in no address; the rest does, under known names."""
    assert Selection.everything(tiny).to_query(tiny) == {}
    selection = select(
        first_year=2012,
        last_year=2020,
        states=("KAZ", "TJK"),
        organizations=("wu",),
        roll_up="system",
        is_with_inferred=True,
        words="a b",
    )
    query = selection.to_query(tiny)
    assert query == {
        "state": ["KAZ", "TJK"],
        "org": ["wu"],
        "from": ["2012"],
        "to": ["2020"],
        "level": ["system"],
        "inferred": ["1"],
        "q": ["a b"],
    }
    assert set(query) <= set(QUERY_PARAMETERS)


SELECTIONS = [
    {},
    {"states": ("TJK",)},
    {"families": ("mission",), "roles": ("lead",)},
    {"organizations": ("wu-office",), "is_with_inferred": True},
    {"organizations": ("wu",), "roll_up": "system", "statuses": ("held",)},
    {"topics": ("border_management",), "first_year": 2014},
    {"words": "visit", "types": ("follow_up_visit",), "roll_up": "listed"},
    {"last_year": 2011},
]


@pytest.mark.parametrize("facets", SELECTIONS)
def test_facet_counts(tiny: Dataset, facets: dict[str, Any]) -> None:
    """The number beside an option is what choosing that option alone in its facet gives."""
    selection = select(**facets)
    counts = facet_counts(selection, tiny, event_masks(selection, tiny))
    assert set(counts) == set(FACETS)
    for field in FACETS:
        for code in options(tiny, field, selection.roll_up):
            assert counts[field].get(code, 0) == len(replace(selection, **{field: (code,)}).apply(tiny)), (field, code)


def test_options(tiny: Dataset) -> None:
    """Only bodies that take part are offered, at the chosen level, families of bodies first."""
    assert options(tiny, "states", "listed") == ("KAZ", "KGZ", "TJK", "TKM", "UZB")
    assert options(tiny, "organizations", "organization") == (
        "wu-centre", "wu-office", "wu-task-force", "steppe-pact", "ata", "kaz", "tjk", "tkm",
    )  # fmt: skip
    assert options(tiny, "organizations", "system") == ("wu", "steppe-pact", "ata", "kaz", "tjk", "tkm")
    assert options(tiny, "roles", "listed")[:2] == ("lead", "organizer")
    assert headings(tiny)[0] == "World Union"
    assert organizations_at(tiny, "listed")["organization_id"].tolist() == list(
        options(tiny, "organizations", "listed")
    )


def test_ways_out(tiny: Dataset) -> None:
    """Filters whose lifting alone leaves events, the most helpful first."""
    selection = select(states=("KGZ",), families=("mission",), first_year=2013, last_year=2018)
    assert len(selection.apply(tiny)) == 0
    # Without the State three missions remain, without the family the meeting of 2014.
    assert ways_out(selection, tiny) == [("states", 3), ("families", 1)]


def test_no_way_out(tiny: Dataset) -> None:
    """Two filters that both leave nothing have no single way out."""
    assert ways_out(select(words="nowhere", last_year=2011), tiny) == []


def test_events_of_several_years(package: Path) -> None:
    """An event known to two years is found in each."""
    set_cell(package, "events", 4, "date", "2023/2024")
    dataset = load_dataset(package)
    assert KAZ24 in select(first_year=2024).apply(dataset).events["event_id"].tolist()
    assert KAZ24 in select(last_year=2023).apply(dataset).events["event_id"].tolist()


def test_a_slice_remembers_what_it_was_asked(tiny: Dataset) -> None:
    """The same question is worked out once for a slice; another slice, and the same one with other rows, starts anew."""
    asked: list[tuple[int, int]] = []

    @remembered
    def twice(selected: Slice, factor: int) -> int:
        asked.append((len(selected), factor))
        return len(selected) * factor

    whole = Selection.everything(tiny).apply(tiny)
    assert [twice(whole, 2), twice(whole, 2), twice(whole, 3)] == [2 * len(whole), 2 * len(whole), 3 * len(whole)]
    assert asked == [(len(whole), 2), (len(whole), 3)]
    assert twice(replace(whole, events=whole.events.iloc[:1]), 2) == 2
    assert Selection.everything(tiny).apply(tiny) is whole
