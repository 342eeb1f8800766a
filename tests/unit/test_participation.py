"""The participation matrix, worked by hand on the tiny dataset; margins held to distinct counts."""

from __future__ import annotations

from typing import Any, get_args

import pandas as pd
import pytest

from atlas.dataset import Dataset
from atlas.matrix import Matrix, columns_from
from atlas.queries.participation import AGAINST, ORDERS, Against, Order, cell_events, participation_matrix
from atlas.selection import Selection, Slice


def matrix_of(dataset: Dataset, against: Against, order: Order = "count", **facets: Any) -> Matrix:
    """The matrix of a selection over the whole period."""
    return participation_matrix(Selection(2010, 2024, **facets).apply(dataset), dataset, against, order)


def filled(matrix: Matrix) -> dict[tuple[str, str], int]:
    """Body and column to the count."""
    cells = matrix.cells
    return {
        (body, key): int(count) for body, key, count in zip(cells["body"], cells["key"], cells["count"], strict=True)
    }


def test_roles_at_missions(tiny: Dataset) -> None:
    """Every listed body, its roles in the order of the code list, its sources; nothing else."""
    matrix = matrix_of(tiny, "missions")
    cells = {(row.body, row.key): (row.role, row.roles, row.sources) for row in matrix.cells.itertuples()}
    assert cells == {
        ("wu-office", "tjk-2013-visit"): ("lead", ("lead", "participant"), ("example-one",)),
        ("wu-task-force", "tjk-2013-visit"): ("participant", ("participant",), ("example-one",)),
        ("steppe-pact", "tjk-2013-visit"): ("participant", ("participant",), ("example-one", "example-two")),
        ("tjk", "tjk-2013-visit"): ("host", ("host",), ("example-one",)),
        ("wu-task-force", "tjk-2016-visit"): ("lead", ("lead",), ("example-four",)),
        ("wu-centre", "tkm-2018-visit"): ("lead", ("lead", "funder"), ("example-three",)),
        ("wu-office", "tkm-2018-visit"): ("participant", ("participant",), ("example-three",)),
        ("tkm", "tkm-2018-visit"): ("host", ("host",), ("example-three",)),
        ("wu-centre", "kaz-2024-visit"): ("lead", ("lead",), ("example-three",)),
    }
    assert matrix.is_of_roles


def test_mission_columns(tiny: Dataset) -> None:
    """Grouped by the State visited, alphabetically, then in time order."""
    columns = matrix_of(tiny, "missions").columns
    assert columns[["key", "group", "total"]].to_numpy().tolist() == [
        ["kaz-2024-visit", "Kazakhstan", 1],
        ["tjk-2013-visit", "Tajikistan", 1],
        ["tjk-2016-visit", "Tajikistan", 1],
        ["tkm-2018-visit", "Turkmenistan", 1],
    ]
    assert columns["label"].tolist()[:2] == ["Oct 2024 WUC", "Mar 2013 WUO"]


def test_labels_make_up_no_month(tiny: Dataset) -> None:
    """The visit dated 2016~ has no month."""
    labels = matrix_of(tiny, "missions").columns.set_index("key")["label"]
    assert labels["tjk-2016-visit"] == "2016 WUTF"


def test_inferred_participants(tiny: Dataset) -> None:
    """A body that a curator inferred appears only when asked for."""
    assert ("ata", "tjk-2013-visit") not in filled(matrix_of(tiny, "missions"))
    assert ("ata", "tjk-2013-visit") in filled(matrix_of(tiny, "missions", is_with_inferred=True))


