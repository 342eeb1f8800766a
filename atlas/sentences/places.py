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

MEASURE_NOTES: Mapping[str, str] = {
    "events": _("An event counts in every State that is its subject or attends."),
    "missions": _("A mission counts in the States that are its subject; attending alone does not count."),
    "organizations": _("Bodies at events of which the State is subject or attends, the five States’ own left out."),
    "months": _(
        "From the last mission held with the State as its subject to the end of the period; attending alone does not count."
    ),
}
"""What each measure counts."""


def map_sentence(by_state: pd.DataFrame, measure: str) -> str:
    """Alt text of the map."""
    values = [
        f"{name} {'–' if pd.isna(value) else value}"
        for name, value in zip(by_state["name"], by_state[measure], strict=True)
    ]
    return _("Map of Central Asia coloured by {measure}: {values}.").format(
        measure=MEASURE_TITLES[measure].lower(), values=", ".join(values)
    )
