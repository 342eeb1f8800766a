"""Gaps and recency, worked by hand on the tiny dataset and recounted on the shipped one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest

from atlas.dataset import Dataset
from atlas.figures.gaps import SYMBOLS, gap_cells
from atlas.load import load_dataset
from atlas.queries.cycles import assessment_cycles, unheld_events
from atlas.queries.gaps import ANSWERS, BY, Answer, By, GapGrid, gap_cell, gap_grid, is_outside_lifetime, longest_waits
from atlas.queries.recency import months_since
from atlas.queries.searches import naming
from atlas.selection import Selection
from atlas.sentences.cycles import cycles_note, cycles_sentence, unheld_sentence
from atlas.sentences.gap_cells import cell_sentences
from atlas.sentences.gaps import (
    answer_words,
    grid_sentence,
    hover_texts,
    limits_sentences,
    months_in_words,
    waiting_sentences,
)
from atlas.tables.gaps import cycles_table, gap_table, searches_table, unheld_table
from tests.packages import add_row, add_second_visit, line_with, remove_rows, set_cell


def grid_of(dataset: Dataset, by: By, first: int = 2010, last: int = 2024, **facets: Any) -> GapGrid:
    """The grid of a selection."""
    return gap_grid(Selection(first, last, **facets).apply(dataset), dataset, by)


def cell_of(grid: GapGrid, key: str, state: str) -> dict[str, Any]:
    """One cell."""
    rows = grid.cells[(grid.cells["key"] == key) & (grid.cells["state"] == state)]
    assert len(rows) == 1
    return {str(name): value for name, value in rows.iloc[0].items()}


@pytest.mark.parametrize(
    ("day", "last", "months"),
    [
        ("2024-12-31", date(2024, 12, 31), 0),
        ("2024-12-01", date(2024, 12, 31), 0),
        ("2024-11-30", date(2024, 12, 31), 1),
        ("2017-11-16", date(2024, 12, 31), 85),
        ("2013-03-15", date(2016, 1, 1), 33),  # 15 March to 15 December 2015 are 33 months, the 34th is not over
        ("2013-03-01", date(2016, 1, 1), 34),
        ("2025-02-01", date(2024, 12, 31), 0),
    ],
)
def test_months_since(day: str, last: date, months: int) -> None:
    """Whole months only, and none for a day still to come."""
    assert months_since(np.array([day], dtype="M8[D]"), last).tolist() == [months]


@pytest.mark.parametrize(
    ("key", "state", "events", "months", "last"),
    [
        ("assessment_visit", "TJK", 1, 141, "tjk-2013-visit"),  # ended 15 March 2013
        ("follow_up_visit", "TJK", 1, 96, "tjk-2016-visit"),  # about 2016: its latest day is 31 December
        ("follow_up_visit", "TKM", 1, 78, "tkm-2018-visit"),  # June 2018: its latest day is the 30th
        ("expert_meeting", "KAZ", 1, 119, "kgz-2014-meeting"),  # over the turn of the year, to 2 January 2015
        ("expert_meeting", "KGZ", 1, 119, "kgz-2014-meeting"),
        ("launch", "UZB", 1, 46, "aut-2021-launch"),
        ("repatriation", "KAZ", 1, 67, "kaz-2019-return"),
    ],
)
def test_waits_by_hand(tiny: Dataset, key: str, state: str, events: int, months: int, last: str) -> None:
    """From the latest possible day of the last event to the end of 2024."""
    cell = cell_of(grid_of(tiny, "types"), key, state)
    assert (cell["answer"], cell["events"], cell["months"], cell["last_event"]) == ("held", events, months, last)


def test_the_last_event_is_the_one_with_the_latest_possible_day(tiny: Dataset) -> None:
    """Missions to Tajikistan: the visit of about 2016 counts from the end of that year; an announced one is none."""
    grid = grid_of(tiny, "families")
    assert cell_of(grid, "mission", "TJK")["months"] == 96
    assert cell_of(grid, "mission", "TJK")["events"] == 2
    assert cell_of(grid, "mission", "KAZ")["events"] == 0


def test_attending_is_no_tie(tiny: Dataset) -> None:
    """Kazakhstan is inferred to have attended the briefing for Uzbekistan: with or without inferred facts, no cell counts it."""
    for inferred in (False, True):
        grid = grid_of(tiny, "types", is_with_inferred=inferred)
        assert cell_of(grid, "briefing", "KAZ")["events"] == 0
        assert cell_of(grid, "briefing", "UZB")["events"] == 1


def test_inferred_ties_count_only_when_asked_for(package: Path) -> None:
    """A State that a curator inferred to be the subject."""
    line = line_with(package, "event_states", event_id="tkm-2018-visit", state="TKM")
    set_cell(package, "event_states", line, "basis", "inferred")
    dataset = load_dataset(package)
    assert cell_of(grid_of(dataset, "types"), "follow_up_visit", "TKM")["events"] == 0
    assert cell_of(grid_of(dataset, "types", is_with_inferred=True), "follow_up_visit", "TKM")["events"] == 1


def test_announced_since(tiny: Dataset) -> None:
    """The visit announced to Kazakhstan is after the last one (there is none) and stands beside the empty cell."""
    cell = cell_of(grid_of(tiny, "types"), "assessment_visit", "KAZ")
    assert (cell["events"], cell["months"], cell["announced"]) == (0, -1, 1)
    assert (cell["next_event"], cell["next_date"]) == ("kaz-2024-visit", "2024-10")


@pytest.mark.parametrize(("day", "announced"), [("2013-03-14", 0), ("2013-03", 0), ("2013-04", 1)])
def test_announced_for_a_day_that_is_surely_later(package: Path, day: str, announced: int) -> None:
    """Of two events that may have been at the same time neither is said to come after the other (the visit ended 15 March)."""
    add_second_visit(package, date=day)
    set_cell(package, "events", line_with(package, "events", event_id="tjk-2013-again"), "status", "announced")
    cell = cell_of(grid_of(load_dataset(package), "types"), "assessment_visit", "TJK")
    assert (cell["events"], cell["announced"]) == (1, announced)


def test_none_found_and_not_researched(tiny: Dataset) -> None:
    """One search names Tajikistan, the Office and 2013; another names neither State nor body."""
    types = grid_of(tiny, "types")
    assert cell_of(types, "training", "TJK")["answer"] == "none_found"
    assert cell_of(types, "training", "KGZ")["answer"] == "not_researched"
    bodies = grid_of(tiny, "organizations")
    assert cell_of(bodies, "wu-office", "TJK")["searches"] == 1
    assert cell_of(bodies, "wu-task-force", "TJK")["searches"] == 0
    assert cell_of(bodies, "wu-task-force", "UZB")["answer"] == "not_researched"


def test_a_search_for_another_year_says_nothing(tiny: Dataset) -> None:
    """From 2014 on no search names Tajikistan."""
    assert cell_of(grid_of(tiny, "types", 2013, 2013), "training", "TJK")["answer"] == "none_found"
    assert cell_of(grid_of(tiny, "types", 2014), "training", "TJK")["answer"] == "not_researched"


def test_searches_for_a_body_within(package: Path) -> None:
    """The family was searched if one of its bodies was; a search without a year counts for every year."""
    add_row(
        package,
        "research_log",
        search_id="search-3",
        query="branch",
        states="UZB TKM",
        organizations="wu-branch",
        events_found="0",
    )
    dataset = load_dataset(package)
    for body, made in (("wu", 1), ("wu-office", 1), ("wu-branch", 1), ("wu-centre", 0), ("", 1)):
        assert naming(dataset, "UZB", body, 2020, 2021).sum() == made, body
    assert naming(dataset, "TJK", "wu", 2012, 2014).sum() == 1
    assert naming(dataset, "TJK", "wu", 2014, 2015).sum() == 0
    grid = grid_of(dataset, "organizations", roll_up="listed")
    assert cell_of(grid, "wu-branch", "TKM")["answer"] == "none_found"


@pytest.mark.parametrize(
    ("body", "first", "last", "is_outside"),
    [
        ("wu-centre", 2010, 2016, True),  # established on 15 June 2017
        ("wu-centre", 2010, 2017, False),
        ("wu-task-force", 2018, 2024, True),  # dissolved on 15 June 2017
        ("wu-task-force", 2017, 2024, False),
        ("steppe-pact", 2010, 2024, False),  # of June 2001, and nothing says that it ceased
        ("ata", 2010, 2010, False),  # dates unknown
    ],
)
def test_lifetime(tiny: Dataset, body: str, first: int, last: int, is_outside: bool) -> None:
    """Only a known date outside the years rules a body out."""
    assert is_outside_lifetime(tiny, body, Selection(first, last)) == is_outside


def test_outside_lifetime_names_the_successor(tiny: Dataset) -> None:
    """The task force stands with the centre that took over, which did not exist yet."""
    selected = Selection(2010, 2016).apply(tiny)
    grid = gap_grid(selected, tiny, "organizations")
    keys = grid.rows["key"].tolist()
    assert keys.index("wu-centre") == keys.index("wu-task-force") + 1
    assert set(grid.cells.loc[grid.cells["key"] == "wu-centre", "answer"]) == {"outside_lifetime"}
    text = " ".join(cell_sentences(gap_cell(grid, selected, tiny, "wu-centre", "TJK"), selected.selection, tiny))
    assert "established 15 June 2017" in text
    assert "took over from WUTF" in text


def test_a_body_asked_for_comes_first(tiny: Dataset) -> None:
    """One that nobody knows changes nothing."""
    selected = Selection.everything(tiny).apply(tiny)
    assert gap_grid(selected, tiny, "organizations", "steppe-pact").rows["key"].iloc[0] == "steppe-pact"
    rows = gap_grid(selected, tiny, "organizations", "nobody").rows
    pd.testing.assert_frame_equal(rows, gap_grid(selected, tiny, "organizations").rows)


def test_what_the_filters_leave_out_is_no_gap(tiny: Dataset) -> None:
    """Among events on borders there is no launch, but the record has one."""
    selected = Selection(2010, 2024, topics=("border_management",)).apply(tiny)
    grid = gap_grid(selected, tiny, "types")
    assert cell_of(grid, "launch", "UZB")["answer"] == "left_out"
    assert cell_of(grid, "training", "UZB")["answer"] == "held"
    gap = gap_cell(grid, selected, tiny, "launch", "UZB")
    assert gap.elsewhere == 1
    assert "The whole record holds 1 event held there" in " ".join(cell_sentences(gap, selected.selection, tiny))
    assert any("Left out by filters" in sentence for sentence in limits_sentences(grid, tiny))


def test_rows_follow_the_filters(tiny: Dataset) -> None:
    """What a filter rules out as a whole has no row, and States that it leaves out no column."""
    missions = list(tiny["event_types"].query("event_family == 'mission'")["event_type"])
    assert grid_of(tiny, "types", families=("mission",)).rows["key"].tolist() == missions
    assert grid_of(tiny, "families", types=("training",)).rows["key"].tolist() == ["capacity"]
    assert grid_of(tiny, "topics", topics=("border_management",)).rows["key"].tolist() == ["border_management"]
    grid = grid_of(tiny, "types", states=("TJK", "UZB"))
    assert grid.states == ("TJK", "UZB")
    assert len(grid.cells) == 2 * len(grid.rows)


@pytest.mark.parametrize("dataset_name", ["tiny", "shipped"])
@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize(
    "facets", [{}, {"roll_up": "system", "is_with_inferred": True, "families": ("mission", "capacity")}]
)
def test_cells_recounted(dataset_name: str, by: By, facets: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Events, last days and announcements of every cell, counted one by one without the code under test."""
    dataset: Dataset = request.getfixturevalue(dataset_name)
    selected = Selection(2012, 2023, **facets).apply(dataset)
    keys: dict[str, set[str]] = {}
    if by in ("types", "families"):
        column = "event_type" if by == "types" else "event_family"
        keys = {event: {key} for event, key in zip(selected.events["event_id"], selected.events[column], strict=True)}
    else:
        table, column = (selected.event_topics, "topic") if by == "topics" else (selected.participations, "body")
        for event, key in zip(table["event_id"], table[column], strict=True):
            keys.setdefault(event, set()).add(key)
    ties = selected.event_states.query("relation == 'subject'")
    held: dict[tuple[str, str], dict[str, date]] = {}
    announced: dict[tuple[str, str], list[date]] = {}
    for event in selected.events.itertuples():
        for state in ties.loc[ties["event_id"] == event.event_id, "state"]:
            for key in keys.get(str(event.event_id), ()):
                if event.status == "held":
                    held.setdefault((key, state), {})[str(event.event_id)] = event.latest
                elif event.status == "announced":
                    announced.setdefault((key, state), []).append(event.earliest)
    grid = gap_grid(selected, dataset, by)
    assert len(grid.cells) == len(grid.rows) * len(grid.states)
    for cell in grid.cells.itertuples():
        events = held.get((str(cell.key), str(cell.state)), {})
        assert cell.events == len(events)
        assert (cell.answer == "held") == bool(events)
        last = max(events.values(), default=date.min)
        assert cell.months == (12 * (2024 - last.year) + 12 - last.month if events else -1)
        assert not events or events[str(cell.last_event)] == last
        assert cell.announced == sum(day > last for day in announced.get((str(cell.key), str(cell.state)), []))


