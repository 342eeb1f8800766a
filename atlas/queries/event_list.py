"""Events as a list for people."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.selection import Slice


def event_list(selected: Slice, dataset: Dataset, events: pd.DataFrame | None = None) -> pd.DataFrame:
    """The events of a selection, or the given ones of them, one row each.

    Columns: event_id, start (ISO 8601), date, title, type, status, states (subjects), place, organizations (listed), sources
    (number of documents), confidence.
    """
    events = selected.events if events is None else events
    rows = events.index.to_numpy()
    is_given = np.zeros(dataset.index.event_count, dtype=bool)
    is_given[rows] = True
    states, names = dataset.labels("states"), dataset.organization_names
    ties = selected.event_states
    ties = ties[is_given[ties["event_row"].to_numpy()] & (ties["relation"] == "subject").to_numpy()]
    listed = selected.participations[is_given[selected.participations["event_row"].to_numpy()]]
    subjects = _joined(ties["event_row"], (states[state] for state in ties["state"]))
    bodies = _joined(listed["event_row"], (names[body] for body in listed["body"]))
    sources = dataset.index.links("event_sources", "source_id")
    documents = np.bincount(sources.distinct(is_given[sources.event_row])[0], minlength=dataset.index.event_count)
    place = dict(zip(dataset["places"]["place_id"], dataset["places"]["name"], strict=True))
    types, statuses = dataset.labels("event_types"), dataset.labels("statuses")
    return pd.DataFrame(
        {
            "event_id": events["event_id"].to_numpy(),
            "start": [day.isoformat() for day in events["earliest"]],
            "date": [date_in_words(value) for value in events["date"]],
            "title": events["title"].to_numpy(),
            "type": [types[code] for code in events["event_type"]],
            "status": [statuses[code] for code in events["status"]],
            "states": [subjects.get(row, "") for row in rows.tolist()],
            "place": [place.get(code, "") for code in events["place_id"]],
            "organizations": [bodies.get(row, "") for row in rows.tolist()],
            "sources": documents[rows],
            "confidence": events["confidence"].to_numpy(),
        }
    )


def _joined(event_rows: Iterable[int], names: Iterable[str]) -> dict[int, str]:
    """Position of an event to its distinct names, alphabetically. Plain loops: joining text group by group is slow in pandas."""
    found: dict[int, set[str]] = {}
    for row, name in zip(event_rows, names, strict=True):
        found.setdefault(row, set()).add(name)
    return {row: ", ".join(sorted(names)) for row, names in found.items()}
