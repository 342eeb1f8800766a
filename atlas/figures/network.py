"""Who is listed with whom: the network of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import LINE, lean_figure
from atlas.text import _, count_of, shorten, years

COMMUNITY_MARKS: Sequence[tuple[str, str]] = (
    ("circle", "#0072B2"),
    ("square", "#E69F00"),
    ("diamond", "#009E73"),
    ("triangle-up", "#CC79A7"),
    ("cross", "#D55E00"),
    ("star", "#56B4E9"),
    ("hexagon", "#F0E442"),
)
"""Symbol and colour (Okabe and Ito's set) of each community, the largest first."""

SMALL_MARK = ("circle-open", "#999999")
"""Of every community after those."""

LINE_WIDTHS = (0.8, 2.0, 4.0, 7.0)
SMALLEST, LARGEST = 9.0, 42.0
"""Diameter of a body in pixels."""

MOST_CLICKABLE_TIES = 200
"""Ties with a point of their own in the middle, the strongest first: more are no longer told apart."""

PHONE_LABELS = 14
NEAR_X, NEAR_Y = 0.09, 0.09
"""Distances, as shares of the picture, within which labels would meet."""

LEGEND_ROW = 21


def network_figure(
    bodies: pd.DataFrame, ties: pd.DataFrame, group_labels: Sequence[str], width: int, focus: str = ""
) -> Sketch:
    """The network: bodies (body, name, heading, events, partners, community, x, y) and ties between them (a, b, events).

    A body's point carries its id as customdata, the point in the middle of a tie the pair.
    """
    is_narrow = width < 600
    classes = line_classes(ties["events"])
    shown = [number for number in bodies["community"].unique() if number < len(COMMUNITY_MARKS)]
    has_small = bool((bodies["community"] >= len(COMMUNITY_MARKS)).any())
    entries = len(shown) + has_small + len(classes)
    head = LEGEND_ROW * (entries if is_narrow else -(-entries // 2)) + 20
    figure = lean_figure(
        (440 if is_narrow else 620) + head,
        margin={"l": 4, "r": 4, "t": head, "b": 4},
        clickmode="event+select",
        dragmode=False,
        hovermode="closest",
        xaxis={"visible": False, "fixedrange": True, "range": [-0.14, 1.14] if is_narrow else [-0.09, 1.09]},
        yaxis={"visible": False, "fixedrange": True, "range": [-0.07, 1.09]},
        legend={
            **{"orientation": "h", "xref": "container", "x": 0.0, "yref": "container", "y": 1.0, "yanchor": "top"},
            **{"itemsizing": "trace", "itemclick": False, "itemdoubleclick": False, "tracegroupgap": 0},
            **{"entrywidthmode": "fraction", "entrywidth": 1.0 if is_narrow else 0.5, "font": {"size": 12}},
        },
    )
    _add_ties(figure, bodies, ties, classes)
    _add_bodies(figure, bodies, group_labels, is_narrow, focus)
    return figure


def line_classes(events: pd.Series[int]) -> list[tuple[int, int]]:
    """Up to four classes of ties by their events (from, to), each a step of the same ratio, thinnest first."""
    if events.empty:
        return []
    least, most = int(events.min()), int(events.max())
    steps = np.geomspace(least, most + 1, len(LINE_WIDTHS) + 1)[:-1]
    starts = sorted({min(round(float(step)), most) for step in steps})
    ends = [*(start - 1 for start in starts[1:]), most]
    return list(zip(starts, ends, strict=True))


def _add_ties(figure: Sketch, bodies: pd.DataFrame, ties: pd.DataFrame, classes: list[tuple[int, int]]) -> None:
    row = {body: number for number, body in enumerate(bodies["body"].tolist())}
    ends = [[row[body] for body in ties[end].tolist()] for end in ("a", "b")]
    x, y = (bodies[axis].to_numpy()[ends] for axis in ("x", "y"))
    gap = np.full((1, len(ties)), np.nan)
    lines_x, lines_y = (np.vstack([places, gap]).T.astype("float32") for places in (x, y))
    events, names = ties["events"].to_numpy(), bodies["name"].tolist()
    for (first, last), line_width in zip(classes, LINE_WIDTHS, strict=False):
        part = (events >= first) & (events <= last)
        figure.add_scatter(
            x=lines_x[part].ravel(),
            y=lines_y[part].ravel(),
            mode="lines",
            name=_("{events} together").format(
                events=count_of(last, _("event"), _("events"))
                if first == last
                else _("{span} events").format(span=years(first, last))
            ),
            line={"color": LINE, "width": line_width},
            hoverinfo="skip",
            legendrank=2000 + first,
        )
    near = ties.head(MOST_CLICKABLE_TIES)
    figure.add_scatter(
        x=x.mean(axis=0)[: len(near)].astype("float32"),
        y=y.mean(axis=0)[: len(near)].astype("float32"),
        mode="markers",
        marker={"size": 12, "color": LINE, "opacity": 0},
        customdata=near[["a", "b"]].to_numpy(),
        hovertext=[
            f"{names[a]} – {names[b]}: {count_of(count, _('event'), _('events'))}"
            for a, b, count in zip(*ends, near["events"].tolist(), strict=False)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 0}},
        selected={"marker": {"opacity": 0.8}},
        showlegend=False,
    )


def _add_bodies(figure: Sketch, bodies: pd.DataFrame, group_labels: Sequence[str], is_narrow: bool, focus: str) -> None:
    events = bodies["events"].to_numpy()
    scale = 0.75 if is_narrow else 1.0
    size = (scale * (SMALLEST + (LARGEST - SMALLEST) * np.sqrt(events / max(1, int(events.max()))))).round(1)
    is_labelled = np.full(len(bodies), True)
    if is_narrow:
        is_labelled[np.argsort(-events, kind="stable")[PHONE_LABELS:]] = False
    labels = [
        f"<b>{shorten(name, 24)}</b>" if body == focus else shorten(name, 14 if is_narrow else 24) if shown else ""
        for body, name, shown in zip(bodies["body"].tolist(), bodies["name"].tolist(), is_labelled, strict=True)
    ]
    hovers = [
        f"<b>{name}</b><br>{heading}<br>"
        + _("Listed at {events}; tied to {partners}").format(
            events=count_of(count, _("event"), _("events")),
            partners=count_of(partners, _("organization"), _("organizations")),
        )
        + f"<br>{shorten(group_labels[community], 60)}"
        for name, heading, count, partners, community in zip(
            *(bodies[column].tolist() for column in ("name", "heading", "events", "partners", "community")),
            strict=True,
        )
    ]
    position = _label_positions(bodies)
    ids = bodies["body"].to_numpy(dtype=object)
    ring = np.where(ids == focus, 4, 1)
    x, y = (bodies[axis].to_numpy().astype("float32") for axis in ("x", "y"))
    mark = np.minimum(bodies["community"].to_numpy(), len(COMMUNITY_MARKS))
    for number in np.unique(mark).tolist():
        part = np.flatnonzero(mark == number)
        is_small = number == len(COMMUNITY_MARKS)
        symbol, colour = SMALL_MARK if is_small else COMMUNITY_MARKS[number]
        figure.add_scatter(
            x=x[part],
            y=y[part],
            mode="markers+text",
            name=_("Smaller communities") if is_small else shorten(group_labels[number], 44 if is_narrow else 68),
            marker={
                "symbol": symbol,
                "color": colour,
                "size": size[part],
                "opacity": 1,
                "line": {"color": "rgba(100, 100, 100, 0.9)", "width": ring[part]},
            },
            text=[labels[row] for row in part],
            textposition=position[part],
            textfont_size=11 if is_narrow else 12,
            customdata=ids[part],
            hovertext=[hovers[row] for row in part],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _label_positions(bodies: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Labels stand above their body, or below where another body is close above and none close below."""
    x, y = bodies["x"].to_numpy(), bodies["y"].to_numpy()
    is_beside = abs(x[:, None] - x[None, :]) < NEAR_X
    above = y[None, :] - y[:, None]
    is_crowded = (is_beside & (above > 0) & (above < NEAR_Y)).any(axis=1)
    is_free_below = ~(is_beside & (above < 0) & (above > -NEAR_Y)).any(axis=1)
    return np.where(is_crowded & is_free_below, "bottom center", "top center")
