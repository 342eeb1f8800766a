"""Golden totals of the shipped release: a change of the data changes them on purpose or not at all."""

from __future__ import annotations

from atlas.dataset import Dataset
from atlas.queries.coverage import audit_results


def test_events_by_family(shipped: Dataset) -> None:
    assert shipped["events"]["event_family"].value_counts().to_dict() == {
        "meeting": 288,
        "capacity": 244,
        "milestone": 40,
        "mission": 46,
        "operation": 14,
    }


def test_events_by_status(shipped: Dataset) -> None:
    assert shipped["events"]["status"].value_counts().to_dict() == {"held": 625, "announced": 7}


def test_events_by_state(shipped: Dataset) -> None:
    states = shipped["event_states"]
    counts = states[states["state"].isin(shipped.central_asian_states)]["state"].value_counts().to_dict()
    assert counts == {"KAZ": 305, "KGZ": 321, "TJK": 374, "TKM": 187, "UZB": 250}


def test_rows(shipped: Dataset) -> None:
    tables = ("events", "participations", "organizations", "sources")
    assert [len(shipped[table]) for table in tables] == [632, 3077, 571, 1114]


def test_the_last_round_of_the_audit_holds_at_least_97_percent(shipped: Dataset) -> None:
    assert audit_results(shipped)["precision"].iloc[-1] >= 97
