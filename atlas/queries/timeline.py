"""Events on a fixed axis of days, in lanes, packed so that no two of a lane overlap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import pandas as pd

from atlas.dataset import Dataset
from atlas.queries.counts import MISSION, most_active_bodies
from atlas.selection import Slice
from atlas.text import _, shorten

Lane = Literal["state", "family", "organization", "programme"]
LANES: tuple[Lane, ...] = ("state", "family", "organization", "programme")

MARKER_WIDTH = 10
"""Pixels that a marker takes up: events nearer than that go into another row."""

LABEL_LENGTH = 32
"""Characters of a milestone's label; the whole title is in the hover text."""

CHARACTER_WIDTH = 6.2
"""Pixels of a character of a label."""

LABELS_FROM_WIDTH = 600
"""Pixels below which a figure has no room for labels."""

MILESTONES = ("adoption", "launch")
MAX_LANES = 14


def timeline_events(selected: Slice, dataset: Dataset, lane: Lane, width: int) -> pd.DataFrame:
    """Events with their lane and row, packed for a figure `width` pixels wide.

    One row per event and lane (an event tied to two States stands in both lanes). Columns: event_id, title, date,
    earliest, end (the day after the latest), date_precision, event_family, event_type, status, is_mission, is_announced (not on
    record as held), label (milestones only, else ""), is_label_left (no room to the right), lane, lane_order, row (0 is the
    lane's first). Lanes keep their natural order; of organizations and programmes the most frequent are shown, the rest share
    one lane.
    """
    events = selected.events
    lanes = _lanes(selected, dataset, lane)
    rows = events.merge(lanes, on="event_id")
    rows = rows.assign(
        end=[day + timedelta(days=1) for day in rows["latest"]],
        is_mission=rows["event_family"] == MISSION,
        is_announced=rows["status"] != "held",
        label=[
            shorten(title, LABEL_LENGTH) if kind in MILESTONES and width >= LABELS_FROM_WIDTH else ""
            for title, kind in zip(rows["title"], rows["event_type"], strict=True)
        ],
    )
    years = dataset.schema.last_year + 1 - dataset.schema.first_year
    days_per_pixel = 365.25 * years / width
    last_start = date(dataset.schema.last_year + 1, 1, 1) - timedelta(
        days=days_per_pixel * CHARACTER_WIDTH * LABEL_LENGTH
    )
    rows = rows.assign(is_label_left=[day > last_start for day in rows["earliest"]])
    rows = rows.sort_values(["lane_order", "earliest", "event_id"], ignore_index=True)
    rows["row"] = (
        pd.concat([_packed(part, days_per_pixel) for _order, part in rows.groupby("lane_order")]) if len(rows) else 0
    )
    columns = ["event_id", "title", "date", "earliest", "end", "date_precision", "event_family", "event_type", "status"]
    return rows[[*columns, "is_mission", "is_announced", "label", "is_label_left", "lane", "lane_order", "row"]]


def _packed(rows: pd.DataFrame, days_per_pixel: float) -> pd.Series[int]:
    """Row of each event of a lane: the first in which neither its mark nor its label touches what is there."""
    taken: list[list[tuple[date, date]]] = []
    packed: list[int] = []
    for start, end, label, is_left in zip(
        rows["earliest"], rows["end"], rows["label"], rows["is_label_left"], strict=True
    ):
        width = timedelta(days=days_per_pixel * CHARACTER_WIDTH * len(label))
        left = start - width if is_left else start
        right = max(end, start + timedelta(days=days_per_pixel * MARKER_WIDTH)) + (timedelta() if is_left else width)
        row = next(
            (
                number
                for number, spans in enumerate(taken)
                if all(right <= first or last <= left for first, last in spans)
            ),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append((left, right))
        packed.append(row)
    return pd.Series(packed, index=rows.index, dtype="int64")


def _lanes(selected: Slice, dataset: Dataset, lane: Lane) -> pd.DataFrame:
    """event_id, lane (label) and lane_order, one row per event and lane."""
    events = selected.events
    if lane == "state":
        labels = {state: dataset.labels("states")[state] for state in dataset.central_asian_states}
        pairs = selected.event_states[["event_id", "state"]].rename(columns={"state": "key"})
        return _with_order(pairs[pairs["key"].isin(labels)], labels, events, _("No State reported"))
    if lane == "family":
        plural = dataset["event_families"]
        labels = dict(zip(plural["event_family"], plural["plural"], strict=True))
        return _with_order(
            events[["event_id", "event_family"]].set_axis(["event_id", "key"], axis=1), labels, events, ""
        )
    if lane == "organization":
        labels = dict(most_active_bodies(selected, dataset, MAX_LANES)[["body", "name"]].to_numpy().tolist())
        pairs = selected.participations[["event_id", "body"]].drop_duplicates().rename(columns={"body": "key"})
        return _with_order(pairs[pairs["key"].isin(labels)], labels, events, _("Other organizations only"))
    programmes = dataset["programmes"].set_index("programme_id")["name"]
    counts = events.loc[events["programme_id"] != "", "programme_id"].value_counts().head(MAX_LANES)
    labels = {str(code): str(programmes[code]) for code in counts.index}
    pairs = events[["event_id", "programme_id"]].rename(columns={"programme_id": "key"})
    return _with_order(pairs[pairs["key"].isin(labels)], labels, events, _("No programme, or a rarer one"))


def _with_order(pairs: pd.DataFrame, labels: dict[str, str], events: pd.DataFrame, rest: str) -> pd.DataFrame:
    order = {key: position for position, key in enumerate(labels)}
    lanes = pairs.assign(lane=pairs["key"].map(labels), lane_order=pairs["key"].map(order))
    left = events.loc[~events["event_id"].isin(lanes["event_id"]), ["event_id"]]
    others = left.assign(lane=rest, lane_order=len(order))
    return pd.concat([lanes[["event_id", "lane", "lane_order"]], others], ignore_index=True)
