"""Squares of one body: its roles by year and by State, as counts of one hue with the number in the square."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from atlas.figures.style import COUNT_SCALE, INK, LIGHT_TEXT_FROM, LINE, ON_DARK, ON_LIGHT, lean_figure, linked
from atlas.text import _

ROW_HEIGHT = 26
SIZE = 22
PIXELS_PER_CHARACTER = 6.4
MOST_PITCH = 84
"""Widest distance of columns in pixels: a few columns stand together at the left."""

RIGHT = 12


def count_squares(
    rows: pd.DataFrame,
    columns: pd.DataFrame,
    cells: pd.DataFrame,
    width: int,
    hrefs: Mapping[str, str] = MappingProxyType({}),
) -> go.Figure:
    """Counts as squares, for a page that gives `width` pixels or more. rows and columns: key, label, total; cells: row, column,
    count. Totals stand at the right and at the bottom. A row's label is a link where `hrefs` has an address for its key. Where
    there is no room for the columns, rows and columns change places; points always carry (row, column) as customdata.
    """
    is_turned = width < 600 and len(columns) > len(rows) + 3
    down, across = (columns, rows) if is_turned else (rows, columns)
    cells = cells.assign(
        x=cells["row" if is_turned else "column"].map(_positions(across)),
        y=cells["column" if is_turned else "row"].map(_positions(down)),
    )
    names = {
        **dict(zip(rows["key"], rows["label"], strict=True)),
        **dict(zip(columns["key"], columns["label"], strict=True)),
    }
    left = int(max(map(len, [*down["label"], _("Events")]), default=0) * PIXELS_PER_CHARACTER) + 18
    pitch = min(MOST_PITCH, (width - left - RIGHT) / (len(across) + 1))
    is_upright = max(map(len, across["label"]), default=0) * PIXELS_PER_CHARACTER > pitch
    head = int(max(map(len, [*across["label"], _("Events")])) * PIXELS_PER_CHARACTER) + 16 if is_upright else 30
    figure = lean_figure(
        head + ROW_HEIGHT * (len(down) + 1) + 8,
        margin={"l": left, "r": RIGHT, "t": head, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    _add_lines(figure, len(down), len(across))
    _add_squares(figure, cells, names, int(min(SIZE, pitch - 3)))
    _add_totals(figure, down, across)
    span = (width - left - RIGHT) / pitch
    figure.update_xaxes(
        tickvals=list(range(len(across) + 1)),
        ticktext=[*across["label"], _("Events")],
        tickangle=-90 if is_upright else 0,
        side="top",
        range=[-0.5, span - 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=11,
        automargin=False,
    )
    labels = [
        linked(label, "" if is_turned else hrefs.get(key, ""))
        for key, label in zip(down["key"], down["label"], strict=True)
    ]
    figure.update_yaxes(
        tickvals=list(range(len(down) + 1)),
        ticktext=[*labels, _("Events")],
        range=[len(down) + 0.5, -0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=12,
        automargin=False,
    )
    return figure


def _positions(axis: pd.DataFrame) -> dict[str, int]:
    return {key: position for position, key in enumerate(axis["key"])}


def _add_lines(figure: go.Figure, down: int, across: int) -> None:
    figure.add_scatter(
        x=[value for _y in range(down) for value in (-0.5, across - 0.5, None)],
        y=[value for y in range(down) for value in (y, y, None)],
        mode="lines",
        line={"color": LINE, "width": 0.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_squares(figure: go.Figure, cells: pd.DataFrame, names: Mapping[str, str], size: int) -> None:
    most = max(1, int(cells["count"].max())) if len(cells) else 1
    for is_strong, part in cells.groupby(cells["count"] / most >= LIGHT_TEXT_FROM):
        figure.add_scatter(
            x=part["x"],
            y=part["y"],
            mode="markers+text",
            showlegend=False,
            marker={
                "symbol": "square",
                "size": size,
                "color": part["count"],
                "colorscale": COUNT_SCALE,
                "cmin": 0,
                "cmax": most,
                "opacity": 1,
            },
            text=part["count"],
            textfont={"size": 11, "color": ON_DARK if is_strong else ON_LIGHT},
            customdata=part[["row", "column"]].to_numpy(),
            hovertext=[
                f"<b>{names[row]}</b>, {names[column]}: "
                + (_("1 event") if count == 1 else _("{count} events").format(count=count))
                for row, column, count in zip(part["row"], part["column"], part["count"], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _add_totals(figure: go.Figure, down: pd.DataFrame, across: pd.DataFrame) -> None:
    """Distinct events of each row at the right, of each column at the bottom."""
    figure.add_scatter(
        x=[len(across)] * len(down) + list(range(len(across))),
        y=list(range(len(down))) + [len(down)] * len(across),
        mode="text",
        text=[*down["total"], *across["total"]],
        textfont={"size": 11, "color": INK},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
