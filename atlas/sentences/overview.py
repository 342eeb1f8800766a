"""At a glance in words: the opening line and the `alt` texts of its bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS
from atlas.queries.counts import busiest_year, partner_rows
from atlas.text import _, count_of, join_words, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset
    from atlas.selection import Slice


def opening_sentence(selected: Slice, dataset: Dataset) -> str:
    """The first page in one sentence."""
    index, held = dataset.index, selected.events.index[selected.events["status"] == "held"]
    is_held = np.zeros(index.event_count, dtype=bool)
    is_held[held] = True
    missions = int((is_held & index.is_mission).sum())
    listed = partner_rows(selected, dataset)
    bodies = index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    systems = index.links("participations", "system_id")
    bodies_listed = len(bodies.counts(listed & is_held[bodies.event_row]))
    families = systems.counts(listed & is_held[systems.event_row])
    span = years(selected.selection.first_year, selected.selection.last_year)
    sentence = _("{span}: {events} on record as held, {missions} among them, with {bodies}.").format(
        span=span,
        events=_events(len(held)),
        missions=count_of(missions, _("mission"), _("missions")),
        bodies=count_of(bodies_listed, _("organization"), _("organizations")),
    )
    if families:
        family = max(families, key=lambda body: (families[body], body))
        share = round(100 * families[family] / max(1, len(held)))
        name = dataset["organizations"].set_index("organization_id").at[family, "name"]
        sentence += " " + _("The family of bodies listed most often is {name}, at {events} ({share} %).").format(
            name=name, events=_events(families[family]), share=share
        )
    return sentence


def bars_sentence(per_year: pd.DataFrame, family_labels: Mapping[str, str]) -> str:
    """Alt text of the yearly bars."""
    best = busiest_year(per_year)
    if best is None:
        return _("Stacked bars without events.")
    largest = str(per_year.sum().idxmax())
    return _(
        "Stacked bars of {events} by year, {span}; the most in a year are {count} in {year}; "
        "the largest family is {family} with {size}."
    ).format(
        events=_events(int(per_year.to_numpy().sum())),
        span=years(int(per_year.index[0]), int(per_year.index[-1])),
        count=best[1],
        year=best[0],
        family=family_labels[largest].lower(),
        size=int(per_year[largest].sum()),
    )


def bodies_sentence(bodies: pd.DataFrame) -> str:
    """Alt text of the bars of organizations."""
    if bodies.empty:
        return _("Bars without organizations.")
    named = [f"{row.name_} ({row.events})" for row in bodies.head(3).rename(columns={"name": "name_"}).itertuples()]
    return _("Bars of the {count} organizations listed at most events, led by {named}.").format(
        count=len(bodies), named=join_words(named)
    )


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))
