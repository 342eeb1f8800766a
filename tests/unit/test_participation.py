"""The participation matrix, worked by hand on the tiny dataset; margins held to distinct counts."""

from __future__ import annotations

from typing import Any, get_args

import pandas as pd
import pytest
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist

from atlas.dataset import Dataset
from atlas.matrix import BLOCK_DISTANCE, Matrix, columns_from
from atlas.queries.columns import ONE_EVENT, matrix_columns
from atlas.queries.families import family_codes, profile_of
from atlas.queries.participation import (
    AGAINST,
    CELLS,
    ORDERS,
    Against,
    Cell,
    Order,
    cell_events,
    participation_matrix,
)
from atlas.selection import Selection, Slice


def matrix_of(
    dataset: Dataset, against: Against, order: Order = "count", asked: dict[str, Any] | None = None, **facets: Any
) -> Matrix:
    """The matrix of a selection over the whole period."""
    return participation_matrix(Selection(2010, 2024, **facets).apply(dataset), dataset, against, order, **asked or {})


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
    "quarters": {
        ("wu-office", "2013-Q1"): 1,
        ("wu-office", "2014-Q4"): 1,
        ("wu-office", "2018-Q2"): 1,
        ("wu-office", "2019-unknown"): 1,
        ("wu-centre", "2018-Q2"): 1,
        ("wu-centre", "2020-Q2"): 1,
        ("wu-centre", "2021-Q1"): 1,
        ("wu-centre", "2024-Q4"): 1,
        ("wu-task-force", "2013-Q1"): 1,
        ("wu-task-force", "2016-unknown"): 1,
        ("steppe-pact", "2013-Q1"): 1,
        ("steppe-pact", "2014-Q4"): 1,
        ("ata", "2019-Q2"): 1,
        ("ata", "2019-unknown"): 1,
        ("ata", "2021-Q1"): 1,
        ("kaz", "2014-Q4"): 1,
        ("kaz", "2019-Q2"): 1,
        ("tjk", "2013-Q1"): 1,
        ("tkm", "2018-Q2"): 1,
    },
    "programmes": {
        ("wu-office", "compass"): 2,
        ("steppe-pact", "compass"): 1,
        ("kaz", "compass"): 1,
        ("ata", "compass"): 1,
        ("wu-centre", "lantern"): 1,
        ("ata", "lantern"): 1,
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
    elif against == "programmes":
        part = events[events["programme_id"] != ""]
        pairs = zip(part["event_id"], part["programme_id"], strict=True)
    elif against == "quarters":
        quarters = [
            f"{day.year}-unknown" if precision == "year" else f"{day.year}-Q{(day.month + 2) // 3}"
            for day, precision in zip(events["earliest"], events["date_precision"], strict=True)
        ]
        pairs = zip(events["event_id"], quarters, strict=True)
    else:
        single = {"types": events["event_type"], "events": events["event_id"], "years": events["year"].astype(str)}
        pairs = zip(events["event_id"], single[against], strict=True)
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
    for (body, _key), events in cells.items():
        by_body.setdefault(body, set()).update(events)
    for event, keys in columns.items():
        for key in keys:
            by_column.setdefault(key, set()).add(event)

    matrix = participation_matrix(selected, dataset, against, "count")
    assert filled(matrix) == {pair: len(events) for pair, events in cells.items()}
    totals = dict(zip(matrix.rows["body"], matrix.rows["total"], strict=True))
    assert totals == {body: len(events) for body, events in by_body.items()}
    totals = dict(zip(matrix.columns["key"], matrix.columns["total"], strict=True))
    assert {key: total for key, total in totals.items() if total} == {
        key: len(events) for key, events in by_column.items()
    }
    assert matrix.events == len(columns)
    bodies = dict(zip(matrix.columns["key"], matrix.columns["bodies"], strict=True))
    assert bodies == {key: len({body for body, column in cells if column == key}) for key in bodies}
    listings = selected.participations[selected.participations["event_id"].isin(list(columns))]
    distinct = [len(listings[["event_id", name]].drop_duplicates()) for name in ("organization_id", "body")]
    assert matrix.rolled_up == distinct[0] - distinct[1]


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


@pytest.mark.parametrize("dataset_name", ["tiny", "shipped"])
@pytest.mark.parametrize("against", ["missions", "years", "programmes"])
def test_order_by_similarity(dataset_name: str, against: Against, request: pytest.FixtureRequest) -> None:
    """Across all families, as SciPy orders and cuts the table of who is listed in which column."""
    dataset: Dataset = request.getfixturevalue(dataset_name)
    cells, by_name = matrix_of(dataset, against).cells, matrix_of(dataset, against, "name").rows["body"]
    table = pd.crosstab(cells["body"], cells["key"]).reindex(by_name)
    distances = pdist(table.to_numpy(dtype=bool), "jaccard")
    tree = hierarchy.optimal_leaf_ordering(hierarchy.average(distances), distances)
    rows = matrix_of(dataset, against, "similarity").rows
    assert rows["body"].tolist() == [by_name[leaf] for leaf in hierarchy.leaves_list(tree)]
    cluster = dict(zip(by_name, hierarchy.fcluster(tree, BLOCK_DISTANCE, "distance").tolist(), strict=True))
    sizes = pd.Series(cluster).value_counts()
    for body, block in zip(rows["body"], rows["block"], strict=True):
        assert (block > 0) == (sizes[cluster[body]] > 1)
    in_blocks = rows[rows["block"] > 0]
    assert (
        len(set(zip(in_blocks["block"], in_blocks["body"].map(cluster), strict=True))) == in_blocks["block"].nunique()
    )


@pytest.mark.parametrize("against", AGAINST)
def test_blocks_stand_together(tiny: Dataset, against: Against) -> None:
    """Blocks are numbered in the order of the rows, each in one piece of two bodies or more; other orders have none."""
    found = [block for block in matrix_of(tiny, against, "similarity").rows["block"].tolist() if block]
    assert found == sorted(found)
    assert all(found.count(block) > 1 for block in found)
    assert set(found) == set(range(1, len(set(found)) + 1))
    assert set(matrix_of(tiny, against, "count").rows["block"]) == {0}


@pytest.mark.parametrize("against", AGAINST)
def test_orders_change_nothing_else(tiny: Dataset, against: Against) -> None:
    """The same bodies with the same totals in every order; without blocks, bodies of a heading together."""
    by_name = matrix_of(tiny, against, "name").rows.drop(columns="block").sort_values("body", ignore_index=True)
    for order in ORDERS:
        matrix = matrix_of(tiny, against, order)
        rows = matrix.rows.drop(columns="block")
        pd.testing.assert_frame_equal(rows.sort_values("body", ignore_index=True), by_name)
        changes = (rows["heading"] != rows["heading"].shift()).sum()
        assert changes == rows["heading"].nunique() or matrix.is_in_blocks


def test_a_folded_family_is_one_row(tiny: Dataset) -> None:
    """The World Union is at eight of the nine events: each counts once, whoever of it is listed. Beside the branch under its
    office, which counts once anyway, fold the task force into the visit of 2013 and the office into that of 2018.
    """
    matrix = matrix_of(tiny, "years", asked={"folded": ["wu"]})
    row = matrix.rows.set_index("body").loc["family:wu"]
    assert (row["name"], row["heading"], row["total"]) == ("WU (3 bodies)", "World Union", 8)
    assert not {"wu-office", "wu-centre", "wu-task-force"} & set(matrix.rows["body"])
    assert matrix.rows["body"].tolist()[0] == "family:wu"
    cells = filled(matrix)
    years = ("2013", "2014", "2016", "2018", "2019", "2020", "2021", "2024")
    assert {key: count for (body, key), count in cells.items() if body == "family:wu"} == dict.fromkeys(years, 1)
    assert matrix.rolled_up - matrix_of(tiny, "years").rolled_up == 2
    missions = matrix_of(tiny, "missions", asked={"folded": ["wu"]})
    roles = missions.cells.set_index(["body", "key"])["roles"]
    assert roles["family:wu", "tjk-2013-visit"] == ("lead", "participant")


@pytest.mark.parametrize("against", AGAINST)
@pytest.mark.parametrize("level", ["listed", "organization", "system"])
def test_all_families_folded(shipped: Dataset, against: Against, level: Any) -> None:
    """One row a family, whose cells are the distinct events of its bodies; the list behind each has as many."""
    selected = Selection(2010, 2024, roll_up=level).apply(shipped)
    matrix = participation_matrix(selected, shipped, against, "count", folded=family_codes(shipped))
    assert matrix.rows["heading"].is_unique
    assert matrix.rows["body"].str.startswith("family:").all()
    listings = selected.participations
    heading = listings["organization_id"].map(shipped.organization_headings)
    for row in matrix.rows.head(3).itertuples():
        events = set(listings.loc[heading == row.heading, "event_id"])
        columns = columns_of_events(selected, shipped, against)
        assert row.total == len(events & set(columns))
    some = matrix.cells.sample(5, random_state=1)
    for body, key, count in zip(some["body"], some["key"], some["count"], strict=True):
        assert len(cell_events(selected, shipped, against, body, key)) == count


def test_codes_of_families(shipped: Dataset) -> None:
    """Every heading has a code of its own, and a family with a root leads to its profile."""
    codes = family_codes(shipped)
    assert tuple(codes.values()) == shipped.headings
    assert not [code for code in codes if "." in code]
    roots = {code: profile_of(f"family:{code}", shipped) for code in codes}
    assert all(root in (code, "") for code, root in roots.items())
    assert profile_of("family:un", shipped) == "un"
    assert profile_of("unodc", shipped) == "unodc"


def test_lift_by_hand(tiny: Dataset) -> None:
    """All nine events have a State. The centre is at four; both events with Turkmenistan are among them: 4 x 2 / 9 expected."""
    matrix = matrix_of(tiny, "states", asked={"cell": "lift"})
    cell = matrix.cells.set_index(["body", "key"]).loc[("wu-centre", "TKM")]
    assert matrix.events == 9
    assert (cell["count"], cell["share"]) == (2, 1.0)
    assert cell["expected"] == pytest.approx(8 / 9)
    assert cell["lift"] == pytest.approx(2.25)


@pytest.mark.parametrize("against", [against for against in AGAINST if against not in ONE_EVENT])
def test_lift_and_share(shipped: Dataset, against: Against) -> None:
    """Recomputed from counts and margins; where five or more are expected and none is on record there is a cell with 0."""
    matrix = matrix_of(shipped, against, asked={"cell": "lift"})
    of_row = dict(zip(matrix.rows["body"], matrix.rows["total"], strict=True))
    of_column = dict(zip(matrix.columns["key"], matrix.columns["total"], strict=True))
    counts = filled(matrix_of(shipped, against))
    cells = {(cell.body, cell.key): cell for cell in matrix.cells.rename(columns={"count": "number"}).itertuples()}
    for pair, cell in cells.items():
        expected = of_row[pair[0]] * of_column[pair[1]] / matrix.events
        assert cell.number == counts.get(pair, 0)
        assert cell.share == pytest.approx(cell.number / of_column[pair[1]])
        assert (cell.expected, cell.lift) == (pytest.approx(expected), pytest.approx(cell.number / expected))
    expected_pairs = {
        (body, key)
        for body, total in of_row.items()
        for key, events in of_column.items()
        if total * events / matrix.events >= 5
    }
    assert set(cells) == set(counts) | expected_pairs


def test_what_a_cell_can_show(tiny: Dataset) -> None:
    """Roles for single events only; what makes no sense falls back to the first choice."""
    assert {against for against in AGAINST if CELLS[against] == ("role",)} == set(ONE_EVENT)
    assert {cell for cells in CELLS.values() for cell in cells} == set(get_args(Cell))
    assert matrix_of(tiny, "missions", asked={"cell": "lift"}).cell == "role"
    assert matrix_of(tiny, "years", asked={"cell": "role"}).cell == "count"


def test_nearly_empty_columns_are_marked(tiny: Dataset) -> None:
    """The visit of 2024 is announced; an event on record without a body is marked as such."""
    columns = matrix_of(tiny, "missions").columns.set_index("key")
    assert columns.index[columns["is_announced"]].tolist() == ["kaz-2024-visit"]
    assert not columns["is_unlisted"].any()


def test_columns_without_a_body_are_marked(shipped: Dataset) -> None:
    """Of all events exactly those without a reported participation, and those not held."""
    columns = matrix_of(shipped, "events").columns
    events, rows = shipped["events"], shipped["participations"]
    listed = set(rows.loc[rows["basis"] == "reported", "event_id"])
    assert set(columns.loc[columns["is_unlisted"], "key"]) == set(events["event_id"]) - listed
    assert set(columns.loc[columns["is_announced"], "key"]) == set(events.loc[events["status"] != "held", "event_id"])


def test_all_events_stand_in_time_order(shipped: Dataset) -> None:
    """Grouped by year, and never earlier than the one before."""
    columns = matrix_of(shipped, "events").columns
    earliest = shipped["events"].set_index("event_id")["earliest"].reindex(columns["key"])
    assert earliest.is_monotonic_increasing
    assert columns["group"].tolist() == [str(day.year) for day in earliest]
    assert (columns["label"] != "").all()


def test_an_event_that_began_before_the_period(tiny: Dataset) -> None:
    """The meeting over the turn of the year 2014 counts in the first year and quarter of a period from 2015 on."""
    selected = Selection(2015, 2016).apply(tiny)
    assert participation_matrix(selected, tiny, "years", "count").columns["total"].tolist() == [1, 1]
    quarters = participation_matrix(selected, tiny, "quarters", "count").columns
    assert quarters.loc[quarters["total"] > 0, "key"].tolist() == ["2015-Q1", "2016-unknown"]


@pytest.mark.parametrize("against", AGAINST)
def test_part_of_the_columns(shipped: Dataset, against: Against) -> None:
    """A part asked for is the part of the whole, totals included; `most` keeps the busiest of those listed in it."""
    whole = matrix_of(shipped, against, "name")
    part = matrix_of(shipped, against, "name", {"part": (2, 3)})
    same = columns_from(whole, 2, 3)
    pd.testing.assert_frame_equal(part.rows, same.rows)
    pd.testing.assert_frame_equal(part.columns, same.columns)
    assert filled(part) == filled(same)
    assert (part.is_part, whole.is_part) == (True, False)
    few = matrix_of(shipped, against, "name", {"part": (2, 3), "most": 2})
    assert few.listed == len(part.rows)
    busiest = sorted(zip(-part.rows["total"], part.rows["name"], part.rows["body"], strict=True))[:2]
    assert set(few.rows["body"]) == {body for _total, _name, body in busiest}
    assert few.columns["bodies"].tolist() == part.columns["bodies"].tolist()


def test_columns_are_counted_without_the_matrix(tiny: Dataset) -> None:
    """What pages through the columns agrees with what is drawn."""
    selected = Selection.everything(tiny).apply(tiny)
    for against in AGAINST:
        columns = matrix_columns(selected, tiny, against)
        assert len(columns) == len(participation_matrix(selected, tiny, against, "count").columns)


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
