"""Rules about events and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from atlas.dates import DateRange
from atlas.rules.dates import read_date
from atlas.rules.finding import Finding, RawTables, Rule, line_of
from atlas.schema import Schema


def _has_rows(
    rule: str, table: str, what: str, remedy: str, raw: RawTables, where: pd.Series[bool] | None = None
) -> Iterator[Finding]:
    """A finding for each event without a row in `table`."""
    rows = raw[table] if where is None else raw[table][where]
    events = raw["events"]["event_id"]
    for index, event_id in events[~events.isin(rows["event_id"])].items():
        yield Finding(rule, "events", line_of(index), "event_id", f"'{event_id}' has no {what}.", remedy)


def _source(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    yield from _has_rows(
        "event-source",
        "event_sources",
        "source",
        "Add the document to sources.csv and tie it in event_sources.csv.",
        raw,
    )


def _organization(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    yield from _has_rows(
        "event-organization", "participations", "organization", "Add who engaged, as the source names it.", raw
    )


def _state(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    states = raw["states"]
    central_asian = set(states.loc[states["is_central_asian"] == "true", "state"])
    yield from _has_rows(
        "event-state",
        "event_states",
        "Central Asian State",
        "Tie at least one of the five States to it.",
        raw,
        raw["event_states"]["state"].isin(central_asian),
    )


def _participation_source(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["participations"]
    known = set(zip(raw["event_sources"]["event_id"], raw["event_sources"]["source_id"], strict=True))
    for index, event_id, source_id in zip(rows.index, rows["event_id"], rows["source_id"], strict=True):
        if (event_id, source_id) not in known:
            yield Finding(
                "participation-source",
                "participations",
                line_of(index),
                "source_id",
                f"'{source_id}' is not among the sources of '{event_id}'.",
                "Tie the source to the event in event_sources.csv, or cite the source that names the organization.",
            )


def _participants(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    events = raw["events"]
    for index, low, high in zip(events.index, events["participants_min"], events["participants_max"], strict=True):
        if low.isdigit() and high.isdigit() and int(low) > int(high):
            yield Finding(
                "participants-range",
                "events",
                line_of(index),
                "participants_max",
                f"At most {high} is less than at least {low}.",
                "Exchange the two, or correct them from the source.",
            )


def _place_basis(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    events = raw["events"]
    for index in events.index[(events["place_id"] == "") != (events["place_basis"] == "")]:
        yield Finding(
            "place-basis",
            "events",
            line_of(index),
            "place_basis",
            "A place needs a basis, and a basis a place.",
            "Write 'reported' or 'inferred' beside the place; leave both empty where no source names one.",
        )


def _relations(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["event_relations"]
    for index in rows.index[rows["event_id"] == rows["related_event_id"]]:
        yield Finding(
            "relation-order",
            "event_relations",
            line_of(index),
            "related_event_id",
            "The event is related to itself.",
            "Name the other event.",
        )
    starts = {event: span.earliest for event, span in _spans(raw).items()}
    for index in rows.index[rows["relation"] == "follow_up_to"]:
        event, related = rows.loc[index, "event_id"], rows.loc[index, "related_event_id"]
        if event in starts and related in starts and starts[str(event)] < starts[str(related)]:
            yield Finding(
                "relation-order",
                "event_relations",
                line_of(index),
                "related_event_id",
                f"'{event}' starts before '{related}', which it follows up.",
                "Exchange the two events.",
            )


def _spans(raw: RawTables) -> dict[str, DateRange]:
    events = raw["events"]
    spans = {event: read_date(value) for event, value in zip(events["event_id"], events["date"], strict=True)}
    return {event: span for event, span in spans.items() if span}


def _duplicates(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    """Same place (or both without one), overlapping dates known to the day, two or more shared organizations."""
    events = raw["events"]
    bodies = raw["participations"].groupby("event_id")["organization_id"].agg(set).to_dict()
    decided = {frozenset(pair) for pair in raw["event_relations"][["event_id", "related_event_id"]].to_numpy().tolist()}
    spans = [read_date(value) for value in events["date"]]
    known = [
        (str(event), str(place), span, line_of(index))
        for index, event, place, span in zip(events.index, events["event_id"], events["place_id"], spans, strict=True)
        if span is not None and span.precision == "day"
    ]
    for (first, place, span, _), (second, other_place, other_span, line) in combinations(known, 2):
        overlaps = span.earliest <= other_span.latest and other_span.earliest <= span.latest
        if not overlaps or place != other_place or frozenset((first, second)) in decided:
            continue
        shared = bodies.get(first, set()) & bodies.get(second, set())
        if len(shared) >= 2:
            yield Finding(
                "probable-duplicate",
                "events",
                line,
                "event_id",
                f"'{second}' and '{first}' share place, days and {len(shared)} organizations.",
                "Merge them, or relate them in event_relations.csv (part_of, same_series) if they are two events.",
            )


EVENT_RULES = (
    Rule("event-source", "Every event has a source.", "error", _source),
    Rule("event-organization", "Every event has an organization.", "error", _organization),
    Rule("event-state", "Every event is tied to at least one of the five States.", "error", _state),
    Rule(
        "participation-source",
        "The source of a participation is a source of its event.",
        "error",
        _participation_source,
    ),
    Rule("participants-range", "The least number of participants is not above the greatest.", "error", _participants),
    Rule("place-basis", "A place and its basis come together.", "error", _place_basis),
    Rule(
        "relation-order",
        "A follow-up does not start before what it follows; no event relates to itself.",
        "error",
        _relations,
    ),
    Rule(
        "probable-duplicate", "No two unrelated events share place, days and two organizations.", "notice", _duplicates
    ),
)
