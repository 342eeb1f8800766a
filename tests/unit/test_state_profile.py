"""One State: the chain of missions worked by hand on the tiny dataset, counts held to distinct events on the shipped one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from atlas.dataset import Dataset
from atlas.figures.state_profile import partner_squares, topic_bars
from atlas.figures.visits import Lane, visit_lanes
from atlas.load import load_dataset
from atlas.queries.partners import partners_by_role
from atlas.queries.state_profile import (
    cell_events,
    counterparts,
    events_with_topic,
    held_events,
    own_bodies,
    partner_years,
    profile_slice,
    reported_figures,
    searches_naming,
    state_figures,
    topic_counts,
)
from atlas.queries.visits import MORE, MOST_LANES, mission_lanes, visit_chain, whole_months
from atlas.selection import Selection, Slice
from atlas.sentences.state_profile import index_sentence, profile_sentence, visits_note, visits_sentence
from atlas.tables.state_profile import figures_table, leads_of, visits_table
from tests.packages import add_row, add_second_visit, line_with, set_cell

STATES = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


def whole(dataset: Dataset, **facets: object) -> Slice:
    """The whole record, or a part of it."""
    return replace(Selection.everything(dataset), **facets).apply(dataset)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2013-03-15", "2016-01-01", 33),  # 15 December 2015 is 33 months on, 15 January 2016 not yet reached
        ("2013-03-15", "2013-04-15", 1),
        ("2013-03-15", "2013-04-14", 0),
        ("2016-12-31", "2024-12-31", 96),
        ("2016-12-31", "2016-12-01", 0),  # overlapping: never negative
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    days = [np.array([value], dtype="datetime64[D]") for value in (start, end)]
    assert whole_months(*days).tolist() == [months]


def test_chain_of_two_missions(tiny: Dataset) -> None:
    """From 15 March 2013 to the first possible day of 2016, then from its last to the end of 2024."""
    chain = visit_chain(whole(tiny), tiny, "TJK")
    assert chain.missions["event_id"].tolist() == ["tjk-2013-visit", "tjk-2016-visit"]
    assert chain.missions["since"].tolist() == [pd.NA, 33]
    assert chain.gaps.to_numpy().tolist() == [
        [date(2013, 3, 15), date(2016, 1, 1), 33, False],
        [date(2016, 12, 31), date(2024, 12, 31), 96, True],
    ]
    assert chain.waiting == 96
    assert chain.last is not None
    assert chain.last["event_id"] == "tjk-2016-visit"
    assert (chain.elsewhere, chain.attending) == (0, 0)


def test_an_announced_mission_ends_no_gap(tiny: Dataset) -> None:
    chain = visit_chain(whole(tiny), tiny, "KAZ")
    assert chain.missions[["event_id", "is_held"]].to_numpy().tolist() == [["kaz-2024-visit", False]]
    assert chain.gaps.empty
    assert (chain.waiting, chain.last) == (None, None)


def test_a_mission_attended_or_elsewhere_is_no_visit(package: Path) -> None:
    """Attending a mission to another State, or being its subject while it took place abroad, makes no link of the chain."""
    add_row(package, "event_states", event_id="tkm-2018-visit", state="TJK", relation="attending", basis="reported")
    add_second_visit(package, place="aut-vienna", date="2014-03-15")
    dataset = load_dataset(package)
    chain = visit_chain(whole(dataset), dataset, "TJK")
    assert chain.missions["event_id"].tolist() == ["tjk-2013-visit", "tjk-2016-visit"]
    assert (chain.elsewhere, chain.attending) == (1, 1)
    note = visits_note(chain, "Tajikistan", Selection.everything(dataset))
    assert "1 mission to other States that Tajikistan attended" in note
    assert "1 mission about Tajikistan with every place on record elsewhere" in note


def test_a_place_in_another_subject_state_leaves_the_mission_in(package: Path) -> None:
    """A tour of two States of which one place is on record visited both."""
    add_second_visit(package, place="tkm-ashgabat", date="2014-03-15")
    add_row(package, "event_states", event_id="tjk-2013-again", state="TKM", relation="subject", basis="reported")
    dataset = load_dataset(package)
    chain = visit_chain(whole(dataset), dataset, "TJK")
    assert "tjk-2013-again" in set(chain.missions["event_id"])
    assert chain.elsewhere == 0


def test_overlapping_missions_have_no_time_between(package: Path) -> None:
    """The gap runs from the last day of all that came before, not of the one before only."""
    line = line_with(package, "events", event_id="tjk-2013-visit")
    set_cell(package, "events", line, "date", "2013-03-11/2013-06-30")
    add_second_visit(package, date="2013-04-15")
    dataset = load_dataset(package)
    chain = visit_chain(whole(dataset), dataset, "TJK")
    assert chain.gaps["months"].tolist() == [0, 30, 96]  # 30 June 2013 to 1 January 2016
    assert chain.missions["since"].tolist() == [pd.NA, 0, 30]


def test_lanes_by_the_body_that_leads(tiny: Dataset) -> None:
    chain = visit_chain(whole(tiny), tiny, "TJK")
    lanes = mission_lanes(chain, whole(tiny), tiny)
    assert sorted(lanes.to_numpy().tolist()) == [
        ["tjk-2013-visit", "wu-office", "WUO"],
        ["tjk-2016-visit", "wu-task-force", "WUTF"],
    ]
    assert leads_of(lanes, tiny) == {"tjk-2013-visit": "WUO", "tjk-2016-visit": "WUTF"}
    rolled = whole(tiny, roll_up="system")
    assert set(mission_lanes(chain, rolled, tiny)["body"]) == {"wu"}


@pytest.mark.parametrize("state", STATES)
def test_chain_of_the_shipped_data(shipped: Dataset, state: str) -> None:
    """Every mission with the State as subject is in the chain or counted as elsewhere; gaps lie between missions, in order."""
    chain = visit_chain(whole(shipped), shipped, state)
    ties = shipped["event_states"].query("state == @state and basis == 'reported' and relation == 'subject'")
    missions = shipped["events"].query("event_family == 'mission'")
    assert len(chain.missions) + chain.elsewhere == missions["event_id"].isin(ties["event_id"]).sum()
    assert len(chain.gaps) == len(chain.held)
    assert (chain.gaps["months"] >= 0).all()
    ends = chain.closed_gaps["start"].tolist()
    assert all(first <= second for first, second in pairwise(ends))
    assert chain.held["since"].dropna().tolist() == chain.closed_gaps["months"].tolist()
    lanes = mission_lanes(chain, profile_slice(whole(shipped), shipped, state), shipped)
    assert set(lanes["event_id"]) == set(chain.missions["event_id"])
    assert not lanes.duplicated(["event_id", "body"]).any()
    assert len(set(lanes["body"]) - {"", MORE}) <= MOST_LANES


def test_figures_of_the_states(tiny: Dataset) -> None:
    """Worked by hand; partners of Tajikistan at events held: WUO, WUTF, SP, WUC, Antarctica."""
    selected = whole(tiny)
    table = state_figures(selected, tiny, [visit_chain(selected, tiny, state) for state in STATES])
    figures = table.drop(columns=["name"]).astype(object)
    assert figures.where(figures.notna(), None).to_numpy().tolist() == [
        ["KAZ", 3, 0, 4, "", None, None, 1],
        ["KGZ", 2, 0, 4, "", None, None, 0],
        ["TJK", 3, 2, 5, "2016~", 96, 33, 0],
        ["TKM", 2, 1, 3, "2018-06", 78, None, 0],
        ["UZB", 3, 0, 3, "", None, None, 0],
    ]
    words = index_sentence(table, selected.selection)
    assert words.startswith("**Tajikistan has waited longest for a mission**: 96 months to the end of 2024.")
    assert "Visited last: Turkmenistan (June 2018)." in words
    assert "No mission on record as held: Kazakhstan, Kyrgyzstan and Uzbekistan." in words


@pytest.mark.parametrize("state", STATES)
def test_figures_are_the_same_within_the_state(shipped: Dataset, state: str) -> None:
    """The index, the profile and a plain recomputation agree."""
    selected = whole(shipped)
    profile = profile_slice(selected, shipped, state)
    chain = visit_chain(profile, shipped, state)
    pd.testing.assert_frame_equal(chain.missions, visit_chain(selected, shipped, state).missions)
    row = state_figures(profile, shipped, [chain])
    pd.testing.assert_frame_equal(row, state_figures(selected, shipped, [chain]))
    held = held_events(profile)
    assert row["held"].iloc[0] == len(held) == held.nunique()
    partners = partners_by_role(profile, shipped, held, own_bodies(shipped))
    assert row["organizations"].iloc[0] == len(partners)
    assert not set(partners["body"]) & own_bodies(shipped)


def test_the_profile_replaces_the_states_filtered_for(shipped: Dataset) -> None:
    filtered = whole(shipped, states=("KAZ",), first_year=2015)
    expected = whole(shipped, states=("TJK",), first_year=2015)
    assert set(profile_slice(filtered, shipped, "TJK").events["event_id"]) == set(expected.events["event_id"])
    assert profile_slice(expected, shipped, "TJK") is expected


def test_sentence_says_who_waits_and_how_long(tiny: Dataset) -> None:
    selected = whole(tiny, states=("TJK",))
    chain = visit_chain(selected, tiny, "TJK")
    words = profile_sentence(state_figures(selected, tiny, [chain]).iloc[0], chain, selected.selection)
    assert "3 events held are on record, 2 missions to the State among them, with 5 partner organizations" in words
    assert "**about 2016, 96 months before the end of 2024**" in words
    assert "is 33 months, March 2013 to January 2016; the wait since then is longer." in words
    alt = visits_sentence(chain, "Tajikistan")
    assert alt.startswith(
        "2 missions to Tajikistan on an axis of years, the first 11–15 March 2013, the last about 2016."
    )
    assert "without a mission to Kazakhstan" in visits_sentence(visit_chain(whole(tiny), tiny, "KAZ"), "Kazakhstan")


def test_partners_by_year(tiny: Dataset) -> None:
    """The year's main role; a body with two roles at one event counts once."""
    profile = whole(tiny, states=("TKM",))
    cells = partner_years(profile, tiny, ["wu-centre", "wu-office", "ata"])
    assert cells.to_numpy().tolist() == [
        ["wu-centre", 2018, 1, "lead", (("lead", 1), ("funder", 1))],
        ["wu-centre", 2021, 1, "organizer", (("organizer", 1),)],
        ["wu-office", 2018, 1, "participant", (("participant", 1),)],
        ["ata", 2021, 1, "participant", (("participant", 1), ("funder", 1))],  # as often in both: the code list decides
    ]
    assert cell_events(profile, "wu-centre", 2018) == ["tkm-2018-visit"]
    assert cell_events(profile, "wu-centre", 2019) == []


