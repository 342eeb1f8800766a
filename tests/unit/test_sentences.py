"""Sentences computed from the numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.dataset import Dataset
from atlas.matrix import BLOCK_DISTANCE, Cell
from atlas.queries.chains import chains
from atlas.queries.counts import events_per_year, most_active_bodies
from atlas.queries.coverage import Limits, coverage
from atlas.queries.follow_ups import assessments
from atlas.queries.participation import CELLS, Against, Order, participation_matrix
from atlas.queries.places import MEASURES, events_by_place, measures_by_state
from atlas.queries.timeline import timeline_events, timeline_lanes, timeline_quarters
from atlas.selection import Selection, Slice
from atlas.sentences.chains import assessments_opening, chains_note, chains_opening, chains_sentence
from atlas.sentences.coverage import coverage_sentence, limits_sentences
from atlas.sentences.matrix import column_mark, matrix_answer, matrix_note, matrix_sentence, matrix_title
from atlas.sentences.overview import bars_sentence, bodies_sentence, opening_sentence
from atlas.sentences.places import MEASURE_TITLES, map_sentence
from atlas.sentences.timeline import quarters_note, quarters_sentence, timeline_sentence


def of(dataset: Dataset, first: int = 2010, last: int = 2024) -> Slice:
    """All events of a span of years."""
    return Selection(first, last).apply(dataset)


def test_opening_sentence(tiny: Dataset) -> None:
    """Held events only: the World Union is at seven of eight, the announced one aside."""
    assert opening_sentence(of(tiny), tiny) == (
        "2010–2024: 8 events on record as held, 3 missions among them, with 5 organizations. "
        "The family of bodies listed most often is World Union, at 7 events (88 %)."
    )
    assert opening_sentence(of(tiny, 2013, 2013), tiny) == (
        "2013: 1 event on record as held, 1 mission among them, with 3 organizations. "
        "The family of bodies listed most often is World Union, at 1 event (100 %)."
    )
    assert opening_sentence(of(tiny, 2010, 2011), tiny) == (
        "2010–2011: 0 events on record as held, 0 missions among them, with 0 organizations."
    )


def test_bars_sentence(tiny: Dataset) -> None:
    """The most, when, and the largest family."""
    labels = tiny.labels("event_families")
    assert bars_sentence(events_per_year(of(tiny), tiny), labels) == (
        "Stacked bars of 9 events by year, 2010–2024; the most in a year are 2 in 2019; "
        "the largest family is mission with 4."
    )
    assert bars_sentence(events_per_year(of(tiny, 2010, 2011), tiny), labels) == "Stacked bars without events."


def test_bodies_sentence(tiny: Dataset) -> None:
    """The three most active."""
    assert bodies_sentence(most_active_bodies(of(tiny), tiny)) == (
        "Bars of the 5 organizations listed at most events, led by WUC (4), WUO (4) and Antarctica (3)."
    )
    assert bodies_sentence(most_active_bodies(of(tiny, 2010, 2011), tiny)) == "Bars without organizations."


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("events", "events: Kazakhstan 4, Kyrgyzstan 2, Tajikistan 3, Turkmenistan 2, Uzbekistan 3"),
        (
            "months",
            "months since the last mission: Kazakhstan –, Kyrgyzstan –, Tajikistan 96, Turkmenistan 78, Uzbekistan –",
        ),
    ],
)
def test_map_sentence(tiny: Dataset, measure: str, values: str) -> None:
    """Every State with its number, a dash where there is none."""
    assert map_sentence(measures_by_state(of(tiny), tiny), measure) == f"Map of Central Asia coloured by {values}."


def test_every_measure_has_a_title(tiny: Dataset) -> None:
    """Titles are those of the measures, and the measures columns of the table."""
    assert tuple(MEASURE_TITLES) == MEASURES
    assert set(MEASURES) <= set(measures_by_state(of(tiny), tiny).columns)
    assert not events_by_place(of(tiny), tiny).empty


def test_timeline_sentence(tiny: Dataset) -> None:
    """Distinct events, though one stands in five lanes."""
    assert timeline_sentence(timeline_events(of(tiny), tiny, "state", 1000)) == (
        "Timeline of 9 events in 5 lanes, 4 of them missions; most in the lane Kazakhstan (4)."
    )


def test_quarters_in_words(tiny: Dataset) -> None:
    """Why events are counted, and where most are."""
    lanes = timeline_lanes(of(tiny), tiny, "family")
    quarters = timeline_quarters(lanes, of(tiny), tiny)
    assert "More than 8 marks" in quarters_note(quarters, 8)
    assert "The highest bar is 1 event." in quarters_note(quarters, 8)
    assert quarters_sentence(quarters, 9) == (
        "Bars of 9 events by quarter in 5 lanes; the most in a quarter are 1, Missions in 2013."
    )


def test_chains_in_words(tiny: Dataset) -> None:
    """How many, the longest, and what became of assessments."""
    found = chains(of(tiny), tiny, "chains", "state", 700)
    assert chains_opening(found, tiny, with_inferred=False) == (
        "2 chains join 4 events; the longest, 2021–2024, has 2 events and begins with “Launch of the Lantern programme in "
        "Vienna”. 1 chain starts with an assessment; of these 1 has a follow-up, none has a training and none has a delivery "
        "after it on record."
    )
    assert chains_sentence(found) == (
        "Threads on a timeline: 2 threads of 4 events, joined by 1 follow-ups and 1 announcements."
    )
    assert "Not drawn" not in chains_note(found)
    assert "Shown are the 1 with most events of 2" in chains_note(chains(of(tiny), tiny, "chains", "state", 700, 1))
    part = chains(of(tiny, 2014), tiny, "chains", "state", 700)
    assert "Not drawn: 1 link to an event outside the selection." in chains_note(part)


def test_no_chains_in_words(tiny: Dataset) -> None:
    """What is missing is said: links out of the selection, links between programmes, the switch."""
    alone = chains(of(tiny, 2016, 2018), tiny, "chains", "state", 700)
    assert chains_opening(alone, tiny, with_inferred=False) == (
        "No two events of the selection are joined by a relation on record. 1 link leads out of the selection. "
        "Inferred relations are left out; the sidebar can add them."
    )
    apart = chains(of(tiny), tiny, "chains", "programme", 700)
    assert chains_opening(apart, tiny, with_inferred=True).startswith("No two events of one programme are joined")


def test_assessments_in_words(tiny: Dataset) -> None:
    """None on record is said as that."""
    assert assessments_opening(assessments(of(tiny), tiny), with_inferred=True) == (
        "1 assessment on record as held: 1 with a follow-up on record, none with a training, none with a delivery. "
        "Inferred relations count."
    )
    assert assessments_opening(assessments(of(tiny, 2010, 2011), tiny), with_inferred=True) == (
        "No assessment on record as held in the selection."
    )


@pytest.mark.parametrize(("against", "cell"), [(against, cell) for against, cells in CELLS.items() for cell in cells])
@pytest.mark.parametrize("order", ["count", "similarity"])
def test_matrix_words(tiny: Dataset, against: Against, cell: Cell, order: Order) -> None:
    """Title, note with the meaning of a blank cell and every definition, alternative text."""
    matrix = participation_matrix(of(tiny), tiny, against, order, cell=cell)
    note = matrix_note(matrix, tiny)
    assert matrix_title(against, cell)
    assert "*not listed*" in note
    assert ("L lead" in note) == (cell == "role")
    assert ("counts once at an event" in note) == (matrix.rolled_up > 0)
    assert ("share, in percent" in note) == (cell == "share")
    assert (f"n = {matrix.events} distinct events" in note) == (cell == "lift")
    assert ("hollow square" in note) == (cell == "lift")
    assert (f"cut at distance {BLOCK_DISTANCE}" in note) == (order == "similarity")
    assert (f"n = {len(matrix.rows)} rows" in note) == (order == "similarity")
    assert "{" not in note
    assert f"{len(matrix.rows)} organizations against {len(matrix.columns)} columns" in matrix_sentence(matrix, tiny)


def test_titles_of_the_matrix() -> None:
    """Each choice has a title of its own."""
    titles = [matrix_title(against, cell) for against, cells in CELLS.items() for cell in cells]
    assert len(set(titles)) == len(titles)


def test_matrix_note_of_small_numbers(tiny: Dataset) -> None:
    """Shares of few events and lifts of few expected are counted in words."""
    shares = participation_matrix(of(tiny), tiny, "states", "count", cell="share")
    assert "5 columns with fewer than 10 events" in matrix_note(shares, tiny)
    lifts = participation_matrix(of(tiny), tiny, "states", "count", cell="lift")
    assert "fewer than 5 events (23 of 23 cells)" in matrix_note(lifts, tiny)
    assert "Highest lift" not in matrix_sentence(lifts, tiny)


def test_matrix_note_of_marked_columns(tiny: Dataset) -> None:
    """What the marks of a column mean, where there are any."""
    missions = matrix_note(participation_matrix(of(tiny), tiny, "missions", "count"), tiny)
    assert "\u25cb after a date: announced, not on record as held (1 column)." in missions
    assert "\u2205" not in missions
    assert "\u25cb" not in matrix_note(participation_matrix(of(tiny, 2010, 2020), tiny, "missions", "count"), tiny)


@pytest.mark.parametrize(
    ("is_announced", "is_unlisted", "words"),
    [
        (False, False, ""),
        (True, False, " (announced, not on record as held)"),
        (False, True, " (no body on record)"),
        (True, True, " (announced, not on record as held; no body on record)"),
    ],
)
def test_column_mark(is_announced: bool, is_unlisted: bool, words: str) -> None:
    assert column_mark(is_announced, is_unlisted) == words


def test_matrix_answer(tiny: Dataset) -> None:
    """Who is listed most, how many, how many once; of a part and of the busiest it says so."""
    years = participation_matrix(of(tiny), tiny, "years", "count")
    assert matrix_answer(years, "years") == (
        "**WUC** and 1 other body are listed most often, each at 4 of 9 events. "
        "8 organizations in these columns, 2 of them listed at only one of the events."
    )
    # Antarctica and the office are each at two events with a programme; of equals the first by name is kept.
    one = participation_matrix(of(tiny), tiny, "programmes", "count", part=(0, 1), most=1)
    assert matrix_answer(one, "programmes") == (
        "Among the organizations in these columns: **Antarctica** is listed most often, at 2 of 3 events. "
        "Of 4 organizations listed in these columns, the 1 listed most often are shown."
    )
    missions = participation_matrix(of(tiny, 2016, 2016), tiny, "missions", "count")
    assert matrix_answer(missions, "missions").startswith("**WUTF** is listed most often, at 1 of 1 mission.")
    empty = participation_matrix(of(tiny, 2010, 2011), tiny, "missions", "time")
    assert matrix_answer(empty, "missions") == ""


def test_highest_lift(shipped: Dataset) -> None:
    """The alternative text names the highest lift that does not rest on few."""
    matrix = participation_matrix(of(shipped), shipped, "states", "count", cell="lift")
    firm = matrix.cells[matrix.cells["expected"] >= 5]
    top = firm.loc[firm["lift"].idxmax()]
    name, column = shipped.organization_names[top["body"]], shipped.labels("states")[top["key"]]
    assert f"{name}, {column} ({top['lift']:.1f})." in matrix_sentence(matrix, shipped)


def test_matrix_sentence(tiny: Dataset) -> None:
    """The body listed most often, by name among equals."""
    matrix = participation_matrix(of(tiny), tiny, "missions", "time")
    assert matrix_sentence(matrix, tiny) == (
        "Matrix of 6 organizations against 4 columns with 9 cells filled; WUC is listed at most events (2)."
    )
    empty = participation_matrix(of(tiny, 2010, 2011), tiny, "missions", "time")
    assert matrix_sentence(empty, tiny) == "Matrix without organizations."


def test_limits_sentences() -> None:
    """Only what applies, after the three that always do; every number in its own sentence."""
    fields = (
        "single_source",
        "without_official_source",
        "copies_only",
        "partial_lists",
        "date_inferred",
        "not_to_the_day",
        "without_place",
    )
    nothing = Limits(events=9, documents=70, documents_in_english=50, **dict.fromkeys(fields, 0))
    always = limits_sentences(nothing)
    assert len(always) == 3
    assert always[2].startswith("50 of the 70 documents are in English")
    every = limits_sentences(replace(nothing, **{field: number for number, field in enumerate(fields, start=1)}))
    assert every[:3] == always
    assert [sentence.split(" of 9 ")[0] for sentence in every[3:]] == ["1", "2", "3", "4", "5", "6", "7"]


def test_coverage_sentence(tiny: Dataset) -> None:
    """Counts by kind, the fullest and the emptiest year."""
    sentence = coverage_sentence(coverage(tiny))
    assert "official 12, news agency 6, other media 2 and copy 1" in sentence
    assert sentence.endswith("the fullest year is 2021, the emptiest 2010.")
