"""Masks over the events, one per facet: together they are the selection, all but one give that facet's counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dataset import ROLL_UP_COLUMNS, Dataset

if TYPE_CHECKING:
    from atlas.selection import Selection

Mask = npt.NDArray[np.bool_]


def event_masks(selection: Selection, dataset: Dataset) -> dict[str, Mask]:
    """One mask over the events per facet. Their conjunction is the selection; leaving one out gives that facet's counts."""
    events = dataset["events"]

    def linked(table: str, keep: Mask) -> Mask:
        frame = dataset[table]
        if not selection.is_with_inferred and "basis" in frame.columns:
            keep = keep & (frame["basis"] == "reported").to_numpy()
        mask = np.zeros(len(events), dtype=bool)
        mask[frame["event_row"].to_numpy()[keep]] = True
        return mask

    def among(values: pd.Series[Any], codes: tuple[str, ...]) -> Mask:
        return values.isin(codes).to_numpy() if codes else np.ones(len(values), dtype=bool)

    participations = dataset["participations"]
    bodies = among(participations[ROLL_UP_COLUMNS[selection.roll_up]], selection.organizations)
    roles = among(participations["role"], selection.roles)
    everything = np.ones(len(events), dtype=bool)
    words = everything
    text = events["search_text_with_inferred" if selection.is_with_inferred else "search_text"]
    for word in selection.words.casefold().split():
        words = words & text.str.contains(word, regex=False).to_numpy()
    year, last_year = events["year"].to_numpy(), events["last_year"].to_numpy()
    return {
        "period": (year <= selection.last_year) & (last_year >= selection.first_year),
        "states": linked("event_states", among(dataset["event_states"]["state"], selection.states))
        if selection.states
        else everything,
        "families": among(events["event_family"], selection.families),
        "types": among(events["event_type"], selection.types),
        "bodies": linked("participations", bodies & roles)
        if selection.organizations or selection.roles
        else everything,
        "topics": linked("event_topics", among(dataset["event_topics"]["topic"], selection.topics))
        if selection.topics
        else everything,
        "statuses": among(events["status"], selection.statuses),
        "words": words,
    }


def facet_counts(selection: Selection, dataset: Dataset, masks: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
    """Facet to option to the number of events that the option alone would leave, the other facets as they are."""

    def without(name: str) -> Mask:
        mask: Mask = np.logical_and.reduce([mask for key, mask in masks.items() if key != name])
        return mask

    def of_events(name: str, column: str) -> dict[str, int]:
        return _counts(dataset["events"].loc[without(name), column])

    def of_links(name: str, table: str, column: str, also: Mask | None = None) -> dict[str, int]:
        frame = dataset[table]
        keep = without(name)[frame["event_row"].to_numpy()]
        if not selection.is_with_inferred and "basis" in frame.columns:
            keep = keep & (frame["basis"] == "reported").to_numpy()
        if also is not None:
            keep = keep & also
        return _counts(frame.loc[keep, ["event_row", column]].drop_duplicates()[column])

    participations = dataset["participations"]
    body_column = ROLL_UP_COLUMNS[selection.roll_up]
    in_role = participations["role"].isin(selection.roles).to_numpy() if selection.roles else None
    of_body = participations[body_column].isin(selection.organizations).to_numpy() if selection.organizations else None
    return {
        "states": of_links("states", "event_states", "state"),
        "families": of_events("families", "event_family"),
        "types": of_events("types", "event_type"),
        "organizations": of_links("bodies", "participations", body_column, in_role),
        "roles": of_links("bodies", "participations", "role", of_body),
        "topics": of_links("topics", "event_topics", "topic"),
        "statuses": of_events("statuses", "status"),
    }


def _counts(values: pd.Series[Any]) -> dict[str, int]:
    return {str(code): int(count) for code, count in values.value_counts().items()}


def ways_out(selection: Selection, dataset: Dataset) -> list[tuple[str, int]]:
    """For a selection that leaves nothing: filters whose lifting alone would leave events, with how many, most first."""
    masks = event_masks(selection, dataset)
    counts = {
        name: int(np.logical_and.reduce([mask for key, mask in masks.items() if key != name]).sum()) for name in masks
    }
    return sorted(((name, count) for name, count in counts.items() if count), key=lambda pair: -pair[1])
