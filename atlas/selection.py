"""The filters as one frozen value: it applies itself, says itself in words, and survives the URL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Literal, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.facets import event_masks
from atlas.index import Mask
from atlas.text import _, join_words, years

P = ParamSpec("P")
Answer = TypeVar("Answer")

RollUp = Literal["listed", "organization", "system"]
Query = Mapping[str, list[str]]

FACETS: Mapping[str, str] = {
    "states": "state",
    "families": "family",
    "types": "type",
    "organizations": "org",
    "roles": "role",
    "topics": "topic",
    "statuses": "status",
}
"""Field of `Selection` that holds a set of codes, to its name in the URL."""

OTHER_PARAMETERS = ("from", "to", "level", "inferred", "q")
QUERY_PARAMETERS = (*FACETS.values(), *OTHER_PARAMETERS)


@dataclass(frozen=True)
class Selection:
    """What a reader wants to see. An empty facet lets everything through; facets narrow one another.

    An event is in the period if it may have taken place in it: its first to last possible day overlap the years.
    Organizations and roles are met together by one participation. With `is_with_inferred` False, what a curator
    derived (participations, ties to States) counts nowhere.
    """

    first_year: int
    last_year: int
    states: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    roll_up: RollUp = "organization"
    roles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    is_with_inferred: bool = False
    words: str = ""

    @classmethod
    def everything(cls, dataset: Dataset) -> Selection:
        """The selection that leaves every event in."""
        return cls(dataset.schema.first_year, dataset.schema.last_year)

    @classmethod
    def from_query(cls, query: Query, dataset: Dataset) -> tuple[Selection, tuple[str, ...]]:
        """Read the URL's parameters; also return those that were ignored, as `name=value`, for a quiet notice."""
        default = cls.everything(dataset)
        ignored: list[str] = []

        def year(name: str, fallback: int) -> int:
            value = _last(query, name)
            if value.isdecimal() and default.first_year <= int(value) <= default.last_year:
                return int(value)
            if value:
                ignored.append(f"{name}={value}")
            return fallback

        level = _last(query, "level")
        if level and level not in ROLL_UP_COLUMNS:
            ignored.append(f"level={level}")
        roll_up: RollUp = level if level in ROLL_UP_COLUMNS else default.roll_up  # type: ignore[assignment]
        facets: dict[str, Any] = {}
        for facet, name in FACETS.items():
            known = options(dataset, facet, roll_up)
            asked = list(dict.fromkeys(query.get(name, [])))
            facets[facet] = tuple(code for code in known if code in asked)
            ignored += [f"{name}={code}" for code in asked if code not in known]
        inferred = _last(query, "inferred")
        if inferred not in ("", "1"):
            ignored.append(f"inferred={inferred}")
        first, last = year("from", default.first_year), year("to", default.last_year)
        if first > last:
            ignored.append(f"from={first}")
            first = default.first_year
        selection = cls(
            first, last, roll_up=roll_up, is_with_inferred=inferred == "1", words=_last(query, "q").strip(), **facets
        )
        return selection, tuple(ignored)

    def to_query(self, dataset: Dataset) -> dict[str, list[str]]:
        """The URL's parameters, defaults left out."""
        default = Selection.everything(dataset)
        query = {name: list(getattr(self, field)) for field, name in FACETS.items()}
        query["from"] = [str(self.first_year)] if self.first_year != default.first_year else []
        query["to"] = [str(self.last_year)] if self.last_year != default.last_year else []
        query["level"] = [self.roll_up] if self.roll_up != default.roll_up else []
        query["inferred"] = ["1"] if self.is_with_inferred else []
        query["q"] = [self.words] if self.words else []
        return {name: values for name, values in query.items() if values}

    def describe(self, dataset: Dataset, *, is_with_period: bool = True) -> str:
        """The selection as a phrase: "Missions with Tajikistan, 2015–2019, in which OSCE took part as host"."""
        kinds = [dataset.labels("event_types")[code].lower() for code in self.types]
        plural = dict(zip(dataset["event_families"]["event_family"], dataset["event_families"]["plural"], strict=True))
        families = [plural[code].lower() for code in self.families]
        what = join_words(families) if families else _("all events")
        if kinds:
            what = _("events of the type {types}").format(types=join_words(kinds, _("or")))
            if families:
                what = _("{families} of the type {types}").format(
                    families=join_words(families), types=join_words(kinds, _("or"))
                )
        parts = [what[0].upper() + what[1:]]
        if self.states:
            names = [dataset.labels("states")[code] for code in self.states]
            parts[0] += " " + _("with {states}").format(states=join_words(names, _("or")))
        if is_with_period:
            parts.append(years(self.first_year, self.last_year))
        roles = join_words([dataset.labels("roles")[code].lower() for code in self.roles], _("or"))
        bodies = join_words([dataset.organization_names[code] for code in self.organizations], _("or"))
        if bodies:
            phrase = _("in which {bodies} took part as {roles}") if roles else _("in which {bodies} took part")
            parts.append(phrase.format(bodies=bodies, roles=roles))
        elif roles:
            parts.append(_("in which a body took part as {roles}").format(roles=roles))
        if self.topics:
            topics = [dataset.labels("topics")[code].lower() for code in self.topics]
            parts.append(_("about {topics}").format(topics=join_words(topics, _("or"))))
        if self.statuses:
            statuses = [dataset.labels("statuses")[code].lower() for code in self.statuses]
            parts.append(join_words(statuses, _("or")))
        if self.words:
            parts.append(_("mentioning “{words}”").format(words=self.words))
        parts.append(_("with inferred facts") if self.is_with_inferred else _("reported facts only"))
        return ", ".join(parts)

    def apply(self, dataset: Dataset) -> Slice:
        """The events that meet the selection, with what hangs on them. The last slices are kept: readers share them."""
        return _slice(self, dataset)