def test_longest_waits(tiny: Dataset) -> None:
    """Only Tajikistan was assessed; of missions it saw the last eight years ago, Turkmenistan six and a half."""
    waits = longest_waits(Selection.everything(tiny).apply(tiny), tiny)
    assessments, missions = waits["assessments"], waits["missions"]
    assert assessments[["state", "months"]].to_numpy().tolist() == [
        ["TJK", 141], ["KAZ", -1], ["KGZ", -1], ["TKM", -1], ["UZB", -1],
    ]  # fmt: skip
    assert assessments["bodies"].tolist() == [("WUO",), (), (), (), ()]
    assert missions[["state", "months"]].head(2).to_numpy().tolist() == [["TJK", 96], ["TKM", 78]]
    assert missions["bodies"].tolist()[:2] == [("WUTF",), ("WUC",)]


def test_waiting_sentences(tiny: Dataset) -> None:
    """The answer first, then who was never assessed, then missions."""
    selected = Selection.everything(tiny).apply(tiny)
    first, *others = waiting_sentences(longest_waits(selected, tiny), selected.selection, tiny)
    assert first == (
        "**Tajikistan: 141 months (11 years 9 months) since the last assessment visit held on record**, 11–15 March 2013, "
        "led by WUO, counted to 31 December 2024."
    )
    assert others == [
        "Tajikistan has since seen other missions, the last a follow-up visit (about 2016, led by WUTF).",
        "No assessment visit held is on record for Kazakhstan, Kyrgyzstan, Turkmenistan and Uzbekistan.",
        "Since a mission of any type, Tajikistan (96 months) has waited longest; then Turkmenistan (78 months).",
    ]


