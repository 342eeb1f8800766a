"""Gaps and recency: a cell for each State and row, dark where the wait is long, with a symbol where nothing is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import (
    COUNT_SCALE,
    FAMILY_COLOURS,
    INK,
    LEGEND_ABOVE,
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

ANNOUNCED = FAMILY_COLOURS["mission"]
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
) -> Sketch:
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
    depth = len(rows)
    x_of = {state: position for position, state in enumerate(columns["state"])}
    y_of = {key: position for position, key in enumerate(rows["key"])}
    drawn = [
        {**cell, "x": x_of[cell["state"]], "y": y_of[cell["key"]]}
        for cell in (
            dict(zip(cells.columns, row, strict=True))
            for row in zip(*(cells[name].tolist() for name in cells), strict=True)
        )
    ]
    announced = [cell for cell in drawn if cell["announced"]]
    entries = len({cell["answer"] for cell in drawn} - {"held"}) + bool(announced)
    legend = (NARROW_LEGEND_LINE * entries if is_narrow else LEGEND_HEIGHT) if entries else 0
    figure = lean_figure(
        head + legend + (NARROW_ROW if is_narrow else ROW) * depth + 8,
        margin={"l": left, "r": 4 if is_narrow else 8, "t": head + legend, "b": 8},
        barmode="overlay",
        bargap=0.1,
        clickmode="event+select",
        dragmode=False,
        showlegend=True,
        legend={**LEGEND_ABOVE, "itemclick": False, "itemdoubleclick": False},
    )
    _add_waits(figure, [cell for cell in drawn if cell["answer"] == "held"], is_narrow)
    for answer, symbol in SYMBOLS.items():
        part = [cell for cell in drawn if cell["answer"] == answer]
        _add_empty(figure, part, answer, f"{symbol} {words[answer]}", is_narrow)
    _add_announced(figure, announced, words["announced"])
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


def _bars(part: Sequence[Mapping[str, Any]], ink: str, size: int) -> dict[str, Any]:
    """What all cells share: rectangles that can be clicked, around their place in the grid, with text that stays readable when
    another cell is selected.
    """
    return {
        "x": [BAR] * len(part),
        "base": [cell["x"] - BAR / 2 for cell in part],
        "y": [cell["y"] for cell in part],
        "orientation": "h",
        "width": 0.9,
        "customdata": [[cell["key"], cell["state"]] for cell in part],
        "hovertext": [cell["hover"] for cell in part],
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


def _add_waits(figure: Sketch, held: Sequence[Mapping[str, Any]], is_narrow: bool) -> None:
    most = max([1, *(cell["months"] for cell in held)])
    for is_strong in (False, True):
        part = [cell for cell in held if (cell["months"] / most >= LIGHT_TEXT_FROM) == is_strong]
        if part:
            figure.add_bar(
                **_bars(part, ON_DARK if is_strong else ON_LIGHT, 11),
                marker={
                    "color": [cell["months"] for cell in part],
                    "colorscale": COUNT_SCALE,
                    "cmin": 0,
                    "cmax": most,
                    "line": {"width": 0},
                },
                text=[_wait_in_cell(cell["months"], cell["events"], is_narrow) for cell in part],
                showlegend=False,
            )


def _wait_in_cell(months: int, events: int, is_narrow: bool) -> str:
    """Months and number of events: in two lines on a phone."""
    if is_narrow:
        return f"<b>{months}</b><br>n {events}"
    wait = _("1 month") if months == 1 else _("{count} months").format(count=months)
    return f"<b>{wait}</b> · n {events}"


def _add_empty(figure: Sketch, part: Sequence[Mapping[str, Any]], answer: str, name: str, is_narrow: bool) -> None:
    if not part:
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


def _add_announced(figure: Sketch, part: Sequence[Mapping[str, Any]], name: str) -> None:
    """A hollow diamond, as announced events have on the timeline, in the corner of the cell."""
    if not part:
        return
    figure.add_scatter(
        x=[cell["x"] + 0.38 for cell in part],
        y=[cell["y"] - 0.2 for cell in part],
        mode="markers",
        name=name,
        marker={"symbol": "diamond", "size": 9, "color": ON_DARK, "line": {"color": ANNOUNCED, "width": 2}},
        hoverinfo="skip",
    )