@pytest.mark.parametrize(
    ("level", "rolled_up", "bodies"),
    [
        (
            "listed",
            0,
            {"wu-office", "wu-branch", "wu-task-force", "steppe-pact", "tjk-ministry", "wu-centre", "tkm-ministry"},
        ),
        ("organization", 1, {"wu-office", "wu-task-force", "steppe-pact", "tjk", "wu-centre", "tkm"}),
        ("system", 3, {"wu", "steppe-pact", "tjk", "tkm"}),
    ],
)
def test_roll_up_counts_once(tiny: Dataset, level: Any, rolled_up: int, bodies: set[str]) -> None:
    """An office and its branch at one event are one; how many listings were joined is said.

    At the level of families the visit of 2013 joins three bodies of the World Union to one, that of 2018 two.
    """
    matrix = matrix_of(tiny, "missions", roll_up=level)
    assert set(matrix.rows["body"]) == bodies
    assert matrix.rolled_up == rolled_up
    totals = matrix.rows.set_index("body")["total"]
    assert totals.to_dict() == matrix.cells.groupby("body")["key"].nunique().to_dict()


EXPECTED: dict[Against, dict[tuple[str, str], int]] = {
    "states": {
        ("wu-office", "KAZ"): 1,
        ("wu-office", "KGZ"): 1,
        ("wu-office", "TJK"): 1,
        ("wu-office", "TKM"): 1,
        ("wu-office", "UZB"): 1,
        ("wu-centre", "KAZ"): 2,
        ("wu-centre", "KGZ"): 1,
        ("wu-centre", "TJK"): 1,
        ("wu-centre", "TKM"): 2,
        ("wu-centre", "UZB"): 2,
        ("wu-task-force", "TJK"): 2,
        ("steppe-pact", "TJK"): 1,
        ("steppe-pact", "KAZ"): 1,
        ("steppe-pact", "KGZ"): 1,
        ("ata", "KAZ"): 2,
        ("ata", "KGZ"): 1,
        ("ata", "TJK"): 1,
        ("ata", "TKM"): 1,
        ("ata", "UZB"): 2,
        ("kaz", "KAZ"): 2,
        ("kaz", "KGZ"): 1,
        ("tjk", "TJK"): 1,
        ("tkm", "TKM"): 1,
    },
    "years": {
        ("wu-office", "2013"): 1,
        ("wu-office", "2014"): 1,
        ("wu-office", "2018"): 1,
        ("wu-office", "2019"): 1,
        ("wu-centre", "2018"): 1,
        ("wu-centre", "2020"): 1,
        ("wu-centre", "2021"): 1,
        ("wu-centre", "2024"): 1,
        ("wu-task-force", "2013"): 1,
        ("wu-task-force", "2016"): 1,
        ("steppe-pact", "2013"): 1,
        ("steppe-pact", "2014"): 1,
        ("ata", "2019"): 2,
        ("ata", "2021"): 1,
        ("kaz", "2014"): 1,
        ("kaz", "2019"): 1,
        ("tjk", "2013"): 1,
        ("tkm", "2018"): 1,
    },
    "topics": {
        ("wu-office", "aviation_security"): 1,
        ("wu-office", "border_management"): 3,
        ("wu-office", "international_cooperation"): 1,
        ("wu-office", "law_enforcement"): 1,
        ("wu-centre", "border_management"): 1,
        ("wu-centre", "youth_education"): 1,
        ("wu-centre", "strategy_planning"): 1,
        ("wu-task-force", "aviation_security"): 1,
        ("wu-task-force", "border_management"): 1,
        ("steppe-pact", "aviation_security"): 1,
        ("steppe-pact", "border_management"): 1,
        ("steppe-pact", "international_cooperation"): 1,
        ("steppe-pact", "law_enforcement"): 1,
        ("ata", "border_management"): 1,
        ("ata", "strategy_planning"): 1,
        ("kaz", "international_cooperation"): 1,
        ("kaz", "law_enforcement"): 1,
        ("tjk", "aviation_security"): 1,
        ("tjk", "border_management"): 1,
        ("tkm", "border_management"): 1,
    },
    "types": {
        ("wu-office", "assessment_visit"): 1,
        ("wu-office", "expert_meeting"): 1,
        ("wu-office", "follow_up_visit"): 1,
        ("wu-office", "training"): 1,
        ("wu-centre", "follow_up_visit"): 1,
        ("wu-centre", "briefing"): 1,
        ("wu-centre", "launch"): 1,
        ("wu-centre", "assessment_visit"): 1,
        ("wu-task-force", "assessment_visit"): 1,
        ("wu-task-force", "follow_up_visit"): 1,
        ("steppe-pact", "assessment_visit"): 1,
        ("steppe-pact", "expert_meeting"): 1,
        ("ata", "training"): 1,
        ("ata", "repatriation"): 1,
        ("ata", "launch"): 1,
        ("kaz", "expert_meeting"): 1,
        ("kaz", "repatriation"): 1,
        ("tjk", "assessment_visit"): 1,
        ("tkm", "follow_up_visit"): 1,
    },
}


