"""A State's profile in words: opening sentences, notes with definition, n and limits, `alt` texts."""

from __future__ import annotations

import pandas as pd

from atlas.dates import date_in_words
from atlas.queries.visits import Chain
from atlas.selection import Selection
from atlas.text import _, count_of, join_words, years


def _months(count: int) -> str:
    return count_of(count, _("month"), _("months"))


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))


def _missions(count: int) -> str:
    return count_of(count, _("mission"), _("missions"))


def profile_sentence(figures: pd.Series, chain: Chain, selection: Selection) -> str:
    """The profile in a few sentences: who came last and how long ago, the longest gap, how much is on record, what is announced.
    `figures` is the State's row of `state_figures`.
    """
    name, end = figures["name"], selection.last_year
    parts = [
        _(
            "**{state}**, {span}: {events} held are on record, {missions} to the State among them, with {bodies}."
        ).format(
            state=name,
            span=years(selection.first_year, end),
            events=_events(figures["held"]),
            missions=_missions(figures["missions"]),
            bodies=count_of(figures["organizations"], _("partner organization"), _("partner organizations")),
        )
    ]
    if chain.last is None:
        parts.append(_("No mission to {state} is on record as held.").format(state=name))
    else:
        waiting = chain.waiting or 0
        parts.append(
            _("The last mission: **{date}, {months} before the end of {year}**.").format(
                date=date_in_words(str(chain.last["date"])),
                months=_months(waiting) if waiting else _("less than a month"),
                year=end,
            )
        )
        parts.append(_gap_sentence(chain))
    if figures["announced"]:
        parts.append(_("Announced and not on record as held: {events}.").format(events=_events(figures["announced"])))
    return " ".join(part for part in parts if part)


def _gap_sentence(chain: Chain) -> str:
    """The longest gap, and whether the present wait is longer."""
    if chain.closed_gaps.empty:
        return ""
    gap = chain.closed_gaps.iloc[int(chain.closed_gaps["months"].to_numpy().argmax())]
    sentence = _("The longest time between two missions on record is {months}, {start} to {end}").format(
        months=_months(int(gap["months"])),
        start=date_in_words(f"{gap['start']:%Y-%m}"),
        end=date_in_words(f"{gap['end']:%Y-%m}"),
    )
    is_longer = (chain.waiting or 0) > int(gap["months"])
    return sentence + (_("; the wait since then is longer.") if is_longer else ".")


def visits_note(chain: Chain, name: str, selection: Selection) -> str:
    """How to read the chain, and what it leaves out."""
    missions = _("{missions} held").format(missions=_missions(len(chain.held)))
    announced = len(chain.missions) - len(chain.held)
    if announced:
        missions += _(", {count} announced (hollow)").format(count=announced)
    parts = [
        _(
            "{missions}. Numbers: whole months at least between two on record; the longest is thick, the dotted one runs to the "
            "end of {year}. Lanes: bodies that lead or organize; a mission of several stands in each."
        ).format(missions=missions, year=selection.last_year)
    ]
    left_out = []
    if chain.attending:
        phrase = _("{missions} to other States that {state} attended")
        left_out.append(phrase.format(missions=_missions(chain.attending), state=name))
    if chain.elsewhere:
        phrase = _("{missions} about {state} with every place on record elsewhere")
        left_out.append(phrase.format(missions=_missions(chain.elsewhere), state=name))
    if left_out:
        parts.append(_("Left out: {missions}.").format(missions=join_words(left_out)))
    parts.append(_("Click a mark to open the record."))
    return " ".join(parts)


def visits_sentence(chain: Chain, name: str) -> str:
    """Alt text of the chain of one State."""
    held = chain.held
    if held.empty:
        return _("Axis of years without a mission to {state} on record as held.").format(state=name)
    sentence = _("{missions} to {state} on an axis of years, the first {first}, the last {last}.").format(
        missions=_missions(len(held)),
        state=name,
        first=date_in_words(str(held["date"].iloc[0])),
        last="" if chain.last is None else date_in_words(str(chain.last["date"])),
    )
    return f"{sentence} {_gap_sentence(chain)}".rstrip()


