"""What the data rests on: coverage by year, State and kind of publisher, the list of sources, completeness."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.dataset import Dataset


@dataclass(frozen=True)
class Limits:
    """What the data cannot say, in numbers. Every number is of events in the whole dataset."""

    events: int
    single_source: int
    without_official_source: int
    partial_lists: int
    date_inferred: int
    not_to_the_day: int
    without_place: int


def limits(dataset: Dataset, events: pd.DataFrame) -> Limits:
    """Limits of the given events."""
    ties = dataset["event_sources"][dataset["event_sources"]["event_id"].isin(events["event_id"])]
    ties = ties.merge(dataset["sources"][["source_id", "kind"]], on="source_id")
    per_event = ties.groupby("event_id")["source_id"].nunique()
    official = ties.loc[ties["kind"] == "official", "event_id"].nunique()
    return Limits(
        events=len(events),
        single_source=int((per_event == 1).sum()),
        without_official_source=len(events) - int(official),
        partial_lists=int((events["participants_list"] == "partial").sum()),
        date_inferred=int((events["date_basis"] == "inferred").sum()),
        not_to_the_day=int((events["date_precision"] != "day").sum()),
        without_place=int(((events["place_id"] == "") & (events["mode"] != "virtual")).sum()),
    )


def coverage(dataset: Dataset) -> pd.DataFrame:
    """Events by year, State and kind of publisher: year, state (name), kind (label), events. An event with sources of two
    kinds counts under both; the whole grid is given, zeros included."""
    events = dataset["events"][["event_id", "year"]]
    ties = dataset["event_sources"].merge(dataset["sources"][["source_id", "kind"]], on="source_id")
    states = dataset["event_states"][["event_id", "state"]]
    rows = events.merge(states, on="event_id").merge(ties[["event_id", "kind"]].drop_duplicates(), on="event_id")
    counts = rows.groupby(["year", "state", "kind"])["event_id"].nunique()
    names, kinds = dataset.labels("states"), dataset.labels("source_kinds")
    grid = pd.MultiIndex.from_product(
        [range(dataset.schema.first_year, dataset.schema.last_year + 1), dataset.central_asian_states, list(kinds)],
        names=["year", "state", "kind"],
    )
    table = counts.reindex(grid, fill_value=0).reset_index(name="events")
    return table.assign(state=table["state"].map(names), kind=table["kind"].map(kinds))


def source_list(dataset: Dataset) -> pd.DataFrame:
    """Every document with the number of events that it supports: title, publisher, kind, published, language, events, url."""
    events = dataset["event_sources"].groupby("source_id")["event_id"].nunique()
    rows = dataset["sources"]
    rows = rows.assign(
        events=rows["source_id"].map(events).fillna(0).astype(int), kind=rows["kind"].map(dataset.labels("source_kinds"))
    )
    return rows[["title", "publisher", "original_publisher", "kind", "published", "language", "events", "url"]].sort_values(
        ["events", "publisher"], ascending=[False, True], ignore_index=True
    )
