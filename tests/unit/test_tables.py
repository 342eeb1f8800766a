"""The tables behind the charts say what the charts show."""

from __future__ import annotations

import pytest

from atlas.dataset import Dataset
from atlas.figures.matrix import lift_in_words, percent
from atlas.queries.chains import chains
from atlas.queries.counts import events_per_year, most_active_bodies
from atlas.queries.follow_ups import assessments
from atlas.queries.participation import AGAINST, CELLS, Against, participation_matrix
from atlas.queries.places import events_by_place, events_off_map, measures_by_state
from atlas.queries.timeline import timeline_events, timeline_lanes, timeline_quarters
from atlas.selection import Selection, Slice
from atlas.tables.chains import assessments_table, chains_table
from atlas.tables.matrix import matrix_table, matrix_words
from atlas.tables.overview import bodies_table, states_table, years_table
from atlas.tables.places import places_table
from atlas.tables.timeline import quarters_table, timeline_table


@pytest.fixture
def all_(tiny: Dataset) -> Slice:
    """Every event."""
    return Selection.everything(tiny).apply(tiny)


def test_years_table(tiny: Dataset, all_: Slice) -> None:
    """A row a year, a column a family, a total."""
    table = years_table(events_per_year(all_, tiny), tiny.labels("event_families"))
    assert list(table.columns) == ["Year", "Mission", "Meeting", "Capacity building", "Milestone", "Operation", "All"]
    assert table["All"].sum() == 9
    assert table.set_index("Year").loc[2019].tolist() == [0, 0, 1, 0, 1, 2]


def test_bodies_table(tiny: Dataset, all_: Slice) -> None:
    """Family, name and the two counts."""
    table = bodies_table(most_active_bodies(all_, tiny))
    assert table.loc[0].to_dict() == {"Family": "World Union", "Organization": "WUC", "Events": 4, "Missions": 2}


def test_states_table(tiny: Dataset, all_: Slice) -> None:
    """The five States with every measure, dates in words."""
    table = states_table(measures_by_state(all_, tiny)).set_index("State")
    assert table.loc["Turkmenistan"].to_dict() == {
        "Events": 2,
        "Missions held": 1,
        "Distinct organizations": 3,
        "Months since the last mission": 78,
        "Last mission held": "June 2018",
    }
    assert table.at["Kazakhstan", "Last mission held"] == ""


def test_places_table(tiny: Dataset, all_: Slice) -> None:
    """States, places on the map, and what stands beside it."""
    table = places_table(measures_by_state(all_, tiny), events_by_place(all_, tiny), events_off_map(all_, tiny), tiny)
    assert table["Kind"].value_counts().to_dict() == {"State": 5, "Place": 6, "Not on the map": 3}
    sughd = table.set_index("Name").loc["Sughd Region"]
    assert sughd[["State", "Events", "Missions", "Point stands for"]].tolist() == ["Tajikistan", 1, 1, "Region"]


def test_timeline_table(tiny: Dataset, all_: Slice) -> None:
    """One row a mark."""
    rows = timeline_events(all_, tiny, "state", 1000)
    table = timeline_table(rows, tiny)
    assert len(table) == len(rows) == 14
    assert table.loc[3].to_dict() == {
        "Lane": "Kazakhstan",
        "Start": "2024-10-01",
        "Date": "October 2024",
        "Title": "Assessment visit to Kazakhstan is announced",
        "Event type": "Assessment visit",
        "Status": "Announced",
    }


def test_quarters_table(tiny: Dataset, all_: Slice) -> None:
    """One row a bar."""
    quarters = timeline_quarters(timeline_lanes(all_, tiny, "state"), all_, tiny)
    table = quarters_table(quarters)
    assert table.loc[0].to_dict() == {"Lane": "Kazakhstan", "Year": 2014, "Quarter": 4, "Events": 1}
    assert (len(table), table["Events"].sum()) == (len(quarters), 14)


def test_chains_table(tiny: Dataset, all_: Slice) -> None:
    """One row a mark, with the months since the step before and the line that leads to it."""
    table = chains_table(chains(all_, tiny, "chains", "state", 700), tiny)
    assert len(table) == 4
    assert table.loc[3].to_dict() == {
        "State": "Tajikistan",
        "Chain": "Assessment visit to Tajikistan",
        "Step": 2,
        "Date": "about 2016",
        "Title": "Follow-up visit to Tajikistan",
        "Event type": "Follow-up visit",
        "In a cycle": "Follow-up",
        "Status": "Held",
        "Months since the step before (at least)": 33,
        "Joined to": "Follow-up to: Assessment visit to Tajikistan (reported)",
    }
    assert table.loc[1, "Joined to"].startswith("Announced at: Launch of the Lantern")


