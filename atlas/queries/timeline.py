"""Events on a fixed axis of days, in lanes, packed so that no two of a lane overlap; counts where there are too many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import heappop, heappush
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.index import MISSION, Codes
from atlas.queries.counts import most_active_bodies
from atlas.selection import Slice, remembered
from atlas.text import _, shorten

Lane = Literal["state", "family", "organization", "programme"]
LANES: tuple[Lane, ...] = ("state", "family", "organization", "programme")

Numbers = npt.NDArray[np.int64]

MARKER_WIDTH = 10
"""Pixels that a marker takes up: events nearer than that go into another row."""

EXTENT_FROM = 4
"""Pixels from which an extent shows beside its marker."""

LABEL_LENGTH = 32
"""Characters of a milestone's label; the whole title is in the hover text."""

CHARACTER_WIDTH = 6.2
"""Pixels of a character of a label."""

LABELS_FROM_WIDTH = 600
"""Pixels below which a figure has no room for labels."""

MILESTONES = ("adoption", "launch")
MAX_LANES = 14

MOST_MARKS = 2500
"""Marks up to which single events are drawn; beyond, they could neither be told apart nor drawn in time."""


@dataclass(frozen=True, eq=False)
class Lanes:
    """Which event stands in which lane: position in the slice's events and number of the lane, ordered by lane, then time.
    `keys` holds the code of each lane (a State, body, programme …), "" for the lane of the rest.
    """

    labels: tuple[str, ...]
    keys: tuple[str, ...]
    position: Numbers
    order: Numbers

    def __len__(self) -> int:
        """Number of marks: an event stands in every lane that it belongs to."""
        return len(self.position)


@lru_cache(maxsize=4)
def event_days(dataset: Dataset) -> tuple[Numbers, Numbers]:
    """First possible day of every event, and the day after the last, as days since 1970."""
    events = dataset["events"]
    first, last = (
        np.array(events[column].tolist(), dtype="datetime64[D]").astype(np.int64) for column in ("earliest", "latest")
    )
    return first, last + 1


@remembered
def timeline_events(
    selected: Slice, dataset: Dataset, lane: Lane, width: int, lanes: Lanes | None = None
) -> pd.DataFrame:
    """Events with their lane and row, packed for a figure `width` pixels wide; `lanes` where they are at hand.

    One row per event and lane (an event tied to two States stands in both lanes). Columns: event_id, title, date,
    earliest, end (the day after the latest), date_precision, event_family, event_type, status, is_mission, is_announced (not on
    record as held), is_long (its extent shows beside its mark), label (milestones only, else ""), is_label_left (no room to the
    right), lane, lane_key, lane_order, row (0 is the lane's first). Lanes keep their natural order; of organizations and
    programmes the most frequent are shown, the rest share one lane.
    """
    lanes = lanes or timeline_lanes(selected, dataset, lane)
    columns = [
        "event_id",
        "title",
        "date",
        "earliest",
        "latest",
        "date_precision",
        "event_family",
        "event_type",
        "status",
    ]
    events = selected.events[columns]
    first, end = (days[selected.events.index] for days in event_days(dataset))
    years = dataset.schema.last_year + 1 - dataset.schema.first_year
    per_pixel = 365.25 * years / width
    last_day = int(np.datetime64(date(dataset.schema.last_year + 1, 1, 1), "D").astype(np.int64))
    is_left = first > last_day - per_pixel * CHARACTER_WIDTH * LABEL_LENGTH
    label = np.full(len(events), "", dtype=object)
    if width >= LABELS_FROM_WIDTH:
        named = np.flatnonzero(events["event_type"].isin(MILESTONES))
        label[named] = [shorten(title, LABEL_LENGTH) for title in events["title"].iloc[named]]
    room = per_pixel * CHARACTER_WIDTH * np.array([len(text) for text in label], dtype=float)
    left = np.where(is_left, first - room, first)
    right = np.maximum(end, first + per_pixel * MARKER_WIDTH) + np.where(is_left, 0, room)
    events = events.drop(columns="latest").assign(
        end=end.astype("datetime64[D]").astype(object),
        is_mission=events["event_family"] == MISSION,
        is_announced=events["status"] != "held",
        is_long=end - first > per_pixel * EXTENT_FROM,
        label=label,
        is_label_left=is_left,
    )
    rows = events.take(lanes.position).reset_index(drop=True)
    rows = rows.assign(
        lane=np.array(lanes.labels, dtype=object)[lanes.order],
        lane_key=np.array(lanes.keys, dtype=object)[lanes.order],
        lane_order=lanes.order,
        row=packed_rows(lanes.order, left[lanes.position], right[lanes.position]),
    )
    return rows


