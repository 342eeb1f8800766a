"""Two selections compared, in words: what they share, what changed, what to mind, `alt` texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from atlas.queries.compare import Comparison, Figure, Kind, Measure, Part, Side, widest
from atlas.queries.differences import ALL, Differences
from atlas.text import _, bullets, count_of, join_words, signed, years

if TYPE_CHECKING:
    from atlas.dataset import Dataset

SMALL = 20
"""Events of a side below which the page says that numbers are small."""

FEW = 3
"""Events of A and B together up to which a square is said to rest on few."""

NAMED = 2
"""Parts named for each direction."""

KIND_TITLES: Mapping[Kind, str] = {
    "families": _("Event families"),
    "bodies": _("Organizations"),
    "topics": _("Topics"),
    "states": _("States"),
    "programmes": _("Programmes"),
    "types": _("Event types"),
}
MEASURE_TITLES: Mapping[Measure, str] = {
    "rate": _("Events per year"),
    "count": _("Events"),
    "share": _("Share of the side’s events"),
}
FIGURE_TITLES: Mapping[str, str] = {
    "events": _("Events on record"),
    "held": _("of them held"),
    "missions": _("of them missions"),
    "bodies": _("Organizations listed"),
    "programmes": _("Programmes"),
    "documents": _("Documents behind them"),
}


def frame_sentence(compared: Comparison, dataset: Dataset) -> str:
    """What the two share, and what each is: "Both: missions, reported facts only. A: 2010–2016. B: 2017–2024."."""
    both = compared.frame.describe(dataset, is_with_period=compared.by != "periods")
    return _("Both: {both}. A: {a} ({events_a}). B: {b} ({events_b}).").format(
        both=both[0].lower() + both[1:],
        a=compared.a.name,
        b=compared.b.name,
        events_a=_events(len(compared.a)),
        events_b=_events(len(compared.b)),
    )


def replaced_sentence(compared: Comparison) -> str:
    """That the sidebar's own facet does not count here, "" where it is not set."""
    if not compared.is_facet_replaced:
        return ""
    return {
        "periods": _("The period in the sidebar does not count on this page: A and B stand in its place."),
        "states": _("The States in the sidebar do not count on this page: A and B stand in their place."),
        "organizations": _("The organizations in the sidebar do not count on this page: A and B stand in their place."),
    }[compared.by]


def opening_sentence(compared: Comparison, figures: Sequence[Figure]) -> str:
    """What changed, or how the two differ, in two sentences."""
    a, b = compared.sides
    of = {figure.code: figure for figure in figures}
    events, missions, bodies = of["events"], of["missions"], of["bodies"]
    if compared.by == "periods":
        rate_a, rate_b = events.a / a.years, events.b / b.years
        first = _(
            "**The record {moves} from {rate_a} events a year to {rate_b}**: {count_a} in the {years_a} of {a}, {count_b} in the "
            "{years_b} of {b}."
        ).format(
            moves=_("grows") if rate_b > rate_a else _("shrinks") if rate_b < rate_a else _("stays level"),
            rate_a=_rate(rate_a),
            rate_b=_rate(rate_b),
            count_a=f"{events.a:,}",
            count_b=f"{events.b:,}",
            years_a=count_of(a.years, _("year"), _("years")),
            years_b=count_of(b.years, _("year"), _("years")),
            a=a.name,
            b=b.name,
        )
    else:
        first = _("**{a}: {count_a} on record; {b}: {count_b}** ({difference}).").format(
            a=a.name,
            b=b.name,
            count_a=_events(events.a),
            count_b=_events(events.b),
            difference=_("equally many") if events.a == events.b else signed(events.b - events.a),
        )
    second = _("Missions: {missions_a} and {missions_b}; organizations listed: {bodies_a} and {bodies_b}.").format(
        missions_a=missions.a, missions_b=missions.b, bodies_a=bodies.a, bodies_b=bodies.b
    )
    return f"{first} {second}"


