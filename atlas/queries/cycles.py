"""Assessment visits with the wait for their first follow-up, and events that were announced and are not on record as held.

Another question than that of `atlas.queries.follow_ups`: there, all that relations lead to from an assessment or mutual
evaluation, directly or through other events. Here, the first follow-up in each State and the months to it, inferred where no
source states one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import Dataset, as_of
from atlas.queries.gaps import ASSESSMENT, LEADING, shown_states
from atlas.queries.recency import months_since
from atlas.selection import RollUp, Selection, Slice, remembered

FOLLOW_UP = "follow_up_visit"
UNHELD = ("announced", "postponed", "cancelled")
MATCHES = ("stated", "inferred", "none")


@dataclass(frozen=True)
class Cycles:
    """rows, by State and date: event_id, state (name), title, date, bodies (names of who led), match ("stated" by a source,
    "inferred" by body and State, "none"), follow_up, follow_up_title, follow_up_date, months (to the follow-up, else to the end
    of the record), is_practised (whether a body that led it has a follow-up visit anywhere on record).

    median, stated: of the months to the follow-ups that a source ties to their assessment, and their number.
    unmatched: follow-up visits of the selection before which no assessment is on record (event ids).
    """

    rows: pd.DataFrame
    median: float | None
    stated: int
    unmatched: tuple[str, ...]


@dataclass(frozen=True)
class _Visit:
    """An assessment or follow-up visit held, or whatever else a source calls the follow-up of one."""

    event_id: str
    event_type: str
    title: str
    date: str
    earliest: Any
    latest: Any
    states: frozenset[str]
    leaders: frozenset[str]


@lru_cache(maxsize=8)
def _visits(dataset: Dataset, is_with_inferred: bool) -> tuple[dict[str, _Visit], tuple[tuple[str, str], ...]]:
    """Visits by id in time order, and the follow-ups that sources state (follow-up, assessment)."""
    events = dataset["events"]
    held = events[events["status"] == "held"]
    types = dict(zip(held["event_id"].tolist(), held["event_type"].tolist(), strict=True))
    relations = _countable(dataset["event_relations"], is_with_inferred)
    relations = relations[relations["relation"] == "follow_up_to"]
    stated = tuple(
        (follow_up, event)
        for follow_up, event in zip(relations["event_id"].tolist(), relations["related_event_id"].tolist(), strict=True)
        if types.get(event) == ASSESSMENT and follow_up in types
    )
    wanted = held["event_type"].isin([ASSESSMENT, FOLLOW_UP]) | held["event_id"].isin([pair[0] for pair in stated])
    visits = held[wanted]
    ties = _countable(dataset["event_states"], is_with_inferred)
    states = _sets(ties[(ties["relation"] == "subject") & ties["event_id"].isin(visits["event_id"])], "state")
    leading = _countable(dataset["participations"], is_with_inferred)
    leading = leading[leading["event_id"].isin(visits["event_id"]) & leading["role"].isin(LEADING)]
    frame = dataset["organizations"]
    own = frame.loc[frame["is_central_asian"], "organization_id"]
    leaders = _sets(leading[~leading["organization_id"].isin(own)], "rolled_up_id")
    nobody: frozenset[str] = frozenset()
    columns = (visits[name].tolist() for name in ("event_id", "event_type", "title", "date", "earliest", "latest"))
    return {
        event: _Visit(
            event, event_type, title, when, earliest, latest, states.get(event, nobody), leaders.get(event, nobody)
        )
        for event, event_type, title, when, earliest, latest in zip(*columns, strict=True)
    }, stated


def _countable(frame: pd.DataFrame, is_with_inferred: bool) -> pd.DataFrame:
    return frame if is_with_inferred else frame[frame["basis"] == "reported"]


def _sets(frame: pd.DataFrame, column: str) -> dict[str, frozenset[str]]:
    """Event to the values of a column."""
    found: dict[str, set[str]] = {}
    for event, value in zip(frame["event_id"].tolist(), frame[column].tolist(), strict=True):
        found.setdefault(event, set()).add(value)
    return {event: frozenset(values) for event, values in found.items()}


@remembered
def assessment_cycles(selected: Slice, dataset: Dataset) -> Cycles:
    """Assessment visits of the selection that were held, one row a State, with the first follow-up of the whole record.

    A follow-up is what a source calls so (`follow_up_to`); else a later follow-up visit to the same State led by the same
    body (offices as their organization), if no other assessment by the body lies between. Months count from the latest
    possible day of the assessment to the earliest possible day of the follow-up.
    """
    visits, stated = _visits(dataset, selected.selection.is_with_inferred)
    found = _found(visits, stated)
    here, states = set(selected.events["event_id"]), shown_states(selected.selection, dataset)
    labels, names = dataset.labels("states"), dataset.organization_names
    practised = frozenset().union(*(visit.leaders for visit in visits.values() if visit.event_type == FOLLOW_UP))
    rows = []
    for state in states:
        for visit in _of(visits.values(), ASSESSMENT, state):
            if visit.event_id not in here:
                continue
            match, follow_up = found.get((visit.event_id, state), ("none", None))
            end = follow_up.earliest if follow_up else as_of(dataset.schema)
            rows.append(
                (
                    visit.event_id,
                    labels[state],
                    visit.title,
                    visit.date,
                    tuple(sorted(names[body] for body in visit.leaders)),
                    match,
                    *((follow_up.event_id, follow_up.title, follow_up.date) if follow_up else ("", "", "")),
                    int(months_since(np.array([visit.latest], dtype="M8[D]"), end)[0]),
                    bool(visit.leaders & practised),
                )
            )
    columns = [
        "event_id",
        "state",
        "title",
        "date",
        "bodies",
        "match",
        "follow_up",
        "follow_up_title",
        "follow_up_date",
    ]
    table = pd.DataFrame(rows, columns=[*columns, "months", "is_practised"])
    lengths = table.loc[table["match"] == "stated", "months"].tolist()
    matched = {follow_up.event_id for _match, follow_up in found.values()}
    unmatched = (visit for state in states for visit in _of(visits.values(), FOLLOW_UP, state))
    return Cycles(
        table,
        median(lengths) if lengths else None,
        len(lengths),
        tuple(dict.fromkeys(v.event_id for v in unmatched if v.event_id in here and v.event_id not in matched)),
    )


def _of(visits: Iterable[_Visit], event_type: str, state: str) -> list[_Visit]:
    return [visit for visit in visits if visit.event_type == event_type and state in visit.states]


def _found(visits: dict[str, _Visit], stated: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], tuple[str, _Visit]]:
    """(Assessment, State) to how its first follow-up is known, and the follow-up."""
    found: dict[tuple[str, str], tuple[str, _Visit]] = {}
    pairs = [(visits[follow_up], visits[event]) for follow_up, event in stated]
    for follow_up, visit in sorted(pairs, key=lambda pair: (pair[0].earliest, pair[0].event_id)):
        for state in follow_up.states & visit.states:
            found.setdefault((visit.event_id, state), ("stated", follow_up))
    tied = {follow_up for follow_up, _event in stated}
    led: dict[tuple[str, str], list[_Visit]] = {}
    for visit in visits.values():
        for state in visit.states if visit.event_type == ASSESSMENT else ():
            for body in visit.leaders:
                led.setdefault((state, body), []).append(visit)
    for follow_up in visits.values():
        if follow_up.event_type != FOLLOW_UP or follow_up.event_id in tied:
            continue
        for state in follow_up.states:
            before = [
                visit
                for body in follow_up.leaders
                for visit in led.get((state, body), ())
                if visit.latest < follow_up.earliest
            ]
            if before:
                last = max(before, key=lambda visit: (visit.latest, visit.event_id))
                found.setdefault((last.event_id, state), ("inferred", follow_up))
    return found


@remembered
def unheld_events(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events of the selection that a source announces, or says to be put off or called off, and none reports as held, by date:
    event_id, date, title, status, states, bodies (names), months (whole ones since the last day foreseen, NA if that is still
    ahead of the end of the record), announced_at, related (titles of the events that announce it, and of others that point to
    it), publisher, url (of a source).
    """
    selection = selected.selection
    table = _unheld(dataset, selection.is_with_inferred, selection.roll_up)
    return table.loc[table.index.isin(selected.events.index)].reset_index(drop=True)


