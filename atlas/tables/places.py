"""The table of the map."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.text import _


def places_table(
    by_state: pd.DataFrame, by_place: pd.DataFrame, off_map: pd.DataFrame, dataset: Dataset
) -> pd.DataFrame:
    """What the map page shows: the States, then the places, then events without a marker."""
    precisions, states = dataset.labels("place_precisions"), dataset.labels("states")
    on_map = by_place[by_place["is_on_map"]]
    return pd.DataFrame(
        {
            _("Kind"): [_("State")] * len(by_state) + [_("Place")] * len(on_map) + [_("Not on the map")] * len(off_map),
            _("Name"): [*by_state["name"], *on_map["name"], *off_map["name"]],
            _("State"): [*by_state["name"], *on_map["state"].map(states), *[""] * len(off_map)],
            _("Events"): [*by_state["events"], *on_map["events"], *off_map["events"]],
            _("Missions"): pd.array(
                [*by_state["missions"], *on_map["missions"], *[None] * len(off_map)], dtype="Int64"
            ),
            _("Point stands for"): [_("State")] * len(by_state)
            + [*on_map["precision"].map(precisions)]
            + [""] * len(off_map),
        }
    )
