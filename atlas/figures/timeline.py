"""The timeline: events at their true extent on a fixed axis, in lanes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from atlas.dates import date_in_words
from atlas.figures.style import FAMILY_COLOURS, FAMILY_SYMBOLS, LINE, QUIET, lean_figure
from atlas.text import shorten

ROW_HEIGHT = 15
LANE_GAP = 1.0


def timeline_marks(rows: pd.DataFrame, family_labels: Mapping[str, str], first_year: int, last_year: int) -> go.Figure:
    """Events (`timeline_events`) as marks: family by colour and symbol, missions larger, announced hollow, extents as lines;
    a date known to the month or year only is drawn as a thin line over that month or year.
    """
    rows = rows.assign(
        y=_positions(rows),
        middle=[start + (end - start) / 2 for start, end in zip(rows["earliest"], rows["end"], strict=True)],
    )
    depth = float(rows["y"].max()) + 1.5 if len(rows) else 3
    figure = lean_figure(int(70 + ROW_HEIGHT * depth), margin={"l": 8, "r": 8, "t": 58, "b": 8})
    for family in [family for family in family_labels if (rows["event_family"] == family).any()]:
        part = rows[rows["event_family"] == family]
        _add_extents(figure, part, FAMILY_COLOURS[family])
        _add_marks(figure, part, family, family_labels[family])
    _add_lanes(figure, rows)
    figure.update_xaxes(
        type="date",
        range=[date(first_year, 1, 1), date(last_year + 1, 1, 1)],
        dtick="M12",
        tickformat="%Y",
        ticklabelmode="period",
        gridcolor=LINE,
        griddash="dot",
        side="top",
        fixedrange=True,
    )
    figure.update_yaxes(range=[depth, -1.2], visible=False, fixedrange=True)
    figure.update_layout(
        clickmode="event+select", dragmode=False, legend={"yref": "container", "y": 1.0, "yanchor": "top"}
    )
    return figure


def _positions(rows: pd.DataFrame) -> pd.Series:
    """Vertical position of each row: lanes one below the other, each as deep as its rows, with room for the lane's name."""
    depths = rows.groupby("lane_order")["row"].max() + 1
    tops = (depths + 1 + LANE_GAP).cumsum().shift(fill_value=0) + 1
    return rows["lane_order"].map(tops) + rows["row"]


def _add_extents(figure: go.Figure, part: pd.DataFrame, colour: str) -> None:
    for is_to_the_day, width, opacity in ((True, 6, 0.9), (False, 2, 0.65)):
        lines = part[(part["date_precision"] == "day") == is_to_the_day]
        if lines.empty:
            continue
        x = [value for start, end in zip(lines["earliest"], lines["end"], strict=True) for value in (start, end, None)]
        y = [value for position in lines["y"] for value in (position, position, None)]
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour, "width": width},
            opacity=opacity,
            hoverinfo="skip",
            showlegend=False,
        )


def _add_marks(figure: go.Figure, part: pd.DataFrame, family: str, label: str) -> None:
    symbol = FAMILY_SYMBOLS[family]
    figure.add_scatter(
        x=part["middle"],
        y=part["y"],
        name=label,
        mode="markers+text",
        marker={
            "symbol": [f"{symbol}-open" if announced else symbol for announced in part["is_announced"]],
            "size": [13 if mission else 9 for mission in part["is_mission"]],
            "color": FAMILY_COLOURS[family],
            "line": {"width": [2 if announced else 0.5 for announced in part["is_announced"]]},
        },
        text=[f"  {label}  " if label else "" for label in part["label"]],
        textposition=["middle left" if is_left else "middle right" for is_left in part["is_label_left"]],
        textfont={"size": 11},
        cliponaxis=False,
        customdata=part["event_id"],
        hovertext=[
            f"{shorten(title, 90)}<br>{date_in_words(when)}{' (announced, not on record as held)' if announced else ''}"
            for title, when, announced in zip(part["title"], part["date"], part["is_announced"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.85}},
    )


def _add_lanes(figure: go.Figure, rows: pd.DataFrame) -> None:
    for (_order, lane), part in rows.groupby(["lane_order", "lane"]):
        top = float(part["y"].min()) - 1.0
        figure.add_annotation(
            text=f"<b>{shorten(str(lane), 60)}</b>  {part['event_id'].nunique()}",
            xref="paper",
            x=0,
            y=top,
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            font={"size": 12},
        )
        figure.add_shape(
            type="rect",
            xref="paper",
            x0=0,
            x1=1,
            y0=top - 0.6,
            y1=float(part["y"].max()) + 0.7,
            fillcolor=QUIET,
            opacity=0.35,
            line_width=0,
            layer="below",
        )
