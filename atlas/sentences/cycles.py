"""Assessments and their follow-ups, and what was announced and never held, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.dataset import as_of
from atlas.queries.cycles import Cycles
from atlas.sentences.gaps import day_in_words
from atlas.text import _, count_of, join_words

if TYPE_CHECKING:
    from atlas.dataset import Dataset


def cycles_sentence(cycles: Cycles, dataset: Dataset) -> str:
    """How many assessments have a follow-up on record, how long it took, and who is still without."""
    rows = cycles.rows
    if rows.empty:
        return _("No assessment visit held is in the selection.")
    followed = rows[rows["match"] != "none"]
    sentence = _("**A follow-up is on record for {followed} of {assessments}.**").format(
        followed=len(followed), assessments=count_of(len(rows), _("assessment visit"), _("assessment visits"))
    )
    if cycles.median is not None:
        sentence += " " + _(
            "The median wait was {months:g} months (n = {n}{small}): what was, not what is due."
        ).format(
            months=cycles.median,
            n=cycles.stated,
            small=_(", too few to expect anything from") if cycles.stated < 5 else "",
        )
    open_rows = rows[(rows["match"] == "none") & rows["is_practised"]].sort_values("months", ascending=False)
    if len(open_rows):
        named = [
            _("{bodies} in {state} ({months})").format(
                bodies=join_words(list(row["bodies"])),
                state=row["state"],
                months=count_of(int(row["months"]), _("month"), _("months")),
            )
            for row in open_rows.to_dict("records")
        ]
        sentence += " " + _(
            "Still without one, though a body that led the visit does make follow-up visits: {named}, counted to {day}."
        ).format(named=join_words(named), day=day_in_words(as_of(dataset.schema)))
    return sentence


def cycles_note(cycles: Cycles) -> list[str]:
    """How follow-ups are found, and what cannot be told."""
    said = [
        _(
            "A follow-up is an event that a source calls so. Where none does, a later follow-up visit to the same State led by "
            "the same body is taken and marked as inferred."
        ),
        _(
            "Months run from the latest possible day of the assessment to the earliest possible day of the follow-up, or to the "
            "end of the record."
        ),
        _("No deadline is on record, and none is assumed."),
    ]
    if len(cycles.unmatched) == 1:
        said.append(_("One follow-up visit in the selection has no earlier assessment on record."))
    elif cycles.unmatched:
        said.append(
            _("{count} follow-up visits in the selection have no earlier assessment on record.").format(
                count=len(cycles.unmatched)
            )
        )
    return said


def unheld_sentence(rows: pd.DataFrame) -> str:
    """How many announcements were never followed by a report."""
    if rows.empty:
        return _("Nothing in the selection was announced without being on record as held.")
    passed = int(rows["months"].notna().sum())
    return _(
        "{events} announced, postponed or cancelled and not on record as held; the last day foreseen has passed for {passed}. "
        "They may have taken place without a page that says so."
    ).format(
        events=count_of(len(rows), _("event is"), _("events are")),
        passed=_("all of them") if passed == len(rows) > 1 else passed,
    )