def test_waiting_sentences_without_assessments(tiny: Dataset) -> None:
    """Nothing to order; and a selection that ends early says so."""
    selected = Selection(2010, 2020, types=("training",)).apply(tiny)
    sentences = waiting_sentences(longest_waits(selected, tiny), selected.selection, tiny)
    assert sentences[0] == "**No assessment visit held is in the selection.**"
    assert any("ends in 2020" in sentence for sentence in sentences)


def test_the_state_that_waited_longest(shipped: Dataset) -> None:
    """The question of the page, answered by hand from the tables."""
    events = shipped["events"].query("event_type == 'assessment_visit' and status == 'held'").set_index("event_id")
    ties = shipped["event_states"].query("relation == 'subject' and basis == 'reported'")
    last: dict[str, date] = {}
    for event, state in zip(ties["event_id"], ties["state"], strict=True):
        if event in events.index and state in shipped.central_asian_states:
            last[state] = max(last.get(state, date.min), events.at[event, "latest"])
    selected = Selection.everything(shipped).apply(shipped)
    waits = longest_waits(selected, shipped)
    found = [
        state
        for state, months in zip(*(waits["assessments"][name] for name in ("state", "months")), strict=True)
        if months >= 0
    ]
    assert found == sorted(last, key=lambda state: (last[state], state))
    first = waiting_sentences(waits, selected.selection, shipped)[0]
    assert first.startswith(
        f"**{shipped.labels('states')[found[0]]} has waited longest since its last assessment visit"
    )


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "under a month"),
        (1, "1 month"),
        (23, "23 months"),
        (24, "24 months (2 years)"),
        (85, "85 months (7 years 1 month)"),
    ],
)
def test_months_in_words(months: int, words: str) -> None:
    """Years only where months alone are hard to grasp."""
    assert months_in_words(months) == words


