"""Properties that hold for any selection of the tiny dataset, and for any order of the rows in its files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.dataset import Dataset
from atlas.facets import event_masks, facet_counts
from atlas.load import load_dataset
from atlas.queries.counts import announced_events, events_per_year, headlines, most_active_bodies
from atlas.queries.coverage import coverage, limits, source_list
from atlas.queries.event_list import event_list
from atlas.queries.participation import AGAINST, ORDERS, Against, Order, participation_matrix
from atlas.queries.places import events_by_place, events_off_map, measures_by_state
from atlas.queries.record import event_record
from atlas.queries.timeline import LANES, timeline_events
from atlas.selection import FACETS, Selection, Slice, options
from atlas.sentences.overview import opening_sentence
from tests.packages import assemble, shuffle_tables

WORDS = ("", "visit", "tajikistan", "world union", "lantern", "nothing of the kind")


@st.composite
def selections(draw: st.DrawFn, dataset: Dataset) -> Selection:
    """Any selection that the sidebar can make."""
    years = draw(st.tuples(st.integers(2010, 2024), st.integers(2010, 2024)).map(sorted))
    roll_up = draw(st.sampled_from(["listed", "organization", "system"]))
    facets: dict[str, Any] = {}
    for field in FACETS:
        known = options(dataset, field, roll_up)
        # Half of the facets stay open, as they do for a reader: all seven set at once leave nothing.
        chosen = draw(st.one_of(st.just(set()), st.sets(st.sampled_from(known), max_size=3)))
        facets[field] = tuple(code for code in known if code in chosen)
    return Selection(
        years[0],
        years[1],
        roll_up=roll_up,
        is_with_inferred=draw(st.booleans()),
        words=draw(st.sampled_from(WORDS)),
        **facets,
    )


def ids(selected: Slice) -> set[str]:
    """Events of a slice."""
    return set(selected.events["event_id"])


@given(st.data())
def test_narrower_is_never_more(tiny: Dataset, data: st.DataObject) -> None:
    """Setting an open facet, adding words, or shortening the period only takes events away."""
    selection = data.draw(selections(tiny))
    wide = ids(selection.apply(tiny))
    narrower = [
        replace(selection, words=f"{selection.words} {data.draw(st.sampled_from(WORDS[1:]))}"),
        replace(selection, first_year=data.draw(st.integers(selection.first_year, selection.last_year))),
        replace(selection, last_year=data.draw(st.integers(selection.first_year, selection.last_year))),
        replace(selection, is_with_inferred=False),
    ]
    for field in FACETS:
        codes = getattr(selection, field)
        if len(codes) > 1:
            narrower.append(replace(selection, **{field: tuple(codes[:1])}))
        elif not codes:
            narrower.append(replace(selection, **{field: options(tiny, field, selection.roll_up)[:1]}))
    for each in narrower:
        assert ids(each.apply(tiny)) <= wide


@given(st.data())
def test_address_round_trip(tiny: Dataset, data: st.DataObject) -> None:
    """A selection survives the address; nothing of it is ignored."""
    selection = data.draw(selections(tiny))
    assert Selection.from_query(selection.to_query(tiny), tiny) == (selection, ())


@given(
    st.dictionaries(
        st.sampled_from(["from", "to", "level", "inferred", "q", "state", "org"]), st.lists(st.text(max_size=6))
    )
)
def test_any_address_is_readable(tiny: Dataset, query: dict[str, list[str]]) -> None:
    """No address breaks the page, and what was read can be written and read again."""
    selection, _ignored = Selection.from_query(query, tiny)
    assert Selection.from_query(selection.to_query(tiny), tiny) == (selection, ())


@given(st.data())
def test_years_sum_to_the_events(tiny: Dataset, data: st.DataObject) -> None:
    """Each event counts in one year and one family."""
    selected = data.draw(selections(tiny)).apply(tiny)
    table = events_per_year(selected, tiny)
    assert int(table.to_numpy().sum()) == len(selected)
    assert table.index.tolist() == list(range(selected.selection.first_year, selected.selection.last_year + 1))


@given(st.data())
def test_facet_counts_are_what_an_option_gives(tiny: Dataset, data: st.DataObject) -> None:
    """For any selection, the number beside an option is what choosing it alone gives."""
    selection = data.draw(selections(tiny))
    field = data.draw(st.sampled_from(sorted(FACETS)))
    counts = facet_counts(selection, tiny, event_masks(selection, tiny))[field]
    for code in data.draw(st.lists(st.sampled_from(options(tiny, field, selection.roll_up)), max_size=4)):
        assert counts.get(code, 0) == len(replace(selection, **{field: (code,)}).apply(tiny))


@given(st.data())
def test_every_selection_has_a_sentence(tiny: Dataset, data: st.DataObject) -> None:
    """Any selection can say itself, without a hole in the sentence."""
    sentence = data.draw(selections(tiny)).describe(tiny)
    assert sentence[0].isupper()
    assert "  " not in sentence
    assert ", ," not in sentence


Query = Callable[[Slice, Dataset], Any]


def matrix_parts(part: Slice, dataset: Dataset, against: Against, order: Order) -> list[pd.DataFrame]:
    """Rows and columns in their order; cells, which have none, sorted."""
    matrix = participation_matrix(part, dataset, against, order)
    return [matrix.rows, matrix.columns, matrix.cells.sort_values(["body", "key"])]


def records(part: Slice, dataset: Dataset) -> list[Any]:
    """What the records of all events hold: the order of names within a field aside."""
    found = [event_record(dataset, event) for event in part.events["event_id"]]
    return [
        [
            [(title, sorted(re.split(", | and ", value)), basis) for title, value, basis in sorted(record.fields)],
            *(
                frame.sort_values(list(frame.columns), ignore_index=True)
                for frame in (record.participations, record.sources, record.figures, record.related)
            ),
        ]
        for record in found
        if record
    ]


def listed_events(part: Slice, dataset: Dataset) -> pd.DataFrame:
    """The list of events: the order of names within a cell aside."""
    table = event_list(part, dataset)
    return table.assign(**{column: table[column].str.split(", ").map(sorted) for column in ("states", "organizations")})


QUERIES: dict[str, Query] = {
    "events": lambda part, data: part.events,
    "events per year": events_per_year,
    "headlines": headlines,
    "most active bodies": most_active_bodies,
    "announced events": lambda part, data: announced_events(part),
    "measures by state": measures_by_state,
    "events by place": events_by_place,
    "events off the map": events_off_map,
    "limits": lambda part, data: limits(data, part.events),
    "coverage": lambda part, data: coverage(data),
    "source list": lambda part, data: source_list(data),
    "opening sentence": opening_sentence,
    "event list": listed_events,
    "facet counts": lambda part, data: facet_counts(part.selection, data, event_masks(part.selection, data)),
    "options": lambda part, data: [options(data, field, part.selection.roll_up) for field in FACETS],
    **{f"timeline {lane}": partial(timeline_events, lane=lane, width=960) for lane in LANES},
    **{f"matrix {against}": partial(matrix_parts, against=against, order="count") for against in AGAINST},
    **{f"matrix by {order}": partial(matrix_parts, against="missions", order=order) for order in ORDERS},
    "records": records,
}


def flat(value: Any) -> Iterator[Any]:
    """A result as plain values; the index of a frame is no part of it, unless it has a name."""
    if isinstance(value, pd.DataFrame):
        frame = value.reset_index() if value.index.name else value
        yield list(map(str, frame.columns))
        for row in frame.itertuples(index=False):
            yield [repr(cell) for cell in row]
    elif isinstance(value, list | tuple):
        for part in value:
            yield from flat(part)
    elif isinstance(value, dict):
        yield from sorted((key, repr(sorted(part.items()))) for key, part in value.items())
    else:
        yield repr(value)


@pytest.fixture(scope="module")
def all_of(tiny: Dataset) -> Slice:
    """Everything, with inferred facts, bodies as listed."""
    return Selection(2010, 2024, roll_up="listed", is_with_inferred=True).apply(tiny)


@pytest.fixture(scope="module", params=[1, 2])
def shuffled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The tiny dataset from files with their rows in another order."""
    package = assemble(tmp_path_factory.mktemp("shuffled") / "package")
    shuffle_tables(package, request.param)
    return load_dataset(package)


@pytest.mark.parametrize("name", QUERIES)
def test_row_order_changes_no_result(tiny: Dataset, all_of: Slice, shuffled: Dataset, name: str) -> None:
    """Every query gives the same result, whatever the order of rows in the files."""
    expected = list(flat(QUERIES[name](all_of, tiny)))
    assert len(expected) > 0
    assert list(flat(QUERIES[name](all_of.selection.apply(shuffled), shuffled))) == expected


@pytest.mark.parametrize("query", [event_list, lambda part, data: event_record(data, "tjk-2013-visit").participations])
def test_row_order_changes_no_order_within(tiny: Dataset, all_of: Slice, shuffled: Dataset, query: Query) -> None:
    """Names within a cell, and rows of a record, have an order of their own."""
    expected = list(flat(query(all_of, tiny)))
    assert list(flat(query(all_of.selection.apply(shuffled), shuffled))) == expected
