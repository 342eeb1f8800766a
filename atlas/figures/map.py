"""The map: the five States by a measure, places as circles sized by events.

Geometry is fetched by the browser from the app's own static files, so that a change of filters does not send it again. The
first trace keeps plotly.js from asking its content network for a world map; see docs/adr/0003-plotly-map-without-network.md.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import COUNT_SCALE, lean_figure
from atlas.text import _

GEOMETRY_VERSION = "1"
"""Raised when `scripts/build_basemap.py` writes other files: browsers keep the old ones under the old address."""

WATER = "rgba(86, 140, 180, 0.16)"
NEIGHBOURS = "rgba(128, 128, 128, 0.16)"
BORDER = "rgba(110, 115, 118, 0.9)"
MARKER = "#D55E00"

MEASURE_UNITS = {
    "events": _("events"),
    "missions": _("missions held"),
    "organizations": _("organizations"),
    "months": _("months since the last"),
}

# Eye-made positions for the labels of the five States, clear of their busiest places: longitude, latitude.
LABELS = {"KAZ": (67.0, 49.3), "KGZ": (74.9, 41.35), "TJK": (71.6, 38.35), "TKM": (58.6, 39.6), "UZB": (63.2, 41.9)}


CONTEXT = (
    "AFG",
    "ARM",
    "AZE",
    "CHN",
    "GEO",
    "IND",
    "IRN",
    "IRQ",
    "JOR",
    "MNG",
    "PAK",
    "RUS",
    "SYR",
    "TUR",
    "UKR",
    "siachen-glacier",
)
LAKES = ("lakes",)
"""Feature ids of the quiet layers; a test holds them to the files."""


def geometry(layer: str) -> str:
    """Address of a layer of the basemap: relative, so that it holds behind a proxy with a base path."""
    return f"app/static/geo/{layer}.geojson?v={GEOMETRY_VERSION}"


def state_map(by_state: pd.DataFrame, by_place: pd.DataFrame, measure: str, *, is_small: bool = False) -> Sketch:
    """The five States coloured by a measure; unless small, places as circles whose area is the number of events.

    Points carry the State's alpha-3 or the place's id as customdata. A place known only as a region or State is a hollow circle.
    """
    bottom = 8 if is_small else 52
    figure = lean_figure(
        270 if is_small else 480, clickmode="event+select", dragmode=False, margin={"l": 8, "r": 8, "t": 8, "b": bottom}
    )
    figure.add_scattergeo(lon=[66.0], lat=[45.0], marker={"opacity": 0}, hoverinfo="skip", showlegend=False)
    figure.add_choropleth(
        geojson=geometry("context"),
        locations=list(CONTEXT),
        z=[0] * len(CONTEXT),
        featureidkey="id",
        colorscale=[[0, NEIGHBOURS], [1, NEIGHBOURS]],
        showscale=False,
        hoverinfo="skip",
        marker_line={"color": NEIGHBOURS, "width": 0.5},
    )
    _add_states(figure, by_state, measure, is_small)
    figure.add_choropleth(
        geojson=geometry("lakes"),
        locations=list(LAKES),
        z=[0] * len(LAKES),
        featureidkey="id",
        colorscale=[[0, WATER], [1, WATER]],
        showscale=False,
        hoverinfo="skip",
        marker_line_width=0,
    )
    if is_small:
        _add_state_numbers(figure, by_state, measure)
    else:
        _add_places(figure, by_place[by_place["is_on_map"]])
    figure.update_geos(
        visible=False,
        bgcolor=WATER,
        projection={"type": "conic equal area", "rotation": {"lon": 66.5}, "parallels": [38, 52]},
        lonaxis_range=[46.5, 87.5],
        lataxis_range=[35, 55.5],
    )
    return figure


def _add_states(figure: Sketch, by_state: pd.DataFrame, measure: str, is_small: bool) -> None:
    rows = list(zip(by_state["state"], by_state["name"], by_state[measure], strict=True))
    unknown = [(state, name) for state, name, value in rows if value is pd.NA]
    known = [(state, name, float(value)) for state, name, value in rows if value is not pd.NA]
    unit = MEASURE_UNITS[measure]
    style: dict[str, Any] = {
        "geojson": geometry("states"),
        "featureidkey": "id",
        "marker_line": {"color": BORDER, "width": 1.2},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    if unknown:
        states, names = zip(*unknown, strict=True)
        figure.add_choropleth(
            locations=states,
            z=[0] * len(unknown),
            colorscale=[[0, NEIGHBOURS], [1, NEIGHBOURS]],
            showscale=False,
            customdata=states,
            text=names,
            hovertemplate="<b>%{text}</b><br>" + _("no mission on record") + "<extra></extra>",
            **style,
        )
    if known:
        states, names, values = zip(*known, strict=True)
        figure.add_choropleth(
            locations=states,
            z=values,
            zmin=0,
            zmax=max(1.0, *values),
            colorscale=COUNT_SCALE,
            customdata=states,
            text=names,
            hovertemplate="<b>%{text}</b><br>%{z} " + unit + "<extra></extra>",
            showscale=not is_small,
            colorbar={
                "title": {"text": unit, "side": "top"},
                "orientation": "h",
                "thickness": 8,
                "len": 0.45,
                "x": 0.01,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "ypad": 6,
                "nticks": 4,
                "tickformat": "d",
                "outlinewidth": 0,
            },
            **style,
        )


def _add_state_numbers(figure: Sketch, by_state: pd.DataFrame, measure: str) -> None:
    """Names and numbers on the small map: colour never carries meaning alone."""
    figure.add_scattergeo(
        lon=[LABELS[state][0] for state in by_state["state"]],
        lat=[LABELS[state][1] for state in by_state["state"]],
        mode="text",
        text=[f"<b>{value}</b>" for value in by_state[measure]],
        textfont={"size": 14, "color": "#ffffff", "shadow": "0 0 4px #10344a, 0 0 2px #10344a"},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_places(figure: Sketch, places: pd.DataFrame) -> None:
    is_exact = places["precision"].isin(["site", "city"])
    most = max(1, int(places["events"].max())) if len(places) else 1
    for exact, label in ((True, _("City or site")), (False, _("Region or State, place not known more exactly"))):
        part = places[is_exact == exact]
        if part.empty:
            continue
        figure.add_scattergeo(
            lon=part["longitude"],
            lat=part["latitude"],
            name=label,
            mode="markers",
            marker={
                "symbol": "circle" if exact else "circle-open",
                "size": part["events"],
                "sizemode": "area",
                "sizeref": 2 * most / 34**2,
                "sizemin": 4,
                "color": MARKER,
                "opacity": 0.85,
                "line": {"width": 1 if exact else 2, "color": "#ffffff" if exact else MARKER},
            },
            customdata=part["place_id"],
            hovertext=[
                f"<b>{name}</b><br>"
                + (_("1 event") if events == 1 else _("{count} events").format(count=events))
                + (_(", of them missions: {count}").format(count=missions) if missions else "")
                for name, events, missions in zip(part["name"], part["events"], part["missions"], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 0.85}},
        )
