"""Partnerships, worked by hand on the tiny dataset, and recomputed the slow way on the shipped one."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.figures.network import line_classes, network_figure
from atlas.figures.tie_matrix import tie_squares
from atlas.queries.partnerships import (
    LEAST_STEPS,
    LEGIBLE_TIES,
    MOST_DRAWN,
    CoListing,
    co_listing,
    drawn_bodies,
    fitting_least,
    focus_bodies,
    joint_events,
    partner_network,
    placed,
    ties_among,
)
from atlas.selection import Selection, Slice
from atlas.sentences.partnerships import (
    communities_in_words,
    communities_sentence,
    community_labels,
    limits_sentences,
    no_ties_sentence,
    opening_sentence,
    partnerships_alt,
    partnerships_note,
    warning_sentence,
)
from atlas.tables.partnerships import bodies_table, graphml, partners_table, ties_table


def selected_from(dataset: Dataset, **facets: Any) -> Slice:
    """A selection over the whole period."""
    return Selection(2010, 2024, **facets).apply(dataset)


def listing_of(dataset: Dataset, focus: str = "", **facets: Any) -> CoListing:
    """Who is listed with whom over the whole period."""
    return co_listing(selected_from(dataset, **facets), dataset, focus)


def ties_of(listing: CoListing) -> dict[tuple[str, str], tuple[int, float]]:
    """Pair to events and Newman's weight."""
    ties = listing.ties
    return {
        (a, b): (events, shared)
        for a, b, events, shared in zip(ties["a"], ties["b"], ties["events"], ties["shared"], strict=True)
    }


def test_ties_by_hand(tiny: Dataset) -> None:
    """The office and the Pact meet twice: with the task force in 2013 (three bodies, 1/2 each) and alone in 2014 (1).
    The office's branch counts as the office. What only a curator inferred (Antarctica in 2013) does not count.
    """
    listing = listing_of(tiny)
    assert ties_of(listing) == {
        ("steppe-pact", "wu-office"): (2, 1.5),
        ("ata", "wu-centre"): (1, 1.0),
        ("ata", "wu-office"): (1, 1.0),
        ("steppe-pact", "wu-task-force"): (1, 0.5),
        ("wu-centre", "wu-office"): (1, 1.0),
        ("wu-office", "wu-task-force"): (1, 0.5),
    }
    assert listing.ties["events"].tolist() == [2, 1, 1, 1, 1, 1]
    assert dict(zip(listing.bodies["body"], listing.bodies["events"], strict=True)) == {
        "wu-centre": 4,
        "wu-office": 4,
        "ata": 3,
        "steppe-pact": 2,
        "wu-task-force": 2,
    }
    assert (listing.events, listing.linking) == (9, 5)
    assert listing.longest == ("Assessment visit to Tajikistan", 3)


def test_inferred_listings_link_only_when_asked_for(tiny: Dataset) -> None:
    with_inferred = ties_of(listing_of(tiny, is_with_inferred=True))
    assert with_inferred["ata", "steppe-pact"] == (1, pytest.approx(1 / 3))
    assert with_inferred["ata", "wu-office"] == (2, pytest.approx(1 + 1 / 3))


def test_roll_up(tiny: Dataset) -> None:
    """As listed, the branch and its office are two; as families, the Union is tied to the Pact and to Antarctica."""
    assert ties_of(listing_of(tiny, roll_up="listed"))["wu-branch", "wu-office"] == (1, pytest.approx(1 / 3))
    assert ties_of(listing_of(tiny, roll_up="system")) == {("ata", "wu"): (2, 2.0), ("steppe-pact", "wu"): (2, 2.0)}


def test_network_by_hand(tiny: Dataset) -> None:
    """Two triangles that share the office: of the six pairs of others, four meet only through it."""
    network = partner_network(listing_of(tiny), 1)
    rows = network.bodies.set_index("body")
    assert rows["partners"].to_dict() == {
        "wu-office": 4,
        "steppe-pact": 2,
        "wu-task-force": 2,
        "wu-centre": 2,
        "ata": 2,
    }
    assert rows["together"].to_dict() == {
        "wu-office": 5,
        "steppe-pact": 3,
        "wu-task-force": 2,
        "wu-centre": 2,
        "ata": 2,
    }
    assert rows["betweenness"].to_dict() == {
        "wu-office": pytest.approx(4 / 6),
        "steppe-pact": 0,
        "wu-task-force": 0,
        "wu-centre": 0,
        "ata": 0,
    }
    assert network.communities == (("wu-office", "steppe-pact", "wu-task-force"), ("wu-centre", "ata"))
    assert network.modularity == pytest.approx(4 / 7 + 1 / 7 - (10 / 14) ** 2 - (4 / 14) ** 2)