@pytest.mark.parametrize("roll_up", ["listed", "organization", "system"])
def test_partners_by_year_sum_to_their_events(shipped: Dataset, roll_up: str) -> None:
    """An event has one year: the squares of a body sum to its events; roles never exceed the square."""
    profile = whole(shipped, states=("TJK",), roll_up=roll_up, first_year=2014)
    partners = partners_by_role(profile, shipped, held_events(profile), own_bodies(shipped)).head(15)
    cells = partner_years(profile, shipped, partners["body"].tolist())
    listed = profile.participations[profile.participations["event_id"].isin(held_events(profile))]
    distinct = listed.groupby("body")["event_id"].nunique()
    assert cells.groupby("body")["events"].sum().to_dict() == {body: distinct[body] for body in partners["body"]}
    for row in cells.itertuples():
        assert row.role == row.roles[0][0]
        assert row.roles[0][1] == max(count for _role, count in row.roles) <= row.events
        assert len(cell_events(profile, row.body, row.year)) == row.events
    assert cells["year"].between(2014, 2024).all()


def test_topics_are_distinct_events(shipped: Dataset) -> None:
    profile = whole(shipped, states=("UZB",))
    table = topic_counts(profile, shipped)
    rows = profile.event_topics[profile.event_topics["event_id"].isin(held_events(profile))]
    assert table.set_index("topic")["events"].to_dict() == rows.groupby("topic")["event_id"].nunique().to_dict()
    assert table["events"].is_monotonic_decreasing
    assert events_with_topic(profile, shipped) == rows["event_id"].nunique()