@pytest.mark.parametrize("against", list(EXPECTED))
def test_counts(tiny: Dataset, against: Against) -> None:
    """Distinct events of each body in each column."""
    matrix = matrix_of(tiny, against)
    assert filled(matrix) == EXPECTED[against]
    assert not matrix.is_of_roles


def test_columns_without_events(tiny: Dataset) -> None:
    """Years and States are all shown; types and topics only where there are events."""
    assert matrix_of(tiny, "years").columns["key"].tolist() == [str(year) for year in range(2010, 2025)]
    few = {"families": ("operation",)}
    assert matrix_of(tiny, "states", **few).columns["total"].tolist() == [1, 0, 0, 0, 0]
    assert matrix_of(tiny, "types", **few).columns["key"].tolist() == ["repatriation"]
    assert matrix_of(tiny, "topics", **few).columns.empty


def columns_of_events(selected: Slice, dataset: Dataset, against: Against) -> dict[str, set[str]]:
    """Event to the columns that it stands in, counted without the code under test."""
    events = selected.events
    if against == "states":
        ties = selected.event_states[selected.event_states["state"].isin(dataset.central_asian_states)]
        pairs = zip(ties["event_id"], ties["state"], strict=True)
    elif against == "topics":
        pairs = zip(selected.event_topics["event_id"], selected.event_topics["topic"], strict=True)
    elif against == "missions":
        missions = events.loc[events["event_family"] == "mission", "event_id"]
        pairs = zip(missions, missions, strict=True)
    else:
        column = events["event_type"] if against == "types" else events["year"].astype(str)
        pairs = zip(events["event_id"], column, strict=True)
    columns: dict[str, set[str]] = {}
    for event, key in pairs:
        columns.setdefault(event, set()).add(key)
    return columns


@pytest.mark.parametrize("dataset_name", ["tiny", "shipped"])
@pytest.mark.parametrize("against", AGAINST)
@pytest.mark.parametrize("level", ["listed", "organization", "system"])
def test_margins_are_distinct_counts(
    dataset_name: str, against: Against, level: Any, request: pytest.FixtureRequest
) -> None:
    """Cells and totals of bodies and columns are the events that a reader would count, each once."""
    dataset: Dataset = request.getfixturevalue(dataset_name)
    selected = Selection(2010, 2024, roll_up=level).apply(dataset)
    columns = columns_of_events(selected, dataset, against)
    cells: dict[tuple[str, str], set[str]] = {}
    for event, body in zip(selected.participations["event_id"], selected.participations["body"], strict=True):
        for key in columns.get(event, ()):
            cells.setdefault((body, key), set()).add(event)
    by_body: dict[str, set[str]] = {}
    by_column: dict[str, set[str]] = {}
    for (body, key), events in cells.items():
        by_body.setdefault(body, set()).update(events)
        by_column.setdefault(key, set()).update(events)

    matrix = participation_matrix(selected, dataset, against, "count")
    assert filled(matrix) == {pair: len(events) for pair, events in cells.items()}
    totals = dict(zip(matrix.rows["body"], matrix.rows["total"], strict=True))
    assert totals == {body: len(events) for body, events in by_body.items()}
    totals = dict(zip(matrix.columns["key"], matrix.columns["total"], strict=True))
    assert {key: total for key, total in totals.items() if total} == {
        key: len(events) for key, events in by_column.items()
    }


