"""Gaps and recency in words: who has waited longest, how to read the grid, and why a cell is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.dataset import as_of
from atlas.dates import date_in_words
from atlas.queries.gaps import ASSESSMENT, By, GapGrid, without_filters
from atlas.text import _, count_of, join_words, shorten

if TYPE_CHECKING:
    from datetime import date

    from atlas.dataset import Dataset
    from atlas.selection import Selection

BODY_LENGTH = 45
"""Characters of the name of a body within a sentence."""


def answer_words() -> dict[str, str]:
    """Answer of a cell, and "announced", to words short enough for a cell."""
    return {
        "held": _("events held"),
        "none_found": _("none found"),
        "not_researched": _("not researched"),
        "outside_lifetime": _("outside lifetime"),
        "left_out": _("left out by filters"),
        "announced": _("announced since, never on record as held"),
    }


def months_in_words(months: int) -> str:
    """Whole months: "under a month", "1 month", "20 months", "85 months (7 years 1 month)"."""
    if months == 0:
        return _("under a month")
    words = count_of(months, _("month"), _("months"))
    if months < 24:
        return words
    parts = [count_of(months // 12, _("year"), _("years"))]
    if months % 12:
        parts.append(count_of(months % 12, _("month"), _("months")))
    return f"{words} ({' '.join(parts)})"


def day_in_words(day: date) -> str:
    """A day as people write it."""
    return date_in_words(day.isoformat())


def waiting_sentences(waits: Mapping[str, pd.DataFrame], selection: Selection, dataset: Dataset) -> list[str]:
    """Which State has waited longest since its last assessment visit, the others in order; likewise for missions."""
    assessments, missions = waits["assessments"], waits["missions"]
    types = dataset.labels("event_types")
    where = _scope(selection, dataset)
    known = assessments[assessments["months"] >= 0]
    sentences = []
    if known.empty:
        sentences.append(_("**No assessment visit held is {where}.**").format(where=where))
    else:
        sentences += _order_sentences(known, where, dataset)
        sentences += _since_then(known.iloc[0], missions, types)
    without = assessments.loc[assessments["months"] < 0, "label"].tolist()
    if without and len(known):
        sentences.append(
            _("No assessment visit held is {where} for {states}.").format(where=where, states=join_words(without))
        )
    if selection.last_year < dataset.schema.last_year:
        sentences.append(
            _("The selection ends in {year}: what came later is left out, though the months count to {day}.").format(
                year=selection.last_year, day=day_in_words(as_of(dataset.schema))
            )
        )
    known = missions[missions["months"] >= 0]
    if len(known) > 1:
        first, *others = (_state_and_wait(row) for row in _records(known))
        sentences.append(
            _("Since a mission of any type, {first} has waited longest; then {others}.").format(
                first=first, others=join_words(others)
            )
        )
    return sentences


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a small frame."""
    columns = [frame[name].tolist() for name in frame.columns]
    return [dict(zip(frame.columns, values, strict=True)) for values in zip(*columns, strict=True)]


def _scope(selection: Selection, dataset: Dataset) -> str:
    whole = without_filters(selection, dataset.schema.first_year, dataset.schema.last_year)
    return _("on record") if selection == whole else _("in the selection")


def _order_sentences(known: pd.DataFrame, where: str, dataset: Dataset) -> list[str]:
    first, *others = _records(known)
    day = day_in_words(as_of(dataset.schema))
    waited = months_in_words(int(first["months"]))
    if first["date_precision"] != "day":
        waited = _("at least {months}").format(months=waited)
    since = _since(first)
    if not others:
        return [
            _("**{state}: {months} since the last assessment visit held {where}**, {since}, counted to {day}.").format(
                state=first["label"], months=waited, where=where, since=since, day=day
            )
        ]
    sentence = _(
        "**{state} has waited longest since its last assessment visit held {where}: {months}**, {since}, counted to {day}."
    ).format(state=first["label"], months=waited, where=where, since=since, day=day)
    then = [
        _("{state} ({months})").format(state=row["label"], months=count_of(int(row["months"]), _("month"), _("months")))
        for row in others
    ]
    return [sentence, _("Then {others}.").format(others=join_words(then))]


def _since(row: Mapping[str, Any]) -> str:
    """When, and who led it: "14–16 November 2017, led by CTED"."""
    when = date_in_words(str(row["date"]))
    names = [shorten(name, BODY_LENGTH) for name in row["bodies"]]
    return _("{date}, led by {bodies}").format(date=when, bodies=join_words(names)) if names else when


def _since_then(longest: pd.Series[Any], missions: pd.DataFrame, types: Mapping[str, str]) -> list[str]:
    """What else the State that has waited longest saw since: a follow-up visit is no assessment, but it is a mission."""
    row = missions[missions["state"] == longest["state"]].iloc[0]
    if row["event_type"] == ASSESSMENT or row["months"] >= longest["months"]:
        return []
    return [
        _("{state} has since seen other missions, the last a {type} ({since}).").format(
            state=longest["label"], type=types[row["event_type"]].lower(), since=_since(row)
        )
    ]