@lru_cache(maxsize=24)
def _slice(selection: Selection, dataset: Dataset) -> Slice:
    mask: Mask = np.logical_and.reduce(list(event_masks(selection, dataset).values()))
    is_whole = bool(mask.all())

    def of(table: str) -> pd.DataFrame:
        frame = _countable(dataset, table, selection.is_with_inferred)
        return frame if is_whole else frame[mask[frame["event_row"].to_numpy()]]

    participations, events = of("participations"), _without_long_text(dataset)
    return Slice(
        selection=selection,
        events=events if is_whole else events[mask],
        event_states=of("event_states"),
        event_places=of("event_places"),
        event_topics=of("event_topics"),
        participations=participations.assign(body=participations[ROLL_UP_COLUMNS[selection.roll_up]]),
    )


LONG_TEXT = ["summary", "note", "search_text", "search_text_with_inferred"]
"""Columns of events that no chart or list needs: a slice leaves them out, copying them would be most of its cost."""


@lru_cache(maxsize=4)
def _without_long_text(dataset: Dataset) -> pd.DataFrame:
    return dataset["events"].drop(columns=LONG_TEXT)


@lru_cache(maxsize=32)
def _countable(dataset: Dataset, table: str, is_with_inferred: bool) -> pd.DataFrame:
    """Rows of a link table that count: those that a source states, or all."""
    frame = dataset[table]
    if is_with_inferred or "basis" not in frame.columns:
        return frame
    return frame[frame["basis"] == "reported"]


@dataclass(frozen=True, eq=False)
class Slice:
    """The part of the dataset that a selection leaves: events without their long text, and what hangs on them.

    Rows keep the positions that they have in the dataset as their index. `participations` has the rolled-up body in `body`.
    `memory` holds answers that were worked out from the slice. A slice is equal to itself only.
    """

    selection: Selection
    events: pd.DataFrame
    event_states: pd.DataFrame
    event_places: pd.DataFrame
    event_topics: pd.DataFrame
    participations: pd.DataFrame
    memory: dict[object, Any] = field(default_factory=dict, repr=False, init=False)

    def __len__(self) -> int:
        return len(self.events)


def remembered(query: Callable[P, Answer]) -> Callable[P, Answer]:
    """Make a query of a slice (its first argument) answer from the slice's memory where it was asked the same before.

    What it returns must not be changed.
    """

    @wraps(query)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Answer:
        selected = args[0]
        assert isinstance(selected, Slice)
        key = (query, *map(_frozen, args[1:]), *((name, _frozen(value)) for name, value in kwargs.items()))
        if key not in selected.memory:
            selected.memory[key] = query(*args, **kwargs)
        known: Answer = selected.memory[key]
        return known

    return answer


def _frozen(value: object) -> object:
    """A value that can be a key."""
    return tuple(value) if isinstance(value, list | set | dict) else value


def _last(query: Query, name: str) -> str:
    values = query.get(name, [])
    return values[-1] if values else ""


@lru_cache(maxsize=64)
def options(dataset: Dataset, field: str, roll_up: RollUp) -> tuple[str, ...]:
    """Codes that a facet may hold, in the order in which they are offered."""
    tables = {
        "families": "event_families",
        "types": "event_types",
        "roles": "roles",
        "topics": "topics",
        "statuses": "statuses",
    }
    if field == "states":
        return dataset.central_asian_states
    if field == "organizations":
        return tuple(organizations_at(dataset, roll_up)["organization_id"])
    return tuple(dataset.labels(tables[field]))


@lru_cache(maxsize=16)
def organizations_at(dataset: Dataset, roll_up: RollUp) -> pd.DataFrame:
    """Bodies with a participation at that level, ordered by heading (families of bodies first) and short name."""
    frame = dataset["organizations"]
    used = dataset["participations"][ROLL_UP_COLUMNS[roll_up]].unique()
    frame = frame[frame["organization_id"].isin(used)]
    order = {heading: position for position, heading in enumerate(headings(dataset))}
    return frame.assign(_heading=frame["heading"].map(order), _name=frame["short_name"].str.casefold()).sort_values(
        ["_heading", "_name", "organization_id"], ignore_index=True
    )


@lru_cache(maxsize=8)
def headings(dataset: Dataset) -> tuple[str, ...]:
    """Headings under which bodies stand: families of bodies by size, then the kinds in the order of the code list."""
    return dataset.headings
