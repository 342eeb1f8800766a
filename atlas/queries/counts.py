"""Counts of events, missions, organizations and States: headline figures, years, most active bodies."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.dataset import Dataset
from atlas.selection import Slice
from atlas.text import _

MISSION = "mission"


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


def events_per_year(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Events by year (index) and event family (columns, every family of the code list). An event counts in the year of its
    earliest possible day; where that lies before the period, in the first year of the period.
    """
    years, families = years_of(selected), list(dataset.labels("event_families"))
    year = selected.events["year"].clip(lower=selected.selection.first_year)
    table = pd.crosstab(year, selected.events["event_family"])
    return table.reindex(index=years, columns=families, fill_value=0).rename_axis(index="year", columns="family")


def headlines(selected: Slice, dataset: Dataset) -> tuple[Headline, ...]:
    """The four figures at the top of the first page."""
    events = selected.events.assign(year=selected.events["year"].clip(lower=selected.selection.first_year))
    held = events[events["status"] == "held"]
    missions = held[held["event_family"] == MISSION]
    year_of_event = held.set_index("event_id")["year"]
    bodies = partner_participations(selected, dataset)[["event_id", "body"]].drop_duplicates()
    bodies = bodies.assign(year=bodies["event_id"].map(year_of_event)).dropna(subset=["year"])
    sources = dataset["event_sources"].merge(events[["event_id", "year"]], on="event_id")
    years = years_of(selected)

    def by_year(frame: pd.DataFrame, column: str) -> tuple[int, ...]:
        counts = frame.groupby("year")[column].nunique()
        return tuple(int(counts.get(year, 0)) for year in years)

    return (
        Headline(
            _("Events held"),
            len(held),
            _("Events that a source reports as held. Announced ones are not counted."),
            by_year(held, "event_id"),
        ),
        Headline(
            _("Missions held"),
            len(missions),
            _("Visits of a delegation to a State to assess, follow up, scope or evaluate, reported as held."),
            by_year(missions, "event_id"),
        ),
        Headline(
            _("Organizations"),
            int(bodies["body"].nunique()),
            _(
                "Distinct bodies listed at events held, rolled up as chosen; the five States and their bodies not counted."
            ),
            by_year(bodies, "body"),
        ),
        Headline(
            _("Sources"),
            int(sources["source_id"].nunique()),
            _("Distinct documents behind the events shown."),
            by_year(sources, "source_id"),
        ),
    )


def partner_participations(selected: Slice, dataset: Dataset) -> pd.DataFrame:
    """Participations of bodies other than the five States and their own."""
    organizations = dataset["organizations"]
    own = organizations.loc[organizations["is_central_asian"], "organization_id"]
    return selected.participations[~selected.participations["organization_id"].isin(own)]


def most_active_bodies(selected: Slice, dataset: Dataset, limit: int = 12) -> pd.DataFrame:
    """Bodies, those of the five States left out, by the number of events at which they are listed: body, name, heading,
    events, missions. Ties by name.
    """
    family = selected.events.set_index("event_id")["event_family"]
    pairs = partner_participations(selected, dataset)[["event_id", "body"]].drop_duplicates()
    pairs = pairs.assign(is_mission=pairs["event_id"].map(family) == MISSION)
    table = pairs.groupby("body").agg(events=("event_id", "nunique"), missions=("is_mission", "sum")).reset_index()
    organizations = dataset["organizations"].set_index("organization_id")
    table = table.assign(
        name=table["body"].map(organizations["short_name"]), heading=table["body"].map(organizations["heading"])
    )
    table = table.sort_values(["events", "name"], ascending=[False, True], ignore_index=True)
    return table[["body", "name", "heading", "events", "missions"]].head(limit)


def announced_events(selected: Slice) -> pd.DataFrame:
    """Events that a source announces and none reports as held: event_id, title, date."""
    events = selected.events
    return events.loc[events["status"] == "announced", ["event_id", "title", "date"]].reset_index(drop=True)


def busiest_year(per_year: pd.DataFrame) -> tuple[int, int] | None:
    """The year with most events and their number; the earliest of equals; None without events."""
    totals = per_year.sum(axis=1)
    return None if totals.sum() == 0 else (int(str(totals.idxmax())), int(totals.max()))
