"""What the data rests on, worked by hand on the tiny dataset."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.dataset import Dataset
from atlas.load import load_dataset
from atlas.queries.coverage import Limits, audit_results, coverage, limits, search_coverage, source_list
from atlas.selection import Selection
from tests.packages import add_row


def test_limits(tiny: Dataset) -> None:
    """Single documents, no official page, incomplete lists, derived and coarse dates, no place."""
    assert limits(tiny, tiny["events"]) == Limits(
        events=9,
        single_source=7,  # all but the visit of 2013 and the launch
        without_official_source=3,  # a portal twice, a copy once
        partial_lists=1,
        date_inferred=1,
        not_to_the_day=4,  # 2016~, 2018-06, 2019, 2024-10
        without_place=2,  # online is no missing place
        copies_only=1,
        documents=7,
        documents_in_english=6,
    )


def test_limits_of_a_part(tiny: Dataset) -> None:
    """Only the given events count."""
    held_in_2013 = Selection(2013, 2013).apply(tiny).events
    assert limits(tiny, held_in_2013) == Limits(1, 0, 0, 1, 0, 0, 0, 0, 2, 1)
    assert limits(tiny, tiny["events"].iloc[:0]) == Limits(*[0] * 10)


def test_coverage(tiny: Dataset) -> None:
    """The whole grid, zeros included; an event with sources of two kinds counts under both."""
    table = coverage(tiny)
    assert len(table) == 15 * 5 * len(tiny["source_kinds"])
    filled = {
        (year, state, kind): events
        for year, state, kind, events in table[["year", "state", "kind", "events"]].to_numpy().tolist()
        if events
    }
    five = ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan")
    assert filled == {
        (2013, "Tajikistan", "Official"): 1, (2013, "Tajikistan", "News agency"): 1,
        (2014, "Kazakhstan", "Official"): 1, (2014, "Kyrgyzstan", "Official"): 1,
        (2016, "Tajikistan", "Other media"): 1, (2018, "Turkmenistan", "Official"): 1,
        (2019, "Uzbekistan", "Copy"): 1, (2019, "Kazakhstan", "Other media"): 1,
        (2020, "Uzbekistan", "Official"): 1, (2020, "Kazakhstan", "Official"): 1,
        **{(2021, state, kind): 1 for state in five for kind in ("Official", "News agency")},
        (2024, "Kazakhstan", "Official"): 1,
    }  # fmt: skip


def test_source_list(tiny: Dataset) -> None:
    """Every document, the most used first."""
    table = source_list(tiny)
    assert len(table) == len(tiny["sources"])
    assert table[["publisher", "kind", "events"]].to_numpy().tolist()[0] == ["World Union", "Official", 4]
    assert int(table["events"].sum()) == len(tiny["event_sources"])


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        # UZB 2019 has the training; KGZ 2019 was searched in vain; KGZ 2018 was never searched.
        (
            "",
            {
                ("UZB", 2019): (1, 1, "found"),
                ("KGZ", 2019): (0, 1, "none found"),
                ("KGZ", 2018): (0, 0, "not searched"),
                ("TJK", 2013): (1, 1, "found"),
                ("TKM", 2021): (1, 0, "found"),
            },
        ),
        # No regional organization was at the training, and the search asked for one.
        (
            "Other regional organizations",
            {
                ("UZB", 2019): (0, 1, "none found"),
                ("TJK", 2013): (1, 0, "found"),
                ("TJK", 2018): (0, 0, "not searched"),
            },
        ),
        ("Partner States", {("UZB", 2019): (1, 0, "found"), ("KGZ", 2019): (0, 0, "not searched")}),
    ],
)
def test_search_coverage(package: Path, heading: str, expected: dict[tuple[str, int], tuple[int, int, str]]) -> None:
    """Found, searched in vain, never searched: three answers for each State and year."""
    add_row(
        package,
        "research_log",
        search_id="search-3",
        query="q",
        states="KGZ UZB",
        organizations="steppe-pact",
        period="2019",
        events_found="0",
    )
    dataset = load_dataset(package)
    table = search_coverage(dataset, heading)
    assert len(table) == 15 * 5
    codes = {label: code for code, label in dataset.labels("states").items()}
    found = {
        (codes[row.state], row.year): (row.events, row.searches, row.answer) for row in table.itertuples()
    }  # fmt: skip
    assert {key: found[key] for key in expected} == expected


def test_audit_results(tiny: Dataset) -> None:
    """By hand: two of three checked fields hold in round 1; what was not visible counts in neither."""
    rounds = audit_results(tiny).set_index("round")
    assert rounds.loc[1].to_dict() == {"events": 2, "supported": 2, "wrong": 1, "not_visible": 1, "precision": 66.7}
    assert rounds.at[2, "precision"] == 100
