"""What the Dash pages draw: the calls of `pages/explore/{map,timeline,participation}.py`, to be kept in step with them.

A page has controls (id to options, the first is the default) and two functions of the slice, the controls' values and the page's
links: the drawing (figure, title, note, sentence for screen readers) and the table behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from atlas.dataset import Dataset
from atlas.figures.map import state_map
from atlas.figures.matrix import column_capacity, participation_squares
from atlas.figures.timeline import timeline_bars, timeline_marks
from atlas.matrix import Matrix
from atlas.queries.columns import AGAINST, matrix_columns
from atlas.queries.families import profile_of
from atlas.queries.participation import CELLS, ORDERS, participation_matrix
from atlas.queries.places import MEASURES, events_by_place, events_off_map, measures_by_state
from atlas.queries.timeline import LANES, MOST_MARKS, timeline_events, timeline_lanes, timeline_quarters
from atlas.selection import Slice
from atlas.sentences.matrix import matrix_answer, matrix_note, matrix_sentence, matrix_title
from atlas.sentences.places import MEASURE_TITLES, map_sentence
from atlas.sentences.timeline import quarters_note, quarters_sentence, timeline_note, timeline_sentence, timeline_title
from atlas.tables.matrix import matrix_table, matrix_words
from atlas.tables.places import places_table
from atlas.tables.timeline import quarters_table, timeline_table

WIDTH = 960
MOST_ROWS = 60

Drawing = tuple[Any, str, str, str]
Controls = tuple[Any, ...]


@dataclass(frozen=True)
class Page:
    """One page."""

    title: str
    controls: Mapping[str, tuple[str, ...]]
    draw: Callable[[Slice, Dataset, Controls], Drawing]
    table: Callable[[Slice, Dataset, Controls], pd.DataFrame]


def _hrefs(page: str, codes: Iterable[str], selected: Slice, dataset: Dataset) -> dict[str, str]:
    """Addresses behind the names in a chart, with the filters, as the Atlas has them."""
    query = selected.selection.to_query(dataset)
    return {code: f"{page}?{urlencode({**query, 'of': [code]}, doseq=True)}" for code in codes}


def _draw_map(selected: Slice, dataset: Dataset, controls: Controls) -> Drawing:
    by_state, by_place = measures_by_state(selected, dataset), events_by_place(selected, dataset)
    measure = controls[0]
    note = "Circles are places, their area is the number of events."
    title = f"{MEASURE_TITLES[measure]}, by State and place"
    return state_map(by_state, by_place, measure), title, note, map_sentence(by_state, measure)


def _map_table(selected: Slice, dataset: Dataset, controls: Controls) -> pd.DataFrame:
    by_state, by_place = measures_by_state(selected, dataset), events_by_place(selected, dataset)
    return places_table(by_state, by_place, events_off_map(selected, dataset), dataset)


def _draw_timeline(selected: Slice, dataset: Dataset, controls: Controls) -> Drawing:
    by, schema = controls[0], dataset.schema
    span = schema.first_year, schema.last_year
    lanes = timeline_lanes(selected, dataset, by)
    hrefs = {}
    if by in ("state", "organization"):
        hrefs = _hrefs(by, filter(None, lanes.keys), selected, dataset)
    if len(lanes) > MOST_MARKS:
        rows = timeline_quarters(lanes, selected, dataset)
        sentence = quarters_sentence(rows, len(selected))
        return (
            timeline_bars(rows, *span, hrefs, WIDTH),
            timeline_title(by, span),
            quarters_note(rows, MOST_MARKS),
            sentence,
        )
    rows = timeline_events(selected, dataset, by, WIDTH, lanes)
    figure = timeline_marks(rows, dataset.labels("event_families"), *span, hrefs, WIDTH)
    return figure, timeline_title(by, span), timeline_note(), timeline_sentence(rows)


def _timeline_table(selected: Slice, dataset: Dataset, controls: Controls) -> pd.DataFrame:
    lanes = timeline_lanes(selected, dataset, controls[0])
    if len(lanes) > MOST_MARKS:
        return quarters_table(timeline_quarters(lanes, selected, dataset))
    return timeline_table(timeline_events(selected, dataset, controls[0], WIDTH, lanes), dataset)


def _matrix(selected: Slice, dataset: Dataset, controls: Controls) -> Matrix:
    against, cell, order, rows = controls
    columns = matrix_columns(selected, dataset, against)
    cell = cell if cell in CELLS[against] else CELLS[against][0]
    pages = max(1, -(-len(columns) // column_capacity(WIDTH, cell)))
    return participation_matrix(
        selected,
        dataset,
        against,
        order,
        cell=cell,
        columns=columns,
        part=(0, -(-len(columns) // pages)),
        most=MOST_ROWS if rows == "most" else 0,
    )


def _draw_participation(selected: Slice, dataset: Dataset, controls: Controls) -> Drawing:
    matrix = _matrix(selected, dataset, controls)
    bodies = {row: profile_of(row, dataset) for row in matrix.rows["body"]}
    addresses = _hrefs("organization", filter(None, bodies.values()), selected, dataset)
    row_hrefs = {row: addresses[body] for row, body in bodies.items() if body}
    states = [key for key in matrix.columns["key"] if key in dataset.central_asian_states]
    figure = participation_squares(
        matrix, matrix_words(matrix, dataset), WIDTH, row_hrefs, _hrefs("state", states, selected, dataset)
    )
    note = f"{matrix_answer(matrix, controls[0])} {matrix_note(matrix, dataset)}"
    return figure, matrix_title(controls[0], matrix.cell), note, matrix_sentence(matrix, dataset)


def _participation_table(selected: Slice, dataset: Dataset, controls: Controls) -> pd.DataFrame:
    return matrix_table(_matrix(selected, dataset, controls), dataset)


PAGES: Mapping[str, Page] = {
    "map": Page("Map", {"measure": MEASURES}, _draw_map, _map_table),
    "timeline": Page("Timeline", {"lanes": LANES}, _draw_timeline, _timeline_table),
    "participation": Page(
        "Participation",
        {"against": AGAINST, "cell": ("role", "count", "share", "lift"), "order": ORDERS, "rows": ("most", "all")},
        _draw_participation,
        _participation_table,
    ),
}
