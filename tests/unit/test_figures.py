"""Every figure on nothing, on one row and on everything; what a click carries; what the browser must not fetch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from atlas.dataset import Dataset
from atlas.figures.bars import body_bars, year_bars
from atlas.figures.chains import RELATION_DASHES, chain_threads
from atlas.figures.coverage import coverage_squares, search_grid
from atlas.figures.map import CONTEXT, LABELS, LAKES, geometry, state_map
from atlas.figures.matrix import LIFT_COLOURS, LIFT_EDGES, column_capacity, lift_names, participation_squares
from atlas.figures.style import (
    CAPTION_WIDTH,
    FAMILY_COLOURS,
    FAMILY_PATTERNS,
    FAMILY_SYMBOLS,
    ROLE_COLOURS,
    add_caption,
    colour_links,
    lean_figure,
    linked,
)
from atlas.figures.timeline import timeline_bars, timeline_marks
from atlas.geo import GEO_DIR
from atlas.queries.chains import BY, MOST_CHAINS, RELATIONS, chains
from atlas.queries.counts import events_per_year, most_active_bodies
from atlas.queries.coverage import coverage, search_coverage
from atlas.queries.participation import AGAINST, CELLS, participation_matrix
from atlas.queries.places import MEASURES, events_by_place, measures_by_state
from atlas.queries.timeline import LANES, timeline_events, timeline_lanes, timeline_quarters
from atlas.selection import Selection, Slice
from atlas.tables.matrix import matrix_words

Build = Callable[[Slice, Dataset], go.Figure]
WIDTH = 960


def of_map(measure: str, *, is_small: bool = False) -> Build:
    """The map by a measure."""
    return lambda part, data: state_map(
        measures_by_state(part, data), events_by_place(part, data), measure, is_small=is_small
    )


def of_timeline(lane: Any, width: int) -> Build:
    """The timeline in lanes."""
    return lambda part, data: timeline_marks(
        timeline_events(part, data, lane, width),
        data.labels("event_families"),
        data.schema.first_year,
        data.schema.last_year,
    )


def of_quarters(lane: Any, width: int) -> Build:
    """The timeline in lanes, events counted by quarter."""
    return lambda part, data: timeline_bars(
        timeline_quarters(timeline_lanes(part, data, lane), part, data),
        data.schema.first_year,
        data.schema.last_year,
        width=width,
    )


def of_chains(kind: Any, by: Any, width: int) -> Build:
    """Chains or series as threads."""

    def build(part: Slice, data: Dataset) -> go.Figure:
        shown = chains(part, data, kind, by, width, MOST_CHAINS)
        years = data.schema.first_year, data.schema.last_year
        families, relations = data.labels("event_families"), data.labels("event_relation_types")
        return chain_threads(shown.events, shown.links, families, relations, years, width)

    return build


def as_on_the_page(cell: Any, width: int) -> dict[str, Any]:
    """As many rows and columns as the page Participation shows."""
    return {"most": 60, "part": (0, column_capacity(width, cell))}


def of_matrix(against: Any, cell: Any, width: int) -> Build:
    """The matrix against one kind of column."""

    def build(part: Slice, data: Dataset) -> go.Figure:
        matrix = participation_matrix(part, data, against, "count", cell=cell, **as_on_the_page(cell, width))
        return participation_squares(matrix, matrix_words(matrix, data), width)

    return build


FIGURES: dict[str, Build] = {
    "years": lambda part, data: year_bars(events_per_year(part, data), data.labels("event_families")),
    "bodies": lambda part, data: body_bars(most_active_bodies(part, data)),
    "map small": of_map("events", is_small=True),
    **{f"map {measure}": of_map(measure) for measure in MEASURES},
    **{f"timeline {lane} {width}": of_timeline(lane, width) for lane in LANES for width in (WIDTH, 350)},
    **{f"quarters {lane} {width}": of_quarters(lane, width) for lane in LANES for width in (WIDTH, 350)},
    **{
        f"{kind} {by} {width}": of_chains(kind, by, width)
        for kind in ("chains", "series")
        for by in BY
        for width in (WIDTH, 350)
    },
    **{
        f"matrix {against} {cell} {width}": of_matrix(against, cell, width)
        for against in AGAINST
        for cell in CELLS[against]
        for width in (WIDTH, 350)
    },
}
KILOBYTES = {
    "years": 20,
    "bodies": 20,
    "map": 60,
    "timeline": 240,
    "quarters": 60,
    "chains": 60,
    "series": 80,
    "matrix": 80,
}
"""What a page may send for a figure, uncompressed, with room for a thousand events."""

CLICKABLE = [
    name for name in FIGURES if name.split()[0] in ("map", "timeline", "chains", "matrix") and name != "map small"
]


def json_of(figure: go.Figure) -> Any:
    """The figure as the browser gets it."""
    return json.loads(figure.to_json())


def names_in(value: Any) -> set[str]:
    """The names of all properties of a figure and of their parts."""
    if isinstance(value, dict):
        return set(value).union(*(names_in(part) for part in value.values()))
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return set().union(*(names_in(part) for part in value))
    return set()


def clicks(figure: go.Figure) -> list[Any]:
    """What the points of a figure carry."""
    return [point for trace in figure.data if trace.customdata is not None for point in trace.customdata]


def text_of(figure: go.Figure) -> Iterator[str]:
    """Every text on a figure: axis labels, points, annotations."""
    for trace in figure.data:
        texts = trace.text if trace.type != "heatmap" else None
        if texts is not None:
            yield from ([texts] if isinstance(texts, str) else [str(text) for text in texts])
    yield from (annotation.text for annotation in figure.layout.annotations)


@pytest.mark.parametrize("build", FIGURES.values(), ids=FIGURES.keys())
@pytest.mark.parametrize(
    ("selection", "events"),
    [(Selection(2010, 2011), 0), (Selection(2013, 2013), 1), (Selection(2010, 2024), 9)],
    ids=["nothing", "one", "all"],
)
def test_figures_are_built(tiny: Dataset, build: Build, selection: Selection, events: int) -> None:
    """Nothing, one event, all: a figure of some height that says nothing undefined."""
    selected = selection.apply(tiny)
    assert len(selected) == events
    figure = build(selected, tiny)
    layout = json_of(figure)["layout"]
    assert layout["height"] > 0
    # Plotly's own template, 7 KB, is left out: the page's theme replaces it.
    assert len(json.dumps(layout.get("template", {}))) < 100
    assert not {"nan", "NaN", "<NA>", "None", "NaT"} & set(text_of(figure))


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_small(shipped: Dataset, name: str) -> None:
    """The shipped data in a figure stays within what a page may send."""
    figure = FIGURES[name](Selection.everything(shipped).apply(shipped), shipped)
    assert len(figure.to_json()) < 1024 * KILOBYTES[name.split()[0]]


@pytest.mark.parametrize("name", FIGURES)
def test_the_browser_gets_what_is_checked(shipped: Dataset, name: str) -> None:
    """Short spellings (`lonaxis_range`) reach the browser written out: it knows none, and would ignore them without a word."""
    figure: Any = FIGURES[name](Selection.everything(shipped).apply(shipped), shipped)
    names = names_in(figure.unchecked().to_dict())
    assert {name for name in names if "_" in name} <= {"paper_bgcolor", "plot_bgcolor"}


@pytest.mark.parametrize("name", CLICKABLE)
def test_figures_carry_what_a_click_needs(tiny: Dataset, name: str) -> None:
    """Events on the timeline, (body, column) in the matrix, States and places on the map."""
    selected = Selection.everything(tiny).apply(tiny)
    points = clicks(FIGURES[name](selected, tiny))
    kind, what = name.split()[:2]
    if kind == "timeline":
        assert sorted(points) == sorted(timeline_events(selected, tiny, what, WIDTH)["event_id"])  # type: ignore[arg-type]
    elif kind == "chains":
        assert sorted(points) == sorted(chains(selected, tiny, kind, what, WIDTH).events["event_id"])  # type: ignore[arg-type]
    elif kind == "matrix":
        cell, width = name.split()[2:]
        asked = as_on_the_page(cell, int(width))
        cells = participation_matrix(selected, tiny, what, "count", cell=cell, **asked).cells  # type: ignore[arg-type]
        cells = cells[cells["count"] > 0]
        assert sorted(map(tuple, points)) == sorted(zip(cells["body"], cells["key"], strict=True))
    else:
        on_map = events_by_place(selected, tiny).query("is_on_map")["place_id"]
        assert sorted(points) == sorted([*tiny.central_asian_states, *on_map])


@pytest.mark.parametrize("name", [name for name in FIGURES if name.startswith("map")])
def test_map_asks_no_other_host(tiny: Dataset, name: str) -> None:
    """The first trace is a point by longitude and latitude and no base layer shows: plotly.js fetches no world map."""
    figure = FIGURES[name](Selection.everything(tiny).apply(tiny), tiny)
    first = figure.data[0]
    assert (first.type, first.locations) == ("scattergeo", None)
    assert len(first.lon) == len(first.lat) == 1
    assert figure.layout.geo.visible is False
    addresses = {trace.geojson for trace in figure.data if trace.type == "choropleth"}
    assert addresses == {geometry(layer) for layer in ("states", "context", "lakes")}
    assert "http" not in figure.to_json()


@pytest.mark.parametrize(
    ("layer", "ids"),
    [("context", CONTEXT), ("lakes", LAKES), ("states", tuple(LABELS))],
    ids=["context", "lakes", "states"],
)
def test_layers_are_those_of_the_files(layer: str, ids: tuple[str, ...]) -> None:
    """Ids in the code are the features of the files that the browser fetches."""
    features = json.loads((GEO_DIR / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    assert sorted(feature["id"] for feature in features) == sorted(ids)


def test_approximate_places_are_hollow(tiny: Dataset) -> None:
    """A region is an open circle, a city a full one."""
    figure = FIGURES["map events"](Selection.everything(tiny).apply(tiny), tiny)
    symbols = {
        place: trace.marker.symbol
        for trace in figure.data
        if trace.type == "scattergeo" and trace.customdata is not None
        for place in trace.customdata
    }
    assert {place for place, symbol in symbols.items() if symbol == "circle-open"} == {"tjk-sughd", "uzb-surxondaryo"}
    assert symbols["tjk-dushanbe"] == "circle"


def test_announced_events_are_hollow(tiny: Dataset) -> None:
    """On the timeline only what is not on record as held has an open symbol."""
    figure = FIGURES[f"timeline family {WIDTH}"](Selection.everything(tiny).apply(tiny), tiny)
    hollow = {
        event
        for trace in figure.data
        if trace.customdata is not None
        if trace.marker.symbol.endswith("-open")
        for event in trace.customdata
    }
    assert hollow == {"kaz-2024-visit"}


def test_names_of_lanes_are_links(tiny: Dataset) -> None:
    """Lanes with an address link to it, others do not."""
    rows = timeline_events(Selection.everything(tiny).apply(tiny), tiny, "state", WIDTH)
    figure = timeline_marks(rows, tiny.labels("event_families"), 2010, 2024, {"TJK": "state?of=TJK&state=TJK"})
    names = [annotation.text for annotation in figure.layout.annotations]
    assert '<b><a href="state?of=TJK&amp;state=TJK" target="_self">Tajikistan</a></b>  3' in names
    assert "<b>Kazakhstan</b>  4" in names


def test_bars_by_quarter_draw_every_count(tiny: Dataset) -> None:
    """Heights follow the counts, on one scale, and the numbers of the years add up to the lanes."""
    selected = Selection.everything(tiny).apply(tiny)
    lanes = timeline_lanes(selected, tiny, "state")
    quarters = timeline_quarters(lanes, selected, tiny)
    bars, numbers = timeline_bars(quarters, 2010, 2024).data
    assert [int(text) for text in bars.text] == quarters["events"].tolist()
    tallest, most = min(bars.y), quarters["events"].max()
    assert [height / tallest for height in bars.y] == pytest.approx((quarters["events"] / most).tolist(), abs=0.001)
    assert sum(map(int, numbers.text)) == len(lanes)


@pytest.mark.parametrize("kind", ["chains", "series"])
def test_threads_draw_every_event_and_link(shipped: Dataset, kind: Any) -> None:
    """A mark for each event, a line for each link, with words at its middle; the relation by its style."""
    selected = Selection(2010, 2024, is_with_inferred=True).apply(shipped)
    found = chains(selected, shipped, kind, "state", WIDTH)
    figure = chain_threads(
        found.events,
        found.links,
        shipped.labels("event_families"),
        shipped.labels("event_relation_types"),
        (2010, 2024),
        WIDTH,
    )
    assert sorted(clicks(figure)) == sorted(found.events["event_id"])
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.showlegend]
    assert sum(len(trace.x) // 3 for trace in lines) == len(found.links)
    assert {trace.line.dash for trace in lines} == {RELATION_DASHES[code] for code in found.links["relation"]}
    words = [trace for trace in figure.data if trace.mode == "markers" and trace.customdata is None]
    assert [len(trace.x) for trace in words] == [len(found.links)]
    assert set(RELATION_DASHES) == set(RELATIONS)


def test_bars_sum_to_the_events(tiny: Dataset) -> None:
    """The stacked bars hold each event once."""
    figure = FIGURES["years"](Selection.everything(tiny).apply(tiny), tiny)
    assert sum(int(sum(trace.y)) for trace in figure.data) == 9
    assert [trace.name for trace in figure.data] == [
        "Mission",
        "Meeting",
        "Capacity building",
        "Milestone",
        "Operation",
    ]


def test_coverage(tiny: Dataset) -> None:
    """A block for each kind of publisher, a square for each State and year with events, none for the others."""
    table = coverage(tiny)
    figure = coverage_squares(table)
    squares = next(trace for trace in figure.data if trace.type == "heatmap")
    assert set(table["kind"]) <= {annotation.text[3:-4] for annotation in figure.layout.annotations}
    values = [value for value in squares.z if value is not None]
    assert sorted(values) == sorted(table.loc[table["events"] > 0, "events"])
    assert len(set(zip(squares.x, squares.y, strict=True))) == len(squares.z)
    # No row or column is left out between others: the browser would stretch the cells beside it.
    rows = sorted(set(squares.y))
    assert rows == list(range(len(rows)))
    assert set(squares.x) == set(table["year"])
    empty = coverage_squares(table.assign(events=0))
    assert all(set(trace.z) == {None} for trace in empty.data if trace.type == "heatmap")
    assert not [text for text in text_of(empty) if text.isdigit()]


@pytest.mark.parametrize("heading", ["", "World Union", "Financial-action bodies"])
def test_search_grid(tiny: Dataset, heading: str) -> None:
    """A filled square where events were found, a hollow one where a search found none, with the number of searches."""
    table = search_coverage(tiny, heading)
    figure = search_grid(table)
    drawn = {"square": 0, "square-open": 0}
    for trace in figure.data:
        drawn[trace.marker.symbol] += len(trace.x)
    answers = table["answer"].value_counts()
    assert drawn == {"square": answers.get("found", 0), "square-open": answers.get("none found", 0)}


def test_every_code_has_its_style(tiny: Dataset) -> None:
    """No role without a colour of its own, no family without colour, symbol and pattern."""
    assert list(ROLE_COLOURS) == list(tiny.labels("roles"))
    for styles in (FAMILY_COLOURS, FAMILY_SYMBOLS, FAMILY_PATTERNS):
        assert list(styles) == list(tiny.labels("event_families"))
    for styles in (ROLE_COLOURS, FAMILY_COLOURS, FAMILY_SYMBOLS):
        assert len(set(styles.values())) == len(styles)


def test_caption() -> None:
    """The caption widens the margin below by the room that it takes, in lines that fit a phone."""
    figure = lean_figure(200)
    words = "All events, 2010–2024, reported facts only. " * 4
    add_caption(figure, words)
    lines = figure.layout.annotations[0].text.split("<br>")
    assert len(lines) > 1
    assert max(map(len, lines)) <= CAPTION_WIDTH
    assert " ".join(lines) == words.strip()
    assert figure.layout.height - 200 == figure.layout.margin.b - 8 > 0


def test_column_capacity() -> None:
    """A wider page shows more columns, and a phone some; letters need less room than numbers."""
    for cell in ("role", "count", "share", "lift"):
        assert 4 < column_capacity(350, cell) < column_capacity(WIDTH, cell) <= column_capacity(WIDTH)


def matrix_figure(dataset: Dataset, against: Any, order: Any = "count", hrefs: Any = None, **asked: Any) -> go.Figure:
    """The matrix over everything in a figure, its names linked where there are addresses."""
    matrix = participation_matrix(Selection(2010, 2024).apply(dataset), dataset, against, order, **asked)
    hrefs = hrefs or {}
    return finished(participation_squares(matrix, matrix_words(matrix, dataset), WIDTH, hrefs, hrefs))


def finished(figure: Any) -> go.Figure:
    """A sketch as the figure that it becomes."""
    return figure if isinstance(figure, go.Figure) else figure.finished()


def test_squares_lie_over_their_names(tiny: Dataset) -> None:
    """The second pair of axes, which names the squares in full for the hover text, has the places and the ends of the first."""
    layout = matrix_figure(tiny, "missions").layout
    for first, second in ((layout.xaxis, layout.xaxis2), (layout.yaxis, layout.yaxis2)):
        assert first.range == second.range
        assert tuple(first.tickvals)[: len(second.tickvals)] == tuple(second.tickvals)
    assert "Follow-up visit to Turkmenistan<br>June 2018" in layout.xaxis2.ticktext


def test_names_are_links_where_they_have_an_address(tiny: Dataset) -> None:
    figure = matrix_figure(tiny, "states", hrefs={"wu-office": "organization?of=wu-office", "TJK": "state?of=TJK"})
    assert '<a href="organization?of=wu-office" target="_self">WUO</a>' in figure.layout.yaxis.ticktext
    assert '<a href="state?of=TJK" target="_self">Tajikistan</a>' in figure.layout.xaxis.ticktext
    assert "WUC" in figure.layout.yaxis.ticktext
    assert "WUO" in figure.layout.yaxis2.ticktext


def test_nearly_empty_columns_have_a_mark(tiny: Dataset) -> None:
    """An announced mission has a circle after its label and says it in full when pointed at."""
    layout = matrix_figure(tiny, "missions").layout
    assert layout.xaxis.ticktext[0] == "Oct 2024 WUC \u25cb"
    assert layout.xaxis2.ticktext[0].endswith("(announced, not on record as held)")
    assert [label for label in layout.xaxis.ticktext if "\u25cb" in label or "\u2205" in label] == [
        "Oct 2024 WUC \u25cb"
    ]


def test_few_expected_are_hollow(shipped: Dataset) -> None:
    """Every square of lift is full or hollow by what is expected, and in the class of its number."""
    selected = Selection(2010, 2024).apply(shipped)
    matrix = participation_matrix(selected, shipped, "states", "count", cell="lift")
    cells = matrix.cells.set_index(["body", "key"])
    figure = matrix_figure(shipped, "states", cell="lift")
    names = {}
    for trace in figure.data:
        for point in trace.customdata if trace.customdata is not None else ():
            cell = cells.loc[tuple(point)]
            assert (trace.marker.symbol == "square-open") == (cell["expected"] < 5)
            names.setdefault(trace.name, []).append(cell["lift"])
    assert len(names) > 3
    for name, (low, high) in {"0.8 to 1.25": (0.8, 1.25), "1.25 to 2": (1.25, 2), "2 to 4": (2, 4)}.items():
        assert low <= min(names[name]) <= max(names[name]) < high
    assert len(LIFT_COLOURS) == len(LIFT_EDGES) + 1 == len(lift_names())


def test_blocks_stand_under_headings(tiny: Dataset) -> None:
    """By similarity the headings name blocks instead of families."""
    matrix = participation_matrix(Selection(2010, 2024).apply(tiny), tiny, "years", "similarity")
    texts = list(text_of(matrix_figure(tiny, "years", "similarity")))
    for block in set(matrix.rows["block"]) - {0}:
        size = int((matrix.rows["block"] == block).sum())
        assert f"<b>Block {block} ({size} bodies)</b>" in texts
    assert "<b>World Union</b>" not in texts
    assert "<b>World Union</b>" in list(text_of(matrix_figure(tiny, "years")))


def test_links_take_the_colour_of_the_theme() -> None:
    """On axes and in annotations; what is no link stays as it is."""
    figure = lean_figure(100).update_yaxes(ticktext=[linked("OSCE", "organization?of=osce&from=2015"), "EAG"])
    figure.add_annotation(text=f"<b>{linked('Tajikistan', 'state?of=TJK')}</b> 3")
    colour_links(figure, "#123456")
    first, second = figure.layout.yaxis.ticktext
    assert first == '<a href="organization?of=osce&amp;from=2015" target="_self" style="color:#123456">OSCE</a>'
    assert second == "EAG"
    assert 'href="state?of=TJK" target="_self" style="color:#123456"' in figure.layout.annotations[0].text
