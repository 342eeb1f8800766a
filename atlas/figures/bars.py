"""Bars: events per year by family, bodies by events."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import LINE, family_marker, hue, lean_figure, linked
from atlas.text import _

NAME_WIDTH = 170
"""Room for the names of bodies, in pixels: on a phone the bars keep as much."""


def year_bars(per_year: pd.DataFrame, family_labels: Mapping[str, str]) -> Sketch:
    """Stacked bars of events by year (index) and family (columns). Families differ by colour and by pattern."""
    figure = lean_figure(290, barmode="stack", bargap=0.25, margin={"l": 34, "r": 8, "t": 48, "b": 24})
    for family in per_year.columns[per_year.sum() > 0]:
        figure.add_bar(
            x=per_year.index,
            y=per_year[family],
            name=family_labels[family],
            marker=family_marker(family),
            hovertemplate="%{x}: %{y} " + family_labels[family].lower() + "<extra></extra>",
        )
    figure.update_xaxes(dtick=1 if len(per_year) <= 8 else 2, fixedrange=True, showgrid=False)
    figure.update_yaxes(
        gridcolor=LINE, griddash="dot", fixedrange=True, rangemode="tozero", nticks=5, tickformat="d", automargin=False
    )
    return figure


def body_bars(bodies: pd.DataFrame, hrefs: Mapping[str, str] = MappingProxyType({})) -> Sketch:
    """Horizontal bars: events of each body (body, name, heading, events, missions), the missions among them stronger. A name is a
    link where `hrefs` has an address for its body.
    """
    rows = bodies.iloc[::-1]
    names = _distinct_names(rows)
    figure = lean_figure(
        44 + 24 * len(rows), barmode="stack", bargap=0.3, margin={"l": NAME_WIDTH, "r": 8, "t": 32, "b": 8}
    )
    others = rows["events"] - rows["missions"]
    for label, values, alpha, pattern in (
        (_("Missions"), rows["missions"], 0.95, ""),
        (_("Other events"), others, 0.45, "/"),
    ):
        figure.add_bar(
            x=values,
            y=names,
            orientation="h",
            name=label,
            marker={
                "color": hue(alpha),
                "pattern": {
                    "shape": pattern,
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255,255,255,0.5)",
                    "size": 5,
                    "solidity": 0.2,
                },
            },
            customdata=rows["heading"],
            hovertemplate="%{y} (%{customdata}): %{x} " + label.lower() + "<extra></extra>",
        )
    figure.add_scatter(
        x=rows["events"],
        y=names,
        mode="text",
        text=[f" {count}" for count in rows["events"]],
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
    )
    most = int(rows["events"].max()) if len(rows) else 1
    figure.update_xaxes(visible=False, fixedrange=True, range=[0, most * 1.12])
    figure.update_yaxes(
        fixedrange=True,
        ticklabelstandoff=4,
        automargin=False,
        tickvals=names,
        ticktext=[linked(name, hrefs.get(body, "")) for name, body in zip(names, rows["body"], strict=True)],
    )
    return figure


def _distinct_names(rows: pd.DataFrame) -> list[str]:
    """Names of bodies, short enough for an axis; equal ones are told apart by their id."""
    repeated = rows["name"].duplicated(keep=False)
    return [
        f"{name[:14]}… ({body})" if again else name if len(name) <= 26 else name[:25] + "…"
        for name, body, again in zip(rows["name"], rows["body"], repeated, strict=True)
    ]