def test_stated_cycle(tiny: Dataset) -> None:
    """A source says that the visit of about 2016 followed up that of 2013: at the earliest 33 months after it."""
    cycles = assessment_cycles(Selection.everything(tiny).apply(tiny), tiny)
    row = cycles.rows.iloc[0]
    assert len(cycles.rows) == 1  # the visit announced to Kazakhstan is no assessment yet
    assert (row["event_id"], row["match"], row["follow_up"], row["months"]) == (
        "tjk-2013-visit",
        "stated",
        "tjk-2016-visit",
        33,
    )
    assert (cycles.median, cycles.stated, cycles.unmatched) == (33, 1, ("tkm-2018-visit",))
    sentence = cycles_sentence(cycles, tiny)
    assert sentence.startswith("**A follow-up is on record for 1 of 1 assessment visit.**")
    assert "n = 1, too few" in sentence
    assert "One follow-up visit in the selection has no earlier assessment on record" in " ".join(cycles_note(cycles))


def test_no_follow_up_on_record(package: Path) -> None:
    """Without the relation the task force's visit does not follow up that of the office: the wait is open."""
    remove_rows(package, "event_relations", event_id="tjk-2016-visit")
    dataset = load_dataset(package)
    cycles = assessment_cycles(Selection.everything(dataset).apply(dataset), dataset)
    row = cycles.rows.iloc[0]
    assert (row["match"], row["follow_up"], row["months"], row["is_practised"]) == ("none", "", 141, False)
    assert (cycles.median, cycles.stated) == (None, 0)
    assert set(cycles.unmatched) == {"tjk-2016-visit", "tkm-2018-visit"}


