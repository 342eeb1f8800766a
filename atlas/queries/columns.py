"""Columns of the participation matrix: which event stands in which, and how they are called."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Codes, Positions
from atlas.queries.counts import years_of
from atlas.selection import Slice, remembered
from atlas.text import _, shorten

Against = Literal["missions", "events", "states", "years", "quarters", "topics", "types", "programmes"]
AGAINST: tuple[Against, ...] = (
    *("missions", "events", "states", "years"),
    *("quarters", "topics", "types", "programmes"),
)
ONE_EVENT = frozenset({"missions", "events"})
"""Kinds of columns that are one event each."""

LEAD_LENGTH = 13
"""Characters of the leading body in the label of an event."""


@dataclass(frozen=True, eq=False)
class Columns:
    """frame: key, label and group (for one-event columns only after `with_labels`), total (distinct events), in order.
    event, column: the pairs of an event (position in the table of events) and a column (position in `frame`), each once.
    """

    frame: pd.DataFrame
    event: Positions
    column: Positions

    def __len__(self) -> int:
        return len(self.frame)

    def part(self, first: int, count: int) -> Columns:
        """`count` columns from the position `first`."""
        inside = (self.column >= first) & (self.column < first + count)
        frame = self.frame.iloc[first : first + count].reset_index(drop=True)
        return Columns(frame, self.event[inside], self.column[inside] - first)


@remembered
def matrix_columns(selected: Slice, dataset: Dataset, against: Against) -> Columns:
    """The columns of a kind for a selection, with every event of it that stands in one."""
    events = selected.events
    if against == "missions":
        return _missions(selected, dataset)
    if against == "events":
        frame = events[["event_id"]].set_axis(["key"], axis=1).reset_index(drop=True)
        return _counted(frame, _rows(events), np.arange(len(events)))
    if against == "years":
        labels = {str(year): str(year) for year in years_of(selected)}
        column = _clipped_years(selected) - selected.selection.first_year
        return _counted(_frame(labels, labels.values(), ""), _rows(events), column)
    if against == "quarters":
        return _quarters(selected, dataset)
    if against == "states":
        labels = {state: dataset.labels("states")[state] for state in dataset.central_asian_states}
        return _linked(labels, "event_states", "state", selected, dataset)
    if against == "topics":
        return _shown(_linked(dict(dataset.labels("topics")), "event_topics", "topic", selected, dataset))
    if against == "types":
        return _shown(_coded(dict(dataset.labels("event_types")), "event_type", selected, dataset))
    return _programmes(selected, dataset)


def _frame(keys: Iterable[str], labels: str | Iterable[str], groups: str | Iterable[str]) -> pd.DataFrame:
    key = pd.Series(list(keys), dtype=str)
    columns = {"key": key}
    for name, values in (("label", labels), ("group", groups)):
        columns[name] = pd.Series([values] * len(key) if isinstance(values, str) else list(values), dtype=str)
    return pd.DataFrame(columns)


def _rows(events: pd.DataFrame) -> Positions:
    """Positions of selected events in the table of events."""
    return events.index.to_numpy(dtype=np.int64)


def _clipped_years(selected: Slice) -> Positions:
    """The year in which an event may have begun; the first of the period for one that began before."""
    years = selected.events["year"].to_numpy(dtype=np.int64)
    clipped: Positions = np.maximum(years, selected.selection.first_year)
    return clipped


def _counted(frame: pd.DataFrame, event: Positions, column: Positions) -> Columns:
    total = np.bincount(column, minlength=len(frame)).astype(np.int64)
    return Columns(frame.assign(total=total), event, column)


def _shown(columns: Columns) -> Columns:
    """Only the columns with events."""
    has_events = columns.frame["total"].to_numpy() > 0
    position = np.cumsum(has_events) - 1
    frame = columns.frame[has_events].reset_index(drop=True)
    return replace(columns, frame=frame, column=position[columns.column])


def _places(labels: Mapping[str, str], codes: Codes) -> Positions:
    """For each value of a twin the position of its column, -1 without one."""
    position = {code: number for number, code in enumerate(labels)}
    return np.array([position.get(value, -1) for value in codes.values], dtype=np.int64)


def _coded(labels: Mapping[str, str], field: str, selected: Slice, dataset: Dataset) -> Columns:
    """Columns from a field of the events."""
    codes, event = dataset.index.codes(field), _rows(selected.events)
    column = _places(labels, codes)[codes.positions[event]]
    return _counted(_frame(labels, labels.values(), ""), event[column >= 0], column[column >= 0])


def _linked(labels: Mapping[str, str], table: str, field: str, selected: Slice, dataset: Dataset) -> Columns:
    """Columns from a field of a link table: an event may stand in several, but once in each."""
    links = dataset.index.links(table, field)
    is_selected = np.zeros(dataset.index.event_count, dtype=bool)
    is_selected[_rows(selected.events)] = True
    keep = dataset.index.rows(table, selected.selection.is_with_inferred) & is_selected[links.event_row]
    event, code = links.distinct(keep)
    column = _places(labels, links.codes)[code]
    return _counted(_frame(labels, labels.values(), ""), event[column >= 0], column[column >= 0])


def _quarters(selected: Slice, dataset: Dataset) -> Columns:
    """Four columns a year, and a fifth where an event is dated to the year only."""
    events = selected.events
    years = years_of(selected)
    starts = np.array([date(year, month, 1) for year in years for month in (1, 4, 7, 10)], dtype=object)
    # Events are in time order, so that a few searches among them find where each quarter starts.
    borders = np.searchsorted(events["earliest"].to_numpy(), starts)
    quarter = np.repeat(np.arange(len(starts)), np.diff(borders, append=len(events)))
    quarter = np.concatenate([np.zeros(borders[0], dtype=np.int64), quarter])
    precision = dataset.index.codes("date_precision")
    is_year = precision.among({"year"})[_rows(events)]
    column = quarter // 4 * 5 + np.where(is_year, 4, quarter % 4)
    names = [*(_("Q{number}").format(number=number) for number in range(1, 5)), _("Quarter not known")]
    frame = _frame(
        [f"{year}-{part}" for year in years for part in ("Q1", "Q2", "Q3", "Q4", "unknown")],
        names * len(years),
        [str(year) for year in years for _name in names],
    )
    columns = _counted(frame, _rows(events), column)
    kept = ((columns.frame["total"] > 0) | ~columns.frame["key"].str.endswith("unknown")).to_numpy()
    position = np.cumsum(kept) - 1
    frame = columns.frame[kept].reset_index(drop=True)
    return Columns(frame, columns.event, position[columns.column])


def _programmes(selected: Slice, dataset: Dataset) -> Columns:
    """Programmes with most events first, equal ones by name."""
    programmes = dataset["programmes"]
    names = programmes["acronym"].where(programmes["acronym"] != "", programmes["name"])
    labels = dict(zip(programmes["programme_id"], names, strict=True))
    columns = _shown(_coded(labels, "programme_id", selected, dataset))
    order = columns.frame.sort_values(["total", "label", "key"], ascending=[False, True, True]).index.to_numpy()
    position = np.empty(len(order), dtype=np.int64)
    position[order] = np.arange(len(order))
    return Columns(columns.frame.iloc[order].reset_index(drop=True), columns.event, position[columns.column])


def _missions(selected: Slice, dataset: Dataset) -> Columns:
    """Missions in time order, grouped by the State visited; a mission to several States stands in a group of its own."""
    events = selected.events
    is_mission = dataset.index.is_mission[_rows(events)]
    missions = _rows(events)[is_mission]
    states = dataset.central_asian_states
    ties = _linked(dict.fromkeys(states, ""), "event_states", "state", selected, dataset)
    visited = np.bincount(ties.event, minlength=dataset.index.event_count)[missions]
    last = np.zeros(dataset.index.event_count, dtype=np.int64)
    last[ties.event] = ties.column
    several, unstated = len(states), len(states) + 1
    group = np.where(visited == 1, last[missions], np.where(visited > 1, several, unstated))
    order = np.argsort(group, kind="stable")  # events are in time order already
    labels = [*(dataset.labels("states")[state] for state in states), _("Several States"), _("State not stated")]
    keys = events["event_id"].iloc[np.flatnonzero(is_mission)[order]]
    frame = _frame(keys, "", [labels[number] for number in group[order]])
    return _counted(frame, missions[order], np.arange(len(missions)))


def with_labels(columns: Columns, selected: Slice, dataset: Dataset, against: Against) -> Columns:
    """One-event columns with their labels and marks: "Feb 2017 CTED", month and leading body; in columns grouped by year the
    year is left out. Without a leading body, the kind of event where there is room for it.
    """
    frame = columns.frame
    if against not in ONE_EVENT:
        return replace(columns, frame=frame.assign(title="", date="", is_announced=False, is_unlisted=False))
    rows = columns.event[np.argsort(columns.column)]
    lead = _leading_bodies(rows, selected, dataset)
    types = dataset.labels("event_types")
    events = dataset["events"][["event_type", "earliest", "date_precision", "title", "date"]].iloc[rows]
    labels = []
    for row, kind, earliest, precision in zip(
        rows.tolist(), events["event_type"], events["earliest"], events["date_precision"], strict=True
    ):
        who = lead.get(row, "" if against == "missions" else types[kind])
        month = "" if precision == "year" else _(month_abbr[earliest.month])
        when = f"{month} {earliest.year}" if against == "missions" else month
        labels.append(f"{when} {shorten(who, LEAD_LENGTH)}".strip())
    has_bodies = np.zeros(dataset.index.event_count, dtype=bool)
    counts = dataset.index.rows("participations", selected.selection.is_with_inferred)
    has_bodies[dataset.index.links("participations", "organization_id").event_row[counts]] = True
    if against == "events":
        first = selected.selection.first_year
        frame = frame.assign(group=[str(max(first, day.year)) for day in events["earliest"]])
    return replace(
        columns,
        frame=frame.assign(
            label=pd.Series(labels, dtype=str),
            title=events["title"].to_numpy(),
            date=events["date"].to_numpy(),
            is_announced=~dataset.index.is_held[rows],
            is_unlisted=~has_bodies[rows],
        )[["key", "label", "group", "total", "title", "date", "is_announced", "is_unlisted"]],
    )


def _leading_bodies(rows: Positions, selected: Slice, dataset: Dataset) -> dict[int, str]:
    """Event (position) to the name of its leading or organizing body, the first by name of several."""
    wanted = np.zeros(dataset.index.event_count, dtype=bool)
    wanted[rows] = True
    at = selected.participations.index.to_numpy()
    at = at[wanted[dataset.index.links("participations", "organization_id").event_row[at]]]
    listings = dataset["participations"][["event_row", "role", "organization_id"]].iloc[at]
    names = dataset.organization_names
    lead: dict[int, str] = {}
    for row, role, body in zip(listings["event_row"], listings["role"], listings["organization_id"], strict=True):
        if role in ("lead", "organizer"):
            lead[row] = min(lead.get(row, names[body]), names[body])
    return lead
