"""Figures of a State's profile beside its missions: partners by year, topics."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.figures.sketch import Sketch
from atlas.figures.style import (
    DARK_ROLES,
    LEGEND_ABOVE,
    LINE,
    ON_DARK,
    ON_LIGHT,
    ROLE_COLOURS,
    hue,
    lean_figure,
    linked,
)
from atlas.figures.visits import LEFT, NARROW_LEFT, PIXELS_PER_CHARACTER, RIGHT, ROW, WIDE_FROM
from atlas.text import _, count_of, shorten


def partner_squares(
    cells: pd.DataFrame,
    bodies: pd.DataFrame,
    role_labels: Mapping[str, str],
    role_letters: Mapping[str, str],
    years: tuple[int, int],
    hrefs: Mapping[str, str],
    width: int,
) -> Sketch:
    """Partners (body, name; first at the top) against years, from `partner_years`: colour and letter are the role in which a body
    is listed most in that year, the number its events; a narrow figure has room for the letter only. Points carry (body, year).
    """
    is_wide = width >= WIDE_FROM
    left = LEFT if is_wide else NARROW_LEFT
    pitch = (width - left - RIGHT) / (years[1] - years[0] + 1)
    size = min(ROW - 4, int(pitch) - 1)
    is_numbered = pitch >= 30
    figure = lean_figure(
        int(96 + (0 if is_wide else 44) + ROW * len(bodies)),
        margin={"l": left, "r": RIGHT, "t": 86 if is_wide else 130, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    y_of = {body: position for position, body in enumerate(bodies["body"])}
    names = dict(zip(bodies["body"], bodies["name"], strict=True))
    by_role: dict[str, list[tuple[str, int, int, tuple[tuple[str, int], ...]]]] = {}
    for body, year, events, role, roles in cells[["body", "year", "events", "role", "roles"]].to_numpy().tolist():
        by_role.setdefault(role, []).append((body, year, events, roles))
    for role, label in role_labels.items():
        part = by_role.get(role, [])
        if not part:
            continue
        letter = role_letters[role]
        figure.add_scatter(
            x=[year for _body, year, _events, _roles in part],
            y=[y_of[body] for body, _year, _events, _roles in part],
            name=f"{letter} {label}",
            mode="markers+text",
            marker={"symbol": "square", "size": size, "color": ROLE_COLOURS[role], "opacity": 1},
            text=[f"{letter}{events}" if is_numbered else letter for _body, _year, events, _roles in part],
            textfont={"size": 10 if is_numbered else 9, "color": ON_DARK if role in DARK_ROLES else ON_LIGHT},
            customdata=[(body, str(year)) for body, year, _events, _roles in part],
            hovertext=[
                f"<b>{names[body]}</b>, {year}: {count_of(events, _('event'), _('events'))}<br>"
                + "<br>".join(f"{role_labels[code]}: {count}" for code, count in roles)
                for body, year, events, roles in part
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )
    room = int((left - 8) / PIXELS_PER_CHARACTER)
    figure.update_xaxes(
        range=[years[0] - 0.6, years[1] + 0.6],
        tickvals=list(range(years[0], years[1] + 1)),
        tickangle=0 if is_wide else -90,
        side="top",
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticks="",
        automargin=False,
        tickfont_size=11,
    )
    figure.update_yaxes(
        tickvals=list(y_of.values()),
        ticktext=[linked(shorten(names[body], room), hrefs.get(body, "")) for body in y_of],
        range=[len(y_of) - 0.4, -0.6],
        fixedrange=True,
        gridcolor=LINE,
        griddash="dot",
        zeroline=False,
        ticks="",
        automargin=False,
        tickfont_size=12 if is_wide else 11,
    )
    figure.update_layout(legend={**LEGEND_ABOVE, "itemsizing": "constant"})
    return figure


def topic_bars(topics: pd.DataFrame) -> Sketch:
    """Horizontal bars of events by topic (label, events; most first)."""
    rows = topics.iloc[::-1]
    labels = [shorten(label, 28) for label in rows["label"]]
    figure = lean_figure(40 + 24 * len(rows), bargap=0.3, margin={"l": LEFT, "r": 28, "t": 32, "b": 8})
    figure.add_bar(
        x=rows["events"],
        y=list(range(len(rows))),
        orientation="h",
        marker_color=hue(0.75),
        text=rows["events"],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        hovertext=[
            f"{label}: {count_of(count, _('event'), _('events'))}"
            for label, count in zip(rows["label"], rows["events"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=labels,
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        ticklabelstandoff=4,
        automargin=False,
        ticks="",
    )
    return figure
