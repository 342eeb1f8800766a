"""The frozen, typed dataset with the columns that are derived when it is loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType

import pandas as pd

from atlas.dates import parse_date
from atlas.index import Index
from atlas.schema import Schema

ROLL_UP_COLUMNS: Mapping[str, str] = MappingProxyType(
    {"listed": "organization_id", "organization": "rolled_up_id", "system": "system_id"}
)
"""Roll-up level to the column of `participations` that holds the body at that level."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Every table, typed. Text columns hold "" for empty, `Int64` columns hold NA. Nothing writes to the frames; two datasets are
    never equal.
    """

    schema: Schema
    tables: Mapping[str, pd.DataFrame]
    load_seconds: float

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    @property
    def version(self) -> str:
        """Version of the data release."""
        return self.schema.version

    def labels(self, table: str) -> Mapping[str, str]:
        """Code to label of a code list, in the order of the list."""
        return _labels(self, table)

    @cached_property
    def organization_names(self) -> Mapping[str, str]:
        """Organization id to the short form shown in charts and lists: the acronym, else the name."""
        frame = self.tables["organizations"]
        return dict(zip(frame["organization_id"], frame["short_name"], strict=True))

    @cached_property
    def index(self) -> Index:
        """Integer twins of the columns that filters look at."""
        return Index(self.tables)

    @cached_property
    def organization_headings(self) -> Mapping[str, str]:
        """Organization id to the heading under which it stands."""
        frame = self.tables["organizations"]
        return dict(zip(frame["organization_id"], frame["heading"], strict=True))

    @cached_property
    def family_roots(self) -> Mapping[str, str]:
        """Heading to the organization at its root, for families of bodies; the largest family first."""
        frame = self.tables["organizations"]
        roots = frame[(frame["level"] == "system") & (frame["kind"] != "state")]
        sizes = frame["system_id"].value_counts()
        families: dict[str, str] = dict(zip(roots["name"], roots["organization_id"], strict=True))
        return dict(sorted(families.items(), key=lambda family: -int(sizes[family[1]])))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Headings under which bodies stand: families of bodies by size, then the kinds in the order of the code list."""
        kinds = dict.fromkeys(self.tables["organization_kinds"]["heading"])
        return (*self.family_roots, *(heading for heading in kinds if heading not in self.family_roots))

    @cached_property
    def central_asian_states(self) -> tuple[str, ...]:
        """The five States, alphabetically."""
        frame = self.tables["states"]
        return tuple(frame.loc[frame["is_central_asian"], "state"])


@lru_cache(maxsize=256)
def _labels(dataset: Dataset, table: str) -> Mapping[str, str]:
    frame = dataset.tables[table]
    return MappingProxyType(dict(zip(frame.iloc[:, 0], frame["label"], strict=True)))


def derive(schema: Schema, tables: dict[str, pd.DataFrame], seconds: Callable[[], float]) -> Dataset:
    """Add the derived columns (`derived` in datapackage.json) and freeze."""
    tables["organizations"] = _organizations(tables)
    tables["participations"] = _participations(tables)
    tables["events"] = _events(tables)
    for name in (
        "event_states",
        "event_topics",
        "event_places",
        "event_sources",
        "event_instruments",
        "participations",
    ):
        tables[name] = tables[name].assign(event_row=_event_rows(tables["events"], tables[name]["event_id"]))
    return Dataset(schema, MappingProxyType(tables), seconds())


def _event_rows(events: pd.DataFrame, event_ids: pd.Series[str]) -> pd.Series[int]:
    """Position in `events` of each event id: masks over events reach link tables through it."""
    return event_ids.map(pd.Series(range(len(events)), index=events["event_id"], dtype="int64")).astype("int64")


