"""Two selections compared, worked by hand on the tiny dataset; swapping A and B negates every difference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.dataset import Dataset
from atlas.figures.compare import (
    MORE_IN_A,
    MORE_IN_B,
    NO_DIFFERENCE,
    capacity,
    cell_colour,
    difference_squares,
    mirrored_years,
)
from atlas.figures.style import FAMILY_PATTERNS
from atlas.queries.compare import (
    COMPARE,
    Chosen,
    Compare,
    Comparison,
    Kind,
    Measure,
    Part,
    comparison,
    default_bodies,
    default_periods,
    events_by_year,
    kinds_compared,
    lifetimes_within,
    only_in,
    parts,
    side_figures,
    widest,
)
from atlas.queries.counts import events_per_year, partner_participations
from atlas.queries.differences import (
    AGAINST,
    ALL,
    ORDERS,
    Against,
    Differences,
    Order,
    columns_offered,
    differences,
    events_behind,
)
from atlas.selection import Selection
from atlas.sentences.compare import (
    caveats,
    change_sentences,
    frame_sentence,
    matrix_limits,
    matrix_note,
    matrix_sentence,
    mirror_sentence,
    opening_sentence,
    replaced_sentence,
)
from atlas.tables.compare import figures_table, matrix_columns, matrix_table, only_table, years_table
from atlas.text import signed

EARLY, LATE = (2010, 2016), (2017, 2024)
PAIRS: list[tuple[Compare, Chosen, Chosen]] = [
    ("periods", EARLY, LATE),
    ("periods", (2010, 2014), (2013, 2024)),
    ("states", "TJK", "UZB"),
    ("organizations", "wu-office", "wu-centre"),
]
SHIPPED_PAIRS: list[tuple[Compare, Chosen, Chosen]] = [*PAIRS[:3], ("organizations", "un-unodc", "osce")]
KINDS: tuple[Kind, ...] = get_args(Kind)
MEASURES: tuple[Measure, ...] = get_args(Measure)


def periods(dataset: Dataset, a: tuple[int, int] = EARLY, b: tuple[int, int] = LATE, **facets: Any) -> Comparison:
    """Two periods of the whole record, or of a part of it."""
    return comparison(Selection(2010, 2024, **facets), dataset, "periods", a, b)


def counts(found: tuple[Part, ...]) -> dict[str, tuple[int, int]]:
    """Part to its events in A and in B."""
    return {part.key: (part.a, part.b) for part in found}


def squares(
    compared: Comparison,
    dataset: Dataset,
    against: Against = "states",
    measure: Measure = "count",
    order: Order = "count",
    limit: int = 24,
) -> Differences:
    """The squares of differences."""
    return differences(compared, dataset, against, measure=measure, order=order, limit=limit, label="All")


def filled(found: Differences) -> dict[tuple[str, str], tuple[int, int, float]]:
    """Body and column to both counts and the difference."""
    return {(cell.body, cell.key): (cell.a, cell.b, cell.difference) for cell in found.cells}


def test_periods_by_hand(tiny: Dataset) -> None:
    """Events, held, missions, bodies, programmes, documents of 2010–2016 and 2017–2024; the own bodies of States not counted."""
    compared = periods(tiny)
    assert [(figure.code, figure.a, figure.b) for figure in side_figures(compared, tiny)] == [
        ("events", 3, 6),  # the meeting over the turn of 2014 and the visits of 2013 and 2016; the six others
        ("held", 3, 5),  # the visit of 2024 is only announced
        ("missions", 2, 2),
        ("bodies", 3, 3),  # office, task force, Steppe Pact; centre, office (branch), Antarctica
        ("programmes", 1, 2),  # compass; compass and lantern
        ("documents", 4, 4),
    ]
    assert [figure.code for figure in side_figures(compared, tiny) if figure.is_additive] == [
        "events",
        "held",
        "missions",
    ]
    assert (compared.a.years, compared.b.years) == (7, 8)
    assert compared.measures == ("rate", "count", "share")
    assert compared.shared == 0


def test_parts_by_hand(tiny: Dataset) -> None:
    """Distinct events of each part on either side."""
    compared = periods(tiny)
    assert counts(parts(compared, tiny, "bodies", "count")) == {
        "wu-centre": (0, 4),
        "ata": (0, 3),
        "steppe-pact": (2, 0),
        "wu-office": (2, 2),
        "wu-task-force": (2, 0),
    }
    assert counts(parts(compared, tiny, "families", "count")) == {
        "capacity": (0, 1), "meeting": (1, 1), "milestone": (0, 1), "mission": (2, 2), "operation": (0, 1),
    }  # fmt: skip
    assert counts(parts(compared, tiny, "states", "count")) == {
        "KAZ": (1, 3), "KGZ": (1, 1), "TJK": (2, 1), "TKM": (0, 2), "UZB": (0, 3),
    }  # fmt: skip
    assert counts(parts(compared, tiny, "programmes", "count")) == {"compass": (1, 1), "lantern": (0, 1)}
    assert counts(parts(compared, tiny, "topics", "count"))["border_management"] == (1, 2)


def test_measures_by_hand(tiny: Dataset) -> None:
    """Counts, events per year of 7 and 8 years, percentages of 3 and 6 events."""
    compared = periods(tiny)
    found = {
        measure: {part.key: part.difference for part in parts(compared, tiny, "bodies", measure)}
        for measure in MEASURES
    }
    assert found["count"]["wu-office"] == 0
    assert found["rate"]["wu-office"] == pytest.approx(2 / 8 - 2 / 7)
    assert found["share"]["wu-office"] == pytest.approx(100 * (2 / 6 - 2 / 3))
    assert found["count"]["wu-centre"] == 4
    assert found["rate"]["wu-centre"] == pytest.approx(0.5)


def test_widest_by_hand(tiny: Dataset) -> None:
    """The widest rise and the widest fall; equal ones by name."""
    found = parts(periods(tiny), tiny, "bodies", "count")
    more, less = widest(found, 2)
    assert [part.key for part in more] == ["wu-centre", "ata"]
    assert [part.key for part in less] == ["steppe-pact", "wu-task-force"]  # SP, WUTF
    assert [part.key for part in widest(found, 1)[0]] == ["wu-centre"]


def test_only_by_hand(tiny: Dataset) -> None:
    """What is on record on one side only."""
    found = parts(periods(tiny), tiny, "bodies", "count")
    assert [part.key for part in only_in(found, "a")] == ["steppe-pact", "wu-task-force"]
    assert [part.key for part in only_in(found, "b")] == ["wu-centre", "ata"]


def test_states_by_hand(tiny: Dataset) -> None:
    """The launch of 2021 is tied to both; the period is one."""
    compared = comparison(Selection(2010, 2024), tiny, "states", "TJK", "UZB")
    assert (len(compared.a), len(compared.b), compared.shared) == (3, 3, 1)
    assert compared.measures == ("count", "share")
    assert kinds_compared(compared) == ("families", "bodies", "topics")
    assert columns_offered(compared) == ("families", "types", "topics")
    assert counts(parts(compared, tiny, "bodies", "count")) == {
        "ata": (1, 2),
        "wu-centre": (1, 2),
        "wu-office": (1, 1),
        "wu-task-force": (2, 0),
        "steppe-pact": (1, 0),
    }


def test_organizations_leave_themselves_out(tiny: Dataset) -> None:
    """A and B are no partners of their own; the visit of 2018 has both."""
    compared = comparison(Selection(2010, 2024), tiny, "organizations", "wu-office", "wu-centre")
    assert (len(compared.a), len(compared.b), compared.shared) == (4, 4, 1)
    assert counts(parts(compared, tiny, "bodies", "count")) == {
        "steppe-pact": (2, 0),
        "ata": (1, 1),
        "wu-task-force": (1, 0),
    }


@pytest.mark.parametrize(
    ("by", "facet", "a", "b"),
    [
        ("periods", {"first_year": 2012, "last_year": 2013}, EARLY, LATE),
        ("states", {"states": ("KAZ",)}, "TJK", "UZB"),
        ("organizations", {"organizations": ("ata",)}, "wu-office", "wu-centre"),
    ],
)
def test_one_facet_is_replaced(tiny: Dataset, by: Compare, facet: dict[str, Any], a: Chosen, b: Chosen) -> None:
    """The reader's own choice of the compared facet does not count, and the page says so; every other facet holds."""
    whole = Selection(2010, 2024)
    compared = comparison(replace(whole, **facet), tiny, by, a, b)
    assert compared.is_facet_replaced
    assert "do not count" in replaced_sentence(compared) or "does not count" in replaced_sentence(compared)
    plain = comparison(whole, tiny, by, a, b)
    assert replaced_sentence(plain) == ""
    assert [side.selection for side in compared.sides] == [side.selection for side in plain.sides]
    missions = comparison(replace(whole, families=("mission",)), tiny, by, a, b)
    assert {part.key for part in parts(missions, tiny, "families", "count")} == {"mission"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("by", "a", "b"), PAIRS)
