"""Colours, symbols and the lean layout that all figures share."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping
from typing import Any

from atlas.figures.sketch import Sketch

# Okabe and Ito's set for colour-blind readers (jfly.uni-koeln.de/color), grey in place of black: it must hold on dark ground.
ROLE_COLOURS: Mapping[str, str] = {
    "lead": "#0072B2",
    "organizer": "#E69F00",
    "partner": "#CC79A7",
    "host": "#D55E00",
    "participant": "#56B4E9",
    "funder": "#009E73",
    "supporter": "#F0E442",
    "observer": "#999999",
}
DARK_ROLES = frozenset({"lead", "host", "funder"})
"""Roles whose colour wants white letters."""

FAMILY_COLOURS: Mapping[str, str] = {
    "mission": "#D55E00",
    "meeting": "#0072B2",
    "capacity": "#009E73",
    "milestone": "#E69F00",
    "operation": "#CC79A7",
}
FAMILY_SYMBOLS: Mapping[str, str] = {
    "mission": "diamond",
    "meeting": "circle",
    "capacity": "square",
    "milestone": "triangle-up",
    "operation": "cross",
}
FAMILY_PATTERNS: Mapping[str, str] = {
    "mission": "",
    "meeting": "/",
    "capacity": ".",
    "milestone": "x",
    "operation": "-",
}

HUE = "0, 114, 178"
"""The one hue for counts, as red, green, blue."""

QUIET = "rgba(128, 128, 128, 0.18)"
LINE = "rgba(128, 128, 128, 0.45)"
INK = "#7a7a7a"
"""Grey text that reads on light and on dark ground."""

CAPTION_WIDTH = 62
"""Characters of a caption's line: it must fit a phone."""


def hue(alpha: float) -> str:
    """The hue for counts at a strength from 0 to 1."""
    return f"rgba({HUE}, {alpha:.2f})"


COUNT_COLOURS = ("#d6e6f2", "#9cc3de", "#5c9cc6", "#2374a8", "#0b4f7d")
"""The hue for counts from few to many. Opaque, so that dark text stands on the light ones and white text on the dark ones in
either theme."""

COUNT_SCALE = [[position / (len(COUNT_COLOURS) - 1), colour] for position, colour in enumerate(COUNT_COLOURS)]
LIGHT_TEXT_FROM = 0.70
"""Share of the largest count from which text on the cell is white: there black and white both have 4.5 to 1."""

ON_LIGHT, ON_DARK = "#000000", "#ffffff"
"""Text on light and on dark cells."""

LIGHT_THEME_INK = "#59616b"
"""Text of charts on the light theme: the theme's own grey has too little contrast (3.7 to 1)."""


def family_marker(family: str) -> dict[str, Any]:
    """The marker of bars of a family: colour and pattern."""
    return {
        "color": FAMILY_COLOURS[family],
        "pattern": {
            "shape": FAMILY_PATTERNS[family],
            "fillmode": "overlay",
            "fgcolor": "rgba(255,255,255,0.6)",
            "size": 5,
            "solidity": 0.25,
        },
    }


LEGEND_ABOVE: Mapping[str, Any] = {
    "orientation": "h",
    "yref": "container",
    "y": 1.0,
    "yanchor": "top",
    "xref": "container",
    "x": 0.0,
}
"""A legend at the very top of a figure, above labels that stand over its plot."""


def lean_figure(height: int, **layout: Any) -> Sketch:
    """An empty figure without Plotly's template (7 KB of JSON that the page's theme replaces anyway)."""
    base: dict[str, Any] = {
        "template": {},
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left"},
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.0, "x": 0, "title": {"text": ""}},
    }
    return Sketch(**{**base, **layout})


def add_caption(figure: Sketch, text: str) -> Sketch:
    """Write what the figure shows, the selection and the version under it, so that an exported image says them too.

    The figure's left margin must be its own (no `automargin`): annotations are placed from the plot's edge.
    """
    lines = textwrap.wrap(text, CAPTION_WIDTH)
    height = 13 * len(lines) + 10
    margin = figure.properties["margin"]
    bottom = margin["b"] + height
    figure.add_annotation(
        text="<br>".join(lines),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xanchor="left",
        yanchor="bottom",
        align="left",
        yshift=-bottom,
        xshift=4 - margin["l"],
        showarrow=False,
        font={"size": 10},
    )
    return figure.update_layout(margin={"b": bottom}, height=figure.properties["height"] + height)


def set_ink(figure: Sketch, colour: str) -> Sketch:
    """Set the colour of every text that has none of its own."""
    ink = {"color": colour}
    figure.update_layout(font=ink, legend={"font": ink})
    figure.update_xaxes(tickfont=ink)
    figure.update_yaxes(tickfont=ink)
    for annotation in figure.properties["annotations"]:
        annotation["font"] = ink | annotation.get("font", {})
    for trace in figure.traces:
        if trace["type"] == "choropleth" and "colorbar" in trace:
            trace["colorbar"] |= {"tickfont_color": colour, "title_font_color": colour}
    return figure


LINK_COLOURS: Mapping[str, str] = {"light": "#0B5C8C", "dark": "#7DBBE3"}
"""Theme to the colour of links, that of the theme. Plotly's own (#447adb) has too little contrast on either ground (4 to 1)."""

_LINK_END = ' target="_self">'


def linked(label: str, href: str) -> str:
    """A label of a chart that is a link; without an address, the label alone."""
    return f'<a href="{html.escape(href)}"{_LINK_END}{label}</a>' if href else label


def colour_links(figure: Sketch, colour: str) -> Sketch:
    """Give every link among the labels its colour."""

    def coloured(text: str) -> str:
        return text.replace(_LINK_END, f'{_LINK_END[:-1]} style="color:{colour}">') if _LINK_END in text else text

    for axis in ("xaxis", "yaxis"):
        part = figure.properties.get(axis, {})
        if "ticktext" in part:
            part["ticktext"] = [coloured(text) for text in part["ticktext"]]
    for annotation in figure.properties["annotations"]:
        annotation["text"] = coloured(annotation["text"])
    return figure
