"""The tables of the chains."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.queries.chains import Chains
from atlas.text import _, shorten

ROLE_LABELS = {
    "assessment": _("Assessment"),
    "follow_up": _("Follow-up"),
    "training": _("Training"),
    "delivery": _("Delivery"),
    "other": _("Other"),
}
"""What an event is in a cycle."""


def chains_table(shown: Chains, dataset: Dataset) -> pd.DataFrame:
    """One row a mark: chain, step, the months since the step before, and the lines that lead to it."""
    events = shown.events
    head = {_("State"): events["heading"]} if shown.by == "state" else {}
    return pd.DataFrame(
        {
            **head,
            _("Chain") if shown.by == "state" else _("Programme"): events["label"],
            _("Step"): events["step"],
            _("Date"): _words(events["date"]),
            _("Title"): events["title"],
            _("Event type"): events["event_type"].map(dataset.labels("event_types")),
            _("In a cycle"): events["role"].map(ROLE_LABELS),
            _("Status"): events["status"].map(dataset.labels("statuses")),
            _("Months since the step before (at least)"): events["months"],
            _("Joined to"): _joined(shown, dataset),
        }
    )


def _joined(shown: Chains, dataset: Dataset) -> list[str]:
    """For each event, the earlier ones that lines lead from, with the relation and its basis."""
    types, bases = dataset["event_relation_types"], dataset.labels("bases")
    forward = dict(zip(types["relation"], types["label"], strict=True))
    backward = dict(zip(types["relation"], types["inverse_label"], strict=True))
    titles = shown.events["title"].tolist()
    words: list[list[str]] = [[] for _title in titles]
    for first, second, relation, basis in shown.links[["first", "second", "relation", "basis"]].itertuples(index=False):
        label = backward[relation] if relation == "announces" else forward[relation]
        words[second].append(f"{label}: {shorten(titles[first], 80)} ({bases[basis].lower()})")
    return ["; ".join(each) for each in words]


def _words(dates: pd.Series[str]) -> list[str]:
    words = {value: date_in_words(value) for value in dict.fromkeys(dates.tolist())}
    return [words[value] for value in dates.tolist()]


def assessments_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Assessments with what follows them, "none on record" where nothing does."""
    steps = {
        title: rows[column].where(rows[column] != "", _("none on record"))
        for column, title in (("follow_up", _("Follow-up")), ("training", _("Training")), ("delivery", _("Delivery")))
    }
    return pd.DataFrame(
        {
            _("State"): rows["states"],
            _("Date"): _words(rows["date"]),
            _("Assessment"): rows["title"],
            **steps,
        }
    )
