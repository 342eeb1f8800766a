"""Coverage of the dataset: years against States, one panel a kind of publisher."""

from __future__ import annotations

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import COUNT_SCALE, INK, LIGHT_TEXT_FROM, ON_DARK, ON_LIGHT, lean_figure
from atlas.text import _


def coverage_squares(table: pd.DataFrame) -> Sketch:
    """Squares of events by State and year (`coverage`), one block below the other for each kind of publisher, on one scale."""
    most = max(1, int(table["events"].max()))
    years = sorted(set(table["year"]))
    y_of: dict[tuple[str, str], float] = {}
    headings: dict[str, float] = {}
    y = 0.0
    for kind, part in table.groupby("kind", sort=False):
        headings[str(kind)], y = y, y + 1
        for state in dict.fromkeys(part["state"]):
            y_of[str(kind), str(state)], y = y, y + 1
    filled = table[table["events"] > 0]
    position = [y_of[pair] for pair in zip(filled["kind"], filled["state"], strict=True)]
    # A heatmap stretches its cells over rows and columns that are not there: empty ones keep the headings clear.
    used = set(position)
    blank = [(year, 0.0) for year in years]
    blank += [(years[0], at) for at in (*headings.values(), *y_of.values()) if at and at not in used]
    figure = lean_figure(int(24 * y) + 40, margin={"l": 96, "r": 8, "t": 8, "b": 24})
    figure.add_heatmap(
        z=[*filled["events"].tolist(), *(None for _each in blank)],
        x=[*filled["year"].tolist(), *(year for year, _at in blank)],
        y=[*position, *(at for _year, at in blank)],
        zmin=0,
        zmax=most,
        colorscale=COUNT_SCALE,
        showscale=False,
        xgap=1,
        ygap=1,
        customdata=[*filled["state"].tolist(), *("" for _each in blank)],
        hoverongaps=False,
        hovertemplate="%{customdata}, %{x}: %{z} events<extra></extra>",
    )
    figure.add_scatter(
        x=filled["year"],
        y=position,
        mode="text",
        text=filled["events"],
        showlegend=False,
        hoverinfo="skip",
        textfont={
            "size": 11,
            "color": [ON_DARK if events / most >= LIGHT_TEXT_FROM else ON_LIGHT for events in filled["events"]],
        },
    )
    for kind, heading in headings.items():
        figure.add_annotation(
            text=f"<b>{kind}</b>", x=0, xref="paper", xanchor="left", y=heading, yanchor="middle", showarrow=False
        )
    figure.update_xaxes(
        range=[years[0] - 0.5, years[-1] + 0.5], fixedrange=True, showgrid=False, dtick=2, ticks="", zeroline=False
    )
    figure.update_yaxes(
        tickvals=list(y_of.values()),
        ticktext=[state for _kind, state in y_of],
        range=[y - 0.5, -0.6],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        automargin=False,
    )
    return figure


def search_grid(table: pd.DataFrame) -> Sketch:
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
