"""The tables of the timeline."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.text import _


def timeline_table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Events by lane."""
    words = {value: date_in_words(value) for value in dict.fromkeys(rows["date"].tolist())}
    return pd.DataFrame(
        {
            _("Lane"): rows["lane"],
            _("Start"): rows["earliest"].astype(str),
            _("Date"): [words[value] for value in rows["date"].tolist()],
            _("Title"): rows["title"],
            _("Event type"): rows["event_type"].map(dataset.labels("event_types")),
            _("Status"): rows["status"].map(dataset.labels("statuses")),
        }
    )


def quarters_table(quarters: pd.DataFrame) -> pd.DataFrame:
    """Events by lane and quarter."""
    days = quarters["quarter"].tolist()
    return pd.DataFrame(
        {
            _("Lane"): quarters["lane"],
            _("Year"): [day.year for day in days],
            _("Quarter"): [(day.month + 2) // 3 for day in days],
            _("Events"): quarters["events"],
        }
    )
