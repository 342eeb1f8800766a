"""What the Dash pages draw: the calls of `pages/explore/{map,timeline,participation}.py`, to be kept in step with them.

A page has controls (id to options, the first is the default), and two functions of the slice and the controls' values: the drawing
(figure, title, note, sentence for screen readers) and the table behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.dataset import Dataset
from atlas.figures.map import state_map
from atlas.figures.matrix import column_capacity, participation_squares
from atlas.figures.timeline import timeline_marks
from atlas.matrix import busiest_rows, columns_from
from atlas.queries.participation import AGAINST, ORDERS, participation_matrix
from atlas.queries.places import MEASURES, events_by_place, events_off_map, measures_by_state
from atlas.queries.timeline import LANES, timeline_events
from atlas.selection import Slice
from atlas.sentences.matrix import matrix_note, matrix_sentence, matrix_title
from atlas.sentences.places import MEASURE_TITLES, map_sentence
from atlas.sentences.timeline import timeline_sentence
from atlas.tables.matrix import matrix_table, matrix_words
from atlas.tables.places import places_table
from atlas.tables.timeline import timeline_table

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
    schema = dataset.schema
    rows = timeline_events(selected, dataset, controls[0], WIDTH)
    figure = timeline_marks(rows, dataset.labels("event_families"), schema.first_year, schema.last_year)
    note = "Thick lines are days, thin lines a month or year."
    return figure, f"Events 2010 to 2024, by {controls[0]}", note, timeline_sentence(rows)


def _timeline_table(selected: Slice, dataset: Dataset, controls: Controls) -> pd.DataFrame:
    return timeline_table(timeline_events(selected, dataset, controls[0], WIDTH), dataset)


def _matrix(selected: Slice, dataset: Dataset, controls: Controls) -> Any:
    against, order, rows = controls[:3]
    matrix = participation_matrix(selected, dataset, against, order)
    return busiest_rows(matrix, MOST_ROWS) if rows == "most" and len(matrix.rows) > MOST_ROWS else matrix


def _draw_participation(selected: Slice, dataset: Dataset, controls: Controls) -> Drawing:
    matrix = _matrix(selected, dataset, controls)
    columns = len(matrix.columns)
    pages = max(1, -(-columns // column_capacity(WIDTH)))
    size = -(-columns // pages)
    part = columns_from(matrix, 0, size)
    figure = participation_squares(part, matrix_words(matrix, dataset), WIDTH)
    return figure, matrix_title(controls[0]), matrix_note(matrix, dataset), matrix_sentence(matrix, dataset)


def _participation_table(selected: Slice, dataset: Dataset, controls: Controls) -> pd.DataFrame:
    return matrix_table(_matrix(selected, dataset, controls), dataset)


PAGES: Mapping[str, Page] = {
    "map": Page("Map", {"measure": MEASURES}, _draw_map, _map_table),
    "timeline": Page("Timeline", {"lanes": LANES}, _draw_timeline, _timeline_table),
    "participation": Page(
        "Participation",
        {"against": AGAINST, "order": ORDERS, "rows": ("most", "all")},
        _draw_participation,
        _participation_table,
    ),
}
