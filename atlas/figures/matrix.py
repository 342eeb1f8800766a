"""The participation matrix: squares that can be clicked, role by colour and letter, or counts by one hue and number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from atlas.figures.style import (
    COUNT_SCALE,
    DARK_ROLES,
    INK,
    LIGHT_TEXT_FROM,
    LINE,
    ON_DARK,
    ON_LIGHT,
    ROLE_COLOURS,
    lean_figure,
)
from atlas.matrix import Matrix
from atlas.text import _, shorten

CELL = 24
"""Height of a row in pixels: a finger and a letter fit."""

PITCH, FINGER_PITCH = 14, 22
"""Least width of a column in pixels, with a mouse and on a phone."""

LABEL_HEIGHT = 128
TOP_OF_HEAD = 46
RIGHT = 24
PIXELS_PER_CHARACTER = 6.6


def name_width(width: int) -> int:
    """Room for the names of bodies in a figure of that width, in pixels."""
    return 176 if width > 600 else 122


def column_capacity(width: int) -> int:
    """Number of columns that a figure of that width can show, with room for the gaps between groups."""
    pitch = PITCH if width > 600 else FINGER_PITCH
    return int((width - name_width(width) - RIGHT) / pitch * 0.9)


@dataclass(frozen=True)
class MatrixWords:
    """Words that the figure needs: role code to label and letter, column key to hover text, source id to name."""

    role_labels: Mapping[str, str]
    role_letters: Mapping[str, str]
    column_titles: Mapping[str, str]
    source_names: Mapping[str, str]


def participation_squares(matrix: Matrix, words: MatrixWords, width: int) -> go.Figure:
    """The matrix as squares, for a page that gives it `width` pixels or more. Points carry (body, key) as customdata; a pair
    that no source lists stays blank.
    """
    y_of, headings = _row_positions(matrix.rows)
    x_of, groups = _column_positions(matrix.columns)
    depth = (max(y_of.values()) if y_of else 0) + 2.2
    breadth = (max(x_of.values()) if x_of else 0) + 1.6
    left = name_width(width)
    head = TOP_OF_HEAD if matrix.is_of_roles else 0
    size = min(CELL - 4, int((width - left - RIGHT) / (breadth + 0.6)) - 2)
    figure = lean_figure(
        int(LABEL_HEIGHT + head + CELL * depth),
        margin={"l": left, "r": RIGHT, "t": LABEL_HEIGHT + head, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    _add_grid(figure, matrix, x_of, y_of)
    if matrix.is_of_roles:
        _add_roles(figure, matrix, words, x_of, y_of, size)
    else:
        _add_counts(figure, matrix, words, x_of, y_of, size)
    _add_totals(figure, matrix, x_of, y_of, breadth, depth)
    for text, y in headings:
        figure.add_annotation(
            text=f"<b>{text}</b>",
            xref="paper",
            x=0,
            xshift=4 - left,
            y=y,
            xanchor="left",
            showarrow=False,
            font_size=12,
        )
    pitch = (width - left - RIGHT) / (breadth + 0.6)
    for (text, x), end in zip(groups, [*(x for _text, x in groups[1:]), breadth][: len(groups)], strict=True):
        figure.add_annotation(
            text=f"<b>{shorten(text, max(3, int((end - x) * pitch / PIXELS_PER_CHARACTER)))}</b>",
            yref="paper",
            y=1,
            yshift=LABEL_HEIGHT + 4,
            x=x,
            xanchor="left",
            xshift=-CELL / 2,
            showarrow=False,
            font_size=12,
        )
    figure.update_xaxes(
        tickvals=list(x_of.values()),
        ticktext=[shorten(label, 20) for label in matrix.columns["label"]],
        tickangle=-90,
        side="top",
        range=[-0.6, breadth],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=11,
        automargin=False,
    )
    figure.update_yaxes(
        tickvals=list(y_of.values()),
        ticktext=[shorten(name, int(left / PIXELS_PER_CHARACTER)) for name in matrix.rows["name"]],
        range=[depth, -0.8],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        tickfont_size=11,
        automargin=False,
    )
    figure.update_layout(
        legend={
            "yref": "container",
            "y": 1.0,
            "yanchor": "top",
            "xref": "container",
            "x": 0.0,
            "itemsizing": "constant",
        }
    )
    return figure


def _row_positions(rows: pd.DataFrame) -> tuple[dict[str, float], list[tuple[str, float]]]:
    """Body to vertical position, and the headings with theirs."""
    positions: dict[str, float] = {}
    headings: list[tuple[str, float]] = []
    y, last = 0.0, None
    for body, heading in zip(rows["body"], rows["heading"], strict=True):
        if heading != last:
            y += 0.25 if headings else 0
            headings.append((heading, y))
            y, last = y + 1, heading
        positions[body] = y
        y += 1
    return positions, headings


def _column_positions(columns: pd.DataFrame) -> tuple[dict[str, float], list[tuple[str, float]]]:
    """Key to horizontal position, with a gap between groups, and the groups with theirs."""
    positions: dict[str, float] = {}
    groups: list[tuple[str, float]] = []
    x, last = 0.0, ""
    for key, group in zip(columns["key"], columns["group"], strict=True):
        if group != last:
            x += 0.8 if groups else 0
            groups.append((group, x))
            last = group
        positions[key] = x
        x += 1
    return positions, groups


def _add_grid(figure: go.Figure, matrix: Matrix, x_of: Mapping[str, float], y_of: Mapping[str, float]) -> None:
    if not y_of or not x_of:
        return
    top, bottom = -0.5 + min(y_of.values()), max(y_of.values()) + 0.5
    left, right = -0.5, max(x_of.values()) + 0.5
    lines_x = [value for y in y_of.values() for value in (left, right, None)]
    lines_y = [value for y in y_of.values() for value in (y, y, None)]
    lines_x += [value for x in x_of.values() for value in (x, x, None)]
    lines_y += [value for _x in x_of.values() for value in (top, bottom, None)]
    figure.add_scatter(
        x=lines_x, y=lines_y, mode="lines", line={"color": LINE, "width": 0.5}, hoverinfo="skip", showlegend=False
    )


def _add_roles(
    figure: go.Figure,
    matrix: Matrix,
    words: MatrixWords,
    x_of: Mapping[str, float],
    y_of: Mapping[str, float],
    size: int,
) -> None:
    names = dict(zip(matrix.rows["body"], matrix.rows["name"], strict=True))
    for role, label in words.role_labels.items():
        part = matrix.cells[matrix.cells["role"] == role]
        if part.empty:
            continue
        figure.add_scatter(
            x=part["key"].map(x_of),
            y=part["body"].map(y_of),
            mode="markers+text",
            name=f"{words.role_letters[role]} {label}",
            marker={"symbol": "square", "size": size, "color": ROLE_COLOURS[role], "opacity": 1},
            text=["".join(words.role_letters[each] for each in roles[:2]) for roles in part["roles"]],
            textfont={"size": 11 if size > 16 else 9, "color": ON_DARK if role in DARK_ROLES else ON_LIGHT},
            customdata=part[["body", "key"]].to_numpy(),
            hovertext=[
                f"<b>{names[body]}</b>: {', '.join(words.role_labels[each].lower() for each in roles)}"
                f"<br>{words.column_titles[key]}<br>" + _("Source: {names}").format(names=_sources(sources, words))
                for body, key, roles, sources in zip(
                    part["body"], part["key"], part["roles"], part["sources"], strict=True
                )
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _add_counts(
    figure: go.Figure,
    matrix: Matrix,
    words: MatrixWords,
    x_of: Mapping[str, float],
    y_of: Mapping[str, float],
    size: int,
) -> None:
    cells = matrix.cells[matrix.cells["key"].isin(x_of)]
    names = dict(zip(matrix.rows["body"], matrix.rows["name"], strict=True))
    most = max(1, int(cells["count"].max())) if len(cells) else 1
    for is_strong, part in cells.groupby(cells["count"] / most >= LIGHT_TEXT_FROM):
        figure.add_scatter(
            x=part["key"].map(x_of),
            y=part["body"].map(y_of),
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
            customdata=part[["body", "key"]].to_numpy(),
            hovertext=[
                f"<b>{names[body]}</b><br>{words.column_titles[key]}: "
                + (_("1 event") if count == 1 else _("{count} events").format(count=count))
                + "<br>"
                + _("Source: {names}").format(names=_sources(sources, words))
                for body, key, count, sources in zip(
                    part["body"], part["key"], part["count"], part["sources"], strict=True
                )
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _sources(ids: tuple[str, ...], words: MatrixWords) -> str:
    names = list(dict.fromkeys(words.source_names[source] for source in ids))
    shown = "; ".join(shorten(name, 60) for name in names[:2])
    return shown + (_(" and {count} more").format(count=len(names) - 2) if len(names) > 2 else "")


def _add_totals(
    figure: go.Figure,
    matrix: Matrix,
    x_of: Mapping[str, float],
    y_of: Mapping[str, float],
    breadth: float,
    depth: float,
) -> None:
    """Distinct events of each body at the right; at the bottom the bodies of each mission or the events of each column."""
    bodies = matrix.cells.groupby("key")["body"].nunique()
    below = [int(bodies.get(key, 0)) for key in x_of] if matrix.is_of_roles else list(matrix.columns["total"])
    right, bottom = breadth - 0.4, depth - 0.9
    figure.add_scatter(
        x=[right] * len(y_of) + list(x_of.values()),
        y=list(y_of.values()) + [bottom] * len(x_of),
        mode="text",
        text=[*matrix.rows["total"], *below],
        textfont={"size": 11, "color": INK},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
    figure.add_annotation(
        text=_("Bodies listed") if matrix.is_of_roles else _("Events"),
        xref="paper",
        x=0,
        xshift=-6,
        y=bottom,
        xanchor="right",
        showarrow=False,
        font={"size": 11, "color": INK},
    )