def test_counterparts(tiny: Dataset) -> None:
    profile = whole(tiny, states=("TJK",))
    assert counterparts(profile, tiny, "TJK").to_numpy().tolist() == [
        ["tjk-ministry", "Ministry of Trials", False, 1, 2013, "host", "Ministry of Trials"]
    ]
    kazakh = counterparts(whole(tiny, states=("KAZ",)), tiny, "KAZ")
    assert kazakh[["body", "is_state", "events", "last_year"]].to_numpy().tolist() == [
        ["kaz", True, 1, 2019],
        ["kaz-ministry", False, 1, 2015],
    ]


@pytest.mark.parametrize("state", STATES)
def test_counterparts_belong_to_the_state(shipped: Dataset, state: str) -> None:
    profile = whole(shipped, states=(state,), roll_up="system")
    rows = counterparts(profile, shipped, state).set_index("body")
    listed = profile.participations[profile.participations["event_id"].isin(held_events(profile))]
    own = shipped["organizations"].query("state == @state")["organization_id"]
    expected = listed[listed["organization_id"].isin(own)].groupby("organization_id")["event_id"].nunique()
    assert rows["events"].to_dict() == expected.to_dict()


def test_reported_figures(package: Path) -> None:
    """Those about the State first; a number about no State belongs to every subject, one about another State to none here."""
    dataset = load_dataset(package)
    rows = reported_figures(whole(dataset, states=("TJK",)), dataset, "TJK")
    assert rows[["event_id", "is_of_state", "stated_by", "link", "states"]].to_numpy().tolist() == [
        ["tjk-2013-visit", True, "Ministry of Trials", "https://example.org/two#visit", 1]
    ]
    assert rows["value"].tolist() == ["about at least 1,000 people"]
    add_row(
        package,
        "figures",
        figure_id="aut-2021-launch-1",
        event_id="aut-2021-launch",
        source_id="example-seven",
        what="Guests",
        unit="people",
        value_min="9",
        value_max="9",
        is_approximate="false",
        stated_by="Antarctica",
    )
    dataset = load_dataset(package)
    rows = reported_figures(whole(dataset, states=("TJK",)), dataset, "TJK")
    assert rows["event_id"].tolist() == ["tjk-2013-visit", "aut-2021-launch"]
    table = figures_table(rows, "Tajikistan")
    assert table["About"].tolist() == ["Tajikistan", "whole event, 5 States"]
    kazakh = reported_figures(whole(dataset, states=("KAZ",)), dataset, "KAZ")
    assert kazakh["event_id"].tolist() == ["kaz-2019-return", "aut-2021-launch"]


