"""Gaps and recency: a cell for each State and row, dark where the wait is long, with a symbol where nothing is on record."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from atlas.figures.style import (
    COUNT_SCALE,
    INK,
    LIGHT_TEXT_FROM,
    LINE,
    ON_DARK,
    ON_LIGHT,
    QUIET,
    lean_figure,
    linked,
)
from atlas.text import _, shorten

SYMBOLS: Mapping[str, str] = {"none_found": "○", "not_researched": "?", "outside_lifetime": "✕", "left_out": "▽"}
"""Answer of an empty cell to its symbol."""

PATTERNS: Mapping[str, str] = {"none_found": "", "not_researched": ".", "outside_lifetime": "/", "left_out": "-"}

ROW, NARROW_ROW = 30, 38
"""Height of a row in pixels; on a phone a cell holds two lines."""

STATES_HEIGHT, NARROW_STATES_HEIGHT = 28, 92
"""Room for the names of the States: level on a wide page, upright on a phone."""

LEGEND_HEIGHT, NARROW_LEGEND_LINE = 30, 22
"""Room for the legend: one line on a wide page, one for each entry on a phone."""

NARROW = 600
NAME_WIDTH, NARROW_NAME_WIDTH = 190, 122
PIXELS_PER_CHARACTER = 6.6
BAR = 0.94


def gap_cells(
    rows: pd.DataFrame,
    columns: pd.DataFrame,
    cells: pd.DataFrame,
    words: Mapping[str, str],
    width: int,
) -> go.Figure:
    """The grid. Points carry (key, state) as customdata.

    Args:
        rows: key, label, href.
        columns: state, label, href.
        cells: key, state, answer, months, events, announced, hover.
        words: answer of an empty cell, and "announced", to words.
        width: pixels that the page gives.
    """
    is_narrow = width <= NARROW
    left = NARROW_NAME_WIDTH if is_narrow else NAME_WIDTH
    head = NARROW_STATES_HEIGHT if is_narrow else STATES_HEIGHT
    entries = int(cells.loc[cells["answer"] != "held", "answer"].nunique()) + bool((cells["announced"] > 0).any())
    legend = (NARROW_LEGEND_LINE * entries if is_narrow else LEGEND_HEIGHT) if entries else 0
    depth = len(rows)
    x_of = {state: position for position, state in enumerate(columns["state"])}
    y_of = {key: position for position, key in enumerate(rows["key"])}
    cells = cells.assign(x=cells["state"].map(x_of), y=cells["key"].map(y_of))
    figure = lean_figure(
        head + legend + (NARROW_ROW if is_narrow else ROW) * depth + 8,
        margin={"l": left, "r": 4 if is_narrow else 8, "t": head + legend, "b": 8},
        barmode="overlay",
        bargap=0.1,
        clickmode="event+select",
        dragmode=False,
        showlegend=True,
        legend={
            "orientation": "h",
            "yref": "container",
            "y": 1.0,
            "yanchor": "top",
            "xref": "container",
            "x": 0.0,
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    _add_waits(figure, cells[cells["answer"] == "held"], is_narrow)
    for answer, symbol in SYMBOLS.items():
        _add_empty(figure, cells[cells["answer"] == answer], answer, f"{symbol} {words[answer]}", is_narrow)
    _add_announced(figure, cells[cells["announced"] > 0], words["announced"])
    figure.update_xaxes(
        tickvals=list(x_of.values()),
        ticktext=[linked(label, href) for label, href in zip(columns["label"], columns["href"], strict=True)],
        tickangle=-90 if is_narrow else 0,
        side="top",
        range=[-0.5, len(columns) - 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=12,
        automargin=False,
    )
    length = int(left / PIXELS_PER_CHARACTER)
    figure.update_yaxes(
        tickvals=list(y_of.values()),
        ticktext=[
            linked(shorten(label, length), href) for label, href in zip(rows["label"], rows["href"], strict=True)
        ],
        range=[depth - 0.5, -0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=11,
        automargin=False,
    )
    return figure


def _bars(part: pd.DataFrame, ink: str, size: int) -> dict[str, object]:
    """What all cells share: rectangles that can be clicked, around their place in the grid, with text that stays readable when
    another cell is selected.
    """
    return {
        "x": [BAR] * len(part),
        "base": part["x"] - BAR / 2,
        "y": part["y"],
        "orientation": "h",
        "width": 0.9,
        "customdata": part[["key", "state"]].to_numpy(),
        "hovertext": part["hover"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        # Plotly's bars read the text of both once one of the two is given.
        "selected": {"marker": {"opacity": 1}, "textfont": {"color": ink}},
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": ink}},
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": size, "color": ink},
        "cliponaxis": False,
    }


def _add_waits(figure: go.Figure, held: pd.DataFrame, is_narrow: bool) -> None:
    most = max(1, int(held["months"].max())) if len(held) else 1
    for is_strong, part in held.groupby(held["months"] / most >= LIGHT_TEXT_FROM):
        waits = part["months"].astype(str) if is_narrow else part["months"].map(_months_in_cell)
        figure.add_bar(
            **_bars(part, ON_DARK if is_strong else ON_LIGHT, 11),
            marker={"color": part["months"], "colorscale": COUNT_SCALE, "cmin": 0, "cmax": most, "line": {"width": 0}},
            text=[
                f"<b>{wait}</b>{'<br>' if is_narrow else ' · '}n {count}"
                for wait, count in zip(waits, part["events"], strict=True)
            ],
            showlegend=False,
        )


def _months_in_cell(months: int) -> str:
    return _("1 month") if months == 1 else _("{count} months").format(count=months)


def _add_empty(figure: go.Figure, part: pd.DataFrame, answer: str, name: str, is_narrow: bool) -> None:
    if part.empty:
        return
    figure.add_bar(
        **_bars(part, INK, 14 if is_narrow else 11),
        name=name,
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": LINE, "width": 1},
            "pattern": {"shape": PATTERNS[answer], "fgcolor": QUIET, "size": 8, "solidity": 0.15},
        },
        text=[SYMBOLS[answer] if is_narrow else name] * len(part),
    )


def _add_announced(figure: go.Figure, part: pd.DataFrame, name: str) -> None:
    """A hollow diamond, as announced events have on the timeline, in the corner of the cell."""
    if part.empty:
        return
    figure.add_scatter(
        x=part["x"] + 0.38,
        y=part["y"] - 0.2,
        mode="markers",
        name=name,
        marker={"symbol": "diamond", "size": 9, "color": "#ffffff", "line": {"color": "#D55E00", "width": 2}},
        hoverinfo="skip",
    )