def index_sentence(figures: pd.DataFrame, selection: Selection) -> str:
    """The five States in two sentences: who has waited longest since a mission, who was visited last."""
    visited = figures[figures["months"].notna()].sort_values(["months", "name"], ascending=[False, True])
    without = list(figures.loc[figures["months"].isna(), "name"])
    parts = []
    if len(visited):
        longest, latest = visited.iloc[0], visited.iloc[-1]
        parts.append(
            _("**{state} has waited longest for a mission**: {months} to the end of {year}.").format(
                state=longest["name"], months=_months(int(longest["months"])), year=selection.last_year
            )
        )
        if len(visited) > 1:
            parts.append(
                _("Visited last: {state} ({date}).").format(
                    state=latest["name"], date=date_in_words(latest["last_mission"])
                )
            )
    if without:
        parts.append(_("No mission on record as held: {states}.").format(states=join_words(without)))
    return " ".join(parts)


def index_alt(figures: pd.DataFrame) -> str:
    """Alt text of the chains of the States."""
    counts = [f"{name} {count}" for name, count in zip(figures["name"], figures["missions"], strict=True)]
    return _("Missions held on an axis of years, one lane a State: {counts}.").format(counts=join_words(counts))


def partner_years_note(shown: int, partners: int, events: int) -> str:
    """How to read the partners by year."""
    return _(
        "{shown} of {partners} partners, those listed at most of the {events} held. Letter and colour: the role in which the "
        "body is listed most that year; number: distinct events (left out on a phone). The five States and their bodies are "
        "left out. A blank means not listed. Click a square for its events."
    ).format(shown=shown, partners=partners, events=_events(events))


def partner_years_sentence(cells: pd.DataFrame, bodies: pd.DataFrame) -> str:
    """Alt text of the partners by year."""
    first = bodies.iloc[0]
    seen = cells.loc[cells["body"] == first["body"], "year"]
    return _("Squares of {bodies} against years; {name} is listed most, at {events} in {seen}.").format(
        bodies=count_of(len(bodies), _("partner"), _("partners")),
        name=first["name"],
        events=_events(int(first["events"])),
        seen=count_of(len(seen), _("year"), _("years")),
    )


def topics_note(with_topic: int, held: int) -> str:
    """How to read the topics."""
    return _(
        "Distinct events held; {tagged} of {held} have a topic on record, and one with several counts in each."
    ).format(tagged=with_topic, held=held)


def topics_sentence(topics: pd.DataFrame) -> str:
    """Alt text of the topics."""
    named = [f"{label.lower()} {count}" for label, count in zip(topics["label"][:3], topics["events"][:3], strict=True)]
    return _("Bars of events by topic, {count} topics; most: {named}.").format(
        count=len(topics), named=join_words(named)
    )


def counterparts_note(rows: pd.DataFrame, name: str) -> str:
    """How to read the national counterparts."""
    itself = int(rows.loc[rows["is_state"], "events"].sum())
    bodies = len(rows) - int(rows["is_state"].sum())
    note = _("{bodies} of {state} listed at events held, as the sources name them, whatever the level chosen.").format(
        bodies=count_of(bodies, _("body"), _("bodies")), state=name
    )
    if itself:
        note += " " + _("At {events} a source names {state} itself.").format(events=_events(itself), state=name)
    return note + " " + _("Click a row to open the profile.")


def figures_note(rows: pd.DataFrame, name: str) -> str:
    """How to read the reported figures."""
    own = int(rows["is_of_state"].sum())
    return _(
        "{all} as somebody states them, not checked. Do not add them up: sources count different things and repeat one "
        "another. {own} of them are about {state}, the others about the whole of an event. Click a row to open the record."
    ).format(all=count_of(len(rows), _("number"), _("numbers")), own=own, state=name)


def searches_sentence(naming: int, searches: int, name: str) -> str:
    """The searches on record that name the State."""
    return _("{naming} of the {searches} searches on record name {state} or the whole of Central Asia.").format(
        naming=naming, searches=searches, state=name
    )
