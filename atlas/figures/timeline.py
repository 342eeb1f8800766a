"""The timeline: events at their true extent on a fixed axis, in lanes; bars by quarter where there are too many events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.dates import date_in_words
from atlas.figures.sketch import Sketch
from atlas.figures.style import FAMILY_COLOURS, FAMILY_SYMBOLS, LINE, QUIET, hue, lean_figure, linked
from atlas.text import _, shorten

Values = npt.NDArray[Any]

ROW_HEIGHT = 15
LANE_GAP = 1.0
HEAD = 58
HOVER_LENGTH = 58
LANE_LENGTH, CHARACTER_WIDTH = 60, 7.2

BAR_ROWS = 4
"""Height of a lane of bars, in rows."""

BAR_WIDTH = 84 * 86_400_000
"""Width of a quarter's bar in milliseconds of the axis."""

YEARS_FROM_WIDTH = 600
"""Pixels from which a year has room for its four digits, and for a number."""

LEGEND = {"orientation": "h", "x": 0, "yref": "container", "y": 1.0, "yanchor": "top", "title": {"text": ""}}


def timeline_marks(
    rows: pd.DataFrame,
    family_labels: Mapping[str, str],
    first_year: int,
    last_year: int,
    hrefs: Mapping[str, str] | None = None,
    width: int = 960,
) -> Sketch:
    """Events (`timeline_events`) as marks: family by colour and symbol, missions larger, announced hollow, extents as lines;
    a date known to the month or year only is drawn as a thin line over that month or year. Points carry the event as customdata;
    `hrefs` (key of a lane to an address) makes names of lanes links.
    """
    y, frames = _positions(rows)
    depth = frames[-1].high + 1.5 if frames else 3
    marks = Marks.of(rows, y)
    traces: list[dict[str, Any]] = []
    for family in [family for family in family_labels if family in set(marks.family)]:
        part = marks.where(marks.family == family)
        traces += _extents(part, family)
        traces += family_marks(part, family, family_labels[family])
        traces += _labels(part, family)
    figure = lean_figure(
        int(70 + ROW_HEIGHT * depth),
        margin={"l": 8, "r": 8, "t": HEAD, "b": 8},
        xaxis=year_axis(first_year, last_year, width),
        yaxis={"range": [depth, -1.2], "visible": False, "fixedrange": True},
        legend=LEGEND,
        clickmode="event+select",
        dragmode=False,
        **_lane_frames(frames, hrefs or {}, width),
    )
    return figure.add_traces(traces)


