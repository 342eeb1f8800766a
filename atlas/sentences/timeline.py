"""The timeline in words."""

from __future__ import annotations

import pandas as pd

from atlas.queries.timeline import Lane
from atlas.text import _, count_of


def timeline_title(lane: Lane, span: tuple[int, int]) -> str:
    """Title of the chart."""
    titles = {
        "state": _("Events {first} to {last}, by State"),
        "family": _("Events {first} to {last}, by family"),
        "organization": _("Events {first} to {last}, by organization"),
        "programme": _("Events {first} to {last}, by programme"),
    }
    return titles[lane].format(first=span[0], last=span[1])


def timeline_opening(events: pd.DataFrame) -> str:
    """The answer in a sentence, above the chart: how many events and missions, and the busiest year."""
    by_year = events["year"].value_counts().sort_index()
    return _("**{events}, {missions} among them.** Most begin in {year}: {most}.").format(
        events=count_of(len(events), _("event"), _("events")),
        missions=count_of(int((events["event_family"] == "mission").sum()), _("mission"), _("missions")),
        year=by_year.idxmax(),
        most=f"{by_year.max():,}",
    )


def timeline_sentence(rows: pd.DataFrame) -> str:
    """Alt text of the timeline."""
    lanes = rows["lane"].value_counts()
    first = f"{lanes.index[0]} ({lanes.iloc[0]})" if len(lanes) else ""
    return _("Timeline of {events} in {lanes} lanes, {missions} of them missions; most in the lane {first}.").format(
        events=count_of(rows["event_id"].nunique(), _("event"), _("events")),
        lanes=len(lanes),
        missions=rows.loc[rows["is_mission"], "event_id"].nunique(),
        first=first,
    )


def timeline_note() -> str:
    """How to read the marks."""
    return _(
        "Thick lines are days, thin lines a month or year within which the day is not known. Missions are larger, "
        "announced events hollow. An event stands in every lane that it belongs to. Click a mark to open the record."
    )


def quarters_sentence(quarters: pd.DataFrame, events: int) -> str:
    """Alt text of the bars by quarter."""
    best = quarters.iloc[int(quarters["events"].to_numpy().argmax())]
    return _(
        "Bars of {events} by quarter in {lanes} lanes; the most in a quarter are {most}, {lane} in {year}."
    ).format(
        events=count_of(events, _("event"), _("events")),
        lanes=quarters["lane"].nunique(),
        most=f"{int(best['events']):,}",
        lane=best["lane"],
        year=best["quarter"].year,
    )


def quarters_note(quarters: pd.DataFrame, most_marks: int) -> str:
    """Why events are counted, and how to see single ones."""
    return _(
        "More than {most} marks would have to be drawn, so events are counted by the quarter in which they may have begun; "
        "narrow the filters to see single events. The highest bar is {highest}. An event counts in every lane that it belongs to."
    ).format(
        most=f"{most_marks:,}",
        highest=count_of(int(quarters["events"].max()), _("event"), _("events")),
    )
