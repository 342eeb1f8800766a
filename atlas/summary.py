"""Sentences computed from the numbers: the opening line, the `alt` text of every chart, notes, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from atlas.matrix import Matrix
from atlas.queries.counts import MISSION, busiest_year, partner_participations
from atlas.queries.coverage import Limits
from atlas.text import _, count_of, join_words, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset
    from atlas.selection import Slice

MEASURE_TITLES: Mapping[str, str] = {
    "events": _("Events"),
    "missions": _("Missions held"),
    "organizations": _("Distinct organizations"),
    "months": _("Months since the last mission"),
}


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))


def opening_sentence(selected: Slice, dataset: Dataset) -> str:
    """The first page in one sentence."""
    events = selected.events
    held = events[events["status"] == "held"]
    missions = int((held["event_family"] == MISSION).sum())
    bodies = partner_participations(selected, dataset)
    bodies = bodies[bodies["event_id"].isin(held["event_id"])]
    families = bodies.drop_duplicates(["event_id", "system_id"])["system_id"].value_counts()
    span = years(selected.selection.first_year, selected.selection.last_year)
    sentence = _("{span}: {events} on record as held, {missions} among them, with {bodies}.").format(
        span=span,
        events=_events(len(held)),
        missions=count_of(missions, _("mission"), _("missions")),
        bodies=count_of(int(bodies["body"].nunique()), _("organization"), _("organizations")),
    )
    if len(families):
        name = dataset["organizations"].set_index("organization_id").at[families.index[0], "name"]
        share = round(100 * int(families.iloc[0]) / max(1, len(held)))
        sentence += " " + _("The family of bodies listed most often is {name}: {count} of them ({share} %).").format(
            name=name, count=int(families.iloc[0]), share=share
        )
    return sentence


def bars_sentence(per_year: pd.DataFrame, family_labels: Mapping[str, str]) -> str:
    """Alt text of the yearly bars."""
    best = busiest_year(per_year)
    if best is None:
        return _("Stacked bars without events.")
    largest = str(per_year.sum().idxmax())
    return _(
        "Stacked bars of {events} by year, {span}; the most in a year are {count} in {year}; "
        "the largest family is {family} with {size}."
    ).format(
        events=_events(int(per_year.to_numpy().sum())),
        span=years(int(per_year.index[0]), int(per_year.index[-1])),
        count=best[1],
        year=best[0],
        family=family_labels[largest].lower(),
        size=int(per_year[largest].sum()),
    )


def bodies_sentence(bodies: pd.DataFrame) -> str:
    """Alt text of the bars of organizations."""
    if bodies.empty:
        return _("Bars without organizations.")
    named = [f"{row.name_} ({row.events})" for row in bodies.head(3).rename(columns={"name": "name_"}).itertuples()]
    return _("Bars of the {count} organizations listed at most events, led by {named}.").format(
        count=len(bodies), named=join_words(named)
    )


def map_sentence(by_state: pd.DataFrame, measure: str) -> str:
    """Alt text of the map."""
    values = [
        f"{name} {'–' if pd.isna(value) else value}"
        for name, value in zip(by_state["name"], by_state[measure], strict=True)
    ]
    return _("Map of Central Asia coloured by {measure}: {values}.").format(
        measure=MEASURE_TITLES[measure].lower(), values=", ".join(values)
    )


def timeline_sentence(rows: pd.DataFrame) -> str:
    """Alt text of the timeline."""
    events = rows.drop_duplicates("event_id")
    lanes = rows.groupby("lane", sort=False)["event_id"].nunique().sort_values(ascending=False)
    first = f"{lanes.index[0]} ({lanes.iloc[0]})" if len(lanes) else ""
    return _("Timeline of {events} in {lanes} lanes, {missions} of them missions; most in the lane {first}.").format(
        events=_events(len(events)), lanes=len(lanes), missions=int(events["is_mission"].sum()), first=first
    )


def matrix_title(against: str) -> str:
    """Title of the matrix."""
    return {
        "missions": _("Who is listed at which mission, in which role"),
        "states": _("Events of each organization, by State"),
        "years": _("Events of each organization, by year"),
        "types": _("Events of each organization, by event type"),
        "topics": _("Events of each organization, by topic"),
    }[against]


def matrix_note(matrix: Matrix, dataset: Dataset) -> str:
    """How to read the matrix."""
    blank = _(
        "A blank cell means *not listed*: no source on record names the body there. It does not mean that it stayed away."
    )
    if matrix.is_of_roles:
        roles = zip(dataset["roles"]["letter"], dataset["roles"]["label"], strict=True)
        note = _("Letters: {roles}.").format(roles=", ".join(f"{letter} {label.lower()}" for letter, label in roles))
    else:
        note = _(
            "Numbers are distinct events; an event with several topics or States counts in each column, once in the total."
        )
    if matrix.rolled_up:
        note += " " + _("{count} listings of a body beside its own part or parent were counted once.").format(
            count=matrix.rolled_up
        )
    return f"{blank} {note} " + _("Click a cell to open what is behind it.")


def matrix_sentence(matrix: Matrix, dataset: Dataset) -> str:
    """Alt text of the matrix."""
    if matrix.rows.empty:
        return _("Matrix without organizations.")
    top = matrix.rows.sort_values(["total", "name"], ascending=[False, True]).iloc[0]
    return _(
        "Matrix of {rows} organizations against {columns} columns with {cells} cells filled; "
        "{name} is listed at most events ({total})."
    ).format(
        rows=len(matrix.rows),
        columns=len(matrix.columns),
        cells=len(matrix.cells),
        name=top["name"],
        total=int(top["total"]),
    )


def limits_sentences(limits: Limits) -> list[str]:
    """What the data cannot say, one sentence each; only what applies."""
    of = limits.events
    rows = (
        (limits.single_source, _("{n} of {of} events rest on a single document.")),
        (
            limits.without_official_source,
            _("{n} of {of} have no official page on record, only agencies, other media or copies."),
        ),
        (limits.copies_only, _("{n} of {of} were read on a copy of the page only, on somebody else's site.")),
        (limits.partial_lists, _("{n} of {of} have a list of participants known to be incomplete.")),
        (limits.date_inferred, _("{n} of {of} have a date of which a curator derived a part.")),
        (limits.not_to_the_day, _("{n} of {of} are known to the month or year only.")),
        (limits.without_place, _("{n} of {of} have no place on record.")),
    )
    sentences = [text.format(n=number, of=of) for number, text in rows if number]
    return [
        _("Not listed is not absent: who is not named in a source may still have taken part."),
        _("Years with few events may be years with few pages: the record follows what bodies publish."),
        _(
            "{english} of the {documents} documents are in English; pages in other languages are under-represented."
        ).format(english=limits.documents_in_english, documents=limits.documents),
        *sentences,
    ]


def coverage_sentence(table: pd.DataFrame) -> str:
    """Alt text of the coverage squares."""
    by_year = table.groupby("year")["events"].sum()
    by_kind = table.groupby("kind", sort=False)["events"].sum()
    kinds = join_words([f"{str(kind).lower()} {int(count)}" for kind, count in by_kind.items()])
    return _(
        "Grids of events by State and year for each kind of publisher ({kinds}); "
        "the fullest year is {best}, the emptiest {worst}."
    ).format(kinds=kinds, best=by_year.idxmax(), worst=by_year.idxmin())


def search_sentence(table: pd.DataFrame) -> str:
    """Alt text of the grid of searches."""
    counts = table["answer"].value_counts()
    return _(
        "Grid of State and year: {found} cells with events, {none} searched without finding any, {never} never searched."
    ).format(
        found=int(counts.get("found", 0)),
        none=int(counts.get("none found", 0)),
        never=int(counts.get("not searched", 0)),
    )
