"""Counts: every number worked by hand on the tiny dataset; an event counts once however often it is tied."""

from __future__ import annotations

import pytest

from atlas.dataset import Dataset
from atlas.queries.counts import (
    announced_events,
    busiest_year,
    events_per_year,
    headlines,
    most_active_bodies,
    partner_participations,
    years_of,
)
from atlas.selection import Selection


def test_events_per_year(tiny: Dataset) -> None:
    """Years without events are given, families too; sums are the events."""
    table = events_per_year(Selection.everything(tiny).apply(tiny), tiny)
    assert table.index.tolist() == list(range(2010, 2025))
    assert list(table.columns) == ["mission", "meeting", "capacity", "milestone", "operation"]
    filled = {(year, family): int(count) for (year, family), count in table.stack().items() if count}
    assert filled == {
        (2013, "mission"): 1, (2014, "meeting"): 1, (2016, "mission"): 1, (2018, "mission"): 1, (2019, "capacity"): 1,
        (2019, "operation"): 1, (2020, "meeting"): 1, (2021, "milestone"): 1, (2024, "mission"): 1,
    }  # fmt: skip


def test_events_from_before_the_period_count_in_its_first_year(tiny: Dataset) -> None:
    """The meeting over the turn of the year stands in 2015 when 2014 is not shown."""
    table = events_per_year(Selection(2015, 2016).apply(tiny), tiny)
    assert table["meeting"].to_dict() == {2015: 1, 2016: 0}


def test_headlines(tiny: Dataset) -> None:
    """Held events, held missions, bodies other than the five States' own, documents."""
    selected = Selection.everything(tiny).apply(tiny)
    numbers = {headline.label: headline.value for headline in headlines(selected, tiny)}
    # 9 less the announced visit; 4 less the same; WUO, WUTF, WUC, SP, Antarctica; seven pages.
    assert numbers == {"Events held": 8, "Missions held": 3, "Organizations": 5, "Sources": 7}
    by_year = {
        headline.label: dict(zip(years_of(selected), headline.by_year, strict=True))
        for headline in headlines(selected, tiny)
    }
    assert {year: count for year, count in by_year["Organizations"].items() if count} == {
        2013: 3, 2014: 2, 2016: 1, 2018: 2, 2019: 2, 2020: 1, 2021: 2,
    }  # fmt: skip
    assert {year: count for year, count in by_year["Sources"].items() if count} == {
        2013: 2, 2014: 1, 2016: 1, 2018: 1, 2019: 2, 2020: 1, 2021: 2, 2024: 1,
    }  # fmt: skip
    assert sum(by_year["Events held"].values()) == 8
    assert sum(by_year["Missions held"].values()) == 3
    assert all(headline.definition for headline in headlines(selected, tiny))


@pytest.mark.parametrize(("level", "expected"), [("listed", 7), ("organization", 5), ("system", 3)])
def test_organizations_follow_the_roll_up(tiny: Dataset, level: str, expected: int) -> None:
    """Seven bodies as listed, five organizations, three families."""
    selected = Selection(2010, 2024, roll_up=level).apply(tiny)  # type: ignore[arg-type]
    assert headlines(selected, tiny)[2].value == expected


def test_headlines_of_nothing(tiny: Dataset) -> None:
    """Zeros, not an error."""
    nothing = Selection(2010, 2011).apply(tiny)
    assert [(headline.value, headline.by_year) for headline in headlines(nothing, tiny)] == [(0, (0, 0))] * 4


def test_most_active_bodies(tiny: Dataset) -> None:
    """Distinct events, the branch counted with its office, ties by name, the five States' bodies left out."""
    table = most_active_bodies(Selection.everything(tiny).apply(tiny), tiny)
    assert table[["name", "events", "missions"]].to_numpy().tolist() == [
        ["WUC", 4, 2], ["WUO", 4, 2], ["Antarctica", 3, 0], ["SP", 2, 1], ["WUTF", 2, 2],
    ]  # fmt: skip
    assert most_active_bodies(Selection.everything(tiny).apply(tiny), tiny, limit=2)["name"].tolist() == ["WUC", "WUO"]


def test_partner_participations(tiny: Dataset) -> None:
    """Rows of the five States and their bodies are left out, those of other States are not."""
    selected = Selection.everything(tiny).apply(tiny)
    left_out = set(selected.participations["organization_id"]) - set(
        partner_participations(selected, tiny)["organization_id"]
    )
    assert left_out == {"kaz", "kaz-ministry", "tjk-ministry", "tkm-ministry"}


def test_announced_events(tiny: Dataset) -> None:
    """The one visit that was announced."""
    table = announced_events(Selection.everything(tiny).apply(tiny))
    assert table.to_dict("records") == [
        {"event_id": "kaz-2024-visit", "title": "Assessment visit to Kazakhstan is announced", "date": "2024-10"}
    ]


def test_busiest_year(tiny: Dataset) -> None:
    """The fullest year; the earliest of equals; none without events."""
    assert busiest_year(events_per_year(Selection.everything(tiny).apply(tiny), tiny)) == (2019, 2)
    assert busiest_year(events_per_year(Selection(2010, 2018).apply(tiny), tiny)) == (2013, 1)
    assert busiest_year(events_per_year(Selection(2010, 2012).apply(tiny), tiny)) is None
