"""At a glance in words: the opening line and the `alt` texts of its bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from atlas.queries.counts import MISSION, busiest_year, partner_participations
from atlas.text import _, count_of, join_words, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset
    from atlas.selection import Slice


def opening_sentence(selected: Slice, dataset: Dataset) -> str:
    """The first page in one sentence."""
    events = selected.events
    held = events[events["status"] == "held"]
    missions = int((held["event_family"] == MISSION).sum())
    bodies = partner_participations(selected, dataset)
    bodies = bodies[bodies["event_id"].isin(held["event_id"])]
    families = bodies.drop_duplicates(["event_id", "system_id"])["system_id"].value_counts()
    span = years(selected.selection.first_year, selected.selection.last_year)
    sentence = _("{span}: {events} on record as held, {missions} among them, with {bodies}.").format(
        span=span,
        events=_events(len(held)),
        missions=count_of(missions, _("mission"), _("missions")),
        bodies=count_of(int(bodies["body"].nunique()), _("organization"), _("organizations")),
    )
    if len(families):
        name = dataset["organizations"].set_index("organization_id").at[families.index[0], "name"]
        share = round(100 * int(families.iloc[0]) / max(1, len(held)))
        sentence += " " + _("The family of bodies listed most often is {name}: {count} of them ({share} %).").format(
            name=name, count=int(families.iloc[0]), share=share
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
