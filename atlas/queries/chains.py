"""Chains: events that lead to one another, and editions of a series, joined through `event_relations`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import Dataset
from atlas.queries.timeline import EXTENT_FROM, MARKER_WIDTH, Numbers, event_days
from atlas.selection import Slice, remembered
from atlas.text import _

Kind = Literal["chains", "series"]
By = Literal["state", "programme"]
BY: tuple[By, ...] = ("state", "programme")

RELATIONS = ("follow_up_to", "announces", "part_of", "same_series")
FOLLOWS, SERIES = RELATIONS.index("follow_up_to"), RELATIONS.index("same_series")
IS_BACKWARD = {"follow_up_to": True, "announces": False, "part_of": True, "same_series": True}
"""Whether the row of a relation names the later event (or the part of another) first."""

ASSESSMENTS = ("assessment_visit", "mutual_evaluation")
FOLLOW_UP, TRAINING, DELIVERY = "follow_up_visit", "training", "delivery"
STEPS = ("assessment", "follow_up", "training", "delivery", "other")
MOST_CHAINS, MOST_STEPS = 40, 400
"""Chains that a chart draws, and events in them."""


@dataclass(frozen=True)
class Links:
    """Relations as arrays, one value a relation: rows of the events (earlier or whole first), the relation as its position in
    `RELATIONS`, and whether a source states it.
    """

    first: Numbers
    second: Numbers
    relation: Numbers
    is_reported: npt.NDArray[np.bool_]

    def where(self, keep: npt.NDArray[np.bool_]) -> Links:
        """Some of the links."""
        return Links(self.first[keep], self.second[keep], self.relation[keep], self.is_reported[keep])


@dataclass(frozen=True)
class Chains:
    """Chains of a selection.

    rows and chain: event rows of all events in chains, by time, and the number of the chain of each; joins: the links within
    chains. What is shown of them, all or the chains with most events, stands in events and links.
    events: one row per event: chain (its number, from 0), step (from 1, by time), event_row, heading and heading_key (State;
    "" without one), label, event_id, title, date, earliest, end, date_precision, event_family, event_type, status, is_mission,
    is_announced, is_long, role (one of `STEPS`), months (whole months at least since the step before, NA for the first), row
    (within the chain). links: chain, first and second (positions in `events`), relation, basis, months.
    outside: links that lead out of the selection; between: links between two programmes, where chains are by programme.
    """

    kind: Kind
    by: By
    rows: Numbers
    chain: Numbers
    joins: Links
    events: pd.DataFrame
    links: pd.DataFrame
    outside: int
    between: int

    def __len__(self) -> int:
        """Number of chains."""
        return int(self.chain.max(initial=-1)) + 1

    @property
    def shown(self) -> int:
        """Number of chains that are shown."""
        return int(self.events["chain"].iloc[-1]) + 1 if len(self.events) else 0


@lru_cache(maxsize=4)
def _all_links(dataset: Dataset) -> Links:
    """Every relation between two events of the dataset."""
    rows, events = dataset["event_relations"], pd.Index(dataset["events"]["event_id"])
    is_backward = rows["relation"].map(IS_BACKWARD).to_numpy(dtype=bool)
    named, other = (events.get_indexer(pd.Index(rows[column])) for column in ("event_id", "related_event_id"))
    relation = rows["relation"].map({code: number for number, code in enumerate(RELATIONS)}).to_numpy(dtype=np.int64)
    first, second = np.where(is_backward, other, named), np.where(is_backward, named, other)
    # Editions of a series have no direction of their own: time gives it. Events are ordered by time.
    swap = (relation == SERIES) & (first > second)
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    order = np.lexsort((relation, second, first))
    is_reported = (rows["basis"] == "reported").to_numpy(dtype=bool)
    return Links(first[order], second[order], relation[order].astype(np.int64), is_reported[order])


def links_of(selected: Slice, dataset: Dataset, kind: Kind) -> Links:
    """The links of a kind that count in a selection: those that a source states, or all."""
    links = _all_links(dataset)
    keep = (links.relation == SERIES) == (kind == "series")
    return links.where(keep if selected.selection.is_with_inferred else keep & links.is_reported)


@remembered
def chains(selected: Slice, dataset: Dataset, kind: Kind, by: By, width: int, limit: int | None = None) -> Chains:
    """Chains of the selected events, by State and start or by start of the programme's chains; packed for a plot `width` pixels
    wide. With `limit`, at most so many are shown, those with most events, the earlier among equals.

    By State, a chain stands under the one State that all its events with a State have as a subject (of the chosen States, where
    some are chosen). By programme, only links within a programme join events. Editions of a series are joined each to the next.
    """
    found = links_of(selected, dataset, kind)
    is_selected = np.zeros(len(dataset["events"]), dtype=bool)
    is_selected[selected.events.index] = True
    ends = is_selected[found.first].astype(int) + is_selected[found.second]
    found, outside = found.where(ends == 2), int((ends == 1).sum())
    between = 0
    if by == "programme":
        programme = dataset.index.codes("programme_id")
        number = np.where(np.array(programme.values) == "", -1, np.arange(len(programme.values)))[programme.positions]
        is_within = (number[found.first] == number[found.second]) & (number[found.first] >= 0)
        found, between = found.where(is_within), int((~is_within).sum())
    rows, chain = _components(found)
    if kind == "series":
        found = _editions(rows, chain, found)
    keep = _longest(chain, limit)
    shown = found if keep.all() else found.where(np.isin(found.first, rows[keep]))
    events, links = _described(selected, dataset, by, width, rows[keep], chain[keep], shown)
    return Chains(kind, by, rows, chain, found, events, links, outside, between)


def _longest(chain: Numbers, limit: int | None) -> npt.NDArray[np.bool_]:
    """Which events are shown: those of the chains with most events, as long as they are no more than `MOST_STEPS`."""
    if limit is None or not len(chain):
        return np.ones(len(chain), dtype=bool)
    sizes = np.bincount(chain)
    ranked = np.argsort(-sizes, kind="stable")[:limit]
    is_kept = np.zeros(len(sizes), dtype=bool)
    is_kept[ranked[(np.cumsum(sizes[ranked]) <= MOST_STEPS) | (np.arange(len(ranked)) == 0)]] = True
    kept: npt.NDArray[np.bool_] = is_kept[chain]
    return kept


def _components(links: Links) -> tuple[Numbers, Numbers]:
    """Rows of the events that links join, in order of time, and the number of the chain of each, by its first event."""
    rows, spot = np.unique(np.concatenate([links.first, links.second]), return_inverse=True)
    if not len(rows):
        return rows, rows
    from scipy.sparse import coo_array  # noqa: PLC0415 - half a second, only for chains
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - half a second, only for chains

    first, second = np.split(spot, 2)
    graph = coo_array((np.ones(len(first)), (first, second)), shape=(len(rows), len(rows)))
    labels = connected_components(graph, directed=False)[1]
    _values, chain = np.unique(_first_of(labels, rows), return_inverse=True)
    return rows, chain.astype(np.int64)


def _first_of(labels: Numbers, rows: Numbers) -> Numbers:
    """For each row the smallest row with its label."""
    smallest = np.full(labels.max() + 1, rows.max() + 1)
    np.minimum.at(smallest, labels, rows)
    return np.asarray(smallest[labels], dtype=np.int64)


def _editions(rows: Numbers, chain: Numbers, links: Links) -> Links:
    """One link from each edition of a series to the next; reported where stated relations alone join the two."""
    order = np.lexsort((rows, chain))
    rows, chain = rows[order], chain[order]
    is_next = chain[1:] == chain[:-1]
    first, second = rows[:-1][is_next], rows[1:][is_next]
    stated_rows, stated_chain = _components(links.where(links.is_reported))
    stated = np.full(int(rows.max()) + 1 if len(rows) else 0, -1)
    stated[stated_rows] = stated_chain
    is_reported = (stated[first] == stated[second]) & (stated[first] >= 0)
    return Links(first, second, np.full(len(first), SERIES), is_reported)


def _described(
    selected: Slice, dataset: Dataset, by: By, width: int, rows: Numbers, chain: Numbers, links: Links
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events and links of chains as tables (`Chains`)."""
    chain = np.unique(chain, return_inverse=True)[1].astype(np.int64)
    heading, labels = _headings(selected, dataset, rows, chain) if by == "state" else (np.zeros_like(chain), [("", "")])
    # Chains are numbered by their start; with headings, by heading first.
    order = np.lexsort((rows, chain, heading[chain] if len(chain) else chain))
    rows, chain = rows[order], chain[order]
    is_new = np.concatenate([[True], chain[1:] != chain[:-1]])[: len(rows)]
    number = np.cumsum(is_new) - 1
    starts = np.flatnonzero(is_new)
    begin = np.repeat(starts, np.diff([*starts, len(rows)]))
    spot = np.zeros(int(rows.max()) + 1 if len(rows) else 0, dtype=np.int64)
    spot[rows] = np.arange(len(rows))
    first, second = spot[links.first], spot[links.second]
    days = event_days(dataset)
    start, end = days[0][rows], days[1][rows]
    columns = ["event_id", "title", "date", "earliest", "date_precision", "event_family", "event_type", "status"]
    events = dataset["events"][[*columns, "programme_id"]].take(rows).reset_index(drop=True)
    per_pixel = 365.25 * (dataset.schema.last_year + 1 - dataset.schema.first_year) / width
    gaps = np.where(is_new, -1, months_between(end[np.arange(len(rows)) - 1] - 1, start))
    named = np.array([labels[place][1] for place in heading[chain]], dtype=object)
    programmes = dataset["programmes"].set_index("programme_id")["name"]
    events = events.assign(
        chain=number,
        step=np.arange(len(rows)) - begin + 1,
        event_row=rows,
        heading=named,
        heading_key=np.array([labels[place][0] for place in heading[chain]], dtype=object),
        label=events["title"].iloc[begin].to_numpy()
        if by == "state"
        else events["programme_id"].map(programmes).to_numpy(),
        end=end.astype("datetime64[D]").astype(object),
        is_mission=events["event_family"] == "mission",
        is_announced=events["status"] != "held",
        is_long=end - start > per_pixel * EXTENT_FROM,
        role=_roles(events["event_type"], np.unique(second[links.relation == FOLLOWS])),
        months=pd.array(np.where(gaps < 0, 0, gaps), dtype="Int64"),
        row=_tracks(number, start, np.maximum(end, start + per_pixel * MARKER_WIDTH), first, second),
    )
    events.loc[is_new, "months"] = pd.NA
    table = pd.DataFrame(
        {
            "chain": number[first],
            "first": first,
            "second": second,
            "relation": np.array(RELATIONS, dtype=object)[links.relation],
            "basis": np.where(links.is_reported, "reported", "inferred"),
            "months": months_between(end[first] - 1, start[second]),
        }
    ).sort_values(["second", "first", "relation"], ignore_index=True)
    return events, table


