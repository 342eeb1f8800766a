"""Gaps and recency: for each State and each type, family, topic or body the months since the last event, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset, as_of
from atlas.dates import parse_date
from atlas.index import MISSION, Mask, Positions
from atlas.queries.counts import most_active_bodies
from atlas.queries.recency import NONE, bounds, incidence, months_since, recency, ties
from atlas.queries.searches import naming, search_counts
from atlas.selection import Selection, Slice, remembered

By = Literal["types", "families", "topics", "organizations"]
BY: tuple[By, ...] = ("types", "families", "topics", "organizations")
Answer = Literal["held", "none_found", "not_researched", "outside_lifetime", "left_out"]
ANSWERS: tuple[Answer, ...] = ("held", "none_found", "not_researched", "outside_lifetime", "left_out")
ASSESSMENT = "assessment_visit"
LEADING = ("lead", "organizer")
MOST_BODIES = 12


@dataclass(frozen=True)
class GapGrid:
    """Rows against States.

    rows: key, label, in order. states: codes, in order. cells, one for each pair: key, state, answer, events (held), months
    (whole months since the latest possible day of the last one, -1 without), last_event, last_date (EDTF), announced (events
    announced for a day after it and never on record as held), next_event, next_date (the first of them), searches.
    """

    by: By
    rows: pd.DataFrame
    states: tuple[str, ...]
    cells: pd.DataFrame


@remembered
def gap_grid(selected: Slice, dataset: Dataset, by: By, also: str = "") -> GapGrid:
    """The grid of a selection; `also` is a body to show beside those listed most."""
    selection = selected.selection
    labels = _rows(selected, dataset, by, also)
    keys, states = list(labels), shown_states(selection, dataset)
    found = recency(selected, dataset, ties(selected, states), _of_row(selected, by, keys))
    bodies = keys if by == "organizations" else [""] * len(keys)
    searches = search_counts(dataset, states, bodies, selection.first_year, selection.last_year)
    outside = [bool(body) and is_outside_lifetime(dataset, body, selection) for body in bodies]
    answers = np.select(
        [
            found.events > 0,
            _left_out(selection, dataset, by, keys, states),
            np.repeat(np.array(outside, dtype=bool)[:, None], len(states), axis=1),
            searches > 0,
        ],
        ["held", "left_out", "outside_lifetime", "none_found"],
        default="not_researched",
    )
    last, following = found.last.ravel(), found.following.ravel()
    cells = pd.DataFrame(
        {
            "key": np.repeat(keys, len(states)).astype(str),
            "state": np.tile(states, len(keys)).astype(str),
            "answer": answers.ravel(),
            "events": found.events.ravel(),
            "months": _months(last, dataset),
            **_named(last, dataset, "last"),
            "announced": found.announced.ravel(),
            **_named(following, dataset, "next"),
            "searches": searches.ravel(),
        }
    )
    return GapGrid(by, pd.DataFrame({"key": keys, "label": list(labels.values())}, dtype=str), states, cells)


def _months(last: Positions, dataset: Dataset) -> Positions:
    months = months_since(bounds(dataset)[1][last], as_of(dataset.schema))
    return np.where(last == NONE, NONE, months)


def _named(rows: Positions, dataset: Dataset, prefix: str) -> dict[str, list[str]]:
    """Id and date of events by position, "" for none."""
    return {
        f"{prefix}_{name}": [
            "" if row == NONE else value
            for row, value in zip(rows.tolist(), dataset["events"][column].iloc[rows].tolist(), strict=True)
        ]
        for name, column in (("event", "event_id"), ("date", "date"))
    }


def shown_states(selection: Selection, dataset: Dataset) -> tuple[str, ...]:
    """The States of the filter, else all five."""
    return tuple(state for state in dataset.central_asian_states if state in selection.states or not selection.states)


def _rows(selected: Slice, dataset: Dataset, by: By, also: str) -> Mapping[str, str]:
    """Key to label. What the filters rule out as a whole has no row."""
    selection = selected.selection
    if by == "organizations":
        return {body: dataset.organization_names[body] for body in _bodies(selected, dataset, also)}
    if by == "topics":
        labels = dataset.labels("topics")
        return {code: label for code, label in labels.items() if code in selection.topics or not selection.topics}
    types = dataset["event_types"]
    if selection.types:
        types = types[types["event_type"].isin(selection.types)]
    if selection.families:
        types = types[types["event_family"].isin(selection.families)]
    column, table = ("event_type", "event_types") if by == "types" else ("event_family", "event_families")
    wanted = set(types[column])
    return {code: label for code, label in dataset.labels(table).items() if code in wanted}


def _bodies(selected: Slice, dataset: Dataset, also: str) -> list[str]:
    """The body asked for and those listed most, each followed by the bodies that it took over from or passed its work to."""
    successor = _successors(dataset)
    used = _used(dataset, ROLL_UP_COLUMNS[selected.selection.roll_up])
    bodies: list[str] = []
    for body in [*([also] if also in used else []), *most_active_bodies(selected, dataset, MOST_BODIES)["body"]]:
        before = [former for former, later in successor.items() if later == body]
        after = [successor[body]] if body in successor else []
        bodies += [each for each in (body, *before, *after) if each in used]
    return list(dict.fromkeys(bodies))


@lru_cache(maxsize=8)
def _used(dataset: Dataset, column: str) -> frozenset[str]:
    """Bodies with a participation at a level."""
    return frozenset(dataset["participations"][column].unique())


def _successors(dataset: Dataset) -> dict[str, str]:
    frame = dataset["organizations"]
    pairs = zip(frame["organization_id"].tolist(), frame["successor_id"].tolist(), strict=True)
    return {body: later for body, later in pairs if later}


def _of_row(selected: Slice, by: By, keys: list[str]) -> Mask:
    """Event of the slice by row. At an organization's row stands every event that lists the body, in whichever role."""
    if by == "topics":
        return incidence(selected, selected.event_topics, "topic", keys)
    if by == "organizations":
        return incidence(selected, selected.participations, "body", keys)
    column = selected.events["event_type" if by == "types" else "event_family"]
    of_event: Positions = pd.Index(keys).get_indexer(pd.Index(column))
    mask: Mask = of_event[:, None] == np.arange(len(keys))[None, :]
    return mask


