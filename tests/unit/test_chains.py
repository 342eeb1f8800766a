"""Chains and series from the relations between events, worked by hand on the tiny package, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from atlas.dataset import Dataset
from atlas.load import load_dataset
from atlas.queries.chains import (
    BY,
    RELATIONS,
    By,
    Chains,
    Kind,
    Links,
    chains,
    months_between,
)
from atlas.queries.follow_ups import Steps, assessments, reached_from, steps_taken
from atlas.selection import Selection
from tests.packages import add_row

WIDTH = 700
KINDS: tuple[Kind, ...] = get_args(Kind)


def days(*dates: str) -> np.ndarray:  # type: ignore[type-arg]
    """Days since 1970."""
    return np.array(dates, dtype="datetime64[D]").astype(np.int64)


def steps(found: Chains) -> list[list[str]]:
    """The events of each chain, in order."""
    return [part["event_id"].tolist() for _number, part in found.events.groupby("chain")]


def pairs(found: Chains) -> list[tuple[str, str, str, str, int]]:
    """Every line: from, to, relation, basis, months."""
    ids = found.events["event_id"].tolist()
    columns = ["first", "second", "relation", "basis", "months"]
    return [(ids[first], ids[second], *rest) for first, second, *rest in found.links[columns].itertuples(index=False)]


def all_of(dataset: Dataset, *, inferred: bool = False, **facets: tuple[str, ...]) -> Selection:
    """Every event, or those that facets let through."""
    return Selection(
        dataset.schema.first_year,
        dataset.schema.last_year,
        is_with_inferred=inferred,
        **facets,  # type: ignore[arg-type]
    )


@pytest.fixture
def linked(package: Path) -> Dataset:
    """The tiny package with a longer cycle and a series: visit 2013, follow-up 2016, training 2019 (inferred) and a meeting as
    part of the visit; briefing 2020, meeting 2014 and visit 2018 as editions of one series.
    """
    for event, relation, other, basis in (
        ("uzb-2019-training", "follow_up_to", "tjk-2016-visit", "inferred"),
        ("kgz-2014-meeting", "part_of", "tjk-2013-visit", "reported"),
        ("uzb-2020-briefing", "same_series", "kgz-2014-meeting", "reported"),
        ("tkm-2018-visit", "same_series", "uzb-2020-briefing", "inferred"),
    ):
        add_row(package, "event_relations", event_id=event, relation=relation, related_event_id=other, basis=basis)
    return load_dataset(package)


def test_chains_by_state(tiny: Dataset) -> None:
    """Two chains, by State and then start; an announcement leads to what it announced, a follow-up comes after."""
    found = chains(all_of(tiny).apply(tiny), tiny, "chains", "state", WIDTH)
    assert steps(found) == [["aut-2021-launch", "kaz-2024-visit"], ["tjk-2013-visit", "tjk-2016-visit"]]
    assert found.events["heading"].tolist() == ["Kazakhstan"] * 2 + ["Tajikistan"] * 2
    assert found.events["heading_key"].tolist() == ["KAZ"] * 2 + ["TJK"] * 2
    assert found.events["label"].unique().tolist() == [
        "Launch of the Lantern programme in Vienna",
        "Assessment visit to Tajikistan",
    ]
    assert pairs(found) == [
        ("aut-2021-launch", "kaz-2024-visit", "announces", "reported", 43),
        ("tjk-2013-visit", "tjk-2016-visit", "follow_up_to", "reported", 33),
    ]
    assert (found.outside, found.between) == (0, 0)
    assert found.events["months"].fillna(-1).tolist() == [-1, 43, -1, 33]
    assert found.events["role"].tolist() == ["other", "assessment", "assessment", "follow_up"]


def test_links_out_of_the_selection_are_counted(tiny: Dataset) -> None:
    """A chain with one event in the selection is none; its link is counted."""
    found = chains(Selection(2014, 2024).apply(tiny), tiny, "chains", "state", WIDTH)
    assert (steps(found), found.outside) == ([["aut-2021-launch", "kaz-2024-visit"]], 1)


def test_inferred_links_need_the_switch(linked: Dataset) -> None:
    """Reported facts only: the training is no step."""
    reported = chains(all_of(linked).apply(linked), linked, "chains", "state", WIDTH)
    assert ["tjk-2013-visit", "kgz-2014-meeting", "tjk-2016-visit"] in steps(reported)
    whole = chains(all_of(linked, inferred=True).apply(linked), linked, "chains", "state", WIDTH)
    assert ["tjk-2013-visit", "kgz-2014-meeting", "tjk-2016-visit", "uzb-2019-training"] in steps(whole)
    assert ("tjk-2016-visit", "uzb-2019-training", "follow_up_to", "inferred", 24) in pairs(whole)
    assert ("tjk-2013-visit", "kgz-2014-meeting", "part_of", "reported", 21) in pairs(whole)
    assert set(whole.events.loc[whole.events["chain"] == 1, "heading"]) == {"Several States"}


def test_headings_follow_the_chosen_states(linked: Dataset) -> None:
    """With one State chosen, its events stand under it."""
    found = chains(all_of(linked, states=("TJK",)).apply(linked), linked, "chains", "state", WIDTH)
    assert found.events["heading"].unique().tolist() == ["Tajikistan"]
    assert steps(found) == [["tjk-2013-visit", "tjk-2016-visit"]]


def test_chains_by_programme(package: Path) -> None:
    """Links within a programme join; others are counted."""
    add_row(
        package, "event_relations", event_id="uzb-2019-training", relation="follow_up_to",
        related_event_id="kgz-2014-meeting", basis="reported",
    )  # fmt: skip
    dataset = load_dataset(package)
    found = chains(all_of(dataset).apply(dataset), dataset, "chains", "programme", WIDTH)
    assert steps(found) == [["kgz-2014-meeting", "uzb-2019-training"]]
    assert found.events["label"].unique().tolist() == ["Compass project"]
    assert found.between == 2


def test_editions_are_joined_each_to_the_next(linked: Dataset) -> None:
    """By time, whatever the rows say; a step is reported where stated relations alone join both ends."""
    found = chains(all_of(linked, inferred=True).apply(linked), linked, "series", "state", WIDTH)
    assert pairs(found) == [
        ("kgz-2014-meeting", "tkm-2018-visit", "same_series", "inferred", 40),
        ("tkm-2018-visit", "uzb-2020-briefing", "same_series", "inferred", 21),
    ]
    reported = chains(all_of(linked).apply(linked), linked, "series", "state", WIDTH)
    assert pairs(reported) == [("kgz-2014-meeting", "uzb-2020-briefing", "same_series", "reported", 63)]


def test_a_line_runs_through_no_mark(linked: Dataset) -> None:
    """The follow-up stands beside the visit, not beside the meeting between them, which is in the visit's row no more."""
    found = chains(all_of(linked).apply(linked), linked, "chains", "state", WIDTH)
    rows = found.events.set_index("event_id")["row"]
    assert rows["tjk-2013-visit"] == rows["kgz-2014-meeting"] == 0
    assert rows["tjk-2016-visit"] == 1