def led_by_the_office(package: Path) -> None:
    """The follow-up of 2016 is led by the office, and no source ties it to a visit."""
    remove_rows(package, "event_relations", event_id="tjk-2016-visit")
    line = line_with(package, "participations", event_id="tjk-2016-visit", organization_id="wu-task-force")
    set_cell(package, "participations", line, "organization_id", "wu-branch")


def test_inferred_cycle(package: Path) -> None:
    """Same State and same body, a branch counting as its office: inferred, and not part of the median."""
    led_by_the_office(package)
    dataset = load_dataset(package)
    cycles = assessment_cycles(Selection.everything(dataset).apply(dataset), dataset)
    row = cycles.rows.iloc[0]
    assert (row["match"], row["follow_up"], row["months"], row["is_practised"]) == (
        "inferred",
        "tjk-2016-visit",
        33,
        True,
    )
    assert cycles.median is None
    assert cycles_table(cycles.rows, "x").iloc[0]["How known"] == "inferred: same State and body"


def test_a_follow_up_belongs_to_the_last_assessment(package: Path) -> None:
    """Of two assessments by the office the later one is followed up; the first stays open."""
    led_by_the_office(package)
    add_second_visit(package, date="2014-05-01")
    line = line_with(package, "participations", event_id="tjk-2013-again", organization_id="wu-office")
    set_cell(package, "participations", line, "role", "lead")
    dataset = load_dataset(package)
    rows = assessment_cycles(Selection.everything(dataset).apply(dataset), dataset).rows
    assert rows.set_index("event_id")["match"].to_dict() == {"tjk-2013-visit": "none", "tjk-2013-again": "inferred"}


def test_follow_ups_are_sought_in_the_whole_record(tiny: Dataset) -> None:
    """A filter that leaves the assessment leaves its follow-up known."""
    selected = Selection(2010, 2014, types=("assessment_visit",)).apply(tiny)
    assert assessment_cycles(selected, tiny).rows["follow_up"].tolist() == ["tjk-2016-visit"]


def test_unheld(tiny: Dataset) -> None:
    """The visit to Kazakhstan, foreseen for October 2024 and announced at the launch."""
    rows = unheld_events(Selection.everything(tiny).apply(tiny), tiny)
    assert rows["event_id"].tolist() == ["kaz-2024-visit"]
    row = rows.iloc[0]
    assert (row["months"], row["states"], row["bodies"]) == (2, "Kazakhstan", "WUC")
    assert (row["announced_at"], row["related"]) == ("Launch of the Lantern programme in Vienna", "")
    assert (row["publisher"], row["url"]) == ("World Union", "https://example.org/three")
    assert unheld_sentence(rows).startswith("1 event is announced")
    assert len(unheld_table(rows, tiny)) == 1


@pytest.mark.parametrize(("status", "day", "months"), [("postponed", "2024-01", 11), ("cancelled", "2024/2025", None)])
def test_unheld_of_every_kind(package: Path, status: str, day: str, months: int | None) -> None:
    """Postponed and cancelled events too; one that may still lie ahead of the end of the record has no age."""
    line = line_with(package, "events", event_id="kaz-2024-visit")
    set_cell(package, "events", line, "status", status)
    set_cell(package, "events", line, "date", day)
    dataset = load_dataset(package)
    rows = unheld_events(Selection.everything(dataset).apply(dataset), dataset)
    assert rows["status"].tolist() == [status]
    assert (None if pd.isna(rows["months"].iloc[0]) else int(rows["months"].iloc[0])) == months


