"""Two selections on one scale: bars mirrored at a line, and squares of differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.squares import LABEL_HEIGHT, PIXELS_PER_CHARACTER, RIGHT, name_width
from atlas.figures.style import (
    INK,
    LINE,
    ON_DARK,
    ON_LIGHT,
    family_marker,
    lean_figure,
    linked,
)
from atlas.text import _, shorten, signed

Cell = tuple[str, str, int, int, float]
"""Body, key of a column, events in A, events in B, difference (B less A)."""

CELL = 30
"""Height of a row in pixels: a sign and three digits fit into a square."""

SQUARE = 27
WIDEST_PITCH, PITCH_WITH_COUNTS = 118, 92
"""Width of a column at most, and from which on the counts of A and B stand beside the square, in pixels."""

NO_DIFFERENCE = "#ebebeb"
MORE_IN_A = ("#fde3c0", "#f8bb72", "#e08a2e", "#a84f05")
MORE_IN_B = ("#d9e8f3", "#a6cbe3", "#6aa3cf", "#1f5f99")
"""Orange for A, blue for B, from a small difference to a large one: told apart by colour-blind readers, opaque on light and dark
ground, and in steps, so that the text on each can be read."""

STEPS = (0.1, 0.3, 0.6)
"""Shares of the widest difference at which the next colour begins; on the last one text is white."""


def capacity(width: int) -> int:
    """Number of columns beside the first that a figure of that width can show."""
    return max(1, int((width - name_width(width) - RIGHT) / CELL - 1.35))


def mirrored_years(table: pd.DataFrame, names: tuple[str, str], family_labels: Mapping[str, str], width: int) -> Sketch:
    """Events by year and family (side, position, year, families): A upwards, B downwards, on one scale. Where the years of the
    two differ, A's stand above and B's below, the n-th of one over the n-th of the other.
    """
    families = [family for family in family_labels if table[family].any()]
    position, year = table["position"].tolist(), table["year"].tolist()
    counts = {family: table[family].tolist() for family in families}
    totals = [sum(values) for values in zip(*counts.values(), strict=True)] or [0] * len(table)
    most = max(1, *totals)
    split = table["side"].tolist().index("b")
    parts = {"a": slice(0, split), "b": slice(split, len(table))}
    is_same_years = year[:split] == year[split:]
    head = (48 if width > 600 else 92) + (0 if is_same_years else 24)
    figure = lean_figure(330 + head, barmode="relative", bargap=0.22, margin={"l": 34, "r": 8, "t": head, "b": 26})
    for letter, sign in (("a", 1), ("b", -1)):
        part = parts[letter]
        for family in families:
            figure.add_bar(
                x=position[part],
                y=[sign * count for count in counts[family][part]],
                name=family_labels[family],
                legendgroup=family,
                showlegend=letter == "a",
                xaxis="x2" if letter == "a" and not is_same_years else "x",
                marker=family_marker(family),
                customdata=list(zip(year[part], counts[family][part], strict=True)),
                hovertemplate=f"{letter.upper()} %{{customdata[0]}}: %{{customdata[1]}} {family_labels[family].lower()}"
                "<extra></extra>",
            )
        figure.add_scatter(
            x=position[part],
            y=[(total + most * 0.02) * sign for total in totals[part]],
            mode="text",
            text=[str(total) if total else "" for total in totals[part]],
            textposition="top center" if sign > 0 else "bottom center",
            textfont={"size": 11},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    for letter, name, y in (("A", names[0], 1.0), ("B", names[1], 0.0)):
        figure.add_annotation(
            text=f"<b>{letter}</b> {shorten(name, 34)}",
            xref="paper",
            yref="paper",
            x=0,
            y=y,
            xanchor="left",
            yanchor="top" if y else "bottom",
            showarrow=False,
            font_size=13,
        )
    longest = max(position)
    span = [0.4, longest + 0.6]
    axis = {"range": span, "fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "automargin": False}
    figure.update_layout(xaxis=axis | _ticks(year[split:], width))
    if not is_same_years:
        figure.update_layout(xaxis2=axis | _ticks(year[:split], width) | {"overlaying": "x", "side": "top"})
    step = _step(most)
    ticks = list(range(-most // step * step, most + step, step))
    figure.update_yaxes(
        range=[-most * 1.24, most * 1.24],
        tickvals=ticks,
        ticktext=[str(abs(tick)) for tick in ticks],
        gridcolor=LINE,
        griddash="dot",
        zeroline=True,
        zerolinecolor=INK,
        zerolinewidth=1.5,
        fixedrange=True,
        automargin=False,
    )
    figure.update_layout(legend={"yref": "container", "y": 1.0, "yanchor": "top", "traceorder": "normal"})
    return figure


def _ticks(years: Sequence[int], width: int) -> dict[str, list[object]]:
    every = 2 if len(years) > (8 if width <= 600 else 16) else 1
    return {
        "tickvals": list(range(1, len(years) + 1, every)),
        "ticktext": [str(year) for year in years[::every]],
    }


def _step(most: int) -> int:
    """A round distance of grid lines: about three on either side."""
    size = 1
    while most / size > 3.5:
        size = size * 2 if str(size)[0] in "15" else size * 5 // 2
    return size


def difference_squares(
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    cells: Sequence[Cell],
    *,
    body_hrefs: Mapping[str, str],
    column_hrefs: Mapping[str, str],
    width: int,
    is_of_counts: bool = True,
) -> Sketch:
    """Bodies (id to name) against columns (key to label), one square a cell. Points carry (body, key,
    a, b) as customdata; a pair on record on neither side stays blank. The first column, all events of a body, stands apart.
    Differences of counts are whole numbers, others have a decimal below ten.
    """
    y_of = {body: position for position, body in enumerate(rows)}
    x_of = {key: position + (0.35 if position else 0.0) for position, key in enumerate(columns)}
    left = name_width(width)
    breadth = max(x_of.values()) + 1.0
    room = width - left - RIGHT
    pitch = min(WIDEST_PITCH, room / breadth)
    with_counts = pitch >= PITCH_WITH_COUNTS
    figure = lean_figure(
        LABEL_HEIGHT + CELL * len(rows) + 12,
        margin={"l": left, "r": RIGHT, "t": LABEL_HEIGHT, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    if not with_counts:
        figure.add_scatter(
            x=[value for _y in y_of.values() for value in (-0.5, breadth - 0.5, None)],
            y=[value for y in y_of.values() for value in (y, y, None)],
            mode="lines",
            line={"color": LINE, "width": 0.5},
            hoverinfo="skip",
            showlegend=False,
        )
    shown = [cell for cell in cells if cell[1] in x_of]
    _add_squares(figure, shown, x_of, y_of, is_of_counts)
    if with_counts:
        figure.add_scatter(
            x=[x_of[cell[1]] + (SQUARE / 2 + 4) / pitch for cell in shown],
            y=[y_of[cell[0]] for cell in shown],
            mode="text",
            text=[f"{cell[2]} → {cell[3]}" for cell in shown],
            textposition="middle right",
            textfont={"size": 11},
            hoverinfo="skip",
            showlegend=False,
            cliponaxis=False,
        )
    figure.update_xaxes(
        tickvals=list(x_of.values()),
        ticktext=[linked(shorten(label, 20), column_hrefs.get(key, "")) for key, label in columns.items()],
        tickangle=-90,
        side="top",
        range=[-0.5, max(breadth, room / WIDEST_PITCH) - 0.5],
        tickfont_size=11,
        **_BARE,
    )
    figure.update_yaxes(
        tickvals=list(y_of.values()),
        ticktext=[
            linked(shorten(name, int(left / PIXELS_PER_CHARACTER)), body_hrefs.get(body, ""))
            for body, name in rows.items()
        ],
        range=[len(rows) - 0.5, -0.5],
        tickfont_size=11,
        **_BARE,
    )
    return figure


_BARE = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "automargin": False}


def cell_colour(difference: float, widest: float) -> str:
    """The colour of a difference (B less A) where `widest` is the widest of all."""
    if abs(difference) < 0.05:  # "≈0" in the square
        return NO_DIFFERENCE
    step = sum(abs(difference) >= share * widest for share in STEPS)
    return (MORE_IN_B if difference > 0 else MORE_IN_A)[step]


def _short(difference: float, is_of_counts: bool) -> str:
    if abs(difference) >= 999.5:
        return signed(difference / 1000) + "k"
    return signed(difference, 0 if is_of_counts or abs(difference) >= 9.95 else 1)


def _add_squares(
    figure: Sketch,
    cells: Sequence[Cell],
    x_of: Mapping[str, float],
    y_of: Mapping[str, float],
    is_of_counts: bool,
) -> None:
    widest = max((abs(cell[4]) for cell in cells), default=0.0)
    parts: dict[str, list[Cell]] = {ON_LIGHT: [], ON_DARK: []}
    for cell in cells:
        parts[ON_DARK if cell[4] and abs(cell[4]) >= STEPS[-1] * widest else ON_LIGHT].append(cell)
    for ink, part in parts.items():
        figure.add_scatter(
            x=[x_of[cell[1]] for cell in part],
            y=[y_of[cell[0]] for cell in part],
            mode="markers+text",
            showlegend=False,
            marker={
                "symbol": "square",
                "size": SQUARE,
                "color": [cell_colour(cell[4], widest) for cell in part],
                "opacity": 1,
            },
            text=[_short(cell[4], is_of_counts) for cell in part],
            textfont={"size": 10, "color": ink},
            customdata=[list(cell[:4]) for cell in part],
            hovertemplate="%{y}<br>%{x}<br>"
            + _("A: {a} · B: {b} events").format(a="%{customdata[2]}", b="%{customdata[3]}")
            + "<br>"
            + _("difference {difference}").format(difference="%{text}")
            + "<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )
