"""One State: its figures beside the others', its partners by year, topics, its own bodies, the numbers stated about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Mask, Positions
from atlas.queries.record import value_in_words
from atlas.queries.visits import Chain
from atlas.selection import Slice

MOST_NAMES = 3
"""Names as printed that stand beside a body."""


def profile_slice(selected: Slice, dataset: Dataset, state: str) -> Slice:
    """The selection with the State in place of the States filtered for."""
    if selected.selection.states == (state,):
        return selected
    return replace(selected.selection, states=(state,)).apply(dataset)


def held_events(profile: Slice) -> pd.Series[str]:
    """Ids of the events held."""
    return profile.events["event_id"][(profile.events["status"] == "held").to_numpy()]


@lru_cache(maxsize=4)
def own_bodies(dataset: Dataset) -> frozenset[str]:
    """Ids of the five States and of their bodies."""
    organizations = dataset["organizations"]
    return frozenset(organizations["organization_id"][organizations["is_central_asian"].to_numpy()])


def state_figures(selected: Slice, dataset: Dataset, chains: Sequence[Chain]) -> pd.DataFrame:
    """Figures of the States of the chains (at least one): state, name, held (events), missions, organizations (at events held,
    the five States' own left out), last_mission (EDTF, ""), months (since then, NA without one), longest (months between two
    missions, NA with fewer than two), announced (events).
    """
    rows, ties, labels = selected.participations, selected.event_states, dataset.labels("states")
    own, listed_as = own_bodies(dataset), dataset.index.links("participations", "organization_id").codes
    # Rows of a slice keep the positions that they have in the dataset.
    positions = listed_as.positions[rows.index.to_numpy()]
    is_partner = ~np.array([body in own for body in listed_as.values], dtype=bool)[positions]
    listed, body = rows["event_row"].to_numpy()[is_partner], pd.factorize(rows["body"])[0][is_partner]
    is_held, is_announced = _held(selected, dataset), _mask(dataset, _rows_with(selected, "announced"))
    table = []
    for chain in chains:
        of_state = _mask(dataset, ties["event_row"].to_numpy()[(ties["state"] == chain.state).to_numpy()])
        held, announced = of_state & is_held, of_state & is_announced
        closed = chain.closed_gaps["months"]
        table.append(
            (
                chain.state,
                labels[chain.state],
                int(held.sum()),
                len(chain.held),
                len(np.unique(body[held[listed]])),
                "" if chain.last is None else str(chain.last["date"]),
                chain.waiting,
                int(closed.max()) if len(closed) else None,
                int(announced.sum()),
            )
        )
    columns = ["state", "name", "held", "missions", "organizations", "last_mission", "months", "longest", "announced"]
    figures = dict(zip(columns, zip(*table, strict=True), strict=True))
    return pd.DataFrame(
        figures | {name: pd.array(list(figures[name]), dtype="Int64") for name in ("months", "longest")}
    )


def _rows_with(selected: Slice, status: str) -> Positions:
    return selected.events.index.to_numpy()[(selected.events["status"] == status).to_numpy()]


def _mask(dataset: Dataset, rows: Positions) -> Mask:
    mask: Mask = np.zeros(len(dataset["events"]), dtype=bool)
    mask[rows] = True
    return mask


def _held(selected: Slice, dataset: Dataset) -> Mask:
    return _mask(dataset, _rows_with(selected, "held"))


def _positions(values: pd.Series, of: Iterable[str]) -> Positions:
    """Position of each value in a list; -1 where it is not in it."""
    codes, distinct = pd.factorize(values)
    order = {value: position for position, value in enumerate(of)}
    return np.array([order.get(value, -1) for value in distinct], dtype=np.int64)[codes]


def partner_years(profile: Slice, dataset: Dataset, bodies: Sequence[str]) -> pd.DataFrame:
    """Bodies at events held, by year: body, year, events (distinct), role (the one at most of them; ties in the order of the code
    list), roles (tuple of (role, events), most first). An event counts in the year in which it may have begun.
    """
    rows, roles = profile.participations, list(dataset.labels("roles"))
    event, body = rows["event_row"].to_numpy(), _positions(rows["body"], bodies)
    keep = (body >= 0) & _held(profile, dataset)[event]
    event, body, role = event[keep], body[keep], _positions(rows["role"], roles)[keep]
    first, size = profile.selection.first_year, len(dataset["events"])
    span = profile.selection.last_year - first + 1
    year = np.maximum(dataset["events"]["year"].to_numpy() - first, 0)
    # Every combination is one number, so that distinct combinations are distinct numbers.
    triples = np.unique((body * len(roles) + role) * size + event)
    listed = (triples // size // len(roles)) * span + year[triples % size]
    cells, counts = np.unique(listed * len(roles) + triples // size % len(roles), return_counts=True)
    found: dict[int, list[tuple[str, int]]] = {}
    for cell, count in sorted(zip(cells.tolist(), counts.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(cell // len(roles), []).append((roles[cell % len(roles)], count))
    pairs = np.unique(body * size + event)
    keys, events = np.unique(pairs // size * span + year[pairs % size], return_counts=True)
    return pd.DataFrame(
        [
            (bodies[key // span], first + key % span, count, found[key][0][0], tuple(found[key]))
            for key, count in zip(keys.tolist(), events.tolist(), strict=True)
        ],
        columns=["body", "year", "events", "role", "roles"],
    )


def cell_events(profile: Slice, body: str, year: int) -> list[str]:
    """Ids of the events behind a body and a year of `partner_years`."""
    rows, events = profile.participations, profile.events
    years = events["year"].clip(lower=profile.selection.first_year)
    is_listed = np.isin(events.index, rows["event_row"].to_numpy()[(rows["body"] == body).to_numpy()])
    return events.loc[is_listed & (events["status"] == "held") & (years == year), "event_id"].tolist()


def topic_counts(profile: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events held by topic: topic, label, events; most first, topics without an event left out."""
    links = dataset.index.links("event_topics", "topic")
    counts = links.counts(_held(profile, dataset)[links.event_row])
    labels = dataset.labels("topics")
    rows = sorted(((topic, labels[topic], count) for topic, count in counts.items()), key=lambda row: (-row[2], row[1]))
    return pd.DataFrame(rows, columns=["topic", "label", "events"])


