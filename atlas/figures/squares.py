"""The ground of a matrix of squares: where rows, headings, columns and groups stand, grid, names, totals.

Squares stand on a second pair of axes over the first: its ticks carry the full names of rows and columns, so that every hover
text has them and none is repeated in the figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from atlas.figures.sketch import Sketch
from atlas.figures.style import INK, LEGEND_ABOVE, LINE, lean_figure, linked
from atlas.text import shorten

CELL = 24
"""Height of a row in pixels: a finger and a letter fit."""

MOST_PITCH = 56
"""Greatest width of a column in pixels: few columns stay together instead of drifting apart."""

LABEL_HEIGHT = 128
LABEL_LENGTH = 20
RIGHT = 24
LEGEND_LINE = 21
PIXELS_PER_CHARACTER = 6.6
NO_LINKS: Mapping[str, str] = MappingProxyType({})


def name_width(width: int) -> int:
    """Room for the names of rows in a figure of that width, in pixels."""
    return 176 if width > 600 else 122


@dataclass(frozen=True)
class Ground:
    """Where everything stands. x_of, y_of: key of a column or row to its position. groups, headings: words with the position at
    which they begin. breadth, depth: ends of the axes. size: side of a square. width: pixels that the figure can count on.
    """

    x_of: Mapping[str, float]
    y_of: Mapping[str, float]
    groups: Sequence[tuple[str, float]]
    headings: Sequence[tuple[str, float]]
    breadth: float
    depth: float
    width: int

    @property
    def left(self) -> int:
        """Room for the names of rows, in pixels."""
        return name_width(self.width)

    @property
    def span(self) -> float:
        """Right end of the horizontal axis: beyond the columns where they are few."""
        return max(self.breadth, (self.width - self.left - RIGHT) / MOST_PITCH - 0.6)

    @property
    def pitch(self) -> float:
        """Pixels from column to column."""
        return (self.width - self.left - RIGHT) / (self.span + 0.6)

    @property
    def size(self) -> int:
        """Side of a square in pixels."""
        return max(2, min(CELL - 4, int(self.pitch) - 2))


def ground(rows: Sequence[tuple[str, str]], columns: Sequence[tuple[str, str]], width: int) -> Ground:
    """Positions of rows (key, heading; "" for a row that needs none) and columns (key, group), a gap between groups."""
    y_of: dict[str, float] = {}
    headings: list[tuple[str, float]] = []
    y, last = 0.0, ""
    for key, heading in rows:
        if heading != last:
            y += 0.25 if y_of else 0
            if heading:
                headings.append((heading, y))
                y += 1
            last = heading
        y_of[key] = y
        y += 1
    x_of: dict[str, float] = {}
    groups: list[tuple[str, float]] = []
    x, last = 0.0, ""
    for key, group in columns:
        if group != last:
            x += 0.8 if groups else 0
            groups.append((group, x))
            last = group
        x_of[key] = x
        x += 1
    depth = max(y_of.values(), default=0) + 2.2
    breadth = max(x_of.values(), default=0) + 1.6
    return Ground(x_of, y_of, groups, headings, breadth, depth, width)


def legend_height(names: Sequence[str], width: int) -> int:
    """Room for a legend with these entries above the matrix, in pixels."""
    lines, used = 1, 0.0
    for name in names:
        long = len(name) * PIXELS_PER_CHARACTER + 46
        if used and used + long > width:
            lines, used = lines + 1, 0.0
        used += long
    return lines * LEGEND_LINE + 4 if names else 0


@dataclass(frozen=True)
class Names:
    """What stands at the axes: row and column keys to names, column keys to full titles, keys to addresses for names that are
    links, and what the numbers at the right and at the bottom count.
    """

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    titles: Mapping[str, str]
    right: str
    below: str
    row_hrefs: Mapping[str, str]
    column_hrefs: Mapping[str, str]


def squares_figure(on: Ground, names: Names, head: int) -> Sketch:
    """A figure with grid and names but without squares, `head` pixels above the names kept for the legend. Squares go on the
    axes x2 and y2.
    """
    figure = lean_figure(
        int(LABEL_HEIGHT + head + CELL * on.depth),
        margin={"l": on.left, "r": RIGHT, "t": LABEL_HEIGHT + head, "b": 8},
        clickmode="event+select",
        dragmode=False,
        legend={**LEGEND_ABOVE, "itemsizing": "constant"},
        annotations=_words(on, names),
        **_axes(on, names),
    )
    if on.x_of and on.y_of:
        figure.add_scatter(**_grid(on))
    return figure


def _grid(on: Ground) -> dict[str, Any]:
    top, bottom = -0.5 + min(on.y_of.values()), max(on.y_of.values()) + 0.5
    left, right = -0.5, max(on.x_of.values()) + 0.5
    lines_x = [value for _y in on.y_of for value in (left, right, None)]
    lines_y = [value for y in on.y_of.values() for value in (y, y, None)]
    lines_x += [value for x in on.x_of.values() for value in (x, x, None)]
    lines_y += [value for _x in on.x_of for value in (top, bottom, None)]
    return {
        "x": lines_x,
        "y": lines_y,
        "mode": "lines",
        "line": {"color": LINE, "width": 0.5},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _axes(on: Ground, names: Names) -> dict[str, Any]:
    """Names at the first pair of axes, full names for the hover texts at the second."""
    room = int(on.left / PIXELS_PER_CHARACTER)
    plain = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "automargin": False}
    x, y = {"range": [-0.6, on.span], **plain}, {"range": [on.depth, -0.8], **plain}
    columns = [linked(shorten(names.columns[key], LABEL_LENGTH), names.column_hrefs.get(key, "")) for key in on.x_of]
    rows = [linked(shorten(names.rows[key], room), names.row_hrefs.get(key, "")) for key in on.y_of]
    hidden = {"showticklabels": False, "side": "top"}
    return {
        "xaxis": {
            **x,
            "tickvals": [*on.x_of.values(), on.breadth - 0.4],
            "ticktext": [*columns, f"<i>{names.right}</i>"],
            "tickangle": -90,
            "side": "top",
            "tickfont": {"size": 11},
        },
        "yaxis": {**y, "tickvals": list(on.y_of.values()), "ticktext": rows, "tickfont": {"size": 11}},
        "xaxis2": {
            **x,
            **hidden,
            "overlaying": "x",
            "tickvals": list(on.x_of.values()),
            "ticktext": [names.titles[key] for key in on.x_of],
        },
        "yaxis2": {
            **y,
            "showticklabels": False,
            "overlaying": "y",
            "tickvals": list(on.y_of.values()),
            "ticktext": [names.rows[key] for key in on.y_of],
        },
    }


def _words(on: Ground, names: Names) -> list[dict[str, Any]]:
    """Headings of rows, groups of columns, and what the numbers at the bottom count."""
    bold = {"showarrow": False, "font": {"size": 12}, "xanchor": "left"}
    words: list[dict[str, Any]] = [
        {"text": f"<b>{text}</b>", "xref": "paper", "x": 0, "xshift": 4 - on.left, "y": at, **bold}
        for text, at in on.headings
    ]
    ends = [*(at for _text, at in on.groups[1:]), on.breadth]
    for (text, at), end in zip(on.groups, ends, strict=False):
        if text:
            label = shorten(text, max(3, int((end - at) * on.pitch / PIXELS_PER_CHARACTER)))
            words.append(
                {
                    "text": f"<b>{label}</b>",
                    "yref": "paper",
                    "y": 1,
                    "yshift": LABEL_HEIGHT + 4,
                    "x": at,
                    "xshift": -CELL / 2,
                    **bold,
                }
            )
    if on.y_of:
        words.append(
            {
                "text": names.below,
                "xref": "paper",
                "x": 0,
                "xshift": -6,
                "y": on.depth - 0.9,
                "xanchor": "right",
                "showarrow": False,
                "font": {"size": 11, "color": INK},
            }
        )
    return words


def add_totals(figure: Sketch, on: Ground, right: Sequence[object], below: Sequence[object]) -> None:
    """Numbers of the rows at the right, of the columns at the bottom."""
    bottom = on.depth - 0.9
    figure.add_scatter(
        x=[on.breadth - 0.4] * len(on.y_of) + list(on.x_of.values()),
        y=list(on.y_of.values()) + [bottom] * len(on.x_of),
        mode="text",
        text=[*map(str, right), *map(str, below)],
        textfont={"size": 11, "color": INK},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