def _left_out(selection: Selection, dataset: Dataset, by: By, keys: list[str], states: tuple[str, ...]) -> Mask:
    """Cells for which the record holds events in these years that the filters leave out."""
    whole = without_filters(selection, selection.first_year, selection.last_year)
    if selection == whole:
        return np.zeros((len(keys), len(states)), dtype=bool)
    everything = whole.apply(dataset)
    is_any: Mask = recency(everything, dataset, ties(everything, states), _of_row(everything, by, keys)).events > 0
    return is_any


def without_filters(selection: Selection, first_year: int, last_year: int) -> Selection:
    """The years alone: no filter, at the same level of bodies and with the same basis."""
    return Selection(first_year, last_year, roll_up=selection.roll_up, is_with_inferred=selection.is_with_inferred)


def is_outside_lifetime(dataset: Dataset, body: str, selection: Selection) -> bool:
    """Whether the body is known to have come after the period or to have gone before it. An unknown date is no reason."""
    established, dissolved = lifetime(dataset, body)
    comes_after = bool(established) and parse_date(established).earliest > date(selection.last_year, 12, 31)
    went_before = bool(dissolved) and parse_date(dissolved).latest < date(selection.first_year, 1, 1)
    return comes_after or went_before


def lifetime(dataset: Dataset, body: str) -> tuple[str, str]:
    """When the body came into being and when it ceased (EDTF), "" where no source says."""
    return _lifetimes(dataset)[body]


@lru_cache(maxsize=4)
def _lifetimes(dataset: Dataset) -> dict[str, tuple[str, str]]:
    frame = dataset["organizations"]
    columns = (frame[name].tolist() for name in ("organization_id", "established", "dissolved"))
    return {body: (established, dissolved) for body, established, dissolved in zip(*columns, strict=True)}


@dataclass(frozen=True)
class GapCell:
    """One cell with what explains it.

    cell: its row of the grid. events: ids of the events of the selection behind it, announced ones too. last_title, next_title:
    of the last event held and of the next one announced. elsewhere: events held that the filters leave out, other years
    included. searches: rows of the log that name the State, and the body of a body's row. predecessors, successors: names.
    log_size: searches in the log; log_least: the fewest events that one of them brought.
    """

    by: By
    row: str
    state: str
    cell: pd.Series[Any]
    events: tuple[str, ...]
    last_title: str
    next_title: str
    elsewhere: int
    searches: pd.DataFrame
    established: str
    dissolved: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    log_size: int
    log_least: int