@pytest.mark.parametrize("against", AGAINST)
def test_lists_behind_the_cells(tiny: Dataset, against: Against) -> None:
    """A click on a cell lists as many events as it counts."""
    selected = Selection.everything(tiny).apply(tiny)
    cells = filled(participation_matrix(selected, tiny, against, "count"))
    behind = {pair: len(cell_events(selected, tiny, against, *pair)) for pair in cells}
    assert behind == cells
    assert cell_events(selected, tiny, against, "steppe-pact", "nowhere").empty


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # Families of bodies first, then the order within each; all three of the World Union are listed at two missions.
        ("count", ["wu-centre", "wu-office", "wu-task-force", "steppe-pact", "tjk", "tkm"]),
        ("name", ["wu-centre", "wu-office", "wu-task-force", "steppe-pact", "tjk", "tkm"]),
        ("time", ["wu-office", "wu-task-force", "wu-centre", "steppe-pact", "tjk", "tkm"]),
    ],
)
def test_order_of_missions(tiny: Dataset, order: Order, expected: list[str]) -> None:
    """By count, by name, by first event."""
    assert matrix_of(tiny, "missions", order).rows["body"].tolist() == expected


def test_order_by_count(tiny: Dataset) -> None:
    """More events first, within the family of bodies."""
    rows = matrix_of(tiny, "years", "count").rows
    assert rows.loc[rows["heading"] == "World Union", ["body", "total"]].to_numpy().tolist() == [
        ["wu-centre", 4], ["wu-office", 4], ["wu-task-force", 2],
    ]  # fmt: skip


def test_order_by_similarity(tiny: Dataset) -> None:
    """Office and task force share a year, the centre shares one with the office only: the office stands between."""
    rows = matrix_of(tiny, "years", "similarity").rows
    assert rows.loc[rows["heading"] == "World Union", "body"].tolist()[1] == "wu-office"


@pytest.mark.parametrize("against", AGAINST)
def test_orders_change_nothing_else(tiny: Dataset, against: Against) -> None:
    """The same bodies with the same totals in every order, bodies of a heading together."""
    by_name = matrix_of(tiny, against, "name").rows.sort_values("body", ignore_index=True)
    for order in ORDERS:
        rows = matrix_of(tiny, against, order).rows
        pd.testing.assert_frame_equal(rows.sort_values("body", ignore_index=True), by_name)
        changes = (rows["heading"] != rows["heading"].shift()).sum()
        assert changes == rows["heading"].nunique()


def test_columns_from(tiny: Dataset) -> None:
    """A window of columns keeps the bodies listed there and their totals of the whole."""
    matrix = matrix_of(tiny, "missions")
    part = columns_from(matrix, 1, 2)
    assert part.columns["key"].tolist() == ["tjk-2013-visit", "tjk-2016-visit"]
    assert set(part.cells["key"]) == {"tjk-2013-visit", "tjk-2016-visit"}
    assert part.rows["body"].tolist() == ["wu-office", "wu-task-force", "steppe-pact", "tjk"]
    assert part.rows.set_index("body").at["wu-office", "total"] == 2


@pytest.mark.parametrize("against", AGAINST)
@pytest.mark.parametrize("order", ORDERS)
def test_nothing(tiny: Dataset, against: Against, order: Order) -> None:
    """An empty selection makes an empty matrix."""
    matrix = participation_matrix(Selection(2010, 2011).apply(tiny), tiny, against, order)
    assert matrix.rows.empty
    assert matrix.cells.empty
    assert matrix.columns["total"].sum() == 0


def test_choices_are_those_of_the_types() -> None:
    """What is offered is what the types name."""
    assert (get_args(Against), get_args(Order)) == (AGAINST, ORDERS)
