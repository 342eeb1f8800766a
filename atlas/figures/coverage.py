"""Coverage of the dataset: years against States, one panel a kind of publisher."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas.figures.style import COUNT_SCALE, INK, LIGHT_TEXT_FROM, ON_DARK, ON_LIGHT, lean_figure
from atlas.text import _


def coverage_squares(table: pd.DataFrame) -> go.Figure:
    """Heatmaps of events by State and year (`coverage`), one below the other for each kind of publisher, on one scale."""
    kinds = list(dict.fromkeys(table["kind"]))
    figure = make_subplots(rows=len(kinds), cols=1, shared_xaxes=True, subplot_titles=kinds, vertical_spacing=0.07)
    most = max(1, int(table["events"].max()))
    for number, kind in enumerate(kinds, start=1):
        wide = (
            table[table["kind"] == kind]
            .pivot(index="state", columns="year", values="events")
            .sort_index(ascending=False)
        )
        figure.add_heatmap(
            z=wide.where(wide > 0).to_numpy(),
            x=list(wide.columns),
            y=list(wide.index),
            zmin=0,
            zmax=most,
            colorscale=COUNT_SCALE,
            showscale=False,
            xgap=1,
            ygap=1,
            row=number,
            col=1,
            hoverongaps=False,
            hovertemplate="%{y}, %{x}: %{z} events<extra></extra>",
        )
        filled = table[(table["kind"] == kind) & (table["events"] > 0)]
        for is_strong, part in filled.groupby(filled["events"] / most >= LIGHT_TEXT_FROM):
            figure.add_scatter(
                x=part["year"],
                y=part["state"],
                mode="text",
                text=part["events"],
                showlegend=False,
                hoverinfo="skip",
                textfont={"size": 11, "color": ON_DARK if is_strong else ON_LIGHT},
                row=number,
                col=1,
            )
    figure.update_annotations(font_size=13, x=0, xanchor="left")
    figure.update_layout(
        lean_figure(150 * len(kinds) + 40, margin={"l": 96, "r": 8, "t": 28, "b": 24}).layout.to_plotly_json()
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, dtick=2, ticks="", zeroline=False)
    figure.update_yaxes(fixedrange=True, showgrid=False, ticks="", automargin=False)
    return figure


def search_grid(table: pd.DataFrame) -> go.Figure:
    """States against years (`search_coverage`): a filled square with the number of events, a hollow one where searches
    found none, nothing where none was made.
    """
    figure = lean_figure(250, margin={"l": 96, "r": 8, "t": 48, "b": 24})
    most = max(1, int(table["events"].max()))
    found, none = table[table["answer"] == "found"], table[table["answer"] == "none found"]
    for is_strong, part in found.groupby(found["events"] / most >= LIGHT_TEXT_FROM):
        figure.add_scatter(
            x=part["year"],
            y=part["state"],
            mode="markers+text",
            text=part["events"],
            name=_("events on record"),
            showlegend=bool(is_strong),
            textfont={"size": 10, "color": ON_DARK if is_strong else ON_LIGHT},
            marker={
                "symbol": "square",
                "size": 22,
                "color": part["events"],
                "colorscale": COUNT_SCALE,
                "cmin": 0,
                "cmax": most,
                "opacity": 1,
            },
            customdata=part["searches"],
            hovertemplate="%{y}, %{x}: %{text} "
            + _("events, {n} searches").format(n="%{customdata}")
            + "<extra></extra>",
        )
    figure.add_scatter(
        x=none["year"],
        y=none["state"],
        mode="markers",
        name=_("searched, none found"),
        marker={"symbol": "square-open", "size": 14, "color": INK, "line": {"width": 1.5}},
        customdata=none["searches"],
        hovertemplate="%{y}, %{x}: " + _("none found in {n} searches").format(n="%{customdata}") + "<extra></extra>",
    )
    years = table["year"]
    figure.update_xaxes(
        fixedrange=True, showgrid=False, dtick=2, zeroline=False, range=[years.min() - 0.7, years.max() + 0.7]
    )
    figure.update_yaxes(
        fixedrange=True,
        showgrid=False,
        automargin=False,
        categoryorder="array",
        categoryarray=sorted(set(table["state"]), reverse=True),
        range=[-0.7, 4.7],
    )
    return figure
