"""The last event held for each State and each row of a grid, and what is announced after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Mask, Positions
from atlas.selection import Slice

Days = npt.NDArray[np.datetime64]
NONE = -1


@dataclass(frozen=True)
class Recency:
    """Arrays of rows by States. events: held; last: position in the dataset's events of the last one held; announced: events
    announced for a day after it, whichever of their possible days the two were on; following: position of the first of them.
    Positions are -1 where there is no such event.
    """

    events: Positions
    last: Positions
    announced: Positions
    following: Positions


def months_since(days: Days, last: date) -> Positions:
    """Whole months from each day to the last one; 0 for later days."""
    end = np.datetime64(last, "D")
    months = (end.astype("M8[M]") - days.astype("M8[M]")).astype(np.int64)
    is_short = (days - days.astype("M8[M]")) > (end - end.astype("M8[M]"))
    result: Positions = np.maximum(months - is_short, 0)
    return result


@lru_cache(maxsize=4)
def bounds(dataset: Dataset) -> tuple[Days, Days]:
    """First and last possible day of every event."""
    events = dataset["events"]
    return np.array(events["earliest"].tolist(), dtype="M8[D]"), np.array(events["latest"].tolist(), dtype="M8[D]")


def incidence(
    selected: Slice, table: pd.DataFrame, column: str, codes: Sequence[str], keep: Mask | None = None
) -> Mask:
    """Event of the slice by code: whether a row of the table (those kept) links the two."""
    rows = selected.events.index.to_numpy()
    position = pd.Index(codes).get_indexer(pd.Index(table[column]))
    linked = position >= 0 if keep is None else (position >= 0) & keep
    mask = np.zeros((len(rows), len(codes)), dtype=bool)
    mask[np.searchsorted(rows, table["event_row"].to_numpy()[linked]), position[linked]] = True
    return mask


def ties(selected: Slice, states: Sequence[str]) -> Mask:
    """Event of the slice by State: whether the event is about or with the State. Attending alone is no tie."""
    table = selected.event_states
    return incidence(selected, table, "state", states, (table["relation"] == "subject").to_numpy(dtype=bool))


def recency(selected: Slice, dataset: Dataset, of_state: Mask, of_row: Mask) -> Recency:
    """The last event of each row and State, from two incidences of the slice's events."""
    first, last = (days[selected.events.index.to_numpy()] for days in bounds(dataset))
    order = np.argsort(last, kind="stable")
    status = selected.events["status"]
    is_held, is_announced = ((status == code).to_numpy(dtype=bool) for code in ("held", "announced"))
    columns = [
        _of_state(selected.events.index.to_numpy(), first, last, held, announced, of_row)
        for held, announced in (
            (order[(is_held & tie)[order]], np.flatnonzero(is_announced & tie)) for tie in of_state.T
        )
    ]
    events, lasts, announced, following = (np.stack(column, axis=1) for column in zip(*columns, strict=True))
    return Recency(events, lasts, announced, following)


def _of_state(
    rows: Positions, first: Days, last: Days, held: Positions, announced: Positions, of_row: Mask
) -> tuple[Positions, Positions, Positions, Positions]:
    """One State: held events by their last possible day, and announced ones, as positions in the slice."""
    count = of_row.shape[1]
    events = of_row[held].sum(axis=0)
    lasts = np.full(count, NONE)
    last_day = np.full(count, np.datetime64("0001-01-01", "D"))
    if len(held):
        found = held[len(held) - 1 - np.argmax(of_row[held][::-1], axis=0)]
        lasts = np.where(events > 0, rows[found], NONE)
        last_day = np.where(events > 0, last[found], last_day)
    after = of_row[announced] & (first[announced][:, None] > last_day[None, :])
    following = np.full(count, NONE)
    if len(announced):  # slices keep the order of the dataset, which is by first possible day
        following = np.where(after.any(axis=0), rows[announced[np.argmax(after, axis=0)]], NONE)
    return events, lasts, after.sum(axis=0), following
