"""Counts of events, missions, organizations and States: headline figures, years, most active bodies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.index import Links, Mask, Positions
from atlas.selection import Slice, remembered
from atlas.text import _


@dataclass(frozen=True)
class Headline:
    """A headline figure: what it counts, the number, the same number by year (first to last year of the selection)."""

    label: str
    value: int
    definition: str
    by_year: tuple[int, ...]


def years_of(selected: Slice) -> list[int]:
    """Every year of the selected period, empty ones too."""
    return list(range(selected.selection.first_year, selected.selection.last_year + 1))


@remembered
def events_per_year(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events by year (index) and event family (columns, every family of the code list). An event counts in the year of its
    earliest possible day; where that lies before the period, in the first year of the period.
    """
    years, families = years_of(selected), list(dataset.labels("event_families"))
    codes = dataset.index.codes("event_family")
    place = np.array([families.index(value) for value in codes.values], dtype=np.int64)
    cells = _year_positions(selected) * len(families) + place[codes.positions[selected.events.index]]
    counts = np.bincount(cells, minlength=len(years) * len(families)).reshape(len(years), len(families))
    return pd.DataFrame(
        counts, index=pd.Index(years, name="year"), columns=pd.Index(families, dtype=str, name="family"), dtype=np.int64
    )


def _year_positions(selected: Slice) -> Positions:
    """For each event of the slice the position of the year in which it counts."""
    first = selected.selection.first_year
    positions: Positions = np.maximum(selected.events["year"].to_numpy(), first) - first
    return positions


@remembered
def headlines(selected: Slice, dataset: Dataset) -> tuple[Headline, ...]:
    """The four figures at the top of the first page."""
    index = dataset.index
    shown = selected.events.index.to_numpy()
    year = np.zeros(index.event_count, dtype=np.int64)
    year[shown] = _year_positions(selected)
    is_shown = np.zeros(index.event_count, dtype=bool)
    is_shown[shown] = True
    is_held = is_shown & index.is_held
    count = len(years_of(selected))

    def events(mask: Mask) -> tuple[int, tuple[int, ...]]:
        return int(mask.sum()), tuple(np.bincount(year[mask], minlength=count).tolist())

    def linked(links: Links, keep: Mask) -> tuple[int, tuple[int, ...]]:
        """Distinct values of the rows kept, in all and by year."""
        is_met = np.zeros((count, len(links.codes.values)), dtype=bool)
        is_met[year[links.event_row[keep]], links.codes.positions[keep]] = True
        return int(is_met.any(axis=0).sum()), tuple(is_met.sum(axis=1).tolist())

    listed = index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    sources = index.links("event_sources", "source_id")
    figures = (
        events(is_held),
        events(is_held & index.is_mission),
        linked(listed, partner_rows(selected, dataset) & is_held[listed.event_row]),
        linked(sources, is_shown[sources.event_row]),
    )
    words = (
        (_("Events held"), _("Events that a source reports as held. Announced ones are not counted.")),
        (
            _("Missions held"),
            _("Visits of a delegation to a State to assess, follow up, scope or evaluate, reported as held."),
        ),
        (
            _("Organizations"),
            _(
                "Distinct bodies listed at events held, rolled up as chosen; the five States and their bodies not counted."
            ),
        ),
        (_("Sources"), _("Distinct documents behind the events shown.")),
    )
    return tuple(
        Headline(label, value, definition, by_year)
        for (label, definition), (value, by_year) in zip(words, figures, strict=True)
    )


@lru_cache(maxsize=4)
def _is_partner(dataset: Dataset) -> Mask:
    """Participations of bodies other than the five States and their own."""
    organizations = dataset["organizations"]
    own = frozenset(organizations.loc[organizations["is_central_asian"], "organization_id"])
    return ~dataset.index.links("participations", "organization_id").codes.among(own)


def partner_rows(selected: Slice, dataset: Dataset) -> Mask:
    """Which participations of the dataset are in the slice and of bodies other than the five States and their own."""
    is_in_slice = np.zeros(len(dataset["participations"]), dtype=bool)
    is_in_slice[selected.participations.index] = True
    return is_in_slice & _is_partner(dataset)


def partner_participations(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Participations of bodies other than the five States and their own."""
    return selected.participations[_is_partner(dataset)[selected.participations.index]]


@remembered
def most_active_bodies(selected: Slice, dataset: Dataset, limit: int = 12) -> pd.DataFrame:
    """Bodies, those of the five States left out, by the number of events at which they are listed: body, name, heading,
    events, missions. Ties by name.
    """
    keep = partner_rows(selected, dataset)
    links = dataset.index.links("participations", ROLL_UP_COLUMNS[selected.selection.roll_up])
    events = links.counts(keep)
    missions = links.counts(keep & dataset.index.is_mission[links.event_row])
    names = dataset.organization_names
    bodies = sorted(events, key=lambda body: (-events[body], names[body]))[:limit]
    return pd.DataFrame(
        {
            "body": pd.array(bodies, dtype="str"),
            "name": pd.array([names[body] for body in bodies], dtype="str"),
            "heading": pd.array([dataset.organization_headings[body] for body in bodies], dtype="str"),
            "events": np.array([events[body] for body in bodies], dtype=np.int64),
            "missions": np.array([missions.get(body, 0) for body in bodies], dtype=np.int64),
        }
    )


def announced_events(selected: Slice) -> pd.DataFrame:
    """Events that a source announces and none reports as held: event_id, title, date."""
    events = selected.events
    return events.loc[events["status"] == "announced", ["event_id", "title", "date"]].reset_index(drop=True)


def busiest_year(per_year: pd.DataFrame) -> tuple[int, int] | None:
    """The year with most events and their number; the earliest of equals; None without events."""
    totals = per_year.sum(axis=1)
    return None if totals.sum() == 0 else (int(str(totals.idxmax())), int(totals.max()))
