"""Coverage of the dataset: years against States, one panel a kind of publisher."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas.figures.style import COUNT_SCALE, lean_figure


def coverage_squares(table: pd.DataFrame) -> go.Figure:
    """Heatmaps of events by State and year (`coverage`), one below the other for each kind of publisher, on one scale."""
    kinds = list(dict.fromkeys(table["kind"]))
    figure = make_subplots(rows=len(kinds), cols=1, shared_xaxes=True, subplot_titles=kinds, vertical_spacing=0.07)
    most = max(1, int(table["events"].max()))
    for number, kind in enumerate(kinds, start=1):
        wide = table[table["kind"] == kind].pivot(index="state", columns="year", values="events").sort_index(ascending=False)
        figure.add_heatmap(
            z=wide.to_numpy(), x=list(wide.columns), y=list(wide.index), zmin=0, zmax=most, colorscale=COUNT_SCALE, showscale=False,
            text=[[str(value) if value else "" for value in row] for row in wide.to_numpy()], texttemplate="%{text}",
            xgap=1, ygap=1, row=number, col=1, hovertemplate="%{y}, %{x}: %{z} events<extra></extra>",
        )  # fmt: skip
    figure.update_annotations(font_size=13, x=0, xanchor="left")
    figure.update_layout(
        lean_figure(150 * len(kinds) + 40, margin={"l": 96, "r": 8, "t": 28, "b": 24}).layout.to_plotly_json()
    )
    figure.update_xaxes(fixedrange=True, showgrid=False, dtick=2, ticks="", zeroline=False)
    figure.update_yaxes(fixedrange=True, showgrid=False, ticks="", automargin=False)
    return figure
