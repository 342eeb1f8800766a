"""What the data rests on: coverage by year, State and kind of publisher, the list of sources, completeness."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Mask


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
    copies_only: int
    documents: int
    documents_in_english: int


def limits(dataset: Dataset, events: pd.DataFrame) -> Limits:
    """Limits of the given events of the dataset."""
    rows = events.index.to_numpy()
    is_given = np.zeros(dataset.index.event_count, dtype=bool)
    is_given[rows] = True
    links = dataset.index.links("event_sources", "source_id")
    given = is_given[links.event_row]
    kind, language = _of_documents(dataset)
    documents = np.unique(links.codes.positions[given])
    per_event = np.bincount(links.distinct(given)[0], minlength=dataset.index.event_count)[rows]

    def events_with(is_met: Mask) -> int:
        return int(links.events(given & is_met[links.codes.positions], dataset.index.event_count).sum())

    return Limits(
        events=len(events),
        single_source=int((per_event == 1).sum()),
        without_official_source=len(events) - events_with(kind == "official"),
        partial_lists=int((events["participants_list"] == "partial").sum()),
        date_inferred=int((events["date_basis"] == "inferred").sum()),
        not_to_the_day=int((events["date_precision"] != "day").sum()),
        without_place=int(((events["place_id"] == "") & (events["mode"] != "virtual")).sum()),
        copies_only=len(events) - events_with(kind != "mirror"),
        documents=len(documents),
        documents_in_english=int((language[documents] == "en").sum()),
    )


@lru_cache(maxsize=4)
def _of_documents(dataset: Dataset) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """Kind and language of each document, in the order of the index."""
    values = list(dataset.index.links("event_sources", "source_id").codes.values)
    sources = dataset["sources"].set_index("source_id").reindex(values)
    return sources["kind"].to_numpy(dtype=object), sources["language"].to_numpy(dtype=object)


def coverage(dataset: Dataset) -> pd.DataFrame:
    """Events by year, State and kind of publisher: year, state (name), kind (label), events. An event with sources of two
    kinds counts under both; the whole grid is given, zeros included.
    """
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
        events=rows["source_id"].map(events).fillna(0).astype(int),
        kind=rows["kind"].map(dataset.labels("source_kinds")),
    )
    return rows[
        ["title", "publisher", "original_publisher", "kind", "published", "language", "events", "url"]
    ].sort_values(["events", "publisher"], ascending=[False, True], ignore_index=True)


def search_coverage(dataset: Dataset, heading: str) -> pd.DataFrame:
    """What the searches on record cover, by State and year, for one family of bodies ("" for all).

    Columns: state (name), year, events (of the family's bodies), searches (that name the State, and the year or no year at all,
    and a body of the family), answer: "found", "none found" (searched, no event) or "not searched".
    """
    organizations = dataset["organizations"]
    family = set(organizations.loc[organizations["heading"] == heading, "organization_id"])
    ties = dataset["event_states"].merge(dataset["events"][["event_id", "year"]], on="event_id")
    if heading:
        listed = dataset["participations"]
        ties = ties[ties["event_id"].isin(listed.loc[listed["organization_id"].isin(family), "event_id"])]
    events = ties.groupby(["state", "year"])["event_id"].nunique()
    searches = [
        (states.split(), _years_named(period, dataset))
        for states, period, bodies in dataset["research_log"][["states", "period", "organizations"]].to_numpy().tolist()
        if not heading or (set(bodies.split()) & family)
    ]
    names = dataset.labels("states")
    rows = []
    for state in dataset.central_asian_states:
        for year in range(dataset.schema.first_year, dataset.schema.last_year + 1):
            count = int(events.get((state, year), 0))
            made = sum(state in states and year in years for states, years in searches)
            answer = "found" if count else "none found" if made else "not searched"
            rows.append((names[state], year, count, made, answer))
    return pd.DataFrame(rows, columns=["state", "year", "events", "searches", "answer"])


def _years_named(period: str, dataset: Dataset) -> range:
    if not period:
        return range(dataset.schema.first_year, dataset.schema.last_year + 1)
    first, _slash, last = period.partition("/")
    return range(int(first), int(last or first) + 1)


def audit_results(dataset: Dataset) -> pd.DataFrame:
    """Rounds of the audit: round, events, supported, wrong, not_visible, precision (supported of supported and wrong, in %)."""
    rows = dataset["audit"]
    table = pd.crosstab(rows["round"], rows["verdict"]).reindex(columns=list(dataset.labels("verdicts")), fill_value=0)
    table = table.assign(
        events=rows.groupby("round")["event_id"].nunique(),
        precision=(100 * table["supported"] / (table["supported"] + table["wrong"])).round(1),
    )
    return table.reset_index()[["round", "events", "supported", "wrong", "not_visible", "precision"]]
