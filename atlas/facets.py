"""Masks over the events, one per facet: together they are the selection, all but one give that facet's counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.index import Codes, Links, Mask

if TYPE_CHECKING:
    from atlas.selection import Selection


def event_masks(selection: Selection, dataset: Dataset) -> dict[str, Mask]:
    """One mask over the events per facet. Their conjunction is the selection; leaving one out gives that facet's counts."""
    events, index = dataset["events"], dataset.index
    everything = np.ones(index.event_count, dtype=bool)

    def linked(table: str, links: Links, keep: Mask) -> Mask:
        return links.events(keep & index.rows(table, selection.is_with_inferred), index.event_count)

    states, topics = index.links("event_states", "state"), index.links("event_topics", "topic")
    bodies = index.links("participations", ROLL_UP_COLUMNS[selection.roll_up])
    roles = index.links("participations", "role")
    words = everything
    for word in selection.words.casefold().split():
        words = words & _with_word(dataset, word, selection.is_with_inferred)
    year, last_year = events["year"].to_numpy(), events["last_year"].to_numpy()
    return {
        "period": (year <= selection.last_year) & (last_year >= selection.first_year),
        "states": linked("event_states", states, _met(states.codes, selection.states))
        if selection.states
        else everything,
        "families": _met(index.codes("event_family"), selection.families),
        "types": _met(index.codes("event_type"), selection.types),
        "bodies": linked(
            "participations",
            bodies,
            _met(bodies.codes, selection.organizations) & _met(roles.codes, selection.roles),
        )
        if selection.organizations or selection.roles
        else everything,
        "topics": linked("event_topics", topics, _met(topics.codes, selection.topics))
        if selection.topics
        else everything,
        "statuses": _met(index.codes("status"), selection.statuses),
        "words": words,
    }


def _met(codes: Codes, wanted: tuple[str, ...]) -> Mask:
    """Rows that a facet lets through: an empty facet lets all of them."""
    return codes.among(wanted) if wanted else np.ones(len(codes.positions), dtype=bool)


@lru_cache(maxsize=32)
def _with_word(dataset: Dataset, word: str, is_with_inferred: bool) -> Mask:
    """Events whose text holds the word. Kept: the words stay while a reader changes other filters."""
    text = dataset["events"]["search_text_with_inferred" if is_with_inferred else "search_text"]
    mask: Mask = text.str.contains(word, regex=False).to_numpy(dtype=bool)
    return mask


def facet_counts(selection: Selection, dataset: Dataset, masks: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
    """Facet to option to the number of events that the option alone would leave, the other facets as they are."""
    index = dataset.index

    def without(name: str) -> Mask:
        mask: Mask = np.logical_and.reduce([mask for key, mask in masks.items() if key != name])
        return mask

    def of_links(name: str, table: str, column: str, also: Mask | None = None) -> dict[str, int]:
        links = index.links(table, column)
        keep = without(name)[links.event_row] & index.rows(table, selection.is_with_inferred)
        return links.counts(keep if also is None else keep & also)

    body_column = ROLL_UP_COLUMNS[selection.roll_up]
    in_role = _met(index.links("participations", "role").codes, selection.roles)
    of_body = _met(index.links("participations", body_column).codes, selection.organizations)
    return {
        "states": of_links("states", "event_states", "state"),
        "families": index.codes("event_family").counts(without("families")),
        "types": index.codes("event_type").counts(without("types")),
        "organizations": of_links("bodies", "participations", body_column, in_role),
        "roles": of_links("bodies", "participations", "role", of_body),
        "topics": of_links("topics", "event_topics", "topic"),
        "statuses": index.codes("status").counts(without("statuses")),
    }


def ways_out(selection: Selection, dataset: Dataset) -> list[tuple[str, int]]:
    """For a selection that leaves nothing: filters whose lifting alone would leave events, with how many, most first."""
    masks = event_masks(selection, dataset)
    counts = {
        name: int(np.logical_and.reduce([mask for key, mask in masks.items() if key != name]).sum()) for name in masks
    }
    return sorted(((name, count) for name, count in counts.items() if count), key=lambda pair: -pair[1])