@pytest.mark.parametrize("measure", MEASURES)
def test_swapping_negates(tiny: Dataset, by: Compare, a: Chosen, b: Chosen, kind: Kind, measure: Measure) -> None:
    """B less A is the opposite of A less B, for every part and every square."""
    one, other = comparison(Selection(2010, 2024), tiny, by, a, b), comparison(Selection(2010, 2024), tiny, by, b, a)
    there = {part.key: (part.a, part.b, part.difference) for part in parts(one, tiny, kind, measure)}
    back = {part.key: (part.b, part.a, -part.difference) for part in parts(other, tiny, kind, measure)}
    assert there == back
    for against in columns_offered(one):
        there_cells = filled(squares(one, tiny, against, measure))
        back_cells = filled(squares(other, tiny, against, measure))
        assert there_cells == {pair: (b, a, -value) for pair, (a, b, value) in back_cells.items()}


@given(st.data())
def test_any_two_periods(tiny: Dataset, data: st.DataObject) -> None:
    """Whatever the periods: counts are those of the events of each, and swapping negates."""
    year = st.integers(2010, 2024)
    a, b = (tuple(sorted((data.draw(year), data.draw(year)))) for _side in "ab")
    compared, swapped = periods(tiny, a, b), periods(tiny, b, a)
    for side, (first, last) in zip(compared.sides, (a, b), strict=True):
        assert len(side) == len(Selection(first, last).apply(tiny))
        assert side.years == last - first + 1
    rows = events_by_year(compared, tiny)
    families = list(tiny.labels("event_families"))
    assert rows.groupby("side")[families].sum().sum(axis=1).reindex(["a", "b"]).tolist() == [
        len(side) for side in compared.sides
    ]
    there = filled(squares(compared, tiny, measure="rate"))
    assert there == {
        pair: (y, x, -value) for pair, (x, y, value) in filled(squares(swapped, tiny, measure="rate")).items()
    }


