"""Chains as threads on the timeline: each event a mark of its family, each relation a line of its own style."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import FAMILY_COLOURS, INK, QUIET, lean_figure, linked
from atlas.figures.timeline import LEGEND, Marks, Values, family_marks, year_axis
from atlas.text import _, count_of, shorten, shorten_middle

ROW_HEIGHT = 17
HEAD, LEGEND_LINE = 40, 20
NAMES, RIGHT = 268, 8
NAMES_FROM_WIDTH = 600
CHARACTER_WIDTH = 5.2
LINK_TITLE_LENGTH = 36

RELATION_DASHES: Mapping[str, str] = {
    "follow_up_to": "solid",
    "announces": "dash",
    "part_of": "dot",
    "same_series": "solid",
}
LINK_WORDS: Mapping[str, str] = {
    "follow_up_to": _("“{second}”<br>follows up “{first}”"),
    "announces": _("“{first}”<br>announces “{second}”"),
    "part_of": _("“{second}”<br>is part of “{first}”"),
    "same_series": _("“{second}”<br>is in one series with “{first}”"),
}
WIDTHS: Mapping[str, float] = {"reported": 1.8, "inferred": 0.8}


def thread_width(width: int) -> int:
    """Room for the threads themselves in a figure of that width, in pixels."""
    return width - NAMES - RIGHT if width >= NAMES_FROM_WIDTH else width - 2 * RIGHT


def chain_threads(
    events: pd.DataFrame,
    links: pd.DataFrame,
    family_labels: Mapping[str, str],
    relation_labels: Mapping[str, str],
    years: tuple[int, int],
    width: int,
    hrefs: Mapping[str, str] | None = None,
) -> Sketch:
    """Chains (`atlas.queries.chains`) one below the other, under their State where they have one. On a wide page the name of a
    chain, its first event or programme, stands before it, else above it. Points carry the event as customdata; the words of a
    link show at its middle.
    """
    is_wide = width >= NAMES_FROM_WIDTH
    y, names, headings, bands, depth = _places(events, is_wide)
    marks = Marks.of(events.assign(label="", is_label_left=False), y)
    traces = [*_lines(links, marks, relation_labels), *_extents(marks)]
    present = set(marks.family)
    for family in [family for family in family_labels if family in present]:
        traces += family_marks(marks.where(marks.family == family), family, family_labels[family])
    traces.append(_words(links, marks, events))
    left = NAMES if is_wide else RIGHT
    entries = sum(bool(trace.get("showlegend", True)) for trace in traces)
    head = HEAD + LEGEND_LINE * (1 if is_wide else -(-entries // 2))
    length = int((NAMES if is_wide else width) / CHARACTER_WIDTH)
    figure = lean_figure(
        int(head + ROW_HEIGHT * (depth + 0.5)),
        margin={"l": left, "r": RIGHT, "t": head, "b": 8},
        xaxis=year_axis(*years, width),
        yaxis={"range": [depth, -0.5], "visible": False, "fixedrange": True},
        legend={**LEGEND, "xref": "container", "x": 0.0},
        clickmode="event+select",
        dragmode=False,
        annotations=[
            *(_name(shorten_middle(text, length), at, left, 11) for text, at in names),
            *(_name(f"<b>{linked(text, (hrefs or {}).get(key, ''))}</b>", at, left, 12) for text, key, at in headings),
        ],
        shapes=[_band(top, bottom) for top, bottom in bands],
    )
    return figure.add_traces(traces)


def _places(
    events: pd.DataFrame, is_wide: bool
) -> tuple[Values, list[tuple[str, float]], list[tuple[str, str, float]], list[tuple[float, float]], float]:
    """Heights of the events; names of chains and headings with theirs; ground of every second chain; the depth of it all."""
    first = np.flatnonzero(events["step"] == 1)
    if not len(first):
        return np.zeros(0), [], [], [], 2.0
    rows = events["row"].to_numpy()
    depths = np.maximum.reduceat(rows, first) + 1
    names: list[tuple[str, float]] = []
    headings: list[tuple[str, str, float]] = []
    bands: list[tuple[float, float]] = []
    tops: list[float] = []
    y, present = 0.0, None
    heads = events[["heading", "heading_key", "label"]].iloc[first].itertuples(index=False)
    for number, ((heading, key, label), deep) in enumerate(zip(heads, depths.tolist(), strict=True)):
        if heading and heading != present:
            y += 0.4 if present else 0
            headings.append((str(heading), str(key), y))
            y, present = y + 1.1, heading
        top = y
        if not is_wide:
            y += 1
        names.append((str(label), top))
        tops.append(y)
        y += deep
        if number % 2 == 0:
            bands.append((top - 0.5, y - 0.5))
    chain = events["chain"].to_numpy()
    return np.array(tops)[chain] + rows, names, headings, bands, y


def _lines(links: pd.DataFrame, marks: Marks, relation_labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """One trace for each relation and basis: the relation by the style of the line, inferred ones thin."""
    traces: list[dict[str, Any]] = []
    for relation in [code for code in RELATION_DASHES if code in relation_labels]:
        for basis, width in WIDTHS.items():
            part = links[(links["relation"] == relation) & (links["basis"] == basis)]
            if part.empty:
                continue
            first, second = part["first"].to_numpy(), part["second"].to_numpy()
            label = relation_labels[relation]
            gaps = np.full(len(part), None)
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": np.column_stack([marks.x[first], marks.x[second], gaps]).ravel(),
                    "y": np.column_stack([marks.y[first], marks.y[second], marks.y[second]]).ravel(),
                    "name": label if basis == "reported" else _("{relation} (inferred)").format(relation=label),
                    "line": {"color": INK, "width": width, "dash": RELATION_DASHES[relation]},
                    "hoverinfo": "skip",
                    "showlegend": True,
                }
            )
    return traces


def _extents(marks: Marks) -> list[dict[str, Any]]:
    """Lines over the days, months or years of events that reach beyond their mark."""
    long = marks.where(marks.is_long)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.column_stack([part.start, part.end, np.full(len(part.x), None)]).ravel(),
            "y": np.repeat(part.y, 3),
            "line": {"color": FAMILY_COLOURS[family], "width": 5},
            "opacity": 0.4,
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for family in dict.fromkeys(long.family)
        for part in [long.where(long.family == family)]
    ]


def _words(links: pd.DataFrame, marks: Marks, events: pd.DataFrame) -> dict[str, Any]:
    """What each line says, at its middle: unseen marks that can be pointed at."""
    first, second = links["first"].to_numpy(), links["second"].to_numpy()
    days = [np.array(marks.x[ends].tolist(), dtype="datetime64[D]") for ends in (first, second)]
    titles = [shorten(title, LINK_TITLE_LENGTH) for title in events["title"]]
    texts = [
        LINK_WORDS[relation].format(first=titles[start], second=titles[to])
        + "<br>"
        + _("{months} between, {basis}").format(
            months=count_of(months, _("month"), _("months")),
            basis=_("reported") if basis == "reported" else _("inferred"),
        )
        for start, to, relation, months, basis in zip(
            first.tolist(),
            second.tolist(),
            links["relation"].tolist(),
            links["months"].tolist(),
            links["basis"].tolist(),
            strict=True,
        )
    ]
    middle = days[0] + (days[1] - days[0]) // 2
    return {
        "type": "scatter",
        "mode": "markers",
        "x": np.datetime_as_string(middle, unit="D").astype(object),
        "y": (marks.y[first] + marks.y[second]) / 2,
        "marker": {"size": 7, "opacity": 0, "color": INK},
        "unselected": {"marker": {"opacity": 0}},
        "hovertext": np.array(texts, dtype=object),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }


def _name(text: str, y: float, left: int, size: int) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xshift": 4 - left,
        "xanchor": "left",
        "y": y,
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": {"size": size},
    }


def _band(top: float, bottom: float) -> dict[str, Any]:
    """The ground of a chain, under its name too: it begins beyond the left edge, which cuts it off."""
    return {
        "type": "rect",
        "xref": "paper",
        "x0": -3,
        "x1": 1,
        "y0": top,
        "y1": bottom,
        "fillcolor": QUIET,
        "opacity": 0.5,
        "line": {"width": 0},
        "layer": "below",
    }
