"""The timeline in words."""

from __future__ import annotations

import pandas as pd

from atlas.text import _, count_of


def timeline_sentence(rows: pd.DataFrame) -> str:
    """Alt text of the timeline."""
    events = rows.drop_duplicates("event_id")
    lanes = rows.groupby("lane", sort=False)["event_id"].nunique().sort_values(ascending=False)
    first = f"{lanes.index[0]} ({lanes.iloc[0]})" if len(lanes) else ""
    return _("Timeline of {events} in {lanes} lanes, {missions} of them missions; most in the lane {first}.").format(
        events=count_of(len(events), _("event"), _("events")),
        lanes=len(lanes),
        missions=int(events["is_mission"].sum()),
        first=first,
    )
