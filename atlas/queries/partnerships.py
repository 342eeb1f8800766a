"""Partnerships: which bodies are listed at the same events, as pairs and as a network with communities and centrality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.queries.bodies import bodies_within
from atlas.queries.network import Ints, betweenness, communities, spring_positions
from atlas.selection import RollUp, Slice, headings, remembered
from atlas.text import _

LEAST_STEPS = (1, 2, 3, 5, 10, 20)
"""Least numbers of joint events that a reader can ask for."""

LEGIBLE_TIES = 120
"""Most ties of a picture that is still read at a glance."""

MOST_DRAWN = 60
"""Most bodies in a picture."""

LONGEST_LISTS = 10
"""How many of the longest lists of participants the limits speak of."""


@dataclass(frozen=True)
class CoListing:
    """Who is listed with whom, before any least number.

    bodies: body, name, full_name, kind, heading, events (distinct, at which it is listed); most listed first.
    ties: a, b (a before b by id), events (distinct, at which both are listed), shared (Newman's weight: an event with k bodies
    gives 1 / (k - 1) to each of its pairs), reach (the largest least number at which the tie is in the picture: its events;
    with a focus, not more than each end has with the focus); strongest first.
    events: events that list a body; linking: those that list two or more; longest: (title, bodies) of the event with the
    longest list.
    longest_share: share of all pairings that the `LONGEST_LISTS` longest lists make, from 0 to 1.
    focus: the body in question, "" for none.
    """

    bodies: pd.DataFrame
    ties: pd.DataFrame
    events: int
    linking: int
    longest: tuple[str, int]
    longest_share: float
    focus: str

    def partners(self) -> pd.DataFrame:
        """Bodies listed together with the focus: body, events (with it), shared; most often first."""
        ties = self.ties[(self.ties["a"] == self.focus) | (self.ties["b"] == self.focus)]
        other = ties["b"].where(ties["a"] == self.focus, ties["a"])
        return ties.assign(body=other)[["body", "events", "shared"]].reset_index(drop=True)


@dataclass(frozen=True)
class Network:
    """Bodies with a tie of at least `least` events; with a focus, its neighbourhood only.

    bodies: as in `CoListing`, with partners (degree), together (sum of the events of its ties), betweenness (Freeman's, ties
    unweighted, 0 to 1), community (position in `communities`); by community, then most listed first.
    communities: bodies of each, most listed first; the largest community first.
    modularity: of that division, ties weighted by events.
    """

    bodies: pd.DataFrame
    ties: pd.DataFrame
    communities: tuple[tuple[str, ...], ...]
    modularity: float
    least: int
    focus: str


def focus_bodies(dataset: Dataset) -> dict[str, str]:
    """Bodies that can be asked for, at any level, the five States and their own left out: id to name, by heading and name."""
    frame = dataset["organizations"]
    rows = dataset["participations"]
    used = set().union(*(rows[column].unique() for column in ROLL_UP_COLUMNS.values()))
    frame = frame[frame["organization_id"].isin(used) & ~frame["is_central_asian"]]
    order = {heading: position for position, heading in enumerate(headings(dataset))}
    frame = frame.assign(_heading=frame["heading"].map(order), _name=frame["short_name"].str.casefold())
    frame = frame.sort_values(["_heading", "_name", "organization_id"])
    return dict(zip(frame["organization_id"], frame["short_name"], strict=True))


@remembered
def co_listing(selected: Slice, dataset: Dataset, focus: str = "") -> CoListing:
    """Bodies and pairs of bodies of the selection, by the distinct events at which they are listed."""
    listings, names = _listings(selected, dataset, focus)
    count = max(1, len(names))
    event, code = listings // count, listings % count
    event_rows, first, sizes = np.unique(event, return_index=True, return_counts=True)
    # Each listing is paired with those after it at the same event.
    after = np.repeat(first + sizes, sizes) - np.arange(len(code)) - 1
    left = np.repeat(np.arange(len(code)), after)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(after) - after, after)
    pairs, inverse = np.unique(code[left] * count + code[right], return_inverse=True)
    a, b = pairs // count, pairs % count
    events = np.bincount(inverse, minlength=len(pairs))
    shared = np.bincount(inverse, weights=1.0 / (np.repeat(sizes, sizes)[left] - 1), minlength=len(pairs))
    reach = events
    if focus in names:
        with_focus = np.zeros(count, dtype="int64")
        number = names.index(focus)
        at_focus = (a == number) | (b == number)
        with_focus[np.where(a == number, b, a)[at_focus]] = events[at_focus]
        with_focus[number] = events.max(initial=0)
        reach = np.minimum(events, np.minimum(with_focus[a], with_focus[b]))
    elif focus:
        reach = np.zeros_like(events)
    order = np.lexsort((b, a, -events))
    named = np.array(names, dtype=object)
    ties = pd.DataFrame(
        {
            "a": named[a[order]] if names else [],
            "b": named[b[order]] if names else [],
            "events": events[order],
            "shared": shared[order],
            "reach": reach[order],
        }
    )
    longest = int(sizes.argmax()) if len(sizes) else -1
    pairings = np.sort(sizes * (sizes - 1) // 2)
    return CoListing(
        bodies=_named_bodies(
            names, np.bincount(code, minlength=len(names)).tolist(), dataset, focus, selected.selection.roll_up
        ),
        ties=ties,
        events=len(event_rows),
        linking=int((sizes > 1).sum()),
        longest=("", 0)
        if longest < 0
        else (str(dataset["events"]["title"].iloc[int(event_rows[longest])]), int(sizes[longest])),
        longest_share=float(pairings[-LONGEST_LISTS:].sum() / max(1, pairings.sum())),
        focus=focus,
    )


def _listings(selected: Slice, dataset: Dataset, focus: str) -> tuple[Ints, list[str]]:
    """Which body is listed at which event, distinct and sorted, as event row times number of bodies plus position of the body in
    the list that comes second (sorted). The five States and their own bodies are left out. Bodies are rolled up as the selection
    says; the focus stands for itself and everything beneath it at any roll-up.
    """
    organizations = dataset["organizations"]
    columns = ("organization_id", ROLL_UP_COLUMNS[selected.selection.roll_up], "is_central_asian")
    rolled_up = {listed: body for listed, body, is_own in _rows(organizations, columns) if not is_own}
    if focus:
        rolled_up |= dict.fromkeys(bodies_within(dataset, focus) & set(rolled_up), focus)
    codes, listed = pd.factorize(selected.participations["organization_id"])
    names = sorted({rolled_up[body] for body in listed if body in rolled_up})
    position = {body: number for number, body in enumerate(names)}
    code = np.array([position[rolled_up[body]] if body in rolled_up else -1 for body in listed], dtype="int64")[codes]
    rows = selected.participations["event_row"].to_numpy(dtype="int64")
    is_kept = code >= 0
    return np.unique(rows[is_kept] * max(1, len(names)) + code[is_kept]), names


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """The rows as plain tuples: many times faster than `itertuples` on text."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def _named_bodies(names: list[str], events: list[int], dataset: Dataset, focus: str, roll_up: RollUp) -> pd.DataFrame:
    """The bodies with their names; one that a focus was taken out of says so."""
    frame = dataset["organizations"]
    columns = ("short_name", "name", "kind", "heading")
    known = dict(zip(frame["organization_id"].tolist(), _rows(frame, columns), strict=True))
    kinds = dataset.labels("organization_kinds")
    if focus and roll_up != "listed":
        parents = dict(_rows(frame, ("organization_id", "parent_id")))
        above = parents[focus]
        while above:
            name, *others = known[above]
            known[above] = (_("Rest of {body}").format(body=name), *others)
            above = parents[above]
    rows = [(body, *known[body], count) for body, count in zip(names, events, strict=True)]
    rows.sort(key=lambda row: (-row[5], row[1], row[0]))
    bodies = pd.DataFrame(rows, columns=["body", "name", "full_name", "kind", "heading", "events"])
    return bodies.assign(kind=[kinds[kind] for kind in bodies["kind"]])