def test_least(tiny: Dataset) -> None:
    listing = listing_of(tiny)
    network = partner_network(listing, 2)
    assert network.bodies["body"].tolist() == ["wu-office", "steppe-pact"]
    assert len(network.ties) == 1
    nothing = partner_network(listing, 3)
    assert len(nothing.bodies) == len(nothing.ties) == 0
    assert nothing.communities == ()
    assert "the most is 2" in no_ties_sentence(listing, 3)


def test_focus_below_the_roll_up_stands_for_itself(tiny: Dataset) -> None:
    """The branch is taken out of its office, which is then the rest of it."""
    listing = listing_of(tiny, focus="wu-branch")
    assert listing.partners().set_index("body")["events"].to_dict() == {
        "ata": 1,
        "steppe-pact": 1,
        "wu-office": 1,
        "wu-task-force": 1,
    }
    names = listing.bodies.set_index("body")["name"]
    assert names["wu-office"] == "Rest of WUO"
    assert names["wu-task-force"] == "WUTF"
    assert "**Prevention Branch** is listed at 2 events, together with 4 organizations" in opening_sentence(listing)


def test_focus_above_the_roll_up_holds_all_beneath(tiny: Dataset) -> None:
    listing = listing_of(tiny, focus="wu", roll_up="listed")
    assert listing.partners().set_index("body")["events"].to_dict() == {
        "ata": 2,
        "ata-ministry": 1,
        "steppe-pact": 2,
    }


def test_neighbourhood(tiny: Dataset) -> None:
    """The Pact's neighbours are the office and the task force; with two events, the office alone."""
    listing = listing_of(tiny, focus="steppe-pact")
    near = partner_network(listing, 1)
    assert sorted(near.bodies["body"]) == ["steppe-pact", "wu-office", "wu-task-force"]
    assert len(near.ties) == 3
    assert sorted(partner_network(listing, 2).bodies["body"]) == ["steppe-pact", "wu-office"]


def test_tie_among_partners_needs_both_to_be_partners(tiny: Dataset) -> None:
    """The Pact and the office meet twice, but each meets the branch once: at two events neither is its partner."""
    assert partner_network(listing_of(tiny, focus="wu-branch"), 2).ties.empty


def test_body_that_is_not_listed(tiny: Dataset) -> None:
    listing = listing_of(tiny, focus="steppe-pact", states=("UZB",))
    assert "steppe-pact" not in set(listing.bodies["body"])
    assert partner_network(listing, 1).ties.empty


def test_nothing_selected(tiny: Dataset) -> None:
    listing = listing_of(tiny, words="xyzzy")
    assert (listing.events, listing.linking, len(listing.ties), len(listing.bodies)) == (0, 0, 0, 0)
    assert fitting_least(listing) == 1
    assert partner_network(listing, 1).bodies.empty


def test_joint_events_by_hand(tiny: Dataset) -> None:
    selected = selected_from(tiny)
    assert joint_events(selected, tiny, "steppe-pact", "wu-office") == ["tjk-2013-visit", "kgz-2014-meeting"]
    assert joint_events(selected, tiny, "steppe-pact", "wu-office", focus="wu-branch") == [
        "tjk-2013-visit",
        "kgz-2014-meeting",
    ]
    assert joint_events(selected, tiny, "steppe-pact", "wu-branch", focus="wu-branch") == ["tjk-2013-visit"]
    assert joint_events(selected, tiny, "steppe-pact", "nobody") == []


def test_bodies_to_ask_for(tiny: Dataset) -> None:
    """Every body that is listed somewhere and those above it; the five States and their own are left out."""
    assert set(focus_bodies(tiny)) == {
        *("ata", "ata-ministry", "steppe-pact", "wu", "wu-branch", "wu-centre", "wu-office", "wu-task-force"),
    }


