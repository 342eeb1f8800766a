"""The table of partners as it is shown and downloaded."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.text import _


def partners_table(partners: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Partners (`partners_by_role`) with titles for people: organization, events, then each role that occurs, family; empty where
    the body is not listed in the role.
    """
    labels = dataset.labels("roles")
    roles = [role for role in labels if partners[role].any()]
    counts = partners[roles].astype("Int64").mask(partners[roles] == 0)
    table = pd.concat([partners[["name", "events"]], counts, partners["heading"]], axis=1)
    return table.set_axis([_("Organization"), _("Events"), *(labels[role] for role in roles), _("Family")], axis=1)
