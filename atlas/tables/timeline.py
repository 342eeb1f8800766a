"""The table of the timeline."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.text import _


def timeline_table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Events by lane."""
    return pd.DataFrame(
        {
            _("Lane"): rows["lane"],
            _("Start"): rows["earliest"].astype(str),
            _("Date"): [date_in_words(value) for value in rows["date"]],
            _("Title"): rows["title"],
            _("Event type"): rows["event_type"].map(dataset.labels("event_types")),
            _("Status"): rows["status"].map(dataset.labels("statuses")),
        }
    )