@lru_cache(maxsize=8)
def _unheld(dataset: Dataset, is_with_inferred: bool, roll_up: RollUp) -> pd.DataFrame:
    """`unheld_events` of the whole record, by position of the event: few, and the same under every filter."""
    whole = replace(Selection.everything(dataset), is_with_inferred=is_with_inferred, roll_up=roll_up)
    selected = whole.apply(dataset)
    events, end = selected.events[selected.events["status"].isin(UNHELD)], as_of(dataset.schema)
    rows = events.index.to_numpy()
    announcing, pointing = _pointing_to(events["event_id"].tolist(), dataset, is_with_inferred)
    ties = _at(selected.event_states, rows, ["event_id", "state", "relation"])
    states = _sets(ties[ties["relation"] == "subject"], "state")
    bodies = _sets(_at(selected.participations, rows, ["event_id", "body"]), "body")
    links = _at(dataset["event_sources"], rows, ["event_id", "source_id"])
    first_source = dict(zip(links["event_id"].tolist()[::-1], links["source_id"].tolist()[::-1], strict=True))
    sources = dataset["sources"][["source_id", "publisher", "url"]]
    sources = sources[sources["source_id"].isin(list(first_source.values()))].set_index("source_id")
    labels, names = dataset.labels("states"), dataset.organization_names
    ids = events["event_id"].tolist()
    months = months_since(np.array(events["latest"].tolist(), dtype="M8[D]"), end)
    return pd.DataFrame(
        {
            "event_id": ids,
            "date": events["date"].tolist(),
            "title": events["title"].tolist(),
            "status": events["status"].tolist(),
            "states": ["; ".join(sorted(labels[state] for state in states.get(event, ()))) for event in ids],
            "bodies": ["; ".join(sorted(names[body] for body in bodies.get(event, ()))) for event in ids],
            "months": pd.array(
                [
                    pd.NA if latest > end else month
                    for latest, month in zip(events["latest"], months.tolist(), strict=True)
                ],
                dtype="Int64",
            ),
            "announced_at": [announcing.get(event, "") for event in ids],
            "related": [pointing.get(event, "") for event in ids],
            "publisher": [sources["publisher"].get(first_source.get(event, ""), "") for event in ids],
            "url": [sources["url"].get(first_source.get(event, ""), "") for event in ids],
        },
        index=events.index,
    )


def _at(frame: pd.DataFrame, event_rows: npt.NDArray[Any], columns: list[str]) -> pd.DataFrame:
    """Rows of a link table that hang on the events at these positions."""
    return frame[columns][np.isin(frame["event_row"].to_numpy(), event_rows)]


def _pointing_to(events: list[str], dataset: Dataset, is_with_inferred: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Event to the titles of the events that announce it, and to those of the events that point to it in another way."""
    relations = dataset["event_relations"]
    relations = _countable(relations[relations["related_event_id"].isin(events)], is_with_inferred)
    titles = dataset["events"][["event_id", "title"]]
    titles = titles[titles["event_id"].isin(relations["event_id"])]
    title_of = dict(zip(titles["event_id"].tolist(), titles["title"].tolist(), strict=True))
    found: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    columns = (relations[name].tolist() for name in ("related_event_id", "event_id", "relation"))
    for event, other, relation in zip(*columns, strict=True):
        found[relation != "announces"].setdefault(event, set()).add(title_of[other])
    announcing, pointing = ({event: "; ".join(sorted(names)) for event, names in each.items()} for each in found)
    return announcing, pointing
