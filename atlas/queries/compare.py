"""Two selections side by side: one frame, and in it two periods, two States or two organizations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.dates import parse_date
from atlas.facets import event_masks
from atlas.index import Mask, Positions
from atlas.selection import RollUp, Selection
from atlas.text import years

Compare = Literal["periods", "states", "organizations"]
Kind = Literal["bodies", "families", "types", "topics", "states", "programmes"]
Measure = Literal["rate", "count", "share"]
COMPARE: tuple[Compare, ...] = ("periods", "states", "organizations")
SPLIT = 2016
"""Last year of the first period that the page opens with."""

Chosen = tuple[int, int] | str
"""What makes a side: first and last year, a State, an organization."""


@dataclass(frozen=True, eq=False)
class Ties:
    """Events (positions in the table of events) and a part that each belongs to (positions in `values`); no pair twice."""

    events: Positions
    parts: Positions
    values: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """Part to its number of events, parts without any left out."""
        counts = np.bincount(self.parts, minlength=len(self.values)).tolist()
        return {value: count for value, count in zip(self.values, counts, strict=True) if count}


@dataclass(frozen=True)
class Part:
    """A body, topic, State … with its events in A and in B; `difference` is B less A, in a measure."""

    key: str
    name: str
    a: int
    b: int
    difference: float


@dataclass(frozen=True)
class Figure:
    """A headline figure of both; `is_additive` if it can be given per year: distinct bodies do not add up."""

    code: str
    a: int
    b: int
    is_additive: bool


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two: its name, its events, and the bodies listed at them (`listed`; the five States, their bodies and the
    organizations compared left out).
    """

    name: str
    selection: Selection
    mask: Mask
    listed: Ties

    @property
    def years(self) -> int:
        """Number of years of the period."""
        return self.selection.last_year - self.selection.first_year + 1

    def __len__(self) -> int:
        return int(self.mask.sum())

    def unit(self, measure: Measure) -> float:
        """What one event is in the measure: itself, a part of a year's events, a percentage of the side's events."""
        return {"count": 1.0, "rate": 1 / self.years, "share": 100 / max(1, len(self))}[measure]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two sides that differ in one facet. `frame` is what they share, that facet left open; `is_facet_replaced` says whether the
    reader had set it.
    """

    by: Compare
    frame: Selection
    is_facet_replaced: bool
    a: Side
    b: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        """A and B."""
        return self.a, self.b

    @property
    def shared(self) -> int:
        """Events that are on both sides."""
        return int((self.a.mask & self.b.mask).sum())

    @property
    def is_same(self) -> bool:
        """Whether A and B are one and the same."""
        return self.a.selection == self.b.selection

    @property
    def measures(self) -> tuple[Measure, ...]:
        """How a difference can be counted; the first is the fairest: a year, where one period is longer than the other."""
        return ("count", "share") if self.a.years == self.b.years else ("rate", "count", "share")


def default_periods(dataset: Dataset) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two periods that the page opens with."""
    return (dataset.schema.first_year, SPLIT), (SPLIT + 1, dataset.schema.last_year)


@lru_cache(maxsize=8)
def default_bodies(dataset: Dataset, roll_up: RollUp) -> tuple[str, ...]:
    """The two bodies listed at most events of the whole record, those of the five States left out."""
    everything = replace(Selection.everything(dataset), roll_up=roll_up)
    mask = np.ones(len(dataset["events"]), dtype=bool)
    counts = _listed(everything, mask, dataset, frozenset()).counts()
    return tuple(sorted(counts, key=lambda body: (-counts[body], body))[:2])


def comparison(selection: Selection, dataset: Dataset, by: Compare, a: Chosen, b: Chosen) -> Comparison:
    """The selection with one facet replaced, twice."""
    whole = Selection.everything(dataset)
    opened: dict[Compare, dict[str, Any]] = {
        "periods": {"first_year": whole.first_year, "last_year": whole.last_year},
        "states": {"states": ()},
        "organizations": {"organizations": ()},
    }
    frame = replace(selection, **opened[by])
    names = dataset.labels("states") if by == "states" else dataset.organization_names
    left_out = frozenset({str(a), str(b)}) if by == "organizations" else frozenset()

    def side(chosen: Chosen) -> Side:
        if isinstance(chosen, str):
            facet: dict[str, Any] = {by: (chosen,)}
            name = names[chosen]
        else:
            facet = {"first_year": chosen[0], "last_year": chosen[1]}
            name = years(*chosen)
        own = replace(frame, **facet)
        mask: Mask = np.logical_and.reduce(list(event_masks(own, dataset).values()))
        return Side(name, own, mask, _listed(own, mask, dataset, left_out))

    return Comparison(by, frame, frame != selection, side(a), side(b))


@lru_cache(maxsize=4)
def _own_bodies(dataset: Dataset) -> frozenset[str]:
    organizations = dataset["organizations"]
    return frozenset(organizations.loc[organizations["is_central_asian"], "organization_id"])


def _listed(selection: Selection, mask: Mask, dataset: Dataset, left_out: Collection[str]) -> Ties:
    column = ROLL_UP_COLUMNS[selection.roll_up]
    return _linked(selection, mask, dataset, "participations", column, _own_bodies(dataset) | frozenset(left_out))


def _linked(
    selection: Selection, mask: Mask, dataset: Dataset, table: str, column: str, left_out: Collection[str] = ()
) -> Ties:
    links = dataset.index.links(table, column)
    keep = mask[links.event_row] & dataset.index.rows(table, selection.is_with_inferred)
    if left_out:
        keep &= ~links.codes.among(left_out)
    return Ties(*links.distinct(keep), links.codes.values)


