"""The profile of a body, worked by hand on the tiny dataset, recounted row by row on the shipped one."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.dataset import Dataset
from atlas.figures.organization_profile import count_squares
from atlas.load import load_dataset
from atlas.queries.bodies import bodies_within
from atlas.queries.lineage import bodies_above, lineage, names_as_printed
from atlas.queries.missions_joined import MissionsJoined, joined_matrix, missions_joined
from atlas.queries.organization_index import organization_index
from atlas.queries.organization_profile import (
    OrganizationProfile,
    RoleCounts,
    cell_events,
    event_ids,
    events_of_parts,
    organization_profile,
    programmes_of,
    roles_by_state,
    roles_by_year,
)
from atlas.selection import RollUp, Selection, Slice
from atlas.sentences.missions_joined import joined_by_state, joined_note, joined_once, joined_sentence, names_of
from atlas.sentences.organization_profile import lineage_sentence, profile_sentence, scope_note
from atlas.tables.organization_profile import joined_table, role_counts_table
from tests.packages import add_row, add_second_visit


def whole(dataset: Dataset) -> Slice:
    """Everything on record, reported."""
    return Selection.everything(dataset).apply(dataset)


def profile_of(dataset: Dataset, body: str, selected: Slice | None = None) -> OrganizationProfile:
    """The profile of a body that there is."""
    profile = organization_profile(whole(dataset) if selected is None else selected, dataset, body)
    assert profile is not None
    return profile


def filled(counts: RoleCounts) -> dict[tuple[str, str], int]:
    """Cells as a mapping."""
    cells = counts.cells
    return {
        (row, column): int(count)
        for row, column, count in zip(cells["row"], cells["column"], cells["count"], strict=True)
    }


def totals(axis: object) -> dict[str, int]:
    """Key to total, those with any."""
    return {key: int(total) for key, total in zip(axis["key"], axis["total"], strict=True) if total}  # type: ignore[index]


def test_a_body_and_its_parts(tiny: Dataset) -> None:
    """The office with its branch; its own events are those that either leads or organizes."""
    profile = profile_of(tiny, "wu-office")
    assert (profile.name, profile.short_name, profile.heading, profile.state) == (
        *("World Union Office", "WUO", "World Union"),
        "",
    )
    assert profile.within == {"wu-office", "wu-branch"}
    assert event_ids(tiny, profile.event_rows) == [
        *("tjk-2013-visit", "kgz-2014-meeting", "tkm-2018-visit", "uzb-2019-training")
    ]
    assert event_ids(tiny, profile.own_event_rows) == ["tjk-2013-visit", "uzb-2019-training"]


def test_a_body_of_a_state_knows_its_state(tiny: Dataset) -> None:
    """Of the five only: a partner State has no profile as a State."""
    assert profile_of(tiny, "tjk-ministry").state == "TJK"
    assert profile_of(tiny, "kaz").state == "KAZ"
    assert profile_of(tiny, "ata").state == ""


def test_no_such_body(tiny: Dataset) -> None:
    """An unknown id has no profile."""
    assert organization_profile(whole(tiny), tiny, "nobody") is None


def test_roles_by_year(tiny: Dataset) -> None:
    """An event with two roles counts in both, once in the total of its year."""
    counts = roles_by_year(profile_of(tiny, "wu-office"), whole(tiny), tiny)
    assert filled(counts) == {
        ("lead", "2013"): 1,
        ("participant", "2013"): 1,
        ("partner", "2014"): 1,
        ("participant", "2018"): 1,
        ("organizer", "2019"): 1,
    }
    assert counts.rows["key"].tolist() == ["lead", "organizer", "partner", "participant"]
    assert counts.columns["key"].tolist() == [str(year) for year in range(2010, 2025)]
    assert totals(counts.rows) == {"lead": 1, "organizer": 1, "partner": 1, "participant": 2}
    assert totals(counts.columns) == {"2013": 1, "2014": 1, "2018": 1, "2019": 1}


def test_an_event_over_the_turn_of_the_year(tiny: Dataset) -> None:
    """In a period from 2015 the meeting of 30 December 2014 to 2 January 2015 counts in 2015."""
    selected = Selection(2015, 2024).apply(tiny)
    profile = profile_of(tiny, "wu-office", selected)
    assert ("partner", "2015") in filled(roles_by_year(profile, selected, tiny))
    assert cell_events(profile, selected, tiny, "partner", "2015") == ["kgz-2014-meeting"]


def test_roles_by_state(tiny: Dataset) -> None:
    """An event tied to two States counts in both; ties to other States nowhere."""
    counts = roles_by_state(profile_of(tiny, "wu-office"), whole(tiny), tiny)
    assert filled(counts) == {
        ("KAZ", "partner"): 1,
        ("KGZ", "partner"): 1,
        ("TJK", "lead"): 1,
        ("TJK", "participant"): 1,
        ("TKM", "participant"): 1,
        ("UZB", "organizer"): 1,
    }
    assert totals(counts.rows) == dict.fromkeys(["KAZ", "KGZ", "TJK", "TKM", "UZB"], 1)


@pytest.mark.parametrize("body", ["wu-office", "wu", "steppe-pact", "ata"])
def test_the_events_behind_a_square_are_as_many(tiny: Dataset, body: str) -> None:
    """Both kinds of squares."""
    selected, profile = whole(tiny), profile_of(tiny, body)
    for (role, year), count in filled(roles_by_year(profile, selected, tiny)).items():
        assert len(cell_events(profile, selected, tiny, role, year)) == count
    for (state, role), count in filled(roles_by_state(profile, selected, tiny)).items():
        assert len(cell_events(profile, selected, tiny, role, state)) == count


def test_programmes(tiny: Dataset) -> None:
    """Programmes of its events, with the years that they span."""
    table = programmes_of(profile_of(tiny, "wu-office"), tiny)
    assert table[["name", "events", "first", "last"]].to_numpy().tolist() == [["Compass project", 2, 2014, 2019]]
    assert programmes_of(profile_of(tiny, "kaz"), tiny)["events"].tolist() == [1]
    assert programmes_of(profile_of(tiny, "tkm"), tiny).empty


def test_parts(tiny: Dataset) -> None:
    """Each part directly beneath, with what lies within it."""
    table = events_of_parts(whole(tiny), tiny, "wu")
    assert table[["body", "events"]].to_numpy().tolist() == [["wu-centre", 4], ["wu-office", 4], ["wu-task-force", 2]]
    assert events_of_parts(whole(tiny), tiny, "wu-branch").empty


def test_lineage(tiny: Dataset) -> None:
    """Both directions, in words, with the source; nothing where nothing is on record."""
    assert bodies_above(tiny, "wu-branch") == (("wu", "WU"), ("wu-office", "WUO"))
    assert bodies_above(tiny, "wu") == ()
    line = lineage(tiny, "wu-centre")
    assert (line.predecessors, line.successor) == ((("wu-task-force", "2017-06-15"),), "")
    assert line.url == "https://example.org/three"
    assert lineage_sentence(line, profile_of(tiny, "wu-centre"), tiny) == (
        "WUC: Established 15 June 2017. Took over from WUTF (until 15 June 2017)."
    )
    assert lineage_sentence(lineage(tiny, "wu-task-force"), profile_of(tiny, "wu-task-force"), tiny) == (
        "WUTF: Established 2005. Ceased 15 June 2017. Succeeded by WUC."
    )
    assert lineage_sentence(lineage(tiny, "wu-branch"), profile_of(tiny, "wu-branch"), tiny) == ""


def test_names_as_printed(tiny: Dataset) -> None:
    """Distinct events under each name, then names that no source of the selection prints."""
    table = names_as_printed(whole(tiny), tiny, {"wu-office", "wu-branch"})
    assert table.to_numpy().tolist() == [
        ["World Union Office", "WUO", 3, "en", ""],
        ["Prevention Branch", "Prevention Branch", 2, "", ""],
        ["WUO", "WUO", 0, "en", "acronym"],
    ]
    pact = names_as_printed(whole(tiny), tiny, {"steppe-pact"})
    assert dict(zip(pact["name"], pact["language"], strict=True)) == {"Steppe Pact": "en", "Степной пакт": "ru"}


def test_index(tiny: Dataset) -> None:
    """Distinct events and missions, years within the period, by family."""
    table = organization_index(whole(tiny), tiny).set_index("body")
    assert table.loc["wu-office", ["events", "missions", "first", "last"]].tolist() == [4, 2, 2013, 2019]
    assert table.loc["steppe-pact", ["events", "missions", "first", "last"]].tolist() == [2, 1, 2013, 2015]
    assert (
        organization_index(Selection(2010, 2014).apply(tiny), tiny).set_index("body").at["steppe-pact", "last"] == 2014
    )
    assert table["heading"].drop_duplicates().is_unique


def joined_in(dataset: Dataset, body: str, **facets: object) -> MissionsJoined:
    """Who joined the missions of a body."""
    selected = Selection(2010, 2024, **facets).apply(dataset)  # type: ignore[arg-type]
    return missions_joined(profile_of(dataset, body, selected), selected, dataset)


def test_who_joined(tiny: Dataset) -> None:
    """The State visited receives the mission, and an announced one was joined by nobody."""
    office = joined_in(tiny, "wu-office")
    assert office.missions["event_id"].tolist() == ["tjk-2013-visit"]
    assert office.bodies[["body", "missions", "only", "TJK"]].to_numpy().tolist() == [
        ["steppe-pact", 1, "tjk-2013-visit", 1],
        ["wu-task-force", 1, "tjk-2013-visit", 1],
    ]
    union = joined_in(tiny, "wu")
    assert union.missions["event_id"].tolist() == ["tjk-2013-visit", "tjk-2016-visit", "tkm-2018-visit"]
    assert (union.bodies["body"].tolist(), union.not_held, union.states) == (["steppe-pact"], 1, ("TJK", "TKM"))


def test_who_joined_more_than_once(package: Path) -> None:
    """A second visit led by the office; a body of a State that is not visited joins like any other."""
    add_second_visit(package)
    for event, body, role in (
        ("tjk-2013-again", "wu-office", "lead"),
        ("tjk-2013-again", "kaz-ministry", "participant"),
        ("tjk-2013-again", "tjk-ministry", "participant"),
    ):
        add_row(
            package,
            "participations",
            event_id=event,
            organization_id=body,
            role=role,
            basis="reported",
            source_id="example-one",
        )
    dataset = load_dataset(package)
    joined = joined_in(dataset, "wu-office")
    assert joined.bodies[["body", "missions", "only", "TJK"]].to_numpy().tolist() == [
        ["steppe-pact", 2, "", 2],
        ["kaz", 1, "tjk-2013-again", 1],
        ["wu-task-force", 1, "tjk-2013-visit", 1],
    ]
    assert joined_sentence(joined, "WUO") == (
        "**3 other bodies** are listed at the **2 missions** held that WUO leads or organizes: 1 at more than one, "
        "2 at only one."
    )
    assert joined_by_state(joined, dataset) == [
        "**Tajikistan**, 2 missions (11–15 March 2013 and 15 March 2013): more than once: SP (2); "
        "once: Kazakhstan and WUTF."
    ]
    assert (
        joined_once(joined, dataset) == "**Only once** in all: Kazakhstan (Tajikistan 2013) and WUTF (Tajikistan 2013)."
    )
    table = joined_table(joined, dataset).set_index("Organization")
    assert table["Only once"].to_dict() == {
        "SP": "",
        "Kazakhstan": "Tajikistan: 15 March 2013",
        "WUTF": "Tajikistan: 11–15 March 2013",
    }
    assert table["Tajikistan"].tolist() == [2, 1, 1]


def test_words_about_a_single_mission(tiny: Dataset) -> None:
    """With one mission nobody can have joined twice, and nothing is said about it."""
    joined = joined_in(tiny, "wu-office")
    assert joined_once(joined, tiny) == ""
    assert joined_by_state(joined, tiny) == ["**Tajikistan**, 1 mission (11–15 March 2013): SP and WUTF."]
    note = joined_note(joined, tiny)
    assert "complete for 0 of 1" in note
    assert "no such mission to Kazakhstan, Kyrgyzstan, Turkmenistan or Uzbekistan" in note
    assert "No mission that SP leads" in joined_sentence(joined_in(tiny, "steppe-pact"), "SP")


def test_long_lists_are_cut_and_counted() -> None:
    """The rest is a number."""
    assert names_of(["a", "b"]) == "a and b"
    assert names_of([str(number) for number in range(16)]).endswith("13 and 2 more")


def test_sentence(tiny: Dataset) -> None:
    """How often, when, as what, tied to which States; what is announced only is said."""
    selected, profile = whole(tiny), profile_of(tiny, "wu-centre")
    by_year, by_state = roles_by_year(profile, selected, tiny), roles_by_state(profile, selected, tiny)
    assert profile_sentence(profile, by_year, by_state, tiny) == (
        "WUC is listed at **4 events** of the selection, 2018–2024; 2 missions among them, 1 not on record as held. "
        "Listed most often as lead (2), organizer (2) and funder (1). "
        "Tied to Kazakhstan (2), Turkmenistan (2), Uzbekistan (2), Kyrgyzstan (1) and Tajikistan (1)."
    )
    assert scope_note(profile, selected).startswith("Counted as listed")
    role = Selection(2010, 2024, roles=("funder",)).apply(tiny)
    assert "one participation meets both" in scope_note(profile_of(tiny, "wu", role), role)
    early = Selection(2010, 2012).apply(tiny)
    nothing = profile_of(tiny, "wu-centre", early)
    words = profile_sentence(nothing, roles_by_year(nothing, early, tiny), roles_by_state(nothing, early, tiny), tiny)
    assert words.startswith("No event of the selection lists WUC.")


@pytest.mark.parametrize("body", ["osce", "un", "un-cted", "sco-rats", "tjk"])
@pytest.mark.parametrize("facets", [{}, {"states": ("TJK",)}, {"is_with_inferred": True, "roles": ("organizer",)}])
def test_recounted(shipped: Dataset, body: str, facets: dict[str, object]) -> None:
    """Events and roles are those of sets filled row by row, and the roll-up of the sidebar changes nothing."""
    within = bodies_within(shipped, body)
    found = []
    levels: tuple[RollUp, ...] = ("listed", "organization", "system")
    for level in levels:
        selected = Selection(2012, 2023, roll_up=level, **facets).apply(shipped)  # type: ignore[arg-type]
        rows = selected.participations
        listed = rows[rows["organization_id"].isin(within)]
        profile = profile_of(shipped, body, selected)
        assert set(event_ids(shipped, profile.event_rows)) == set(listed["event_id"])
        by_year = roles_by_year(profile, selected, shipped)
        assert totals(by_year.rows) == listed.groupby("role")["event_id"].nunique().to_dict()
        assert by_year.columns["total"].sum() == listed["event_id"].nunique()
        found.append((filled(by_year), filled(roles_by_state(profile, selected, shipped))))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("body", ["un-cted", "osce", "un"])
@pytest.mark.parametrize("level", ["listed", "organization", "system"])
def test_who_joined_recounted(shipped: Dataset, body: str, level: RollUp) -> None:
    """Missions of each body by State are those of sets filled row by row; the matrix has the same cells."""
    selected = Selection(2010, 2024, roll_up=level).apply(shipped)
    profile = profile_of(shipped, body, selected)
    joined = missions_joined(profile, selected, shipped)
    rows, events = selected.participations, selected.events.set_index("event_id")
    leads = rows[rows["organization_id"].isin(profile.within) & rows["role"].isin(["lead", "organizer"])]
    missions = {
        event
        for event in leads["event_id"]
        if events.at[event, "event_family"] == "mission" and events.at[event, "status"] == "held"
    }
    assert set(joined.missions["event_id"]) == missions
    ties = selected.event_states
    visited = {
        (event, state) for event, state in zip(ties["event_id"], ties["state"], strict=True) if event in missions
    }
    organizations = shipped["organizations"].set_index("organization_id")
    pairs = set()
    for event, listed, other in zip(rows["event_id"], rows["organization_id"], rows["body"], strict=True):
        receives = (
            organizations.at[listed, "is_central_asian"] and (event, organizations.at[listed, "state"]) in visited
        )
        if event in missions and listed not in profile.within and not receives:
            pairs.add((other, event))
    bodies = joined.bodies.set_index("body")
    assert bodies["missions"].to_dict() == {
        other: sum(each == other for each, _event in pairs) for other, _event in pairs
    }
    for state in joined.states:
        for other in bodies.index:
            there = {event for each, event in pairs if each == other and (event, state) in visited}
            assert bodies.at[other, state] == len(there)
    matrix = joined_matrix(joined, selected, shipped)
    assert set(zip(matrix.cells["body"], matrix.cells["key"], strict=True)) == pairs


@pytest.mark.parametrize("width", [960, 350])
def test_squares(tiny: Dataset, width: int) -> None:
    """Each cell is a square with its number; on a phone years stand below one another and points say the same."""
    counts = roles_by_year(profile_of(tiny, "wu"), whole(tiny), tiny)
    figure = count_squares(counts.rows, counts.columns, counts.cells, width)
    squares = [trace for trace in figure.data if trace.mode == "markers+text"]
    drawn = {
        tuple(pair): int(text) for trace in squares for pair, text in zip(trace.customdata, trace.text, strict=True)
    }
    assert drawn == filled(counts)
    is_turned = figure.layout.yaxis.ticktext[0] == "2010"
    assert is_turned == (width == 350)
    table = role_counts_table(counts, "Role")
    assert table["Events"].tolist() == counts.rows["total"].tolist()
    assert int(table.drop(columns=["Role", "Events"]).sum().sum()) == sum(filled(counts).values())


def test_labels_are_links(tiny: Dataset) -> None:
    """A State's name leads to its profile where an address is given."""
    counts = roles_by_state(profile_of(tiny, "wu"), whole(tiny), tiny)
    figure = count_squares(counts.rows, counts.columns, counts.cells, 960, {"TJK": "state?of=TJK"})
    labels = figure.layout.yaxis.ticktext
    assert labels[2] == '<a href="state?of=TJK" target="_self">Tajikistan</a>'
    assert labels[0] == "Kazakhstan"


def test_figures_are_lean(shipped: Dataset) -> None:
    """The largest family of bodies stays far below the limit of what is sent."""
    selected = whole(shipped)
    profile = profile_of(shipped, "un", selected)
    for counts in (roles_by_year(profile, selected, shipped), roles_by_state(profile, selected, shipped)):
        figure = count_squares(counts.rows, counts.columns, counts.cells, 960)
        assert len(figure.to_json()) < 30_000
