"""Chains in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.queries.chains import By, Chains, Kind
from atlas.queries.follow_ups import steps_taken
from atlas.text import _, count_of, join_words, shorten, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset


def chains_title(kind: Kind, by: By) -> str:
    """Title of the chart."""
    if kind == "series":
        return _("Series: editions of one event, by State") if by == "state" else _("Series within a programme")
    return _("Chains: what led to what, by State") if by == "state" else _("Chains: what led to what, by programme")


def chains_opening(found: Chains, dataset: Dataset, with_inferred: bool) -> str:
    """The answer in a sentence or three, above the chart."""
    if not len(found):
        return no_chains(found, with_inferred)
    sizes = found.events.groupby("chain")["event_id"].size()
    largest = found.events[found.events["chain"] == sizes.idxmax()]
    noun = (_("series"), _("series")) if found.kind == "series" else (_("chain"), _("chains"))
    sentence = _("{chains} joins {events}; ") if len(found) == 1 else _("{chains} join {events}; ")
    sentence = sentence.format(
        chains=count_of(len(found), *noun), events=count_of(len(found.rows), _("event"), _("events"))
    )
    sentence += _("the longest, {span}, has {size} and begins with “{title}”.").format(
        span=years(largest["earliest"].iloc[0].year, largest["earliest"].iloc[-1].year),
        size=count_of(len(largest), _("event"), _("events")),
        title=shorten(str(largest["title"].iloc[0]), 90),
    )
    if found.kind == "series":
        return sentence
    counts = steps_taken(found, dataset)
    if not counts.assessments:
        return sentence + " " + _("No chain of the selection starts with an assessment.")
    return (
        sentence
        + " "
        + _(
            "{assessments} with an assessment; of these {follow_ups} a follow-up, {trainings} a training and {deliveries} a "
            "delivery after it on record."
        ).format(
            assessments=count_of(counts.assessments, _("chain starts"), _("chains start")),
            follow_ups=_has(counts.follow_ups),
            trainings=_has(counts.trainings),
            deliveries=_has(counts.deliveries),
        )
    )


def _has(count: int) -> str:
    if not count:
        return _("none has")
    return count_of(count, _("has"), _("have"))


def no_chains(found: Chains, with_inferred: bool) -> str:
    """What to say where nothing is joined."""
    sentence = _("No two events of the selection are joined by a relation on record.")
    if found.between:
        sentence = _("No two events of one programme are joined by a relation on record in this selection.")
    if found.outside:
        sentence += " " + _("{links} out of the selection.").format(
            links=count_of(found.outside, _("link leads"), _("links lead"))
        )
    if not with_inferred:
        sentence += " " + _("Inferred relations are left out; the sidebar can add them.")
    return sentence


def chains_note(found: Chains) -> str:
    """How to read the chart, and what it leaves out."""
    if found.kind == "series":
        parts = [_("A line joins each edition of a series to the next.")]
    else:
        parts = [
            _(
                "A full line leads from an event to its follow-up, a broken line from an announcement to what it announced, a "
                "dotted line from an event to a part of it."
            )
        ]
    if found.by == "state":
        parts.append(
            _(
                "A chain stands under the one State that all its events have as a subject, else under “Several States”; its name "
                "is its first event."
            )
        )
    else:
        parts.append(_("Only events of one programme are joined here."))
    if (found.links["basis"] == "inferred").any():
        parts.append(_("Thin lines are inferred."))
    parts.append(_("Click a mark to open the record."))
    if found.shown < len(found):
        parts.append(
            _(
                "Shown are the {shown} with most events of {all}; choose a State, a topic or years in the sidebar to see others."
            ).format(shown=found.shown, all=len(found))
        )
    left_out = []
    if found.outside:
        left_out.append(
            count_of(
                found.outside, _("link to an event outside the selection"), _("links to events outside the selection")
            )
        )
    if found.between:
        left_out.append(
            count_of(
                found.between,
                _("link between events that share no programme"),
                _("links between events that share no programme"),
            )
        )
    if left_out:
        parts.append(_("Not drawn: {links}.").format(links=join_words(left_out)))
    return " ".join(parts)


def chains_sentence(found: Chains) -> str:
    """Alt text of the chart."""
    kinds = found.links["relation"].value_counts()
    names = {
        "follow_up_to": _("follow-ups"),
        "announces": _("announcements"),
        "part_of": _("parts of an event"),
        "same_series": _("next editions"),
    }
    lines = [f"{kinds[code]} {name}" for code, name in names.items() if code in kinds]
    return _("Threads on a timeline: {chains} of {events}, joined by {lines}.").format(
        chains=count_of(found.shown, _("thread"), _("threads")),
        events=count_of(len(found.events), _("event"), _("events")),
        lines=join_words(lines),
    )


def assessments_opening(rows: pd.DataFrame, with_inferred: bool) -> str:
    """What became of the assessments of a selection, as far as it is on record."""
    if rows.empty:
        return _("No assessment on record as held in the selection.")
    steps = rows[["follow_up", "training", "delivery"]] != ""
    counts = {str(column): int(count) or _("none") for column, count in steps.sum().items()}
    sentence = _(
        "{all} on record as held: {follow_up} with a follow-up on record, {training} with a training, {delivery} with a delivery."
    ).format(all=count_of(len(rows), _("assessment"), _("assessments")), **counts)
    nothing = int((~steps.any(axis=1)).sum())
    if nothing:
        sentence += " " + _("For {count} of them nothing that follows is on record.").format(count=nothing)
    return sentence + " " + (_("Inferred relations count.") if with_inferred else _("Inferred relations do not count."))


ASSESSMENTS_NOTE = _(
    "Assessment visits and mutual evaluations; what follows is sought in the whole record: events that a relation on record "
    "ties to it as follow-up, directly or through another. “None on record” does not say that none took place. The page Gaps "
    "asks how long assessment visits waited for a follow-up, and infers some from body and State. Click a row for its record."
)