def change_sentences(
    compared: Comparison,
    kinds: Mapping[Kind, Sequence[Part]],
    hrefs: Mapping[Kind, Mapping[str, str]],
    lifetimes: Mapping[str, tuple[int, int]],
) -> str:
    """The widest differences of each kind, as a Markdown list; names with an address are links, and a body that began or ended
    within the periods says so.
    """
    is_change = compared.by == "periods"
    more, less = (_("more"), _("less")) if is_change else (_("more in B"), _("more in A"))
    lines = []
    for kind, found in kinds.items():
        if not found:
            continue
        rising, falling = widest(found, NAMED)
        named = [
            f"{word} {join_words([_part(part, compared, hrefs.get(kind, {}), lifetimes) for part in group], _('and'))}"
            for word, group in ((more, rising), (less, falling))
            if group
        ]
        if is_change and not falling:
            named.append(_("none less"))
        lines.append(f"**{KIND_TITLES[kind]}**: {'; '.join(named) if named else _('no difference')}")
    return bullets(lines)


def lifetime_words(key: str, lifetimes: Mapping[str, tuple[int, int]]) -> str:
    """That a body began or ended within the periods, "" for the others."""
    begun, ended = lifetimes.get(key, (0, 0))
    said = [_("established {year}").format(year=begun)] if begun else []
    return ", ".join([*said, _("dissolved {year}").format(year=ended)] if ended else said)


def _part(part: Part, compared: Comparison, hrefs: Mapping[str, str], lifetimes: Mapping[str, tuple[int, int]]) -> str:
    name = plain(part.name)
    if part.key in hrefs:
        name = f"[{name}]({hrefs[part.key]})"
    if compared.by == "periods":
        a, b = _rate(part.a / compared.a.years), _rate(part.b / compared.b.years)
        life = lifetime_words(part.key, lifetimes)
        return _("{name} ({a} → {b} a year{life})").format(name=name, a=a, b=b, life=f", {life}" if life else "")
    return _("{name} (A {a}, B {b})").format(name=name, a=part.a, b=part.b)


def caveats(compared: Comparison) -> list[str]:
    """What to mind, only what applies."""
    a, b = compared.sides
    said = []
    if compared.by == "periods":
        said.append(
            _("A change in the record may be a change in what is published and kept online, not in what took place.")
        )
        if a.years != b.years:
            said.append(
                _(
                    "The periods are of {a} and {b}: compare events per year, not counts. A longer period also finds more "
                    "distinct organizations, programmes and documents."
                ).format(a=_year_count(a), b=_year_count(b))
            )
    else:
        said.append(_("More events on record may mean more that is published, not more that took place."))
    if compared.shared:
        said.append(
            _("{events} on both sides: counted in A and in B.").format(
                events=count_of(compared.shared, _("event is"), _("events are"))
            )
        )
    small = [
        _("{side} has {events}").format(side=letter, events=_events(len(side)))
        for letter, side in zip("AB", compared.sides, strict=True)
        if len(side) < SMALL
    ]
    if small:
        said.append(
            _("Small numbers: {small}; one event more or less changes the picture.").format(small=join_words(small))
        )
    return said


def matrix_title(compared: Comparison) -> str:
    """Title of the squares."""
    if compared.by == "organizations":
        return _("Who is listed more beside {b}, who more beside {a}").format(a=compared.a.name, b=compared.b.name)
    return _("Who is listed more in {b}, who more in {a}").format(a=compared.a.name, b=compared.b.name)


def matrix_note(found: Differences) -> str:
    """How to read the squares."""
    unit = {
        "rate": _("events a year in B less those in A"),
        "count": _("events in B less those in A"),
        "share": _("share of B’s events less share of A’s, in points"),
    }[found.measure]
    return _(
        "In a square: {unit}. Blue with + is more in B, orange with \u2212 more in A, blank is listed in neither. Click a square "
        "for its events, a name for its profile."
    ).format(unit=unit)