def test_nothing_unheld(tiny: Dataset) -> None:
    """An empty list, with a sentence."""
    rows = unheld_events(Selection(2010, 2014).apply(tiny), tiny)
    assert rows.empty
    assert unheld_sentence(rows).startswith("Nothing in the selection")


def test_cell_says_only_what_the_log_holds(tiny: Dataset) -> None:
    """The number of searches, the years that they name, that their days are known or not, and nothing about types."""
    selected = Selection.everything(tiny).apply(tiny)
    grid = gap_grid(selected, tiny, "types")
    gap = gap_cell(grid, selected, tiny, "training", "TJK")
    assert cell_sentences(gap, selected.selection, tiny) == [
        "**No event of the type “Training” about or with Tajikistan is on record as held in the selection**, 2010–2024.",
        "1 search on record names Tajikistan: 1 with a year of 2010–2024, 0 with no year at all.",
        "The last was made on 20 November 2026. The log does not say whether they were after this row.",
    ]
    assert searches_table(gap.searches, tiny)["Bodies named"].tolist() == ["WUO"]
    gap = gap_cell(grid, selected, tiny, "training", "KGZ")
    assert cell_sentences(gap, selected.selection, tiny)[-1] == (
        "No search on record names Kyrgyzstan and a year of 2010–2024 or no year: nothing can be said."
    )


def test_limits_say_whether_vain_searches_were_kept(tiny: Dataset, package: Path) -> None:
    """The tiny log holds a search in vain; without it, all brought an event and that is said."""
    grid = grid_of(tiny, "types")
    assert not any("searches in vain" in sentence for sentence in limits_sentences(grid, tiny))
    remove_rows(package, "research_log", search_id="search-2")
    dataset = load_dataset(package)
    assert any("All 1 searches" in sentence for sentence in limits_sentences(grid, dataset))


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("width", [960, 350])
def test_figure_draws_every_cell_once(tiny: Dataset, by: By, width: int) -> None:
    """Each answer with its symbol and its words; the table holds the same cells."""
    grid = grid_of(tiny, by, 2010, 2016)
    columns = pd.DataFrame({"state": grid.states, "label": grid.states, "href": ["profile"] * 5})
    cells = grid.cells.assign(hover=hover_texts(grid, tiny))
    figure = gap_cells(grid.rows.assign(href=""), columns, cells, answer_words(), width)
    drawn = [tuple(point) for trace in figure.data if trace.customdata is not None for point in trace.customdata]
    assert sorted(drawn) == sorted(zip(cells["key"], cells["state"], strict=True))
    names = {trace.name for trace in figure.data}
    for answer in set(cells["answer"]) - {"held"}:
        assert f"{SYMBOLS[answer]} {answer_words()[answer]}" in names
    assert len(gap_table(grid, tiny)) == len(cells)
    assert figure.layout.xaxis.ticktext[0] == '<a href="profile" target="_self">KAZ</a>'


def test_alt_text(tiny: Dataset) -> None:
    """The longest wait is named."""
    sentence = grid_sentence(grid_of(tiny, "families"), tiny)
    assert "5 rows and 5 States" in sentence
    assert "The longest wait is 119 months (9 years 11 months): Meeting, Kazakhstan." in sentence


@pytest.mark.parametrize("by", BY)
def test_nothing(tiny: Dataset, by: By) -> None:
    """An empty selection has cells without events, or no row at all."""
    selected = Selection(2010, 2011).apply(tiny)
    grid = gap_grid(selected, tiny, by)
    assert not (grid.cells["answer"] == "held").any()
    assert grid_sentence(grid, tiny)
    assert assessment_cycles(selected, tiny).rows.empty


def test_choices_are_those_of_the_types() -> None:
    """What is offered is what the types name; every empty answer has a symbol and words."""
    assert (get_args(By), get_args(Answer)) == (BY, ANSWERS)
    assert {"held", *SYMBOLS} == set(ANSWERS)
    assert {*ANSWERS, "announced"} == set(answer_words())
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