@pytest.mark.parametrize(("by", "a", "b"), SHIPPED_PAIRS)
@pytest.mark.parametrize("level", ["listed", "organization", "system"])
def test_squares_are_distinct_counts(shipped: Dataset, by: Compare, a: Chosen, b: Chosen, level: Any) -> None:
    """Every square counts the events that a reader would count, each once; sums taken without the code under test."""
    if by == "organizations" and level == "system":
        a, b = "un", "osce"
    compared = comparison(Selection(2010, 2024, roll_up=level), shipped, by, a, b)
    found = squares(compared, shipped, "topics", limit=10_000)
    expected: dict[tuple[str, str], list[int]] = {}
    for number, side in enumerate(compared.sides):
        selected = side.selection.apply(shipped)
        rows = partner_participations(selected, shipped)
        rows = rows[~rows["body"].isin({a, b})] if by == "organizations" else rows
        topics: dict[str, list[str]] = {}
        for event, topic in zip(selected.event_topics["event_id"], selected.event_topics["topic"], strict=True):
            topics.setdefault(event, []).append(topic)
        for event, body in set(zip(rows["event_id"], rows["body"], strict=True)):
            for key in [ALL, *topics.get(event, [])]:
                expected.setdefault((body, key), [0, 0])[number] += 1
    assert {pair: [in_a, in_b] for pair, (in_a, in_b, _value) in filled(found).items()} == expected
    assert found.bodies == len(found.rows) == len({body for body, _key in expected})


@pytest.mark.parametrize("against", AGAINST)
@pytest.mark.parametrize(("by", "a", "b"), PAIRS)
def test_lists_behind_the_squares(tiny: Dataset, by: Compare, a: Chosen, b: Chosen, against: Against) -> None:
    """A click lists as many events of A and of B as the square counts."""
    compared = comparison(Selection(2010, 2024), tiny, by, a, b)
    for (body, key), (in_a, in_b, _value) in filled(squares(compared, tiny, against)).items():
        behind_a, behind_b = events_behind(compared, tiny, against, key, body)
        assert (len(set(behind_a)), len(set(behind_b))) == (in_a, in_b)
    assert events_behind(compared, tiny, against, "nowhere") == ([], [])