def gap_cell(grid: GapGrid, selected: Slice, dataset: Dataset, key: str, state: str) -> GapCell:
    """What explains the cell of a row and a State."""
    by, selection = grid.by, selected.selection
    whole = without_filters(selection, dataset.schema.first_year, dataset.schema.last_year).apply(dataset)
    here, all_over = (part.events[(ties(part, [state]) & _of_row(part, by, [key]))[:, 0]] for part in (selected, whole))
    is_of_body = by == "organizations"
    successor = _successors(dataset) if is_of_body else {}
    names, log = dataset.organization_names, dataset["research_log"]
    titles = dict(zip(here["event_id"], here["title"], strict=True))
    cell = grid.cells[(grid.cells["key"] == key) & (grid.cells["state"] == state)].iloc[0]
    established, dissolved = lifetime(dataset, key) if is_of_body else ("", "")
    return GapCell(
        by=by,
        row=str(grid.rows.set_index("key").at[key, "label"]),
        state=dataset.labels("states")[state],
        cell=cell,
        events=tuple(here["event_id"]),
        last_title=titles.get(cell["last_event"], ""),
        next_title=titles.get(cell["next_event"], ""),
        elsewhere=int((all_over["status"] == "held").sum()) - int((here["status"] == "held").sum()),
        searches=log[naming(dataset, state, key if is_of_body else "", selection.first_year, selection.last_year)],
        established=established,
        dissolved=dissolved,
        predecessors=tuple(names[former] for former, later in successor.items() if later == key),
        successors=(names[successor[key]],) if key in successor else (),
        log_size=len(log),
        log_least=int(log["events_found"].min()) if len(log) else 0,
    )


@remembered
def longest_waits(selected: Slice, dataset: Dataset) -> dict[str, pd.DataFrame]:
    """For "assessments" and "missions" (of any type) the States by the time since the last one held, longest first: state,
    label, months (-1 without one, at the end), event_id, date, date_precision, event_type, bodies (names of who led).
    """
    events, states = selected.events, shown_states(selected.selection, dataset)
    is_kind = [events["event_type"] == ASSESSMENT, events["event_family"] == MISSION]
    of_row: Mask = np.stack([mask.to_numpy(dtype=bool) for mask in is_kind], axis=1)
    last = recency(selected, dataset, ties(selected, states), of_row).last
    led_by = leading_bodies(selected, dataset, last.ravel())
    fields = dataset["events"][["event_id", "date", "date_precision", "event_type"]].iloc[last.ravel()]
    described = dict(
        zip(last.ravel().tolist(), zip(*(fields[name].tolist() for name in fields), strict=True), strict=True)
    )
    described[NONE] = ("", "", "", "")
    latest = np.where(last == NONE, np.datetime64("9999-12-31", "D"), bounds(dataset)[1][last])
    labels, months = dataset.labels("states"), _months(last, dataset)
    columns = ["state", "label", "months", "event_id", "date", "date_precision", "event_type", "bodies"]
    return {
        kind: pd.DataFrame(
            [
                (state, labels[state], int(months[row, place]), *described[event], led_by.get(event, ()))
                for place in np.lexsort((np.arange(len(states)), latest[row]))
                for state, event in [(states[place], int(last[row, place]))]
            ],
            columns=columns,
        )
        for row, kind in enumerate(("assessments", "missions"))
    }


def leading_bodies(selected: Slice, dataset: Dataset, event_rows: Positions) -> dict[int, tuple[str, ...]]:
    """For events (by position) the names of the bodies that led or organized them, those of the five States left out."""
    columns = ["event_row", "organization_id", "body", "role"]
    listed = selected.participations[columns][np.isin(selected.participations["event_row"].to_numpy(), event_rows)]
    frame, names = dataset["organizations"], dataset.organization_names
    own = set(frame.loc[frame["is_central_asian"], "organization_id"])
    found: dict[int, set[str]] = {}
    for event, listed_body, body, role in zip(*(listed[name].tolist() for name in columns), strict=True):
        if role in LEADING and listed_body not in own:
            found.setdefault(event, set()).add(names[body])
    return {event: tuple(sorted(bodies)) for event, bodies in found.items()}