def test_assessments_table(tiny: Dataset, all_: Slice) -> None:
    """What is not on record is said so, never that it did not take place."""
    table = assessments_table(assessments(all_, tiny))
    assert table.to_numpy().tolist() == [
        [
            "Tajikistan",
            "11–15 March 2013",
            "Assessment visit to Tajikistan",
            "Follow-up visit to Tajikistan",
            "none on record",
            "none on record",
        ]
    ]


def test_matrix_table_of_roles(tiny: Dataset, all_: Slice) -> None:
    """Roles in words, blank where not listed."""
    table = matrix_table(participation_matrix(all_, tiny, "missions", "count"), tiny).set_index("Organization")
    announced = "Kazakhstan Oct 2024 WUC (announced, not on record as held)"
    assert list(table.columns)[:3] == ["Family", "Events", announced]
    assert table.loc["WUO"].tolist()[1:] == [2, "", "lead, participant", "", "participant"]


@pytest.mark.parametrize("against", [against for against in AGAINST if "count" in CELLS[against]])
def test_matrix_table_of_counts(tiny: Dataset, all_: Slice, against: Against) -> None:
    """The numbers of the cells, no more and no fewer."""
    matrix = participation_matrix(all_, tiny, against, "count")
    table = matrix_table(matrix, tiny)
    numbers = [int(value) for column in table.columns[3:] for value in table[column] if value]
    assert (len(numbers), sum(numbers)) == (len(matrix.cells), int(matrix.cells["count"].sum()))
    assert table.shape == (len(matrix.rows), 3 + len(matrix.columns))


def test_matrix_table_of_shares_and_lift(tiny: Dataset, all_: Slice) -> None:
    """The centre is at both events with Turkmenistan: all of the column, 2.25 times the expected 8/9, which are few."""
    shares = matrix_table(participation_matrix(all_, tiny, "states", "count", cell="share"), tiny)
    lifts = matrix_table(participation_matrix(all_, tiny, "states", "count", cell="lift"), tiny)
    assert shares.set_index("Organization").at["WUC", "Turkmenistan"] == "100"
    assert lifts.set_index("Organization").at["WUC", "Turkmenistan"] == "2.2 (few expected)"


def test_matrix_table_has_the_order_and_the_blocks(tiny: Dataset, all_: Slice) -> None:
    """By similarity, a column says the block, and the rows stand as in the chart."""
    matrix = participation_matrix(all_, tiny, "years", "similarity")
    table = matrix_table(matrix, tiny)
    assert table.columns[0] == "Block"
    assert table["Organization"].tolist() == matrix.rows["name"].tolist()
    named = [f"Block {block}" if block else "In no block" for block in matrix.rows["block"]]
    assert table["Block"].tolist() == named
    assert "Block" not in matrix_table(participation_matrix(all_, tiny, "years", "count"), tiny)


@pytest.mark.parametrize("against", AGAINST)
def test_matrix_words(tiny: Dataset, all_: Slice, against: Against) -> None:
    """Every column, block, role and source of a cell has its words."""
    matrix = participation_matrix(all_, tiny, against, "similarity")
    words = matrix_words(matrix, tiny)
    assert set(matrix.columns["key"]) == set(words.column_titles)
    assert set(matrix.rows["block"]) == set(words.block_names)
    assert words.role_labels["lead"] == "Lead"
    if matrix.is_of_roles:
        assert {role for roles in matrix.cells["roles"] for role in roles} <= set(words.role_letters)
        assert {source for sources in matrix.cells["sources"] for source in sources} == set(words.source_names)
        assert words.source_names["example-four"] == "Example Daily"


@pytest.mark.parametrize(
    ("lift", "words"), [(0, "0"), (0.01, "0.1"), (0.44, "0.4"), (1, "1.0"), (9.94, "9.9"), (9.96, "10"), (13.2, "13")]
)
def test_lift_fits_a_cell(lift: float, words: str) -> None:
    assert lift_in_words(lift) == words


@pytest.mark.parametrize(("share", "words"), [(0, "0"), (0.004, "<1"), (0.006, "1"), (1 / 3, "33"), (1, "100")])
def test_percent_fits_a_cell(share: float, words: str) -> None:
    assert percent(share) == words


def test_matrix_words_of_missions(tiny: Dataset, all_: Slice) -> None:
    """A mission's hover text is its title and its date."""
    words = matrix_words(participation_matrix(all_, tiny, "missions", "count"), tiny)
    assert words.column_titles["tkm-2018-visit"] == "Follow-up visit to Turkmenistan<br>June 2018"


def test_equal_columns_are_numbered(shipped: Dataset) -> None:
    """No two columns of the shipped matrix share a label."""
    selected = Selection.everything(shipped).apply(shipped)
    table = matrix_table(participation_matrix(selected, shipped, "missions", "count"), shipped)
    assert table.columns.is_unique
