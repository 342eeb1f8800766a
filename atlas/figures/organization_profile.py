"""Squares of one body: its roles by year and by State, as counts of one hue with the number in the square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from atlas.figures.sketch import Sketch
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
) -> Sketch:
    """Counts as squares, for a page that gives `width` pixels or more. rows and columns: key, label, total; cells: row, column,
    count. Totals stand at the right and at the bottom. A row's label is a link where `hrefs` has an address for its key. Where
    there is no room for the columns, rows and columns change places; points always carry (row, column) as customdata.
    """
    is_turned = width < 600 and len(columns) > len(rows) + 3
    row_axis, column_axis = _axis(rows), _axis(columns)
    down, across = (column_axis, row_axis) if is_turned else (row_axis, column_axis)
    names = {**row_axis.labels, **column_axis.labels}
    left = int(max(map(len, [*down.labels.values(), _("Events")])) * PIXELS_PER_CHARACTER) + 18
    pitch = min(MOST_PITCH, (width - left - RIGHT) / (len(across.labels) + 1))
    longest = max(map(len, [*across.labels.values(), _("Events")])) * PIXELS_PER_CHARACTER
    is_upright = longest > pitch
    head = int(longest) + 16 if is_upright else 30
    size = int(min(SIZE, pitch - 3))
    figure = lean_figure(
        head + ROW_HEIGHT * (len(down.labels) + 1) + 8,
        margin={"l": left, "r": RIGHT, "t": head, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    _add_lines(figure, len(down.labels), len(across.labels))
    _add_squares(figure, cells, (down, across), names, size, is_turned=is_turned)
    _add_totals(figure, down, across)
    span = (width - left - RIGHT) / pitch
    figure.update_xaxes(
        tickvals=list(range(len(across.labels) + 1)),
        ticktext=[*across.labels.values(), _("Events")],
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
    labels = [linked(label, "" if is_turned else hrefs.get(key, "")) for key, label in down.labels.items()]
    figure.update_yaxes(
        tickvals=list(range(len(down.labels) + 1)),
        ticktext=[*labels, _("Events")],
        range=[len(down.labels) + 0.5, -0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=12,
        automargin=False,
    )
    return figure


@dataclass(frozen=True)
class _Axis:
    """Keys with their labels and positions, and the totals in the same order."""

    labels: Mapping[str, str]
    positions: Mapping[str, int]
    totals: Sequence[int]


def _axis(frame: pd.DataFrame) -> _Axis:
    keys = frame["key"].tolist()
    return _Axis(
        dict(zip(keys, frame["label"].tolist(), strict=True)),
        {key: position for position, key in enumerate(keys)},
        frame["total"].tolist(),
    )


def _add_lines(figure: Sketch, down: int, across: int) -> None:
    figure.add_scatter(
        x=[value for _y in range(down) for value in (-0.5, across - 0.5, None)],
        y=[value for y in range(down) for value in (y, y, None)],
        mode="lines",
        line={"color": LINE, "width": 0.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_squares(
    figure: Sketch,
    cells: pd.DataFrame,
    axes: tuple[_Axis, _Axis],
    names: Mapping[str, str],
    size: int,
    *,
    is_turned: bool,
) -> None:
    down, across = axes
    squares = list(zip(cells["row"].tolist(), cells["column"].tolist(), cells["count"].tolist(), strict=True))
    most = max([1, *(count for _row, _column, count in squares)])
    for is_strong in (False, True):
        part = [square for square in squares if (square[2] / most >= LIGHT_TEXT_FROM) == is_strong]
        if not part:
            continue
        turned = [(column, row) if is_turned else (row, column) for row, column, _count in part]
        figure.add_scatter(
            x=[across.positions[key] for _key, key in turned],
            y=[down.positions[key] for key, _key in turned],
            mode="markers+text",
            showlegend=False,
            marker={
                "symbol": "square",
                "size": size,
                "color": [count for _row, _column, count in part],
                "colorscale": COUNT_SCALE,
                "cmin": 0,
                "cmax": most,
                "opacity": 1,
            },
            text=[str(count) for _row, _column, count in part],
            textfont={"size": 11, "color": ON_DARK if is_strong else ON_LIGHT},
            customdata=[[row, column] for row, column, _count in part],
            hovertext=[
                f"<b>{names[row]}</b>, {names[column]}: "
                + (_("1 event") if count == 1 else _("{count} events").format(count=count))
                for row, column, count in part
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _add_totals(figure: Sketch, down: _Axis, across: _Axis) -> None:
    """Distinct events of each row at the right, of each column at the bottom."""
    rows, columns = len(down.totals), len(across.totals)
    figure.add_scatter(
        x=[columns] * rows + list(range(columns)),
        y=list(range(rows)) + [rows] * columns,
        mode="text",
        text=[str(total) for total in [*down.totals, *across.totals]],
        textfont={"size": 11, "color": INK},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