def events_with_topic(profile: Slice, dataset: Dataset) -> int:
    """Events held that have a topic on record."""
    links = dataset.index.links("event_topics", "topic")
    return int((_held(profile, dataset) & _mask(dataset, links.event_row)).sum())


def counterparts(profile: Slice, dataset: Dataset, state: str) -> pd.DataFrame:
    """The State's own bodies at events held, as listed: body, name, is_state (the State itself), events, last_year, roles
    (labels, most frequent first), named (names as printed, most frequent first, at most three). Ordered by events, then name.
    """
    organizations = dataset["organizations"]
    own = organizations[(organizations["state"] == state).to_numpy()]
    rows = profile.participations
    keep = (_positions(rows["organization_id"], own["organization_id"]) >= 0) & _held(profile, dataset)[
        rows["event_row"].to_numpy()
    ]
    last_year = dataset["events"]["last_year"].to_numpy().clip(max=profile.selection.last_year)
    listed = [rows[column].to_numpy()[keep] for column in ("organization_id", "event_row", "role", "as_named")]
    events: dict[str, set[int]] = {}
    for body, row in zip(listed[0], listed[1].tolist(), strict=True):
        events.setdefault(body, set()).add(row)
    roles = _most_frequent({(body, role, row) for body, row, role, _name in zip(*listed, strict=True)})
    names = _most_frequent({(body, name, row) for body, row, _role, name in zip(*listed, strict=True) if name})
    labels = dataset.labels("roles")
    table = [
        (
            body,
            name,
            kind == "state",
            len(events[body]),
            int(max(last_year[row] for row in events[body])),
            ", ".join(labels[role].lower() for role in roles[body]),
            "; ".join(names.get(body, [])[:MOST_NAMES]),
        )
        for body, name, kind in zip(own["organization_id"], own["name"], own["kind"], strict=True)
        if body in events
    ]
    table.sort(key=lambda row: (-row[3], row[1]))
    return pd.DataFrame(table, columns=["body", "name", "is_state", "events", "last_year", "roles", "named"])


def _most_frequent(values: Iterable[tuple[str, str, int]]) -> dict[str, list[str]]:
    """Body to its values, those of most events first; from body, value and event."""
    counts = Counter((body, value) for body, value, _row in values)
    found: dict[str, list[str]] = {}
    for (body, value), _count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault(body, []).append(value)
    return found


def reported_figures(profile: Slice, dataset: Dataset, state: str) -> pd.DataFrame:
    """Numbers that a source states about the State, and those about the whole of an event that has it as subject: event_id,
    is_of_state, what, value (in words), stated_by, source (publisher), link, date, title, states (subjects of the event). Those
    about the State first, then the latest event first. Numbers about another State are left out.
    """
    ties = profile.event_states[(profile.event_states["relation"] == "subject").to_numpy()]
    subject = _mask(dataset, ties["event_row"].to_numpy()[(ties["state"] == state).to_numpy()])
    subjects = np.bincount(ties["event_row"], minlength=len(subject))
    frame, event = dataset["figures"], _figure_events(dataset)
    is_of_state = (frame["state"] == state).to_numpy()
    keep = (is_of_state | ((frame["state"] == "").to_numpy() & subject[event])) & _mask(
        dataset, profile.events.index.to_numpy()
    )[event]
    # Events stand in the order of their first possible day.
    found = np.flatnonzero(keep)
    found = found[np.lexsort((found, -event[found], ~is_of_state[found]))]
    rows, event = frame.iloc[found], event[found]
    value = [
        value_in_words(low, high, bool(about), unit)
        for low, high, about, unit in zip(
            rows["value_min"], rows["value_max"], rows["is_approximate"], rows["unit"], strict=True
        )
    ]
    events, sources = dataset["events"][["date", "title"]].iloc[event], dataset["sources"]
    sources = sources[["publisher", "url"]].iloc[_figure_sources(dataset)[found]]
    table = rows[["event_id", "what", "stated_by"]].reset_index(drop=True)
    return table.assign(
        is_of_state=is_of_state[found],
        value=value,
        source=sources["publisher"].array,
        link=sources["url"].array,
        date=events["date"].array,
        title=events["title"].array,
        states=subjects[event],
    )


@lru_cache(maxsize=4)
def _figure_sources(dataset: Dataset) -> Positions:
    """The source of each figure, as its position."""
    return _positions(dataset["figures"]["source_id"], dataset["sources"]["source_id"])


@lru_cache(maxsize=4)
def _figure_events(dataset: Dataset) -> Positions:
    """The event of each figure, as its position."""
    return _positions(dataset["figures"]["event_id"], dataset["events"]["event_id"])


def searches_naming(dataset: Dataset, state: str) -> tuple[int, int]:
    """Searches on record that name the State, and all of them."""
    states = dataset["research_log"]["states"]
    return sum(state in named.split() for named in states), len(states)