def _headings(
    selected: Slice, dataset: Dataset, rows: Numbers, chain: Numbers
) -> tuple[Numbers, list[tuple[str, str]]]:
    """Heading of each chain, and the headings: the States, "More than one State", "No State as its subject"."""
    names = dataset.labels("states")
    states = [state for state in dataset.central_asian_states if state in selected.selection.states] or list(
        dataset.central_asian_states
    )
    labels = [*((state, names[state]) for state in states), ("", _("Several States")), ("", _("No State reported"))]
    if not len(rows):
        return np.zeros(0, dtype=np.int64), labels
    ties = selected.event_states
    event, state = ties["event_row"].to_numpy(), pd.Index(states).get_indexer(pd.Index(ties["state"]))
    is_subject = (ties["relation"] == "subject").to_numpy(dtype=bool)
    chain_of = np.full(int(max(rows.max(), event.max(initial=0))) + 1, -1)
    chain_of[rows] = chain
    keep = is_subject & (state >= 0) & (chain_of[event] >= 0)
    event, state = event[keep], state[keep]
    count = int(chain.max()) + 1
    per_state = np.zeros((count, len(states)), dtype=np.int64)
    np.add.at(per_state, (chain_of[event], state), 1)
    tied = np.bincount(chain_of[np.unique(event)], minlength=count)
    shared = (per_state == tied[:, None]) & (tied[:, None] > 0)
    heading = np.where(shared.sum(axis=1) == 1, shared.argmax(axis=1), len(states))
    return np.where(tied == 0, len(states) + 1, heading), labels