def fitting_least(listing: CoListing) -> int:
    """The smallest of the least numbers at which the picture can be read (`LEGIBLE_TIES`); beyond the steps, doubled."""
    reach = np.sort(listing.ties["reach"].to_numpy())
    least = next((step for step in LEAST_STEPS if _from(reach, step) <= LEGIBLE_TIES), LEAST_STEPS[-1])
    while _from(reach, least) > LEGIBLE_TIES:
        least *= 2
    return least


def _from(values: Ints, least: int) -> int:
    """How many of the sorted values are at least so large."""
    return len(values) - int(np.searchsorted(values, least))


def partner_network(listing: CoListing, least: int) -> Network:
    """The network of ties of at least `least` events, with its communities and centrality."""
    ties = listing.ties[(listing.ties["reach"] >= least).to_numpy()].reset_index(drop=True)
    ends = ties["a"].tolist(), ties["b"].tolist()
    ids = sorted({*ends[0], *ends[1]})
    position = {body: number for number, body in enumerate(ids)}
    left, right = (np.array([position[body] for body in bodies], dtype="int64") for bodies in ends)
    weights = ties["events"].to_numpy()
    tied = np.zeros((len(ids), len(ids)))
    tied[left, right] = tied[right, left] = weights
    parts, modularity = communities(len(ids), list(zip(left.tolist(), right.tolist(), weights.tolist(), strict=True)))
    # Most listed first within a community; the largest community first, of equals the one with the body listed most.
    place = [(number, position[body]) for number, body in enumerate(listing.bodies["body"]) if body in position]
    row_of = {node: row for row, node in place}
    ranked = sorted(([row_of[node] for node in part] for part in parts), key=lambda rows: (-len(rows), min(rows)))
    groups = [sorted(rows) for rows in ranked]
    rows = [row for group in groups for row in group]
    bodies = listing.bodies.iloc[rows].reset_index(drop=True)
    node = [position[body] for body in bodies["body"]]
    bodies = bodies.assign(
        partners=(tied > 0).sum(axis=1)[node],
        together=tied.sum(axis=1).astype("int64")[node],
        betweenness=betweenness(tied)[node],
        community=np.repeat(np.arange(len(groups)), [len(group) for group in groups]),
    )
    named = tuple(tuple(listing.bodies["body"].iloc[group]) for group in groups)
    return Network(bodies, ties, named, modularity, least, listing.focus)