@pytest.mark.parametrize("state", STATES)
def test_reported_figures_of_the_shipped_data(shipped: Dataset, state: str) -> None:
    profile = whole(shipped, states=(state,))
    rows = reported_figures(profile, shipped, state)
    frame = shipped["figures"]
    subject = profile.event_states.query("state == @state and relation == 'subject'")["event_id"]
    own = frame[(frame["state"] == state) & frame["event_id"].isin(profile.events["event_id"])]
    open_ = frame[(frame["state"] == "") & frame["event_id"].isin(subject)]
    assert (len(rows), int(rows["is_of_state"].sum())) == (len(own) + len(open_), len(own))
    assert rows["is_of_state"].is_monotonic_decreasing
    assert (rows["stated_by"] != "").all()


def test_searches_that_name_the_state(tiny: Dataset) -> None:
    assert searches_naming(tiny, "TJK") == (1, 2)
    assert searches_naming(tiny, "KAZ") == (0, 2)


@pytest.mark.parametrize("width", [960, 350])
def test_marks_and_gaps_are_drawn(shipped: Dataset, width: int) -> None:
    """Every mission once in each lane that has it; gaps too short for a number have none."""
    chain = visit_chain(whole(shipped), shipped, "TJK")
    lanes = [Lane("All", "", tuple(chain.missions["event_id"]), chain.gaps), Lane("None", "", ())]
    figure = visit_lanes(chain.missions, lanes, {}, shipped.labels("event_types"), (2010, 2024), width)
    points = [event for trace in figure.data if trace.customdata is not None for event in trace.customdata]
    assert sorted(points) == sorted(chain.missions["event_id"])
    numbers = [int(text.strip("<b>/")) for trace in figure.data if trace.mode == "text" for text in trace.text]
    assert set(numbers) <= set(chain.gaps["months"])
    assert int(chain.gaps["months"].max()) in numbers
    assert len(figure.to_json()) < 60_000


def test_figures_hold_what_the_tables_hold(shipped: Dataset) -> None:
    profile = whole(shipped, states=("KGZ",))
    partners = partners_by_role(profile, shipped, held_events(profile), own_bodies(shipped)).head(15)
    cells = partner_years(profile, shipped, partners["body"].tolist())
    letters = dict(zip(shipped["roles"]["role"], shipped["roles"]["letter"], strict=True))
    figure = partner_squares(
        cells, partners, shipped.labels("roles"), letters, (2010, 2024), {"osce": "organization?of=osce"}, 960
    )
    points = {tuple(point) for trace in figure.data for point in trace.customdata}
    assert points == {(body, str(year)) for body, year in zip(cells["body"], cells["year"], strict=True)}
    assert any("organization?of=osce" in label for label in figure.layout.yaxis.ticktext) == (
        "osce" in set(partners["body"])
    )
    assert len(figure.to_json()) < 60_000
    topics = topic_counts(profile, shipped)
    assert list(topic_bars(topics).data[0].x)[::-1] == topics["events"].tolist()


def test_table_of_the_visits(tiny: Dataset) -> None:
    chain = visit_chain(whole(tiny), tiny, "TJK")
    table = visits_table(chain, {"tjk-2013-visit": "WUO"}, tiny)
    assert table["Months since the one before"].tolist() == [pd.NA, 33]
    assert table["Led or organized by"].tolist() == ["WUO", ""]
    assert table["Date"].tolist() == ["11–15 March 2013", "about 2016"]