def matrix_limits(found: Differences, compared: Comparison) -> list[str]:
    """What the squares count and rest on."""
    inner = [cell for cell in found.cells if cell.key != ALL]
    few = sum(cell.a + cell.b <= FEW for cell in inner)
    over = {
        "rate": _("Events are divided by years: {a} in A, {b} in B.").format(a=compared.a.years, b=compared.b.years),
        "count": "",
        "share": _("Shares are of all events of a side: {a} in A, {b} in B.").format(
            a=len(compared.a), b=len(compared.b)
        ),
    }[found.measure]
    said = [
        over,
        _("{few} of {cells} squares rest on {limit} events or fewer.").format(few=few, cells=len(inner), limit=FEW),
        _("{rows} of {bodies} organizations are shown, those with most events in A or in B.").format(
            rows=len(found.rows), bodies=found.bodies
        ),
        _("The five States, their own bodies and the two compared are left out.")
        if compared.by == "organizations"
        else _("The five States and their own bodies are left out."),
        _("An event with several topics or States counts in each of their columns, and once under “All events”."),
        _("Blank is *not listed*: whoever is not named in a source may still have taken part."),
    ]
    return [sentence for sentence in said if sentence]


def matrix_sentence(found: Differences, compared: Comparison) -> str:
    """Alt text of the squares."""
    if not found.rows:
        return _("Squares without organizations.")
    more, less = widest(found.rows, 1)
    extremes = [
        _("{name} {difference} ({a} and {b} events)").format(
            name=part.name, difference=signed(part.difference, 0 if found.measure == "count" else 1), a=part.a, b=part.b
        )
        for part in (*more, *less)
    ]
    return _(
        "Squares of {rows} organizations by {columns} columns: {measure}, B less A. The widest: {extremes}."
    ).format(
        rows=len(found.rows),
        columns=len(found.columns),
        measure=MEASURE_TITLES[found.measure].lower(),
        extremes=join_words(extremes) if extremes else _("no difference"),
    )


def mirror_note(compared: Comparison) -> str:
    """How to read the mirrored bars."""
    same = _("Both sides have one scale. An event counts in the year in which it may have begun.")
    if compared.by != "periods":
        return same
    return _("The first year of A stands over the first year of B, and so on. {same}").format(same=same)


def mirror_sentence(table: pd.DataFrame, compared: Comparison, family_labels: Mapping[str, str]) -> str:
    """Alt text of the mirrored bars."""
    totals = table[list(family_labels)].to_numpy().sum(axis=1).tolist()
    rows = list(zip(table["side"].tolist(), table["year"].tolist(), totals, strict=True))
    said = []
    for letter, side in zip("ab", compared.sides, strict=True):
        own = [(year, total) for of, year, total in rows if of == letter]
        best, most = max(own, key=lambda row: row[1])
        said.append(
            _("{side}, {name}, {span}: {events}, most in {year} ({most})").format(
                side=letter.upper(),
                name=side.name,
                span=years(own[0][0], own[-1][0]),
                events=_events(sum(total for _year, total in own)),
                year=best,
                most=most,
            )
        )
    return _("Stacked bars by year and family, mirrored. Upwards {a}. Downwards {b}.").format(a=said[0], b=said[1])


def only_sentence(only: Sequence[Part], letter: str, kind: Kind) -> str:
    """Head of a list: how many are on record on that side only."""
    return _("**Listed only in {side}**: {count}").format(side=letter, count=count_of(len(only), *_KIND_NOUNS[kind]))


_KIND_NOUNS: Mapping[Kind, tuple[str, str]] = {
    "bodies": (_("organization"), _("organizations")),
    "programmes": (_("programme"), _("programmes")),
    "topics": (_("topic"), _("topics")),
}


def _events(count: int) -> str:
    return count_of(count, _("event"), _("events"))


def _year_count(side: Side) -> str:
    return count_of(side.years, _("year"), _("years"))


def _rate(value: float) -> str:
    return f"{value:.1f}"


def plain(text: str) -> str:
    """Text without a meaning in Markdown."""
    for character in "\\`*_[]<>#$~":
        text = text.replace(character, f"\\{character}")
    return text
