"""Partners in words: who is listed with a body most often, who funds and who supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.sentences.missions_joined import names_of
from atlas.text import _, count_of

if TYPE_CHECKING:
    from atlas.dataset import Dataset

MOST_TOGETHER = 6


def together_sentence(partners: pd.DataFrame, name: str, events: int, dataset: Dataset) -> str:
    """Which bodies are listed most often at the events of a body: first those outside, then the five States."""
    if partners.empty:
        return _("No other body is listed at the {events}.").format(events=_events(events))
    home = dict(
        zip(dataset["organizations"]["organization_id"], dataset["organizations"]["is_central_asian"], strict=True)
    )
    is_own = np.array([home[body] for body in partners["body"]], dtype=bool)
    others, states = partners[~is_own], partners[is_own]
    sentence = ""
    if len(others):
        sentence = _("Listed most often together with {name}, at its {events}: {names}").format(
            name=name, events=_events(events), names=_counted(others.head(MOST_TOGETHER))
        )
        rest = len(others) - MOST_TOGETHER
        sentence += "."
        if rest > 0:
            sentence += " " + _("{bodies} listed, none more often.").format(
                bodies=count_of(rest, _("further body is"), _("further bodies are"))
            )
    if len(states):
        sentence += " " + _("Of the five States and their bodies: {names}.").format(
            names=_counted(states.head(MOST_TOGETHER))
        )
    return sentence.strip()


def funders_sentence(partners: pd.DataFrame, name: str, events: int, funded: int, own_funded: int) -> str:
    """Who is listed as funder at the events that a body organizes or leads; `funded` counts those with any funder listed,
    `own_funded` those at which the body itself is.
    """
    funders, supporters = _in_role(partners, "funder"), _in_role(partners, "supporter")
    where = _("At the **{events}** of the selection that {name} organizes or leads").format(
        events=_events(events), name=name
    )
    if len(funders):
        sentence = _("{where}, funders listed are {names}.").format(where=where, names=_counted(funders, "funder"))
    else:
        sentence = _("{where}, no other body is listed as funder.").format(where=where)
    if own_funded:
        sentence += " " + _("{name} itself is listed as funder at {count}.").format(name=name, count=own_funded)
    silent = events - funded
    if silent:
        sentence += " " + _(
            "At {silent} of the {events} no funder is listed, which does not mean that nobody paid."
        ).format(silent=silent, events=events)
    if len(supporters):
        sentence += " " + _("Listed as supporters, without money being named: {names}.").format(
            names=_counted(supporters, "supporter")
        )
    return sentence


def _in_role(partners: pd.DataFrame, role: str) -> pd.DataFrame:
    return partners[partners[role] > 0].sort_values([role, "name"], ascending=[False, True])


def _counted(partners: pd.DataFrame, column: str = "events") -> str:
    return names_of([f"{name} ({count})" for name, count in zip(partners["name"], partners[column], strict=True)])


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))