def test_events_behind_a_programme(tiny: Dataset) -> None:
    """All events of a part, whoever is listed."""
    assert events_behind(periods(tiny), tiny, "programmes", "compass") == (["kgz-2014-meeting"], ["uzb-2019-training"])


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("change", ["wu-centre", "ata", "wu-office", "steppe-pact", "wu-task-force"]),
        ("count", ["wu-centre", "ata", "steppe-pact", "wu-office", "wu-task-force"]),
        ("name", ["ata", "steppe-pact", "wu-centre", "wu-office", "wu-task-force"]),
    ],
)
def test_order_of_rows(tiny: Dataset, order: Order, expected: list[str]) -> None:
    """By the difference, by the larger count, by name; the bodies shown are the same."""
    found = squares(periods(tiny), tiny, order=order)
    assert [part.key for part in found.rows] == expected
    few = squares(periods(tiny), tiny, order=order, limit=2)
    assert {part.key for part in few.rows} == {"wu-centre", "ata"}
    assert few.bodies == 5
    assert {cell.body for cell in few.cells} == {"wu-centre", "ata"}


def test_years_by_hand(tiny: Dataset) -> None:
    """The n-th years of both, the empty ones too; an event counts in the year of its earliest day."""
    rows = events_by_year(periods(tiny, (2013, 2015), (2018, 2019)), tiny)
    assert rows[["side", "position", "year"]].to_numpy().tolist() == [
        ["a", 1, 2013], ["a", 2, 2014], ["a", 3, 2015], ["b", 1, 2018], ["b", 2, 2019],
    ]  # fmt: skip
    assert rows["mission"].tolist() == [1, 0, 0, 1, 0]
    assert rows["meeting"].tolist() == [0, 1, 0, 0, 0]
    assert rows["capacity"].tolist() == [0, 0, 0, 0, 1]
    # The meeting over the turn of 2014 to 2015 may have been in 2015: there it counts in the first year.
    assert events_by_year(periods(tiny, (2015, 2015), LATE), tiny)["meeting"].tolist()[0] == 1


@pytest.mark.parametrize(("by", "a", "b"), SHIPPED_PAIRS)
def test_years_are_those_of_the_timeline(shipped: Dataset, by: Compare, a: Chosen, b: Chosen) -> None:
    """The same counts as the bars of the first page."""
    compared = comparison(Selection(2010, 2024), shipped, by, a, b)
    rows = events_by_year(compared, shipped)
    for letter, side in zip("ab", compared.sides, strict=True):
        expected = events_per_year(side.selection.apply(shipped), shipped)
        own = rows[rows["side"] == letter].set_index("year")[list(expected.columns)]
        assert own.to_numpy().tolist() == expected.to_numpy().tolist()


def test_lifetimes(tiny: Dataset) -> None:
    """The task force became the centre in 2017; bodies that were there all along say nothing."""
    assert lifetimes_within(periods(tiny), tiny) == {"wu-centre": (2017, 0), "wu-task-force": (0, 2017)}
    assert lifetimes_within(periods(tiny, (2010, 2012), (2013, 2016)), tiny) == {}


def test_defaults(tiny: Dataset, shipped: Dataset) -> None:
    """Two periods that are the record, two different bodies."""
    (first, split), (after, last) = default_periods(shipped)
    assert (first, last, after) == (shipped.schema.first_year, shipped.schema.last_year, split + 1)
    assert default_bodies(tiny, "organization") == ("wu-centre", "wu-office")  # four events each
    assert default_bodies(tiny, "system") == ("wu", "ata")
    assert len(set(default_bodies(shipped, "listed"))) == 2


def test_choices_are_those_of_the_types() -> None:
    """What is offered is what the types name."""
    assert (get_args(Compare), get_args(Against), get_args(Order)) == (COMPARE, AGAINST, ORDERS)


def test_same_and_empty(tiny: Dataset) -> None:
    """A and B alike; sides without events are empty and break nothing."""
    assert periods(tiny, LATE, LATE).is_same
    assert not periods(tiny).is_same
    empty = periods(tiny, (2010, 2011), (2011, 2012))
    assert (len(empty.a), len(empty.b)) == (0, 0)
    found = squares(empty, tiny, measure="share")
    assert (found.rows, len(found.cells), found.bodies) == ((), 0, 0)
    assert matrix_sentence(found, empty) == "Squares without organizations."
    assert parts(empty, tiny, "families", "share") == ()