def drawn_bodies(network: Network) -> pd.DataFrame:
    """The bodies of a picture: those listed most (`MOST_DRAWN`), the focus always, in the network's order."""
    if len(network.bodies) <= MOST_DRAWN:
        return network.bodies
    ranked = network.bodies.assign(_other=network.bodies["body"] != network.focus)
    ranked = ranked.sort_values(["_other", "events", "name", "body"], ascending=[True, False, True, True])
    kept = ranked["body"].head(MOST_DRAWN)
    return network.bodies[network.bodies["body"].isin(kept)].reset_index(drop=True)


def ties_among(network: Network, bodies: pd.DataFrame) -> pd.DataFrame:
    """The ties between these bodies."""
    if len(bodies) == len(network.bodies):
        return network.ties
    kept = set(bodies["body"])
    return network.ties[[a in kept and b in kept for a, b in _rows(network.ties, ("a", "b"))]].reset_index(drop=True)


def placed(bodies: pd.DataFrame, ties: pd.DataFrame) -> pd.DataFrame:
    """The bodies with their places in a picture: x, y from 0 to 1. Bodies tied more often are drawn closer."""
    ids = bodies["body"].tolist()
    position = {body: number for number, body in enumerate(sorted(ids))}
    edges = [
        # The root keeps the strongest ties from pulling their ends into one point.
        (position[a], position[b], events**0.5)
        for a, b, events in _rows(ties, ("a", "b", "events"))
    ]
    places = spring_positions(len(ids), edges)[[position[body] for body in ids]]
    return bodies.assign(x=places[:, 0], y=places[:, 1])


def joint_events(selected: Slice, dataset: Dataset, a: str, b: str, focus: str = "") -> list[str]:
    """Ids of the events at which both bodies are listed."""
    listings, names = _listings(selected, dataset, focus)
    if a not in names or b not in names:
        return []
    event, code = listings // len(names), listings % len(names)
    rows = np.intersect1d(event[code == names.index(a)], event[code == names.index(b)])
    return [str(event) for event in dataset["events"]["event_id"].iloc[rows.tolist()]]
