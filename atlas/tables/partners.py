"""The table of partners as it is shown and downloaded."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import Dataset
from atlas.text import _


def partners_table(partners: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Partners (`partners_by_role`) with titles for people: organization, events, then each role that occurs, family; empty
    where the body is not listed in the role.
    """
    roles = {label: partners[role].to_numpy() for role, label in dataset.labels("roles").items()}
    return pd.DataFrame(
        {
            _("Organization"): partners["name"],
            _("Events"): partners["events"],
            **{label: blank_zeros(counts) for label, counts in roles.items() if counts.any()},
            _("Family"): partners["heading"],
        }
    )


def blank_zeros(counts: npt.NDArray[np.int64]) -> pd.arrays.IntegerArray:
    """Counts as a column in which 0 is empty: nothing on record, not a finding that there was none."""
    values: Any = counts.astype(np.int64)
    return pd.arrays.IntegerArray(values, values == 0)