def test_opening_sentence(tiny: Dataset) -> None:
    """Rates beside counts, and how long the periods are."""
    compared = periods(tiny)
    said = opening_sentence(compared, side_figures(compared, tiny))
    assert "grows from 0.4 events a year to 0.8" in said
    assert "3 in the 7 years of 2010–2016, 6 in the 8 years of 2017–2024" in said
    assert "Missions: 2 and 2; organizations listed: 3 and 3." in said
    back = comparison(Selection(2010, 2024), tiny, "periods", LATE, EARLY)
    assert "shrinks from 0.8 events a year to 0.4" in opening_sentence(back, side_figures(back, tiny))
    states = comparison(Selection(2010, 2024), tiny, "states", "TJK", "KAZ")
    assert "Tajikistan: 3 events on record; Kazakhstan: 4 events** (+1)" in opening_sentence(
        states, side_figures(states, tiny)
    )


def test_change_sentences(tiny: Dataset) -> None:
    """The widest of each kind, linked, with what a body's own beginning or end explains."""
    compared = periods(tiny)
    kinds = {kind: parts(compared, tiny, kind, "rate") for kind in kinds_compared(compared)}
    said = change_sentences(
        compared, kinds, {"bodies": {"wu-centre": "organization?of=wu-centre"}}, lifetimes_within(compared, tiny)
    )
    assert "more [WUC](organization?of=wu-centre) (0.0 → 0.5 a year, established 2017) and Antarctica" in said
    assert "less SP (0.3 → 0.0 a year) and WUTF (0.3 → 0.0 a year, dissolved 2017)" in said
    states = comparison(Selection(2010, 2024), tiny, "states", "TJK", "UZB")
    said = change_sentences(states, {"bodies": parts(states, tiny, "bodies", "count")}, {}, {})
    assert (
        said
        == "- **Organizations**: more in B Antarctica (A 1, B 2) and WUC (A 1, B 2); more in A WUTF (A 2, B 0) and SP (A 1, B 0)"
    )


def test_caveats(tiny: Dataset) -> None:
    """Publishing, unequal years, events on both sides, small numbers: what applies."""
    said = " ".join(caveats(periods(tiny)))
    assert "what is published and kept online" in said
    assert "7 years and 8 years" in said
    assert "Small numbers: A has 3 events and B has 6 events" in said
    assert "on both sides" not in said
    equal = " ".join(caveats(periods(tiny, (2014, 2014), (2015, 2015))))
    assert "compare events per year" not in equal
    assert "1 event is on both sides" in equal


def test_frame_sentence(tiny: Dataset) -> None:
    """What both share, without the facet that tells them apart."""
    said = frame_sentence(periods(tiny, families=("mission",)), tiny)
    assert said == "Both: missions, reported facts only. A: 2010–2016 (2 events). B: 2017–2024 (2 events)."
    states = comparison(Selection(2012, 2024, states=("KAZ",)), tiny, "states", "TJK", "UZB")
    assert frame_sentence(states, tiny).startswith("Both: all events, 2012–2024, reported facts only. A: Tajikistan")


def test_matrix_words(tiny: Dataset) -> None:
    """The note names the measure and how many squares rest on little."""
    compared = periods(tiny)
    found = squares(compared, tiny, measure="rate")
    assert "events a year in B less those in A" in matrix_note(found)
    note = " ".join(matrix_limits(found, compared))
    assert "divided by years: 7 in A, 8 in B" in note
    assert "5 of 5 organizations" in note
    inner = {pair: value for pair, value in filled(found).items() if pair[1] != ALL}
    few = sum(a + b <= 3 for a, b, _value in inner.values())
    assert f"{few} of {len(inner)} squares rest on 3 events or fewer" in note
    assert "WUC +0.5 (0 and 4 events)" in matrix_sentence(found, compared)