def _state_and_wait(row: Mapping[str, Any]) -> str:
    months = int(row["months"])
    waited = months_in_words(months) if months == 0 else count_of(months, _("month"), _("months"))
    return _("{state} ({months})").format(state=row["label"], months=waited)


def grid_title(by: By) -> str:
    """Title of the grid."""
    return {
        "types": _("Months since the last event held, by event type and State"),
        "families": _("Months since the last event held, by event family and State"),
        "topics": _("Months since the last event held, by topic and State"),
        "organizations": _("Months since the last event held, by organization and State"),
    }[by]


def grid_note(grid: GapGrid, dataset: Dataset) -> str:
    """How to read the grid."""
    day = day_in_words(as_of(dataset.schema))
    parts = [
        _("Whole months to {day}, the end of the record; n is the number of events. Darker is longer.").format(day=day)
    ]
    if grid.by == "organizations":
        parts.append(_("Not listed is not absent."))
    parts.append(_("Click a cell, or choose one below, to see what is behind it."))
    return " ".join(parts)


def limits_sentences(grid: GapGrid, dataset: Dataset) -> list[str]:
    """From when months are counted, what the empty cells mean, and what they do not."""
    log = dataset["research_log"]
    counted = _(
        "Months run from the latest possible day of the last event held that is about or with the State; attending alone does "
        "not count."
    )
    if grid.by == "organizations":
        found = _(
            "*None found*: searches name the State and the body (or one within it), but no event held with both is on record."
        )
        never = _("*Not researched*: no search on record names the two together.")
    else:
        found = _(
            "*None found*: searches on record name the State, but no such event is on record as held. The log does not say which "
            "types or topics a search was after, so this row may not have been searched for itself."
        )
        never = _("*Not researched*: no search on record names the State.")
    sentences = [counted, found, never]
    if grid.by == "organizations":
        sentences.insert(1, _("A body counts where it is listed, in any role."))
        sentences.append(
            _(
                "*Outside lifetime*: the body was established after the years selected, or dissolved before them. Unknown dates "
                "rule out nothing."
            )
        )
    if (grid.cells["answer"] == "left_out").any():
        sentences.append(
            _("*Left out by filters*: the record holds events there in these years, but the filters leave them out.")
        )
    if len(log) and int(log["events_found"].min()) > 0:
        sentences.append(
            _(
                "All {count} searches in the log brought at least one event: searches in vain were not kept, so more was looked "
                "for than the log shows."
            ).format(count=len(log))
        )
    return sentences


def record_sentence() -> str:
    """The one limit that always stands beside the grid."""
    return _("Nothing on record is not nothing done: the record follows what bodies publish.")


def grid_sentence(grid: GapGrid, dataset: Dataset) -> str:
    """Alt text of the grid."""
    cells, counts = grid.cells, grid.cells["answer"].value_counts()
    empty = join_words(
        [f"{count} {answer_words()[str(answer)]}" for answer, count in counts.items() if answer != "held"]
    )
    sentence = _("Grid of {rows} rows and {columns} States: {held} cells with events held{empty}.").format(
        rows=len(grid.rows),
        columns=len(grid.states),
        held=int(counts.get("held", 0)),
        empty=f", {empty}" if empty else "",
    )
    if counts.get("held", 0):
        longest = cells.iloc[int(cells["months"].to_numpy().argmax())]
        label = dict(zip(grid.rows["key"], grid.rows["label"], strict=True))[longest["key"]]
        sentence += " " + _("The longest wait is {months}: {row}, {state}.").format(
            months=months_in_words(int(longest["months"])), row=label, state=dataset.labels("states")[longest["state"]]
        )
    return sentence


def hover_texts(grid: GapGrid, dataset: Dataset) -> list[str]:
    """One text a cell: what, how long since, how many, or why nothing."""
    labels, states = dict(zip(grid.rows["key"], grid.rows["label"], strict=True)), dataset.labels("states")
    words = answer_words()
    texts = []
    for cell in _records(grid.cells):
        lines = [f"<b>{labels[cell['key']]}, {states[cell['state']]}</b>"]
        if cell["answer"] == "held":
            lines.append(
                _("{months} since {date}").format(
                    months=months_in_words(cell["months"]), date=date_in_words(cell["last_date"])
                )
            )
            lines.append(count_of(cell["events"], _("event held"), _("events held")))
        else:
            lines.append(words[cell["answer"]])
            lines.append(count_of(cell["searches"], _("search names it"), _("searches name it")))
        if cell["announced"]:
            lines.append(_("announced since: {date}").format(date=date_in_words(cell["next_date"])))
        texts.append("<br>".join(lines))
    return texts
