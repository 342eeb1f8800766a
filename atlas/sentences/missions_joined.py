"""Who joined the missions of a body, in words: State by State, and who joined only once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from atlas.dates import date_in_words
from atlas.queries.missions_joined import MissionsJoined
from atlas.text import _, count_of, join_words

if TYPE_CHECKING:
    from atlas.dataset import Dataset

MOST_NAMES = 14
"""Names in a sentence; the table has them all."""

MOST_DATES = 4


def joined_sentence(joined: MissionsJoined, name: str) -> str:
    """The answer in a sentence."""
    missions = len(joined.missions)
    if not missions:
        return _("No mission that {name} leads or organizes is on record as held in the selection.").format(name=name)
    again = int((joined.bodies["missions"] > 1).sum())
    once = len(joined.bodies) - again
    return _(
        "**{bodies}** are listed at the **{missions}** held that {name} leads or organizes: {again} at more than one, {once} at "
        "only one."
    ).format(
        bodies=count_of(len(joined.bodies), _("other body"), _("other bodies")),
        missions=count_of(missions, _("mission"), _("missions")),
        name=name,
        again=again,
        once=once,
    )


def joined_by_state(joined: MissionsJoined, dataset: Dataset) -> list[str]:
    """One line for each State visited: when, who joined more than once, who once."""
    labels = dataset.labels("states")
    names = joined.bodies["name"].tolist()
    visits = list(zip(joined.missions["states"].tolist(), joined.missions["date"].tolist(), strict=True))
    lines = []
    for state in joined.states:
        dates = [date_in_words(date) for states, date in visits if state in states]
        when = (
            join_words(dates)
            if len(dates) <= MOST_DATES
            else _("{first} to {last}").format(first=dates[0], last=dates[-1])
        )
        counts = sorted(zip(joined.bodies[state].tolist(), names, strict=True), key=lambda pair: (-pair[0], pair[1]))
        again = [f"{name} ({count})" for count, name in counts if count > 1]
        once = [name for count, name in counts if count == 1]
        if not again and not once:
            who = _("no other body is listed")
        elif len(dates) == 1:
            who = names_of(once)
        else:
            parts = [_("more than once: {names}").format(names=names_of(again))] if again else []
            parts += [_("once: {names}").format(names=names_of(once))] if once else []
            who = "; ".join(parts)
        lines.append(
            _("**{state}**, {missions} ({when}): {who}.").format(
                state=labels[state], missions=count_of(len(dates), _("mission"), _("missions")), when=when, who=who
            )
        )
    return lines


def joined_once(joined: MissionsJoined, dataset: Dataset) -> str:
    """Who joined only one of all the missions, and where; "" without any."""
    labels = dataset.labels("states")
    once = joined.bodies[joined.bodies["only"] != ""]
    if once.empty or len(joined.missions) < 2:
        return ""
    missions = joined.missions.set_index("event_id")
    states, dates = dict(missions["states"]), dict(missions["date"])
    named = [
        _only(name, states[event], dates[event], labels) for name, event in zip(once["name"], once["only"], strict=True)
    ]
    return _("**Only once** in all: {names}.").format(names=names_of(named))


def _only(name: str, states: Sequence[str], date: str, labels: Mapping[str, str]) -> str:
    year = date[:4]
    where = "/".join(labels[state] for state in states)
    return f"{name} ({where} {year})" if where else f"{name} ({year})"


def joined_note(joined: MissionsJoined, dataset: Dataset) -> str:
    """What is counted, and what the lists of participants allow to say."""
    complete = int((joined.missions["participants_list"] == "complete").sum())
    note = _(
        "Missions of the selection on record as held. Left out: the body with its parts, and the bodies of the State visited, "
        "which receive the mission. The list of participants is known to be complete for {complete} of {missions}; elsewhere a "
        "body may have joined without being listed."
    ).format(complete=complete, missions=len(joined.missions))
    if joined.not_held:
        note += " " + _("{missions} not on record as held left out.").format(
            missions=count_of(joined.not_held, _("mission"), _("missions"))
        )
    labels = dataset.labels("states")
    missing = [labels[state] for state in dataset.central_asian_states if state not in joined.states]
    if missing:
        note += " " + _("The selection holds no such mission to {states}.").format(states=join_words(missing, _("or")))
    return note


def joined_alt(joined: MissionsJoined) -> str:
    """Alt text of the matrix."""
    top: pd.DataFrame = joined.bodies.head(3)
    named = [f"{name} ({count})" for name, count in zip(top["name"], top["missions"], strict=True)]
    return _("Matrix of {bodies} against {missions}; listed at most missions: {named}.").format(
        bodies=count_of(len(joined.bodies), _("body"), _("bodies")),
        missions=count_of(len(joined.missions), _("mission"), _("missions")),
        named=join_words(named),
    )


def names_of(names: Sequence[str]) -> str:
    """Names joined; beyond a number of them the rest is counted."""
    if len(names) <= MOST_NAMES:
        return join_words(names)
    return _("{names} and {count} more").format(names=", ".join(names[:MOST_NAMES]), count=len(names) - MOST_NAMES)