@pytest.mark.parametrize("inferred", [False, True])
@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("kind", KINDS)
def test_what_always_holds(shipped: Dataset, kind: Kind, by: By, inferred: bool) -> None:
    """Each event once; lines within a chain and forward in time; every relation of the kind drawn, between or outside."""
    selected = all_of(shipped, inferred=inferred).apply(shipped)
    found = chains(selected, shipped, kind, by, WIDTH)
    events, links = found.events, found.links
    assert len(found) == events["chain"].nunique() > 0
    assert events["event_id"].is_unique
    assert (events.groupby("chain").size() > 1).all()
    chain, order = events["chain"].to_numpy(), events["event_row"].to_numpy()
    assert (chain[links["first"]] == chain[links["second"]]).all()
    assert (chain[links["first"]] == links["chain"]).all()
    if kind == "series":
        assert (order[links["first"]] < order[links["second"]]).all()
        assert len(links) == len(events) - len(found)
    else:
        rows = shipped["event_relations"]
        rows = rows[rows["relation"] != "same_series"]
        rows = rows if inferred else rows[rows["basis"] == "reported"]
        assert len(links) + found.between == len(rows)
    # Marks of one chain and row stand apart, and no line runs along a row past another mark.
    for _key, part in events.groupby(["chain", "row"]):
        assert (part["end"].to_numpy()[:-1] <= part["earliest"].to_numpy()[1:]).all()
    row = events["row"].to_numpy()
    for first, second in links[["first", "second"]].itertuples(index=False):
        between = (chain == chain[first]) & (row == row[first]) & (row[first] == row[second])
        between &= (np.arange(len(events)) > min(first, second)) & (np.arange(len(events)) < max(first, second))
        assert not between.any()