def ties(side: Side, dataset: Dataset, kind: Kind) -> Ties:
    """Each event of a side with each part of a kind that it belongs to."""
    selection = side.selection
    if kind == "bodies":
        return side.listed
    if kind == "states":
        return _linked(selection, side.mask, dataset, "event_states", "state")
    if kind == "topics":
        return _linked(selection, side.mask, dataset, "event_topics", "topic")
    codes = dataset.index.codes({"families": "event_family", "types": "event_type"}.get(kind, "programme_id"))
    events = np.flatnonzero(side.mask)
    return Ties(events, codes.positions[events], codes.values)


@lru_cache(maxsize=32)
def kind_labels(dataset: Dataset, kind: Kind) -> Mapping[str, str]:
    """Code to label of what a part of a kind can be, in the order of its code list."""
    if kind == "bodies":
        return dataset.organization_names
    if kind == "states":
        return {state: dataset.labels("states")[state] for state in dataset.central_asian_states}
    if kind == "programmes":
        programmes = dataset["programmes"]
        return dict(zip(programmes["programme_id"], programmes["name"], strict=True))
    if kind == "families":
        families = dataset["event_families"]
        return dict(zip(families["event_family"], families["plural"], strict=True))
    return dataset.labels("event_types" if kind == "types" else "topics")


@lru_cache(maxsize=4)
def _lifetimes(dataset: Dataset) -> Mapping[str, tuple[int, int]]:
    """Body to the year in which it was established and the one in which it was dissolved, 0 where not on record."""
    frame = dataset["organizations"]
    columns = (frame[name].tolist() for name in ("organization_id", "established", "dissolved"))
    return {
        body: (parse_date(begun).earliest.year if begun else 0, parse_date(ended).latest.year if ended else 0)
        for body, begun, ended in zip(*columns, strict=True)
    }


def lifetimes_within(compared: Comparison, dataset: Dataset) -> dict[str, tuple[int, int]]:
    """Bodies that began or ended while the periods ran: year established, year dissolved, 0 where not within them."""
    first = min(side.selection.first_year for side in compared.sides)
    last = max(side.selection.last_year for side in compared.sides)
    cut = {
        body: (begun if first < begun <= last else 0, ended if first <= ended < last else 0)
        for body, (begun, ended) in _lifetimes(dataset).items()
    }
    return {body: ends for body, ends in cut.items() if any(ends)}


def kinds_compared(compared: Comparison) -> tuple[Kind, ...]:
    """Kinds of parts in which the two can differ: not in States where States are compared."""
    return ("families", "bodies", "topics") if compared.by == "states" else ("families", "bodies", "topics", "states")


def parts(compared: Comparison, dataset: Dataset, kind: Kind, measure: Measure) -> tuple[Part, ...]:
    """Parts on record in A or in B, distinct events each; those with most events on either side first, ties by name."""
    labels = kind_labels(dataset, kind)
    a, b = (ties(side, dataset, kind).counts() for side in compared.sides)
    unit_a, unit_b = (side.unit(measure) for side in compared.sides)
    counts = [(key, a.get(key, 0), b.get(key, 0)) for key in {**a, **b} if key in labels]
    found = [Part(key, labels[key], in_a, in_b, in_b * unit_b - in_a * unit_a) for key, in_a, in_b in counts]
    return tuple(sorted(found, key=lambda part: (-max(part.a, part.b), part.name.casefold(), part.key)))


def widest(found: Sequence[Part], limit: int) -> tuple[list[Part], list[Part]]:
    """Parts with more in B, and parts with more in A: at most `limit` each, the widest difference first."""
    more = sorted((part for part in found if part.difference > 0), key=lambda part: (-part.difference, part.name))
    less = sorted((part for part in found if part.difference < 0), key=lambda part: (part.difference, part.name))
    return more[:limit], less[:limit]


def only_in(found: Sequence[Part], letter: Literal["a", "b"]) -> list[Part]:
    """Parts on record on one side only."""
    return [part for part in found if (part.b == 0 if letter == "a" else part.a == 0)]


def side_figures(compared: Comparison, dataset: Dataset) -> tuple[Figure, ...]:
    """Headline figures of both sides."""
    sources = dataset.index.links("event_sources", "source_id")

    def of(side: Side) -> dict[str, int]:
        return {
            "events": len(side),
            "held": int((side.mask & dataset.index.is_held).sum()),
            "missions": int((side.mask & dataset.index.is_mission).sum()),
            "bodies": len(side.listed.counts()),
            "programmes": len([key for key in ties(side, dataset, "programmes").counts() if key]),
            "documents": len(sources.codes.counts(side.mask[sources.event_row])),
        }

    a, b = (of(side) for side in compared.sides)
    return tuple(Figure(code, a[code], b[code], code in ("events", "held", "missions")) for code in a)


def events_by_year(compared: Comparison, dataset: Dataset) -> pd.DataFrame:
    """Both sides year by year: side ("a", "b"), position (1 for the first year of its period), year, one column an event family.

    An event counts in the year of its earliest possible day; where that lies before the period, in its first year.
    """
    families = list(dataset.labels("event_families"))
    heads, counts = [], []
    for letter, side in zip("ab", compared.sides, strict=True):
        first = side.selection.first_year
        year = dataset["events"]["year"].to_numpy()[side.mask].clip(min=first) - first
        of = ties(side, dataset, "families")
        family = np.array([families.index(value) for value in of.values], dtype=np.int64)[of.parts]
        cells = np.bincount(year * len(families) + family, minlength=side.years * len(families))
        counts.append(cells.reshape(side.years, len(families)))
        heads += [(letter, position + 1, first + position) for position in range(side.years)]
    table = pd.DataFrame(np.concatenate(counts), columns=families)
    for position, column in enumerate(("side", "position", "year")):
        table.insert(position, column, [head[position] for head in heads])
    return table