def test_mirrored_bars(tiny: Dataset) -> None:
    """A upwards, B downwards on one scale, families by colour and pattern; years of both named where they differ."""
    compared = periods(tiny)
    labels = tiny.labels("event_families")
    rows = events_by_year(compared, tiny)
    figure = mirrored_years(rows, ("one", "two"), labels, 960)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert sum(sum(trace.y) for trace in bars if trace.xaxis == "x2") == len(compared.a)
    assert sum(sum(trace.y) for trace in bars if trace.xaxis == "x") == -len(compared.b)
    assert {trace.marker.pattern.shape for trace in bars} == {FAMILY_PATTERNS[family] for family in labels}
    assert figure.layout.yaxis.range[0] == -figure.layout.yaxis.range[1]
    assert figure.layout.xaxis2.ticktext[0] == "2010"
    assert figure.layout.xaxis.ticktext[0] == "2017"
    assert not [text for text in figure.layout.yaxis.ticktext if text.startswith("-")]
    states = events_by_year(comparison(Selection(2010, 2024), tiny, "states", "TJK", "UZB"), tiny)
    assert {trace.xaxis for trace in mirrored_years(states, ("a", "b"), labels, 350).data} == {"x", None}
    assert "Upwards A, 2010–2016, 2010–2016: 3 events, most in 2013 (1)." in mirror_sentence(rows, compared, labels)


def test_squares_are_drawn(tiny: Dataset) -> None:
    """One square a cell with its signed difference; names are links; white text on the strongest colours only."""
    compared = periods(tiny)
    found = squares(compared, tiny)
    figure = difference_squares(
        {part.key: part.name for part in found.rows},
        matrix_columns(found, 0, 9),
        found.cells,
        body_hrefs={"ata": "organization?of=ata"},
        column_hrefs={"TJK": "state?of=TJK"},
        width=960,
    )
    drawn = {
        (body, key): (a, b, text, colour)
        for trace in figure.data
        if trace.customdata is not None
        for (body, key, a, b), text, colour in zip(trace.customdata, trace.text, trace.marker.color, strict=True)
    }
    assert set(drawn) == set(filled(found))
    assert drawn["wu-centre", ALL] == (0, 4, "+4", MORE_IN_B[-1])
    assert drawn["wu-office", ALL] == (2, 2, "0", NO_DIFFERENCE)
    assert drawn["steppe-pact", ALL][2:] == ("\u22122", MORE_IN_A[2])
    assert '<a href="organization?of=ata" target="_self">Antarctica</a>' in figure.layout.yaxis.ticktext
    assert '<a href="state?of=TJK" target="_self">Tajikistan</a>' in figure.layout.xaxis.ticktext


def test_colours_mirror() -> None:
    """Equal differences either way have the same step; none is grey."""
    for share in (0.05, 0.1, 0.29, 0.3, 0.6, 1.0):
        assert MORE_IN_B.index(cell_colour(share, 1.0)) == MORE_IN_A.index(cell_colour(-share, 1.0))
    assert cell_colour(0, 0) == NO_DIFFERENCE
    assert 1 <= capacity(350) < capacity(960)


def test_tables(tiny: Dataset) -> None:
    """The tables say what is drawn."""
    compared = periods(tiny)
    figures = figures_table(side_figures(compared, tiny), compared)
    assert figures.loc["Events on record"].tolist() == ["3 (0.4 a year)", "6 (0.8 a year)", "+3 (+0.3 a year)"]
    assert figures.loc["Organizations listed"].tolist() == ["3", "3", "0"]
    table = matrix_table(squares(compared, tiny), compared)
    assert table.columns.tolist() == ["Organization", "Column", "A: 2010–2016", "B: 2017–2024", "B less A"]
    assert table.iloc[0].tolist() == ["WUC", "All", 0, 4, 4.0]
    assert len(table) == len(squares(compared, tiny).cells)
    years = years_table(events_by_year(compared, tiny), compared, tiny.labels("event_families"))
    assert years.groupby("Side")["All"].sum().to_dict() == {"A: 2010–2016": 3, "B: 2017–2024": 6}
    only = only_in(parts(compared, tiny, "bodies", "count"), "a")
    table = only_table(only, "A", lifetimes_within(compared, tiny))
    assert table.to_numpy().tolist() == [["SP", 2, ""], ["WUTF", 2, "dissolved 2017"]]


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0, 0, "0"), (12, 0, "+12"), (-3, 0, "\u22123"), (0.04, 1, "≈0"), (-0.35, 1, "\u22120.3"), (1234, 0, "+1,234")],
)
def test_signed(value: float, decimals: int, expected: str) -> None:
    """A sign for every difference, none for nought."""
    assert signed(value, decimals) == expected