def _roles(types: pd.Series[str], followers: Numbers) -> list[str]:
    """What each event is in a cycle: by its type, else whether it follows up another."""
    follows = np.zeros(len(types), dtype=bool)
    follows[followers] = True
    known = {
        **dict.fromkeys(ASSESSMENTS, "assessment"),
        FOLLOW_UP: "follow_up",
        TRAINING: "training",
        DELIVERY: "delivery",
    }
    return [
        known.get(kind) or ("follow_up" if is_follower else "other")
        for kind, is_follower in zip(types, follows, strict=True)
    ]


def months_between(last: Numbers, first: Numbers) -> Numbers:
    """Whole months from one day to a later one (days since 1970), 0 where it is not later."""
    before, after = last.astype("datetime64[D]"), first.astype("datetime64[D]")
    months = after.astype("datetime64[M]").astype(np.int64) - before.astype("datetime64[M]").astype(np.int64)
    day_before, day_after = ((day - day.astype("datetime64[M]")).astype(np.int64) for day in (before, after))
    whole: Numbers = np.maximum(0, months - (day_before > day_after))
    return whole


def _tracks(chain: Numbers, start: Numbers, end: npt.NDArray[np.float64], first: Numbers, second: Numbers) -> Numbers:
    """Row of each event within its chain: beside the event that it follows if that is the last of its row and the only one in
    it that it follows, so that no line runs through a mark; else the first row that is free and holds none that it follows.
    Events come in order of chain and time.
    """
    before: list[set[int]] = [set() for _event in range(len(chain))]
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        before[max(one, other)].add(min(one, other))
    rows = np.zeros(len(chain), dtype=np.int64)
    last: list[int] = []
    present = -1
    for event, (number, begin) in enumerate(zip(chain.tolist(), start.tolist(), strict=True)):
        if number != present:
            present, last = number, []
        followed = [int(rows[other]) for other in before[event]]
        free = [row for row, other in enumerate(last) if end[other] <= begin]
        beside = [row for row in free if last[row] in before[event] and followed.count(row) == 1]
        row = next((row for row in beside or free if beside or row not in followed), len(last))
        if row == len(last):
            last.append(event)
        last[row] = event
        rows[event] = row
    return rows
