"""Tables of At a glance: years, organizations, States."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.dates import date_in_words
from atlas.sentences.places import MEASURE_TITLES
from atlas.text import _


def years_table(per_year: pd.DataFrame, family_labels: Mapping[str, str]) -> pd.DataFrame:
    """Events by year and family, with the total."""
    table = per_year.rename(columns=dict(family_labels))
    table[_("All")] = table.sum(axis=1)
    table.columns.name = None
    return table.rename_axis(_("Year")).reset_index()


def bodies_table(bodies: pd.DataFrame) -> pd.DataFrame:
    """Organizations with events and missions."""
    return bodies[["heading", "name", "events", "missions"]].set_axis(
        [_("Family"), _("Organization"), _("Events"), _("Missions")], axis=1
    )


def states_table(by_state: pd.DataFrame) -> pd.DataFrame:
    """The five States with every measure."""
    table = by_state[["name", "events", "missions", "organizations", "months", "last_mission"]]
    table = table.assign(last_mission=[date_in_words(value) if value else "" for value in table["last_mission"]])
    titles = [MEASURE_TITLES[measure] for measure in ("events", "missions", "organizations", "months")]
    return table.set_axis([_("State"), *titles, _("Last mission held")], axis=1)
