"""Map, Timeline and Participation in Dash 4: the same data, queries, figures, filters and words as the Atlas, with equal care.

    python -m benchmarks.dash_app 8601

What a careful Dash author would do: filters stand outside the pages and survive a page switch; one callback draws the chart and
says the selection, a second one brings the counts behind the options, so that neither waits for the other; the record is loaded
once, slices and figures are cached by selection; the map's geometry comes by address from `assets/`; tables are made when opened;
the address follows the filters in the browser; waitress serves it with eight threads.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, get_args

import dash
import waitress
from dash import Dash, Input, Output, State, clientside_callback, dash_table, dcc, html

from atlas.facets import event_masks, facet_counts
from atlas.figures.style import LIGHT_THEME_INK, add_caption, set_ink
from atlas.load import load_dataset
from atlas.queries.places import events_off_map
from atlas.selection import FACETS, RollUp, Selection, Slice, options
from benchmarks.dash_pages import PAGES
from benchmarks.servers import ROOT

LABEL_TABLES = {
    "states": "states",
    "families": "event_families",
    "types": "event_types",
    "roles": "roles",
    "topics": "topics",
    "statuses": "statuses",
}
TITLES = {
    "states": "States",
    "families": "Event family",
    "types": "Event type",
    "organizations": "Organizations",
    "roles": "Role",
    "topics": "Topic",
    "statuses": "Status",
}
dataset = load_dataset()
schema = dataset.schema
app = Dash(
    __name__,
    use_pages=True,
    pages_folder="",
    assets_folder=str(ROOT / "static"),
    assets_url_path="app/static",  # figures name their geometry `app/static/geo/…`
    suppress_callback_exceptions=True,
    title="The Atlas in Dash",
)


@lru_cache(maxsize=64)
def slice_of(selection: Selection) -> tuple[dict[str, Any], Slice]:
    """The masks of a selection and what it leaves."""
    masks = event_masks(selection, dataset)
    return masks, selection.apply(dataset)


def labels_of(field: str) -> dict[str, str]:
    """Code to label of a facet."""
    if field != "organizations":
        return dict(dataset.labels(LABEL_TABLES[field]))
    frame = dataset["organizations"]
    label = frame["heading"].where(frame["name"] != frame["heading"], "") + " › " + frame["short_name"]
    return dict(zip(frame["organization_id"], label.str.removeprefix(" › "), strict=True))


LABELS = {field: labels_of(field) for field in FACETS}


def selection_of(values: list[Any]) -> Selection:
    """The selection that the filters hold, in the order of `FILTERS`."""
    facets = dict(zip(FACETS, values[: len(FACETS)], strict=True))
    period, roll_up, words, inferred = values[len(FACETS) :]
    known = {field: options(dataset, field, roll_up) for field in FACETS}
    chosen = {field: tuple(code for code in known[field] if code in (facets[field] or ())) for field in FACETS}
    return Selection(
        period[0], period[1], roll_up=roll_up, words=(words or "").strip(), is_with_inferred=bool(inferred), **chosen
    )


FILTERS = [
    *(Input(f"filter-{field}", "value") for field in FACETS),
    Input("filter-period", "value"),
    Input("filter-level", "value"),
    Input("filter-words", "value"),
    Input("filter-inferred", "value"),
]


def options_of(field: str, selection: Selection, counts: dict[str, dict[str, int]]) -> list[dict[str, str]]:
    """The options of a facet with the number of events behind each."""
    labels, known = LABELS[field], options(dataset, field, selection.roll_up)
    return [{"value": code, "label": f"{labels[code]} ({counts[field].get(code, 0)})"} for code in known]


def sidebar() -> html.Div:
    """Every filter of the Atlas."""
    everything = Selection.everything(dataset)
    counts = facet_counts(everything, dataset, slice_of(everything)[0])
    years = range(schema.first_year, schema.last_year + 1)
    return html.Div(
        [
            html.Button("Clear all filters", id="clear"),
            html.Label("Period"),
            dcc.RangeSlider(
                *(schema.first_year, schema.last_year, 1),
                value=[schema.first_year, schema.last_year],
                marks={year: str(year) for year in years if year % 7 == 0},
                id="filter-period",
            ),
            *(
                html.Div(
                    [
                        html.Label(TITLES[field]),
                        dcc.Dropdown(
                            options_of(field, everything, counts),
                            multi=True,
                            id=f"filter-{field}",
                            placeholder="all",
                        ),
                    ]
                )
                for field in FACETS
            ),
            html.Label("Count organizations"),
            dcc.RadioItems(list(get_args(RollUp)), "organization", id="filter-level", inline=True),
            html.Label("Words"),
            dcc.Input(id="filter-words", type="text", debounce=True, placeholder="in titles, summaries, names"),
            dcc.Checklist({"inferred": "With inferred facts"}, [], id="filter-inferred"),
        ],
        style={"width": "300px", "flex": "none", "padding": "15px"},
    )


def page(name: str, title: str, controls: list[Any]) -> html.Div:
    """A page: controls, chart, note, table behind it, events of a click."""
    return html.Div(
        [
            html.H1(title),
            html.P(id=f"{name}-sentence"),
            *controls,
            html.H3(id=f"{name}-title"),
            html.P(id=f"{name}-note"),
            dcc.Graph(id=f"{name}-figure", config={"displaylogo": False, "modeBarButtons": [["toImage"]]}),
            html.Div(id=f"{name}-aside"),
            html.Button("Table and download", id=f"{name}-open"),
            html.Div(id=f"{name}-table"),
            html.Div(id=f"{name}-clicked"),
        ]
    )


def choice(name: str, codes: Sequence[str]) -> dcc.RadioItems:
    """A control of a page; the first option is the default."""
    return dcc.RadioItems({code: code.capitalize() for code in codes}, codes[0], id=name, inline=True)


def years_of_map() -> dcc.Slider:
    """The step through the years; 0 stands for all."""
    years = range(schema.first_year, schema.last_year + 1)
    return dcc.Slider(
        *(schema.first_year - 1, schema.last_year, 1),
        value=schema.first_year - 1,
        marks={schema.first_year - 1: "all", **{year: str(year) for year in years}},
        id="map-year",
    )


for name, entry in PAGES.items():
    controls = [choice(f"{name}-{control}", codes) for control, codes in entry.controls.items()]
    dash.register_page(
        name,
        path=f"/{name}",
        name=entry.title,
        layout=page(name, entry.title, [*controls, years_of_map()] if name == "map" else controls),
    )
CONTROLS = {
    name: [*(f"{name}-{control}" for control in entry.controls), *(["map-year"] if name == "map" else [])]
    for name, entry in PAGES.items()
}


def layout() -> html.Div:
    """Filters, links and the page."""
    links = [
        dcc.Link(entry["name"], href=entry["path"], style={"marginRight": "1rem"})
        for entry in dash.page_registry.values()
    ]
    return html.Div(
        [
            sidebar(),
            html.Div(
                [html.Div(links, id="pages"), dash.page_container],
                id="main",
                style={"flex": "1", "minWidth": 0, "padding": "15px"},
            ),
            dcc.Store(id="query"),
            html.Div(id="address"),
        ],
        style={"display": "flex"},
    )


app.layout = layout


def sliced(name: str, selection: Selection, controls: tuple[Any, ...]) -> Slice:
    """The slice of a page: the map may show one year of it."""
    if name == "map" and controls[-1] >= schema.first_year:
        return slice_of(replace(selection, first_year=controls[-1], last_year=controls[-1]))[1]
    return slice_of(selection)[1]


@lru_cache(maxsize=64)
def drawn(name: str, selection: Selection, controls: tuple[Any, ...]) -> tuple[Any, str, str, str]:
    """The figure of a page, its title, its note, and the sentence that says what it shows."""
    selected = sliced(name, selection, controls)
    figure, title, note, alt = PAGES[name].draw(selected, dataset, controls)
    caption = f"{title}. {schema.title}, data version {dataset.version}. {selection.describe(dataset)}. {len(selected)} events."
    return set_ink(add_caption(figure, caption), LIGHT_THEME_INK).finished(), title, note, alt


def sentence_of(selection: Selection) -> str:
    """The line above every page."""
    shown, total = len(slice_of(selection)[1]), len(dataset["events"])
    return f"{selection.describe(dataset)} · {shown} of {total} events · data version {dataset.version}"


def add_callbacks(name: str) -> None:
    """The callbacks of a page."""
    controls = [Input(control, "value") for control in CONTROLS[name]]

    @app.callback(
        Output(f"{name}-figure", "figure"),
        Output(f"{name}-title", "children"),
        Output(f"{name}-note", "children"),
        Output(f"{name}-aside", "children"),
        Output(f"{name}-sentence", "children"),
        *FILTERS,
        *controls,
    )
    def draw(*values: Any) -> tuple[Any, ...]:
        selection, set_to = selection_of(list(values[: len(FILTERS)])), tuple(values[len(FILTERS) :])
        figure, title, note, alt = drawn(name, selection, set_to)
        return figure, title, note, aside(name, selection, set_to, alt), sentence_of(selection)

    @app.callback(
        Output(f"{name}-table", "children"),
        Input(f"{name}-open", "n_clicks"),
        *FILTERS,
        *controls,
        prevent_initial_call=True,
    )
    def open_table(clicks: int | None, *values: Any) -> Any:
        if not clicks or clicks % 2 == 0:
            return None if dash.ctx.triggered_id == f"{name}-open" else dash.no_update
        selection, set_to = selection_of(list(values[: len(FILTERS)])), tuple(values[len(FILTERS) :])
        frame = PAGES[name].table(sliced(name, selection, set_to), dataset, set_to).astype(str)
        return dash_table.DataTable(frame.to_dict("records"), page_size=20, export_format="csv")

    @app.callback(
        Output(f"{name}-clicked", "children"),
        Input(f"{name}-figure", "clickData"),
        *(State(one.component_id, "value") for one in FILTERS),
        prevent_initial_call=True,
    )
    def show_clicked(click: Any, *values: Any) -> Any:
        point = click["points"][0]
        key = point.get("customdata") or point.get("location")
        key = key[-1] if isinstance(key, list) else key
        events = slice_of(selection_of(list(values)))[1].events
        shown = events[(events["event_id"] == key) | (events["place_id"] == key)]
        return html.Ul([html.Li(f"{date}: {title}") for date, title in zip(shown["date"], shown["title"], strict=True)])


def aside(name: str, selection: Selection, controls: tuple[Any, ...], alt: str) -> Any:
    """What stands beside a chart: its sentence for screen readers, and what is not on the map."""
    if name != "map":
        return html.P(alt, hidden=True)
    off_map = events_off_map(sliced(name, selection, controls), dataset)
    rows = [
        html.Tr([html.Td(place), html.Td(str(events))])
        for place, events in zip(off_map["name"], off_map["events"], strict=True)
    ]
    return html.Div([html.P(alt, hidden=True), html.H3("Not on this map"), html.Table(rows)])


for page_name in PAGES:
    add_callbacks(page_name)


@app.callback(
    *(Output(f"filter-{field}", "options") for field in FACETS),
    Output("query", "data"),
    *FILTERS,
    prevent_initial_call=True,
)
def count_options(*values: Any) -> tuple[Any, ...]:
    """The number behind every option, and the selection for the address."""
    selection = selection_of(list(values))
    counts = facet_counts(selection, dataset, slice_of(selection)[0])
    return (*(options_of(field, selection, counts) for field in FACETS), selection.to_query(dataset))


@app.callback(
    *(Output(one.component_id, "value") for one in FILTERS), Input("clear", "n_clicks"), prevent_initial_call=True
)
def clear(clicks: int) -> tuple[Any, ...]:
    """Lift every filter."""
    return (*([] for _ in FACETS), [schema.first_year, schema.last_year], "organization", "", [])


clientside_callback(
    """query => {
        const pairs = Object.entries(query || {}).flatMap(([name, values]) => values.map(value => [name, value]))
        const search = new URLSearchParams(pairs)
        history.replaceState(history.state, '', search.size ? `?${search}` : location.pathname)
        return null
    }""",
    Output("address", "children"),
    Input("query", "data"),
    prevent_initial_call=True,
)


if __name__ == "__main__":
    waitress.serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
