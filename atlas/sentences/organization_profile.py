"""An organization's profile in words: opening line, alt texts, lineage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.dates import date_in_words
from atlas.queries.lineage import Lineage
from atlas.queries.organization_profile import OrganizationProfile, RoleCounts
from atlas.text import _, count_of, join_words, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset
    from atlas.selection import Slice

NAMED_ROLES = 3


def profile_sentence(profile: OrganizationProfile, by_year: RoleCounts, by_state: RoleCounts, dataset: Dataset) -> str:
    """The profile in one sentence or two: at how many events, in which roles, when, tied to which States."""
    rows = profile.event_rows
    if not len(rows):
        return _("No event of the selection lists {name}. It may have taken part without being listed.").format(
            name=profile.short_name
        )
    missions = int(dataset.index.is_mission[rows].sum())
    events = dataset["events"]
    first, last = int(events["year"].to_numpy()[rows].min()), int(events["last_year"].to_numpy()[rows].max())
    roles, states = _most_first(by_year.rows)[:NAMED_ROLES], _most_first(by_state.rows)
    sentence = _("{name} is listed at **{events}** of the selection, {span}; {missions} among them").format(
        name=profile.short_name,
        events=_events(len(rows)),
        span=years(first, last),
        missions=count_of(missions, _("mission"), _("missions")),
    )
    unheld = int(np.count_nonzero(~dataset.index.is_held[rows]))
    if unheld:
        sentence += ", " + _("{count} not on record as held").format(count=unheld)
    as_roles = [f"{label.lower()} ({total})" for label, total in roles]
    sentence += ". " + _("Listed most often as {roles}.").format(roles=join_words(as_roles))
    if states:
        named = join_words([f"{label} ({total})" for label, total in states])
        sentence += " " + _("Tied to {states}.").format(states=named)
    return sentence


def _most_first(axis: pd.DataFrame) -> list[tuple[str, int]]:
    """Labels with their totals, those without any left out; of equals the first of the list."""
    pairs = zip(axis["label"].tolist(), axis["total"].tolist(), strict=True)
    return sorted((pair for pair in pairs if pair[1]), key=lambda pair: -pair[1])


def scope_note(profile: OrganizationProfile, selected: Slice) -> str:
    """What is counted on the page, whatever the sidebar rolls up."""
    parts = len(profile.within) - 1
    note = (
        _("Counted with {parts} beneath it, whatever the sidebar rolls up.").format(
            parts=count_of(parts, _("body"), _("bodies"))
        )
        if parts
        else _("Counted as listed, whatever the sidebar rolls up; it has no parts on record.")
    )
    if selected.selection.organizations or selected.selection.roles:
        note += " " + _(
            "The filters for organization and role choose events at which one participation meets both; "
            "all roles of {name} at these events are counted."
        ).format(name=profile.short_name)
    return note


def lineage_sentence(line: Lineage, profile: OrganizationProfile, dataset: Dataset) -> str:
    """When the body existed, what it succeeded and what succeeded it; "" if nothing is on record."""
    names = dataset.organization_names
    parts = []
    if line.established:
        parts.append(_("Established {date}.").format(date=date_in_words(line.established)))
    if line.predecessors:
        before = [
            _("{name} (until {date})").format(name=names[body], date=date_in_words(date)) if date else names[body]
            for body, date in line.predecessors
        ]
        parts.append(_("Took over from {names}.").format(names=join_words(before)))
    if line.dissolved:
        parts.append(_("Ceased {date}.").format(date=date_in_words(line.dissolved)))
    if line.successor:
        parts.append(_("Succeeded by {name}.").format(name=names[line.successor]))
    return f"{profile.short_name}: " + " ".join(parts) if parts else ""


def roles_sentence(counts: RoleCounts, name: str) -> str:
    """Alt text of the roles by year."""
    if counts.cells.empty:
        return _("Squares without events.")
    top = counts.cells.sort_values(["count", "column"], ascending=[False, True]).iloc[0]
    labels = dict(zip(counts.rows["key"], counts.rows["label"], strict=True))
    return _("Squares of {roles} of {name} by year; the most in a year are {count} events as {role} in {year}.").format(
        roles=count_of(len(counts.rows), _("role"), _("roles")),
        name=name,
        count=int(top["count"]),
        role=labels[top["row"]].lower(),
        year=top["column"],
    )


def states_sentence(counts: RoleCounts, name: str) -> str:
    """Alt text of the States by role."""
    values = ", ".join(f"{row.label} {row.total}" for row in counts.rows.itertuples())
    return _("Squares of the events of {name} by State and role; events in all: {values}.").format(
        name=name, values=values
    )


def index_sentence(index: pd.DataFrame, selected: Slice) -> str:
    """The index in a sentence: how many bodies, which are listed most."""
    levels = {
        "listed": _("bodies as listed"),
        "organization": _("organizations, parts counted with them"),
        "system": _("families of bodies and single organizations"),
    }
    top = index.sort_values(["events", "name"], ascending=[False, True]).head(NAMED_ROLES)
    named = [f"{name} ({events})" for name, events in zip(top["name"], top["events"], strict=True)]
    return _("**{count}** {level}, listed at events of the selection; most often {named}.").format(
        count=f"{len(index):,}", level=levels[selected.selection.roll_up], named=join_words(named)
    )


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))