def timeline_quarters(lanes: Lanes, selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events by lane and quarter of their first possible day (where that lies before the first year of the data, the first
    quarter): lane, lane_key, lane_order, quarter (its first day), events, total (distinct events of the lane). Quarters without
    events are left out.
    """
    first, count = dataset.schema.first_year, 4 * (dataset.schema.last_year + 1 - dataset.schema.first_year)
    months = event_days(dataset)[0][selected.events.index].astype("datetime64[D]").astype("datetime64[M]").astype(int)
    quarter = np.clip(months // 3 - 4 * (first - 1970), 0, count - 1)
    cells = np.bincount(lanes.order * count + quarter[lanes.position], minlength=len(lanes.labels) * count)
    filled = np.flatnonzero(cells)
    order = filled // count
    totals = np.bincount(lanes.order, minlength=len(lanes.labels))
    starts = ((filled % count) * 3 + 12 * (first - 1970)).astype("datetime64[M]").astype("datetime64[D]")
    return pd.DataFrame(
        {
            "lane": np.array(lanes.labels, dtype=object)[order],
            "lane_key": np.array(lanes.keys, dtype=object)[order],
            "lane_order": order,
            "quarter": starts.astype(object),
            "events": cells[filled],
            "total": totals[order],
        }
    )


def packed_rows(group: Numbers, left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> Numbers:
    """Row of each span within its group: the lowest that is free where the span begins. Spans that only touch share a row."""
    rows = np.zeros(len(group), dtype=np.int64)
    order = np.lexsort((left, group))
    present = None
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    used = 0
    for place, lane, start, end in zip(
        order.tolist(), group[order].tolist(), left[order].tolist(), right[order].tolist(), strict=True
    ):
        if lane != present:
            present, busy, free, used = lane, [], [], 0
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        else:
            row, used = used, used + 1
        heappush(busy, (end, row))
        rows[place] = row
    return rows


def timeline_lanes(selected: Slice, dataset: Dataset, lane: Lane) -> Lanes:
    """The lanes of a kind with the events in them; events of none of them share one lane more."""
    events, rows = selected.events, selected.events.index.to_numpy()
    everyone = np.arange(len(events))
    if lane == "state":
        labels = {state: dataset.labels("states")[state] for state in dataset.central_asian_states}
        codes = dataset.index.links("event_states", "state").codes
        ties = selected.event_states
        return _lanes(labels, codes, ties.index, _positions(selected, ties), len(events), _("No State reported"))
    if lane == "family":
        families = dataset["event_families"]
        labels = dict(zip(families["event_family"], families["plural"], strict=True))
        return _lanes(labels, dataset.index.codes("event_family"), rows, everyone, len(events), "")
    if lane == "organization":
        labels = dict(most_active_bodies(selected, dataset, MAX_LANES)[["body", "name"]].to_numpy().tolist())
        codes = dataset.index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up]).codes
        listed = selected.participations
        spots = _positions(selected, listed)
        return _lanes(labels, codes, listed.index, spots, len(events), _("Other organizations only"))
    names = dataset["programmes"].set_index("programme_id")["name"]
    codes = dataset.index.codes("programme_id")
    counts = np.bincount(codes.positions[rows], minlength=len(codes.values))
    ranked = sorted((-count, code) for code, count in zip(codes.values, counts.tolist(), strict=True) if code and count)
    labels = {code: str(names[code]) for _count, code in ranked[:MAX_LANES]}
    return _lanes(labels, codes, rows, everyone, len(events), _("No programme, or a rarer one"))


def _positions(selected: Slice, links: pd.DataFrame) -> Numbers:
    """Position in the slice's events of the event that each row of a link table hangs on."""
    rows, linked = selected.events.index.to_numpy(), links["event_row"].to_numpy()
    place = np.zeros(int(rows.max(initial=0)) + 1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    positions: Numbers = place[linked]
    return positions


def _lanes(
    labels: dict[str, str], codes: Codes, rows: npt.ArrayLike, position: Numbers, events: int, rest: str
) -> Lanes:
    """Lanes from a column's twin: its rows that count, and the position of the event that each hangs on."""
    number = {key: order for order, key in enumerate(labels)}
    order = np.array([number.get(value, -1) for value in codes.values], dtype=np.int64)[
        codes.positions[np.asarray(rows)]
    ]
    is_in = order >= 0
    grid = np.zeros((len(labels) + 1, events), dtype=bool)
    grid[order[is_in], position[is_in]] = True
    grid[-1] = ~grid[:-1].any(axis=0)
    filled, spots = np.nonzero(grid)
    return Lanes((*labels.values(), rest), (*labels, ""), spots, filled)