@pytest.mark.parametrize("level", ROLL_UP_COLUMNS)
def test_ties_the_slow_way(shipped: Dataset, level: Any) -> None:
    selected = selected_from(shipped, roll_up=level)
    own = set(shipped["organizations"].query("is_central_asian")["organization_id"])
    listed: dict[str, set[str]] = {}
    rows = selected.participations
    for event, organization, body in zip(rows["event_id"], rows["organization_id"], rows["body"], strict=True):
        if organization not in own:
            listed.setdefault(event, set()).add(body)
    together = Counter(pair for bodies in listed.values() for pair in combinations(sorted(bodies), 2))
    listing = co_listing(selected, shipped)
    assert {pair: events for pair, (events, _shared) in ties_of(listing).items()} == together
    assert listing.linking == sum(len(bodies) > 1 for bodies in listed.values())
    # Newman's weights of a body add up to the events at which it is listed with another.
    ends = pd.concat([listing.ties[["a", "shared"]], listing.ties[["b", "shared"]].set_axis(["a", "shared"], axis=1)])
    linking = Counter(body for bodies in listed.values() if len(bodies) > 1 for body in bodies)
    assert ends.groupby("a")["shared"].sum().to_dict() == pytest.approx(linking)


@pytest.mark.parametrize("focus", ["", "sco-rats", "un"])
def test_joint_events_are_those_of_the_ties(shipped: Dataset, focus: str) -> None:
    selected = selected_from(shipped)
    listing = co_listing(selected, shipped, focus)
    for a, b, events in listing.ties[["a", "b", "events"]].head(20).itertuples(index=False):
        assert len(joint_events(selected, shipped, a, b, focus)) == events


@pytest.mark.parametrize("focus", ["", "sco-rats"])
@pytest.mark.parametrize("level", ROLL_UP_COLUMNS)
def test_fitting_least_is_the_smallest_that_fits(shipped: Dataset, level: Any, focus: str) -> None:
    listing = listing_of(shipped, focus, roll_up=level)
    least = fitting_least(listing)
    assert len(partner_network(listing, least).ties) <= LEGIBLE_TIES
    smaller = [step for step in LEAST_STEPS if step < least]
    assert all(len(partner_network(listing, step).ties) > LEGIBLE_TIES for step in smaller)


@pytest.mark.parametrize("focus", ["", "sco-rats"])
def test_order_of_rows_changes_nothing(shipped: Dataset, focus: str) -> None:
    selected = selected_from(shipped)
    shuffled = replace(selected, participations=selected.participations.sample(frac=1, random_state=5))
    one, other = (co_listing(each, shipped, focus) for each in (selected, shuffled))
    assert_frame_equal(one.bodies, other.bodies)
    assert_frame_equal(one.ties, other.ties)
    first, second = (partner_network(each, 3) for each in (one, other))
    assert_frame_equal(first.bodies, second.bodies)
    assert first.communities == second.communities
    assert_frame_equal(placed(first.bodies, first.ties), placed(second.bodies, second.ties))


def test_picture_holds_the_bodies_listed_most(shipped: Dataset) -> None:
    network = partner_network(listing_of(shipped, roll_up="listed"), 1)
    drawn = drawn_bodies(network)
    left_out = network.bodies[~network.bodies["body"].isin(drawn["body"])]
    assert len(drawn) == MOST_DRAWN
    assert left_out["events"].max() <= drawn["events"].min()
    ties = ties_among(network, drawn)
    assert set(ties["a"]) | set(ties["b"]) <= set(drawn["body"])
    assert f"Drawn are the {MOST_DRAWN} listed most" in partnerships_note(network, "network")


def test_network_is_drawn_whole(tiny: Dataset) -> None:
    network = partner_network(listing_of(tiny), 1)
    figure = network_figure(placed(network.bodies, network.ties), network.ties, community_labels(network), 960)
    points = [point for trace in figure.data for point in (trace.customdata if trace.customdata is not None else [])]
    bodies = {point for point in points if isinstance(point, str)}
    pairs = {tuple(point) for point in points if not isinstance(point, str)}
    assert bodies == set(network.bodies["body"])
    assert pairs == set(zip(network.ties["a"], network.ties["b"], strict=True))
    labels = {text for trace in figure.data if trace.mode == "markers+text" for text in trace.text}
    assert labels == set(network.bodies["name"])


def test_matrix_is_symmetric(tiny: Dataset) -> None:
    network = partner_network(listing_of(tiny), 1)
    figure = tie_squares(network.bodies, network.ties, community_labels(network), {}, 960, (0, 5))
    squares = {
        tuple(pair): int(text)
        for trace in figure.data
        if trace.customdata is not None
        for pair, text in zip(trace.customdata, trace.text, strict=True)
    }
    both = {(a, b): events for (a, b), (events, _shared) in ties_of(listing_of(tiny)).items()}
    assert squares == both | {(b, a): events for (a, b), events in both.items()}
    part = tie_squares(network.bodies, network.ties, community_labels(network), {}, 960, (3, 2))
    columns = {pair[1] for trace in part.data if trace.customdata is not None for pair in trace.customdata}
    assert columns <= set(network.bodies["body"].iloc[3:5])