def _organizations(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Adds `short_name`, `rolled_up_id` (nearest organization or system upwards), `system_id` (root), `heading`, and
    `is_central_asian` (one of the five States, or a body of one).
    """
    frame = tables["organizations"]
    parent = dict(zip(frame["organization_id"], frame["parent_id"], strict=True))
    level = dict(zip(frame["organization_id"], frame["level"], strict=True))
    kind = dict(zip(frame["organization_id"], frame["kind"], strict=True))
    name: dict[str, str] = dict(zip(frame["organization_id"], frame["name"], strict=True))
    state = dict(zip(frame["organization_id"], frame["state"], strict=True))
    kind_heading: dict[str, str] = dict(
        zip(tables["organization_kinds"]["kind"], tables["organization_kinds"]["heading"], strict=True)
    )
    states = tables["states"]
    central_asian = set(states.loc[states["is_central_asian"], "state"])

    def chain(organization: str) -> list[str]:
        bodies = [organization]
        while parent[bodies[-1]] and parent[bodies[-1]] not in bodies:
            bodies.append(parent[bodies[-1]])
        return bodies

    def heading(root: str) -> str:
        if level[root] == "system":
            return name[root]
        # A State and its bodies stand under one heading, whichever of them a source names.
        return kind_heading["national_body" if state[root] in central_asian else kind[root]]

    state_column = frame["state"]
    chains = {organization: chain(organization) for organization in parent}
    rolled_up = {
        organization: next((body for body in bodies if level[body] != "unit"), bodies[-1])
        for organization, bodies in chains.items()
    }
    system = {organization: bodies[-1] for organization, bodies in chains.items()}
    ids = frame["organization_id"]
    return frame.assign(
        short_name=_short_names(frame, dict(zip(states["state"], states["label"], strict=True))),
        rolled_up_id=ids.map(rolled_up),
        system_id=ids.map(system),
        heading=ids.map({organization: heading(root) for organization, root in system.items()}),
        is_central_asian=state_column.isin(central_asian),
    )


def _short_names(organizations: pd.DataFrame, state_labels: Mapping[str, str]) -> pd.Series[str]:
    """The acronym, else the name; a body of a State is named with the State, and equal names are told apart by their id."""
    is_body_of_state = organizations["kind"].isin(["national_body", "foreign_government_body"]) & (
        organizations["state"] != ""
    )
    state = organizations["state"].map(state_labels).fillna("")
    short = organizations["acronym"].where(organizations["acronym"] != "", organizations["name"])
    named = state + ": " + organizations["name"]
    already_says_state = pd.Series(
        [bool(label) and label in name for label, name in zip(state, organizations["name"], strict=True)],
        index=organizations.index,
        dtype=bool,
    )
    short = short.where(~is_body_of_state | already_says_state, named)
    repeated = short.str.casefold().duplicated(keep=False)
    return short.where(~repeated, short + " (" + organizations["organization_id"] + ")")


def _participations(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    organizations = tables["organizations"].set_index("organization_id")
    frame = tables["participations"]
    ids = frame["organization_id"]
    return frame.assign(
        rolled_up_id=ids.map(organizations["rolled_up_id"]), system_id=ids.map(organizations["system_id"])
    )


def _events(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Adds the bounds, precision and year of the date, the family, the confidence, and the text that words are sought in."""
    frame = tables["events"]
    spans = [parse_date(value) for value in frame["date"]]
    types = tables["event_types"].set_index("event_type")
    frame = frame.assign(
        earliest=pd.Series([span.earliest for span in spans], index=frame.index, dtype=object),
        latest=pd.Series([span.latest for span in spans], index=frame.index, dtype=object),
        year=pd.Series([span.earliest.year for span in spans], index=frame.index, dtype="int64"),
        last_year=pd.Series([span.latest.year for span in spans], index=frame.index, dtype="int64"),
        date_precision=pd.Series([span.precision for span in spans], index=frame.index, dtype=str),
        is_date_approximate=pd.Series([span.is_approximate for span in spans], index=frame.index, dtype=bool),
        event_family=frame["event_type"].map(types["event_family"]),
    )
    frame = frame.assign(
        confidence=_confidence(frame, tables),
        search_text=_search_text(frame, tables, tables["participations"].query("basis == 'reported'")),
        search_text_with_inferred=_search_text(frame, tables, tables["participations"]),
    )
    return frame.sort_values(["earliest", "event_id"], kind="stable", ignore_index=True)


def _confidence(events: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[str]:
    sources = tables["event_sources"].merge(tables["sources"], on="source_id")
    publisher = sources["original_publisher"].where(sources["original_publisher"] != "", sources["publisher"])
    official = set(sources.loc[sources["kind"] == "official", "event_id"])
    publishers = publisher.groupby(sources["event_id"]).nunique()
    precision = events["place_id"].map(tables["places"].set_index("place_id")["precision"])
    points = (
        events["event_id"].isin(official).astype(int)
        + (events["event_id"].map(publishers).fillna(0) >= 2).astype(int)
        + (events["date_precision"] == "day").astype(int)
        + (precision.isin(["site", "city"]) | (events["mode"] == "virtual")).astype(int)
    )
    return points.map({4: "high", 3: "high", 2: "medium", 1: "low", 0: "low"}).astype(str)


def _search_text(events: pd.DataFrame, tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame) -> pd.Series[str]:
    """Title, summary, place, programme and every name of every body in the participations `rows` of the event, casefolded."""
    organizations = tables["organizations"].set_index("organization_id")
    named = (
        rows["as_named"] + " " + rows["organization_id"].map(organizations["name"] + " " + organizations["short_name"])
    )
    bodies = named.sort_values().groupby(rows["event_id"]).agg(" ".join)
    places = tables["places"].set_index("place_id")["name"]
    programmes = tables["programmes"].set_index("programme_id")["name"]
    text = (
        events["title"]
        + " "
        + events["summary"]
        + " "
        + events["place_id"].map(places).fillna("")
        + " "
        + events["programme_id"].map(programmes).fillna("")
        + " "
        + events["event_id"].map(bodies).fillna("")
    )
    return text.str.casefold()


def as_of(schema: Schema) -> date:
    """The last day that the Atlas covers: ages such as 'months since' count to it, never to the clock of the reader."""
    return date(schema.last_year, 12, 31)
