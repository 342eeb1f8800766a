"""The tables of gaps: the grid cell by cell, assessments with their follow-ups, what was announced, searches."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.queries.gaps import GapGrid
from atlas.sentences.gaps import answer_words
from atlas.text import _


def gap_table(grid: GapGrid, dataset: Dataset) -> pd.DataFrame:
    """One row a cell: what it is about, why it is empty or how long the wait is, the last event, announcements, searches."""
    cells, words = grid.cells, answer_words()
    labels = dict(zip(grid.rows["key"], grid.rows["label"], strict=True))
    is_held = cells["answer"] == "held"
    return pd.DataFrame(
        {
            _("Row"): cells["key"].map(labels),
            _("State"): cells["state"].map(dataset.labels("states")),
            _("Answer"): cells["answer"].map(words),
            _("Months since the last event held"): cells["months"].astype("Int64").where(is_held),
            _("Last event held"): [date_in_words(value) if value else "" for value in cells["last_date"]],
            _("Events held"): cells["events"],
            _("Announced since"): [date_in_words(value) if value else "" for value in cells["next_date"]],
            _("Searches that name it"): cells["searches"],
        }
    )


def cycles_table(rows: pd.DataFrame, end: str) -> pd.DataFrame:
    """Assessments with their follow-ups, for people; `end` is the day to which an open wait counts."""
    matches = {"stated": _("a source says so"), "inferred": _("inferred: same State and body"), "none": ""}
    is_open = rows["match"] == "none"
    follow_up = [date_in_words(value) if value else _("none on record") for value in rows["follow_up_date"]]
    return pd.DataFrame(
        {
            _("State"): rows["state"],
            _("Assessment"): [date_in_words(value) for value in rows["date"]],
            _("Led by"): ["; ".join(bodies) for bodies in rows["bodies"]],
            _("Follow-up"): follow_up,
            _("Months"): rows["months"],
            _("Counted to"): [end if each else _("the follow-up") for each in is_open],
            _("How known"): rows["match"].map(matches),
            _("Body makes follow-up visits"): [
                _("yes") if each else _("none on record") for each in rows["is_practised"]
            ],
            _("Title"): rows["title"],
        }
    )


def unheld_table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """What was announced and is not on record as held, for people."""
    return pd.DataFrame(
        {
            _("Foreseen for"): [date_in_words(value) for value in rows["date"]],
            _("Title"): rows["title"],
            _("Status"): rows["status"].map(dataset.labels("statuses")),
            _("States"): rows["states"],
            _("Bodies listed"): rows["bodies"],
            _("Months since that day"): rows["months"],
            _("Announced at"): rows["announced_at"],
            _("Other events that point to it"): rows["related"],
            _("Source"): rows["publisher"],
            _("Address"): rows["url"],
        }
    )


def searches_table(searches: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Searches of the log, for people."""
    names = dataset.organization_names
    return pd.DataFrame(
        {
            _("Query"): searches["query"],
            _("States named"): searches["states"],
            _("Bodies named"): [
                ", ".join(names.get(body, body) for body in bodies.split()) for bodies in searches["organizations"]
            ],
            _("Years named"): searches["period"],
            _("Events found"): searches["events_found"],
        }
    )
