"""Who is listed with whom: the ties of a network as a symmetric matrix of squares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import COUNT_SCALE, LIGHT_TEXT_FROM, ON_DARK, ON_LIGHT, QUIET, lean_figure, linked
from atlas.text import _, shorten

CELL = 24
PITCH, FINGER_PITCH = 14, 24
LABEL_HEIGHT, NARROW_LABEL_HEIGHT = 132, 108
RIGHT = 8
PIXELS_PER_CHARACTER = 6.6
DIAGONAL = "#d9dde1"
"""Opaque, like the squares of counts: dark text stands on it in either theme."""


def name_width(width: int) -> int:
    """Room for the names of bodies in a matrix of that width, in pixels."""
    return 190 if width > 600 else 122


def tie_columns(width: int) -> int:
    """Number of columns that a matrix of that width can show."""
    return int((width - name_width(width) - RIGHT) / (PITCH if width > 600 else FINGER_PITCH))


def tie_squares(
    bodies: pd.DataFrame,
    ties: pd.DataFrame,
    group_labels: Sequence[str],
    hrefs: Mapping[str, str],
    width: int,
    window: tuple[int, int],
) -> Sketch:
    """The ties as a symmetric matrix: bodies (body, name, events, community) in their order down and across, a square with the
    number of joint events where there is a tie, on the diagonal all events of the body. `window`: first column and how many.

    Squares carry the pair (row, column) as customdata.
    """
    first, count = window
    y_of, heads = _row_positions(bodies)
    across = bodies.iloc[first : first + count]
    x_of = {body: number for number, body in enumerate(across["body"])}
    left, top = name_width(width), LABEL_HEIGHT if width > 600 else NARROW_LABEL_HEIGHT
    pitch = (width - left - RIGHT) / max(1, len(x_of))
    size = int(min(CELL - 2, pitch - 1))
    depth = max(y_of.values()) + 0.8
    figure = lean_figure(
        int(top + CELL * depth + 8),
        margin={"l": left, "r": RIGHT, "t": top, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    both = pd.concat([ties[["a", "b", "events"]], ties[["b", "a", "events"]].set_axis(["a", "b", "events"], axis=1)])
    both = both[both["b"].isin(x_of)]
    most = max(1, int(ties["events"].max())) if len(ties) else 1
    for is_strong, part in both.groupby(both["events"] / most >= LIGHT_TEXT_FROM):
        figure.add_scatter(
            x=part["b"].map(x_of).astype("int16"),
            y=part["a"].map(y_of).astype("float32"),
            mode="markers+text",
            showlegend=False,
            marker={
                **{"symbol": "square", "size": size, "color": part["events"].astype("int32"), "opacity": 1},
                **{"colorscale": COUNT_SCALE, "cmin": 0, "cmax": most},
            },
            text=part["events"],
            textfont={"size": 11 if size > 17 else 9, "color": ON_DARK if is_strong else ON_LIGHT},
            customdata=part[["a", "b"]].to_numpy(),
            # The axes hold the names: one template serves every square.
            hovertemplate=_("%{y} – %{x}: %{text} together") + "<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )
    figure.add_scatter(
        x=list(x_of.values()),
        y=[y_of[body] for body in x_of],
        mode="markers+text",
        marker={"symbol": "square", "size": size, "color": DIAGONAL},
        text=across["events"],
        textfont={"size": 11 if size > 17 else 9, "color": ON_LIGHT},
        unselected={"marker": {"opacity": 1}},
        hovertemplate=_("%{y}: listed at %{text} in all") + "<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )
    for number, y in heads:
        figure.add_annotation(
            text=f"<b>{shorten(group_labels[number], int((width - 20) / 7.2))}</b>",
            **{"xref": "paper", "x": 0, "xshift": 4 - left, "xanchor": "left", "y": y},
            showarrow=False,
            font_size=12,
        )
    _set_axes(figure, bodies, across, hrefs, x_of, y_of, depth, left, top)
    return figure


def _row_positions(bodies: pd.DataFrame) -> tuple[dict[str, float], list[tuple[int, float]]]:
    """Body to vertical position, and the communities with theirs."""
    positions: dict[str, float] = {}
    heads: list[tuple[int, float]] = []
    y, last = 0.0, -1
    for body, community in zip(bodies["body"], bodies["community"], strict=True):
        if community != last:
            heads.append((int(community), y))
            y, last = y + 1, community
        positions[body] = y
        y += 1
    return positions, heads


def _set_axes(
    figure: Sketch,
    bodies: pd.DataFrame,
    across: pd.DataFrame,
    hrefs: Mapping[str, str],
    x_of: Mapping[str, float],
    y_of: Mapping[str, float],
    depth: float,
    left: int,
    top: int,
) -> None:
    lean = {"fixedrange": True, "zeroline": False, "ticks": "", "tickfont_size": 11, "automargin": False}
    figure.update_xaxes(
        tickvals=list(x_of.values()),
        ticktext=[shorten(name, int(top / PIXELS_PER_CHARACTER)) for name in across["name"]],
        tickangle=-90,
        side="top",
        range=[-0.6, len(x_of) - 0.4],
        showgrid=True,
        gridcolor=QUIET,
        **lean,
    )
    figure.update_yaxes(
        tickvals=list(y_of.values()),
        ticktext=[
            linked(shorten(name, int(left / PIXELS_PER_CHARACTER)), hrefs.get(body, ""))
            for body, name in zip(bodies["body"], bodies["name"], strict=True)
        ],
        range=[depth, -0.6],
        showgrid=True,
        gridcolor=QUIET,
        **lean,
    )