def test_names_link_to_profiles(tiny: Dataset) -> None:
    network = partner_network(listing_of(tiny), 1)
    hrefs = {"wu-office": "organization?of=wu-office"}
    figure = tie_squares(network.bodies, network.ties, community_labels(network), hrefs, 960, (0, 5))
    assert [text for text in figure.layout.yaxis.ticktext if "href" in text] == [
        '<a href="organization?of=wu-office" target="_self">WUO</a>'
    ]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], []),
        ([4, 4], [(4, 4)]),
        ([1, 2], [(1, 1), (2, 2)]),
        ([1, 16, 3], [(1, 1), (2, 3), (4, 7), (8, 16)]),
    ],
)
def test_line_classes(events: list[int], expected: list[tuple[int, int]]) -> None:
    assert line_classes(pd.Series(events, dtype="int64")) == expected


@pytest.mark.parametrize("most", range(1, 60))
def test_every_tie_has_one_width(most: int) -> None:
    classes = line_classes(pd.Series(range(1, most + 1)))
    assert [number for first, last in classes for number in range(first, last + 1)] == list(range(1, most + 1))


def test_words(tiny: Dataset) -> None:
    listing = listing_of(tiny)
    network = partner_network(listing, 1)
    assert opening_sentence(listing) == (
        "5 organizations are listed at 9 events; 5 of these events list two or more of them. "
        "Listed together most often: Steppe Pact with WUO (2)."
    ).replace("Steppe Pact", listing.bodies.set_index("body")["name"]["steppe-pact"])
    assert community_labels(network) == ["A: WUO, SP and WUTF", "B: WUC and Antarctica"]
    assert communities_in_words(network) == ["**A** (3): WUO, SP and WUTF", "**B** (2): WUC and Antarctica"]
    assert "Q = 0.12 for 5 organizations and 6 ties" in communities_sentence(network)
    assert "a division is weak" in communities_sentence(network)
    assert "the strongest joins SP and WUO (2)" in partnerships_alt(network, "network")
    # Three of seven pairings stem from the visit of 2013.
    assert "the longest list makes 43 % of all pairings" in " ".join(limits_sentences(listing))
    assert "With 5 events that link anybody" in warning_sentence(listing)


def test_tables(tiny: Dataset) -> None:
    listing = listing_of(tiny)
    network = partner_network(listing, 1)
    assert ties_table(network).iloc[0].tolist()[:4] == ["SP", "WUO", 2, 1.5]
    table, bodies = bodies_table(network, community_labels(network))
    assert bodies[:2] == ["wu-office", "steppe-pact"]
    assert table.iloc[0].tolist()[:5] == ["WUO", 4, 4, 5, 0.667]
    partners, ids = partners_table(listing_of(tiny, focus="steppe-pact"))
    assert ids == ["wu-office", "wu-task-force"]
    assert partners.iloc[0].tolist()[:4] == ["WUO", 2, 100, 4]


@pytest.mark.parametrize("focus", ["", "sco-rats"])
def test_graphml_round_trip(shipped: Dataset, focus: str) -> None:
    network = partner_network(listing_of(shipped, focus), 2)
    labels = community_labels(network)
    graph = nx.read_graphml(io.BytesIO(graphml(network, labels, {"selection": "all", "data_version": "1"})))
    assert graph.graph["selection"] == "all"
    assert {frozenset(pair): weight for *pair, weight in graph.edges.data("weight")} == {
        frozenset((a, b)): events
        for a, b, events in network.ties[["a", "b", "events"]].itertuples(index=False, name=None)
    }
    assert len(graph) == len(network.bodies)
    for row in network.bodies.itertuples():
        node = graph.nodes[row.body]
        assert (node["label"], node["name"], node["kind"]) == (row.name, row.full_name, row.kind)
        assert (node["family"], node["events"], node["partners"]) == (row.heading, row.events, row.partners)
        assert node["community"] == labels[row.community]
        assert node["betweenness"] == pytest.approx(row.betweenness)
        assert graph.degree(row.body) == row.partners
        assert graph.degree(row.body, weight="weight") == row.together == node["events_together"]