def test_the_longest_chains_are_kept_in_their_order(shipped: Dataset) -> None:
    """A smaller part of the same, with the lines at the same events."""
    selected = all_of(shipped).apply(shipped)
    whole = chains(selected, shipped, "chains", "state", WIDTH)
    assert whole.shown == len(whole)
    part = chains(selected, shipped, "chains", "state", WIDTH, 5)
    assert (len(part), part.shown) == (len(whole), 5)
    sizes = sorted(map(len, steps(whole)), reverse=True)
    assert sorted(map(len, steps(part)), reverse=True) == sizes[:5]
    assert [chain for chain in steps(whole) if chain in steps(part)] == steps(part)
    kept = {event for chain in steps(part) for event in chain}
    assert pairs(part) == [pair for pair in pairs(whole) if pair[0] in kept]


def test_a_chart_draws_no_more_events_than_it_can(shipped: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer chains where they are long, but one at least."""
    selected = all_of(shipped).apply(shipped)
    sizes = sorted(map(len, steps(chains(selected, shipped, "chains", "state", WIDTH))), reverse=True)
    monkeypatch.setattr("atlas.queries.chains.MOST_STEPS", sizes[0] + sizes[1])
    assert chains(replace(selected), shipped, "chains", "state", WIDTH, 40).shown == 2
    monkeypatch.setattr("atlas.queries.chains.MOST_STEPS", 1)
    assert chains(replace(selected), shipped, "chains", "state", WIDTH, 40).shown == 1


def test_steps_taken(linked: Dataset) -> None:
    """One chain starts with an assessment; its training is inferred."""
    found = chains(all_of(linked, inferred=True).apply(linked), linked, "chains", "state", WIDTH)
    assert steps_taken(found, linked) == Steps(assessments=1, follow_ups=1, trainings=1, deliveries=0)
    found = chains(all_of(linked).apply(linked), linked, "chains", "state", WIDTH)
    assert steps_taken(found, linked) == Steps(assessments=1, follow_ups=1, trainings=0, deliveries=0)


def test_assessments_look_beyond_the_selection(linked: Dataset) -> None:
    """With assessments alone selected, what followed is still found; an announced assessment is none."""
    selection = all_of(linked, inferred=True, types=("assessment_visit",))
    rows = assessments(selection.apply(linked), linked)
    assert rows[["event_id", "states", "follow_up", "training", "delivery"]].to_numpy().tolist() == [
        [
            "tjk-2013-visit",
            "Tajikistan",
            "Follow-up visit to Tajikistan",
            "Training of border guards in Surxondaryo",
            "",
        ]
    ]
    reported = assessments(all_of(linked).apply(linked), linked)
    assert reported[["follow_up", "training"]].to_numpy().tolist() == [["Follow-up visit to Tajikistan", ""]]


def test_nothing(tiny: Dataset) -> None:
    """No event, no chain, no assessment; all columns."""
    selected = Selection(2010, 2011).apply(tiny)
    whole = chains(all_of(tiny).apply(tiny), tiny, "chains", "state", WIDTH)
    for kind in KINDS:
        for by in BY:
            found = chains(selected, tiny, kind, by, WIDTH)
            assert (len(found), len(found.events), len(found.links)) == (0, 0, 0)
            assert list(found.events.columns) == list(whole.events.columns)
            assert steps_taken(found, tiny) == Steps(0, 0, 0, 0)
    assert assessments(selected, tiny).empty


def test_months_between() -> None:
    """Whole months; a day short of a month is none; 0 where the second is not later."""
    last = days("2013-03-15", "2013-03-15", "2013-03-31", "2014-01-01")
    first = days("2013-04-14", "2013-04-15", "2014-03-31", "2013-01-01")
    assert months_between(last, first).tolist() == [0, 1, 12, 0]


def test_reached_from() -> None:
    """Through others, over a circle, from several sources; a source reaches itself only over a circle."""
    first, second = np.array([0, 1, 2, 5, 6]), np.array([1, 2, 3, 6, 5])
    links = Links(first, second, np.zeros(5, dtype=np.int64), np.ones(5, dtype=bool))
    source, reached = reached_from(np.array([0, 2, 5]), links)
    assert sorted(zip(source.tolist(), reached.tolist(), strict=True)) == [
        (0, 1), (0, 2), (0, 3), (2, 3), (5, 5), (5, 6),
    ]  # fmt: skip


def test_relations_are_those_of_the_code_list(tiny: Dataset) -> None:
    """A relation that is added to the data must be given a direction here."""
    assert set(RELATIONS) == set(tiny["event_relation_types"]["relation"])
