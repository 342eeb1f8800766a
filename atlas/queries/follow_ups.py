"""What follows an assessment, as far as relations on record say, step by step: follow-up, training, delivery.

Another question than that of `atlas.queries.cycles`: there, how long an assessment visit waited for its first follow-up in each
State, inferred from body and State where no relation is on record. Here, assessments are visits and mutual evaluations, only
relations count, and they count through other events too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.queries.chains import ASSESSMENTS, DELIVERY, FOLLOWS, TRAINING, Chains, Links, links_of
from atlas.queries.timeline import Numbers
from atlas.selection import Slice, remembered


@remembered
def assessments(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Assessments held, of the selection, with what follows them anywhere in the data: event_id, states (names), title, date,
    start, and follow_up, training, delivery: title of the first event held that follows it up, directly or through another (any
    event, one that is a training, one that is a delivery), "" with none on record. Ordered by State, then time.
    """
    held = dataset.index.codes("event_type").among(ASSESSMENTS) & dataset.index.is_held
    rows = selected.events.index.to_numpy()
    rows = rows[held[rows]]
    links = links_of(selected, dataset, "chains")
    source, reached = reached_from(rows, links.where(links.relation == FOLLOWS))
    is_held = dataset.index.is_held[reached]
    source, reached = source[is_held], reached[is_held]
    columns = ["event_id", "title", "date", "earliest"]
    table = dataset["events"][columns].take(rows).rename(columns={"earliest": "start"})
    titles, types = dataset["events"]["title"], dataset.index.codes("event_type")
    for column, kinds in (("follow_up", types.values), ("training", (TRAINING,)), ("delivery", (DELIVERY,))):
        keep = types.among(kinds)[reached]
        first: dict[int, int] = {}
        for start, event in zip(source[keep].tolist(), reached[keep].tolist(), strict=True):
            first[start] = min(event, first.get(start, event))
        table[column] = [str(titles[first[row]]) if row in first else "" for row in rows.tolist()]
    table.insert(0, "states", _subjects(selected, dataset, rows))
    return table.sort_values(["states", "start", "event_id"], ignore_index=True)


def _subjects(selected: Slice, dataset: Dataset, rows: Numbers) -> list[str]:
    """Names of the States that are the subject of each of these events."""
    ties, names = selected.event_states, dataset.labels("states")
    is_asked = np.zeros(dataset.index.event_count, dtype=bool)
    is_asked[rows] = True
    ties = ties[is_asked[ties["event_row"].to_numpy()]]
    of_event: dict[int, set[str]] = {}
    for event, state, relation in zip(
        *(ties[name].tolist() for name in ("event_row", "state", "relation")), strict=True
    ):
        if relation == "subject":
            of_event.setdefault(event, set()).add(names[state])
    return [", ".join(sorted(of_event.get(row, set()))) for row in rows.tolist()]


def reached_from(sources: Numbers, links: Links) -> tuple[Numbers, Numbers]:
    """Pairs (source, event) of all events to which links lead from each source, directly or through others."""
    pairs = np.zeros((0, 2), dtype=np.int64)
    order = np.argsort(links.first, kind="stable")
    first, second = links.first[order], links.second[order]
    fresh = np.column_stack([sources, sources])
    while len(fresh):
        low, high = np.searchsorted(first, fresh[:, 1]), np.searchsorted(first, fresh[:, 1], side="right")
        count = high - low
        place = np.repeat(high - np.cumsum(count), count) + np.arange(count.sum())
        step = np.unique(np.column_stack([np.repeat(fresh[:, 0], count), second[place]]), axis=0)
        known = {tuple(pair) for pair in pairs.tolist()}
        fresh = np.array([pair for pair in step.tolist() if tuple(pair) not in known], dtype=np.int64).reshape(-1, 2)
        pairs = np.concatenate([pairs, fresh])
    return pairs[:, 0], pairs[:, 1]


@dataclass(frozen=True)
class Steps:
    """Chains in numbers: how many start with an assessment, and of these with a follow-up, a training, a delivery after it."""

    assessments: int
    follow_ups: int
    trainings: int
    deliveries: int


def steps_taken(found: Chains, dataset: Dataset) -> Steps:
    """What becomes of the assessments that chains start with, within the selection."""
    types = dataset.index.codes("event_type")
    starts = found.rows[np.unique(found.chain, return_index=True)[1]]
    starts = starts[types.among(ASSESSMENTS)[starts]]
    source, reached = reached_from(starts, found.joins.where(found.joins.relation == FOLLOWS))
    kinds = (source >= 0, types.among({TRAINING})[reached], types.among({DELIVERY})[reached])
    return Steps(len(starts), *(len(np.unique(source[keep])) for keep in kinds))
