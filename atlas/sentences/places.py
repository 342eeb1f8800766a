"""The map in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.text import _

MEASURE_TITLES: Mapping[str, str] = {
    "events": _("Events"),
    "missions": _("Missions held"),
    "organizations": _("Distinct organizations"),
    "months": _("Months since the last mission"),
}


def map_sentence(by_state: pd.DataFrame, measure: str) -> str:
    """Alt text of the map."""
    values = [
        f"{name} {'–' if pd.isna(value) else value}"
        for name, value in zip(by_state["name"], by_state[measure], strict=True)
    ]
    return _("Map of Central Asia coloured by {measure}: {values}.").format(
        measure=MEASURE_TITLES[measure].lower(), values=", ".join(values)
    )
