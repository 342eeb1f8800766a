"""One cell of the grid of gaps in words: what is on record, why there is nothing, and what the log of searches holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.dataset import as_of
from atlas.dates import date_in_words
from atlas.queries.gaps import GapCell
from atlas.sentences.gaps import day_in_words, months_in_words
from atlas.text import _, count_of, join_words, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset
    from atlas.selection import Selection


def cell_sentences(gap: GapCell, selection: Selection, dataset: Dataset) -> list[str]:
    """What a cell says, and what the log holds about it."""
    answer, is_of_body = gap.cell["answer"], gap.by == "organizations"
    span = years(selection.first_year, selection.last_year)
    sentences = [_held_sentence(gap, dataset) if answer == "held" else _none_sentence(gap, span)]
    if answer == "outside_lifetime":
        sentences += _lifetime_sentences(gap, span)
    elif answer != "held" and gap.elsewhere:
        sentences.append(
            _("The whole record holds {events} held there, left out by the filters or the years.").format(
                events=count_of(gap.elsewhere, _("event"), _("events"))
            )
        )
    if gap.cell["announced"]:
        sentences.append(
            _("Announced since and not on record as held: “{title}”, {date}.").format(
                title=gap.next_title, date=date_in_words(gap.cell["next_date"])
            )
        )
    if is_of_body and answer != "outside_lifetime" and (gap.predecessors or gap.successors):
        sentences += _lineage(gap)
    return [*sentences, *_search_sentences(gap, span)]


def _held_sentence(gap: GapCell, dataset: Dataset) -> str:
    return _(
        "**{row}, {state}: {months} since the last event held**, “{title}”, {date}; {events} in all, counted to {day}."
    ).format(
        row=gap.row,
        state=gap.state,
        months=months_in_words(int(gap.cell["months"])),
        title=gap.last_title,
        date=date_in_words(gap.cell["last_date"]),
        events=count_of(int(gap.cell["events"]), _("event"), _("events")),
        day=day_in_words(as_of(dataset.schema)),
    )


def _none_sentence(gap: GapCell, span: str) -> str:
    text = {
        "types": _(
            "**No event of the type “{row}” about or with {state} is on record as held in the selection**, {span}."
        ),
        "families": _(
            "**No event of the family “{row}” about or with {state} is on record as held in the selection**, {span}."
        ),
        "topics": _("**No event on “{row}” about or with {state} is on record as held in the selection**, {span}."),
        "organizations": _(
            "**No event about or with {state} that lists {row} is on record as held in the selection**, {span}."
        ),
    }[gap.by]
    return text.format(row=gap.row, state=gap.state, span=span)


def _lifetime_sentences(gap: GapCell, span: str) -> list[str]:
    dates = [
        text.format(date=date_in_words(value))
        for text, value in ((_("established {date}"), gap.established), (_("dissolved {date}"), gap.dissolved))
        if value
    ]
    sentence = _("{row} lies outside the years selected ({span}): {dates}.").format(
        row=gap.row, span=span, dates=join_words(dates)
    )
    return [sentence, *_lineage(gap)]


def _lineage(gap: GapCell) -> list[str]:
    sentences = []
    if gap.predecessors:
        sentences.append(_("It took over from {bodies}.").format(bodies=join_words(list(gap.predecessors))))
    if gap.successors:
        sentences.append(_("Its work passed to {bodies}.").format(bodies=join_words(list(gap.successors))))
    return sentences


def _search_sentences(gap: GapCell, span: str) -> list[str]:
    """Only what the log holds."""
    rows = gap.searches
    what = _("{state} and {row}").format(state=gap.state, row=gap.row) if gap.by == "organizations" else gap.state
    if rows.empty:
        return [
            _("No search on record names {what} and a year of {span} or no year: nothing can be said.").format(
                what=what, span=span
            )
        ]
    without_year = int((rows["period"] == "").sum())
    sentence = _("{searches} {what}: {dated} with a year of {span}, {undated} with no year at all.").format(
        searches=count_of(len(rows), _("search on record names"), _("searches on record name")),
        what=what,
        dated=len(rows) - without_year,
        span=span,
        undated=without_year,
    )
    days = sorted(day for day in rows["date"].tolist() if day)
    if days:
        last = _("The last was made on {date}.").format(date=date_in_words(days[-1]))
    else:
        last = _("When they were made is not on record.")
    if gap.by != "organizations":
        last += " " + _("The log does not say whether they were after this row.")
    return [sentence, last]