def timeline_bars(
    quarters: pd.DataFrame, first_year: int, last_year: int, hrefs: Mapping[str, str] | None = None, width: int = 960
) -> Sketch:
    """Counts by lane and quarter (`timeline_quarters`) as bars on one scale; on a wide page each year's number above its bars."""
    order = quarters["lane_order"].rank(method="dense").astype(int) - 1
    rows = quarters.assign(y=2.0 + BAR_ROWS + order * (BAR_ROWS + 2.2))
    most = max(1, int(rows["events"].max())) if len(rows) else 1
    depth = float(rows["y"].max()) + 1.0 if len(rows) else 3
    words = [
        _("{lane}<br>Quarter {number} of {year}").format(lane=lane, number=(day.month + 2) // 3, year=day.year)
        for lane, day in zip(rows["lane"], rows["quarter"], strict=True)
    ]
    bars = {
        "type": "bar",
        "x": [str(date(day.year, day.month + 1, 15)) for day in rows["quarter"]],
        "y": (-BAR_ROWS * rows["events"] / most).round(3).tolist(),
        "base": rows["y"].tolist(),
        "width": BAR_WIDTH,
        "marker": {"color": hue(0.85)},
        "text": [f"{count:,}" for count in rows["events"]],
        "textposition": "none",
        "hovertext": words,
        "hovertemplate": _("%{hovertext}: %{text} events") + "<extra></extra>",
        "showlegend": False,
    }
    years = rows.assign(year=[day.year for day in rows["quarter"]]).groupby(["y", "year"])["events"].sum().reset_index()
    numbers = {
        "type": "scatter",
        "mode": "text",
        "x": [f"{year}-07-01" for year in years["year"]],
        "y": (years["y"] + 0.5).tolist(),
        "text": [f"{count:,}" for count in years["events"]],
        "textfont": {"size": 10},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    heads = rows.drop_duplicates("lane_order")[["lane", "lane_key", "total", "y"]]
    frames = [
        Frame(str(lane), str(key), int(total), float(y) - BAR_ROWS - 0.4, float(y))
        for lane, key, total, y in heads.itertuples(index=False)
    ]
    figure = lean_figure(
        int(60 + ROW_HEIGHT * (depth + 1)),
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        xaxis=year_axis(first_year, last_year, width),
        yaxis={"range": [depth, -0.4], "visible": False, "fixedrange": True},
        dragmode=False,
        **_lane_frames(frames, hrefs or {}, width),
    )
    return figure.add_traces([bars, numbers] if width >= YEARS_FROM_WIDTH else [bars])


def year_axis(first_year: int, last_year: int, width: int) -> dict[str, Any]:
    """The fixed axis of years; on a narrow page their last two digits."""
    is_wide = width >= YEARS_FROM_WIDTH
    return {
        "type": "date",
        "range": [f"{first_year}-01-01", f"{last_year + 1}-01-01"],
        "dtick": "M12",
        "tickformat": "%Y" if is_wide else "\u2019%y",
        "tickangle": 0,
        "tickfont": {"size": 12 if is_wide else 10},
        "ticklabelmode": "period",
        "gridcolor": LINE,
        "griddash": "dot",
        "side": "top",
        "fixedrange": True,
    }


@dataclass(frozen=True)
class Frame:
    """A lane as it stands in the figure: name, key, number of events, heights of its first and last row."""

    name: str
    key: str
    total: int
    low: float
    high: float


@dataclass(frozen=True)
class Marks:
    """Events as arrays, one value a mark: Plotly takes arrays as they are, lists it walks through. `label` is "" for marks
    without a name beside them.
    """

    event_id: Values
    x: Values
    y: Values
    start: Values
    end: Values
    family: Values
    is_announced: Values
    is_mission: Values
    is_long: Values
    is_to_the_day: Values
    label: Values
    is_label_left: Values
    hover: Values

    @classmethod
    def of(cls, rows: pd.DataFrame, y: Values) -> Marks:
        """The marks of events at these heights. Each stands at the middle of its event: a date, never a moment, so that no time
        zone shifts it.
        """
        first, end = (np.array(rows[column].tolist(), dtype="datetime64[D]") for column in ("earliest", "end"))
        first_text, end_text, middle = (_iso(days) for days in (first, end, first + (end - first) // 2))
        return cls(
            rows["event_id"].to_numpy(dtype=object),
            middle,
            y.astype("float32"),
            first_text,
            end_text,
            rows["event_family"].to_numpy(dtype=object),
            rows["is_announced"].to_numpy(dtype=bool),
            rows["is_mission"].to_numpy(dtype=bool),
            rows["is_long"].to_numpy(dtype=bool),
            rows["date_precision"].to_numpy(dtype=object) == "day",
            rows["label"].to_numpy(dtype=object),
            rows["is_label_left"].to_numpy(dtype=bool),
            _hovers(rows),
        )

    def where(self, keep: Values) -> Marks:
        """Some of the marks."""
        return Marks(**{name: values[keep] for name, values in vars(self).items()})


def _iso(days: Values) -> Values:
    return np.datetime_as_string(days, unit="D").astype(object)


def _hovers(rows: pd.DataFrame) -> Values:
    """Title and date of each event; an event that stands in several lanes is put into words once."""
    words: dict[str, str] = {}
    for event, title, when in zip(
        rows["event_id"].tolist(), rows["title"].tolist(), rows["date"].tolist(), strict=True
    ):
        if event not in words:
            words[event] = f"{shorten(title, HOVER_LENGTH)}<br>{date_in_words(when)}"
    return np.array([words[event] for event in rows["event_id"].tolist()], dtype=object)


def family_marks(marks: Marks, family: str, label: str) -> list[dict[str, Any]]:
    """Marks of one family, announced ones hollow, as one entry of the legend."""
    traces: list[dict[str, Any]] = []
    for is_announced in (False, True):
        part = marks.where(marks.is_announced == is_announced)
        if not len(part.x):
            continue
        symbol = FAMILY_SYMBOLS[family]
        suffix = _(" (announced, not on record as held)") if is_announced else ""
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": part.x,
                "y": part.y,
                "name": label,
                "legendgroup": family,
                "showlegend": not traces,
                "marker": {
                    "symbol": f"{symbol}-open" if is_announced else symbol,
                    "size": 13 if part.is_mission[0] else 9,
                    "color": FAMILY_COLOURS[family],
                    "line": {"width": 2 if is_announced else 0.5},
                },
                "cliponaxis": False,
                "customdata": part.event_id,
                "hovertext": part.hover,
                "hovertemplate": "%{hovertext}" + suffix + "<extra></extra>",
                "unselected": {"marker": {"opacity": 0.85}},
            }
        )
    return traces


def _positions(rows: pd.DataFrame) -> tuple[Values, list[Frame]]:
    """Vertical position of each row, ordered by lane, and the lanes: one below the other, each as deep as its rows, with room
    for its name.
    """
    order, row = rows["lane_order"].to_numpy(), rows["row"].to_numpy()
    _lanes, starts, lane, sizes = np.unique(order, return_index=True, return_inverse=True, return_counts=True)
    if not len(starts):
        return np.zeros(0), []
    depths = np.maximum.reduceat(row, starts) + 1
    tops = 1 + np.concatenate([[0], np.cumsum(depths + 1 + LANE_GAP)[:-1]])
    heads = rows[["lane", "lane_key"]].iloc[starts].itertuples(index=False)
    frames = [
        Frame(str(name), str(key), int(size), float(top), float(top + depth - 1))
        for (name, key), size, top, depth in zip(heads, sizes, tops, depths, strict=True)
    ]
    return tops[lane] + row, frames


def _extents(marks: Marks, family: str) -> list[dict[str, Any]]:
    """Lines over the days, months or years of events that reach beyond their mark."""
    traces: list[dict[str, Any]] = []
    for is_to_the_day, width, opacity in ((True, 6, 0.9), (False, 2, 0.65)):
        lines = marks.where(marks.is_long & (marks.is_to_the_day == is_to_the_day))
        if not len(lines.x):
            continue
        gaps = np.full(len(lines.x), None)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": np.column_stack([lines.start, lines.end, gaps]).ravel(),
                "y": np.repeat(lines.y, 3),
                "line": {"color": FAMILY_COLOURS[family], "width": width},
                "opacity": opacity,
                "legendgroup": family,
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return traces


def _labels(marks: Marks, family: str) -> list[dict[str, Any]]:
    """Names beside milestones."""
    named = marks.where(marks.label != "")
    if not len(named.x):
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": named.x,
            "y": named.y,
            "text": "  " + named.label + "  ",
            "textposition": np.where(named.is_label_left, "middle left", "middle right"),
            "textfont": {"size": 11},
            "cliponaxis": False,
            "legendgroup": family,
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _lane_frames(frames: Sequence[Frame], hrefs: Mapping[str, str], width: int) -> dict[str, list[dict[str, Any]]]:
    """Name, number of events and ground of each lane."""
    annotations: list[dict[str, Any]] = []
    shapes: list[dict[str, Any]] = []
    length = min(LANE_LENGTH, int(width / CHARACTER_WIDTH) - 8)
    for frame in frames:
        name = linked(shorten(frame.name, length), hrefs.get(frame.key, ""))
        annotations.append(
            {
                "text": f"<b>{name}</b>  {frame.total:,}",
                "xref": "paper",
                "x": 0,
                "y": frame.low - 1.0,
                "xanchor": "left",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": 12},
            }
        )
        shapes.append(
            {
                "type": "rect",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": frame.low - 1.6,
                "y1": frame.high + 0.7,
                "fillcolor": QUIET,
                "opacity": 0.35,
                "line": {"width": 0},
                "layer": "below",
            }
        )
    return {"annotations": annotations, "shapes": shapes}
