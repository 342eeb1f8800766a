"""Tables of an organization's profile and of the index of organizations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.queries.missions_joined import MissionsJoined
from atlas.queries.organization_profile import RoleCounts
from atlas.tables.partners import blank_zeros
from atlas.text import _


def role_counts_table(counts: RoleCounts, row_title: str) -> pd.DataFrame:
    """The squares as a plain table: one row a role or State, one column a year or role, the distinct events of all at the end;
    empty where not listed.
    """
    rows, columns, cells = counts.rows["key"].tolist(), counts.columns["key"].tolist(), counts.cells
    values = np.zeros((len(rows), len(columns)), dtype=np.int64)
    row = [rows.index(key) for key in cells["row"]]
    values[row, [columns.index(key) for key in cells["column"]]] = cells["count"]
    return pd.DataFrame(
        {
            row_title: counts.rows["label"],
            **{label: blank_zeros(values[:, place]) for place, label in enumerate(counts.columns["label"])},
            _("Events"): counts.rows["total"],
        }
    )


def joined_table(joined: MissionsJoined, dataset: Dataset) -> pd.DataFrame:
    """Bodies against the States visited with the missions that each joined, and when and where for those that joined only one."""
    labels = dataset.labels("states")
    missions = joined.missions.set_index("event_id")
    states, dates = dict(missions["states"]), dict(missions["date"])
    only = [_where(states[event], dates[event], labels) if event else "" for event in joined.bodies["only"]]
    bodies = joined.bodies
    return pd.DataFrame(
        {
            _("Organization"): bodies["name"],
            _("Family"): bodies["heading"],
            _("Missions"): bodies["missions"],
            _("Only once"): only,
            **{labels[state]: blank_zeros(bodies[state].to_numpy()) for state in joined.states},
        }
    )


def _where(states: Sequence[str], date: str, labels: Mapping[str, str]) -> str:
    where = ", ".join(labels[state] for state in states)
    return f"{where}: {date_in_words(date)}" if where else date_in_words(date)


def programmes_table(programmes: pd.DataFrame) -> pd.DataFrame:
    """Programmes with events and years."""
    return programmes[["name", "events", "first", "last"]].set_axis(
        [_("Programme"), _("Events"), _("First year"), _("Last year")], axis=1
    )


def names_table(names: pd.DataFrame) -> pd.DataFrame:
    """Names as printed, with the body meant."""
    return names.set_axis(
        [_("Name as printed"), _("Body meant"), _("Events listed under it"), _("Language"), _("Note")], axis=1
    )


def index_table(index: pd.DataFrame) -> pd.DataFrame:
    """Organizations with events, missions and years."""
    return index[["name", "events", "missions", "first", "last", "heading"]].set_axis(
        [_("Organization"), _("Events"), _("Missions"), _("First year"), _("Last year"), _("Family")], axis=1
    )
