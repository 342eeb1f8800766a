"""Partners by role: worked by hand on the tiny dataset, recounted row by row on the shipped one."""

from __future__ import annotations

from collections import defaultdict

import pytest

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.queries.bodies import bodies_within
from atlas.queries.partners import funded_events, partners_by_role
from atlas.selection import RollUp, Selection
from atlas.sentences.partners import funders_sentence, together_sentence
from atlas.tables.partners import partners_table

OFFICE = ("wu-office", "wu-branch")
OFFICE_EVENTS = ("kgz-2014-meeting", "tjk-2013-visit", "tkm-2018-visit", "uzb-2019-training")


def test_by_hand(tiny: Dataset) -> None:
    """Who stands beside the office and its branch: distinct events, by role, most first, then by name."""
    table = partners_by_role(Selection.everything(tiny).apply(tiny), tiny, OFFICE_EVENTS, OFFICE)
    roles = ["lead", "organizer", "partner", "host", "participant", "funder", "supporter", "observer"]
    assert list(table.columns) == ["body", "name", "heading", "events", *roles]
    found = {
        row["body"]: (row["events"], {role: row[role] for role in roles if row[role]})
        for row in table.to_dict("records")
    }
    assert found == {
        "steppe-pact": (2, {"organizer": 1, "participant": 1}),  # listed twice at a visit, by two sources: one event
        "ata": (1, {"funder": 1}),
        "kaz": (1, {"participant": 1}),
        "tjk": (1, {"host": 1}),
        "tkm": (1, {"host": 1}),
        "wu-centre": (1, {"lead": 1, "funder": 1}),  # two roles at one visit
        "wu-task-force": (1, {"participant": 1}),
    }
    assert table["name"].tolist() == ["SP", "Antarctica", "Kazakhstan", "Tajikistan", "Turkmenistan", "WUC", "WUTF"]
    assert table["heading"].tolist()[-1] == "World Union"


def test_levels(tiny: Dataset) -> None:
    """As listed, ministries stand for themselves; by system, the family is one body without what is left out."""

    def bodies(level: RollUp) -> dict[str, int]:
        selected = Selection(2010, 2024, roll_up=level).apply(tiny)
        table = partners_by_role(selected, tiny, OFFICE_EVENTS, OFFICE)
        return dict(zip(table["body"], table["events"], strict=True))

    assert bodies("listed")["tjk-ministry"] == 1
    assert bodies("system")["wu"] == 2  # the task force in 2013, the centre in 2018


def test_inferred_ones_count_when_asked_for(tiny: Dataset) -> None:
    """A participation that a curator derived."""
    plain = partners_by_role(Selection(2010, 2024).apply(tiny), tiny, OFFICE_EVENTS, OFFICE)
    derived = Selection(2010, 2024, is_with_inferred=True).apply(tiny)
    more = partners_by_role(derived, tiny, OFFICE_EVENTS, OFFICE)
    assert plain.set_index("body").at["ata", "events"] == 1
    assert more.set_index("body").at["ata", "events"] == 2


def test_only_events_of_the_selection(tiny: Dataset) -> None:
    """An event that the filters leave out brings no partner."""
    selected = Selection(2010, 2024, states=("TKM",)).apply(tiny)
    assert partners_by_role(selected, tiny, OFFICE_EVENTS, OFFICE)["body"].tolist() == ["tkm", "wu-centre"]


def test_nothing(tiny: Dataset) -> None:
    """Without events there is an empty table with every column."""
    table = partners_by_role(Selection.everything(tiny).apply(tiny), tiny, [], OFFICE)
    assert table.empty
    assert len(table.columns) == 4 + len(tiny["roles"])
    assert list(partners_table(table, tiny).columns) == ["Organization", "Events", "Family"]


@pytest.mark.parametrize("level", ["listed", "organization", "system"])
@pytest.mark.parametrize("body", ["osce", "sco-rats", "un"])
def test_recounted(shipped: Dataset, level: RollUp, body: str) -> None:
    """The counts are those of sets filled row by row."""
    selected = Selection(2012, 2023, roll_up=level).apply(shipped)
    within = bodies_within(shipped, body)
    rows = selected.participations
    ids = set(rows.loc[rows["organization_id"].isin(within), "event_id"])
    events, by_role = defaultdict(set), defaultdict(set)
    for event, listed, other, role in zip(
        rows["event_id"], rows["organization_id"], rows[ROLL_UP_COLUMNS[level]], rows["role"], strict=True
    ):
        if event in ids and listed not in within:
            events[other].add(event)
            by_role[other, role].add(event)
    table = partners_by_role(selected, shipped, ids, within)
    assert dict(zip(table["body"], table["events"], strict=True)) == {key: len(found) for key, found in events.items()}
    cells = {(row["body"], role): row[role] for row in table.to_dict("records") for role in shipped.labels("roles")}
    assert {key: count for key, count in cells.items() if count} == {key: len(found) for key, found in by_role.items()}
    assert table["events"].is_monotonic_decreasing


def test_table_shows_roles_that_occur(tiny: Dataset) -> None:
    """A column for each role that occurs, empty where the body is not listed in it."""
    partners = partners_by_role(Selection.everything(tiny).apply(tiny), tiny, OFFICE_EVENTS, OFFICE)
    table = partners_table(partners, tiny)
    assert list(table.columns) == [
        *("Organization", "Events", "Lead", "Organizer", "Host", "Participant", "Funder", "Family")
    ]
    row = table.set_index("Organization").loc["Antarctica"]
    assert row["Funder"] == 1
    assert row[["Lead", "Organizer", "Host", "Participant"]].isna().all()


def test_who_funds(tiny: Dataset) -> None:
    """Funders listed, events without one, the body itself as funder; nothing is said about who did not pay."""
    selected = Selection.everything(tiny).apply(tiny)
    ids, centre = ["aut-2021-launch", "kaz-2024-visit", "tkm-2018-visit", "uzb-2020-briefing"], ["wu-centre"]
    assert funded_events(selected, tiny, ids, centre) == (2, 1)
    partners = partners_by_role(selected, tiny, ids, centre)
    sentence = funders_sentence(partners, "WUC", len(ids), 2, 1)
    assert sentence == (
        "At the **4 events** of the selection that WUC organizes or leads, funders listed are Antarctica (1). "
        "WUC itself is listed as funder at 1. At 2 of the 4 no funder is listed, which does not mean that nobody paid."
    )


def test_nobody_listed_as_funder(tiny: Dataset) -> None:
    """No funder on record is said as such."""
    selected = Selection.everything(tiny).apply(tiny)
    partners = partners_by_role(selected, tiny, ["kgz-2014-meeting"], ["steppe-pact"])
    sentence = funders_sentence(partners, "SP", 1, 0, 0)
    assert "no other body is listed as funder" in sentence
    assert "does not mean that nobody paid" in sentence


def test_who_appears_together(tiny: Dataset) -> None:
    """The other bodies first, then the five States; both with their counts."""
    selected = Selection.everything(tiny).apply(tiny)
    partners = partners_by_role(selected, tiny, OFFICE_EVENTS, OFFICE)
    assert together_sentence(partners, "WUO", 4, tiny) == (
        "Listed most often together with WUO, at its 4 events: SP (2), Antarctica (1), WUC (1) and WUTF (1). "
        "Of the five States and their bodies: Kazakhstan (1), Tajikistan (1) and Turkmenistan (1)."
    )
    assert together_sentence(partners.head(0), "WUO", 1, tiny) == "No other body is listed at the 1 event."
