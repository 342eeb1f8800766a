"""The chain of missions to a State: lanes of marks, with the months between missions on the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from atlas.dates import date_in_words
from atlas.figures.sketch import Sketch
from atlas.figures.style import INK, LEGEND_ABOVE, LINE, hue, lean_figure, linked
from atlas.text import _, count_of, shorten

# Okabe and Ito's set, as in `style`; a kind of mission without an entry is a grey circle.
TYPE_MARKS: Mapping[str, tuple[str, str]] = {
    "assessment_visit": ("diamond", "#D55E00"),
    "follow_up_visit": ("triangle-right", "#0072B2"),
    "technical_visit": ("square", "#009E73"),
    "mutual_evaluation": ("star", "#E69F00"),
}
OTHER_MARK = ("circle", INK)

ROW = 28
"""Height of a lane in pixels: a finger fits."""

LEFT, NARROW_LEFT, RIGHT = 190, 122, 20
WIDE_FROM = 600
PIXELS_PER_CHARACTER = 6.6
LABEL_RISE = 0.4
"""Lanes by which the months stand above the line."""

DIGIT = 8
"""Pixels of a digit over a gap."""


@dataclass(frozen=True)
class Lane:
    """One lane of the chain: name (a link with `href`), the missions in it by id, and the gaps between them (maybe none)."""

    name: str
    href: str
    event_ids: tuple[str, ...]
    gaps: pd.DataFrame | None = None


def visit_lanes(
    missions: pd.DataFrame,
    lanes: Sequence[Lane],
    leads: Mapping[str, str],
    type_labels: Mapping[str, str],
    years: tuple[int, int],
    width: int,
) -> Sketch:
    """Missions (`Chain.missions`) in lanes on an axis of the given years, for a page that gives it `width` pixels: kind by colour
    and symbol, announced ones hollow, and where a lane has gaps, a line between its missions with the months written on it. The
    longest gap is thick, the open one dotted. `leads`: event id to the bodies that lead it. Points carry the event id.
    """
    is_wide = width >= WIDE_FROM
    left = min(
        LEFT if is_wide else NARROW_LEFT, max(int(PIXELS_PER_CHARACTER * (len(lane.name) + 5)) for lane in lanes)
    )
    figure = lean_figure(
        int(76 + ROW * (len(lanes) + 0.4) + (0 if is_wide else 20)),
        margin={"l": left, "r": RIGHT, "t": 76 if is_wide else 96, "b": 8},
        clickmode="event+select",
        dragmode=False,
    )
    _add_lane_lines(figure, lanes, years)
    days = (date(years[1] + 1, 1, 1) - date(years[0], 1, 1)).days
    for position, lane in enumerate(lanes):
        if lane.gaps is not None and len(lane.gaps):
            _add_gaps(figure, lane.gaps, position, (width - left - RIGHT) / days)
    _add_missions(figure, missions, lanes, leads, type_labels)
    held = set(missions.loc[missions["is_held"], "event_id"])
    room = int((left - 8) / PIXELS_PER_CHARACTER)
    figure.update_xaxes(
        type="date",
        range=[date(years[0], 1, 1), date(years[1] + 1, 1, 1)],
        dtick="M12" if is_wide else "M36",
        tickformat="%Y",
        ticklabelmode="period" if is_wide else "instant",
        gridcolor=LINE,
        griddash="dot",
        side="top",
        fixedrange=True,
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(lanes))),
        ticktext=[
            f"{linked(shorten(lane.name, room - 3), lane.href)}  {len(held & set(lane.event_ids))}" for lane in lanes
        ],
        range=[len(lanes) - 0.4, -0.9],
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=False,
        ticks="",
        tickfont_size=12 if is_wide else 11,
    )
    figure.update_layout(legend={**LEGEND_ABOVE, "itemsizing": "constant"})
    return figure


def _add_lane_lines(figure: Sketch, lanes: Sequence[Lane], years: tuple[int, int]) -> None:
    ends = (date(years[0], 1, 1), date(years[1] + 1, 1, 1), None)
    figure.add_scatter(
        x=[end for _lane in lanes for end in ends],
        y=[y for position in range(len(lanes)) for y in (position, position, None)],
        mode="lines",
        line={"color": LINE, "width": 0.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_gaps(figure: Sketch, gaps: pd.DataFrame, y: int, pixels_per_day: float) -> None:
    """Lines between missions, and the months over those that are long enough for the number."""
    rows = list(zip(*(gaps[column].tolist() for column in ("start", "end", "months", "is_open")), strict=True))
    longest = max((months for _start, _end, months, is_open in rows if not is_open), default=0)
    styles: Mapping[str, dict[str, object]] = {
        "plain": {"color": hue(0.55), "width": 2},
        "longest": {"color": hue(0.95), "width": 5},
        "open": {"color": hue(0.95), "width": 2, "dash": "dot"},
    }
    kinds = [
        "open" if is_open else "longest" if months == longest > 0 else "plain" for _start, _end, months, is_open in rows
    ]
    for kind, line in styles.items():
        part = [row for row, of_kind in zip(rows, kinds, strict=True) if of_kind == kind]
        if part:
            figure.add_scatter(
                x=[day for start, end, _months, _is_open in part for day in (start, end, None)],
                y=[y] * (3 * len(part)),
                mode="lines",
                line=line,
                hoverinfo="skip",
                showlegend=False,
            )
    shown = [
        (start, end, months, kind)
        for (start, end, months, _is_open), kind in zip(rows, kinds, strict=True)
        if (end - start).days * pixels_per_day > DIGIT * len(str(months)) + 10
    ]
    figure.add_scatter(
        x=[start + (end - start) / 2 for start, end, _months, _kind in shown],
        y=[y - LABEL_RISE] * len(shown),
        mode="text",
        text=[str(months) if kind == "plain" else f"<b>{months}</b>" for _start, _end, months, kind in shown],
        textfont={"size": 11},
        hovertext=[_gap_words(months, start, end) for start, end, months, _kind in shown],
        hovertemplate="%{hovertext}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _gap_words(months: int, start: date, end: date) -> str:
    return _("{months} without a mission on record: {start} to {end}").format(
        months=count_of(months, _("month"), _("months")),
        start=date_in_words(start.isoformat()),
        end=date_in_words(end.isoformat()),
    )


def _add_missions(
    figure: Sketch,
    missions: pd.DataFrame,
    lanes: Sequence[Lane],
    leads: Mapping[str, str],
    type_labels: Mapping[str, str],
) -> None:
    columns = ["event_id", "event_type", "title", "date", "earliest", "latest", "is_held"]
    facts = {row[0]: row for row in zip(*(missions[column].tolist() for column in columns), strict=True)}
    marks = [
        (position, *facts[event]) for position, lane in enumerate(lanes) for event in dict.fromkeys(lane.event_ids)
    ]
    for kind, label in type_labels.items():
        part = [mark for mark in marks if mark[2] == kind]
        if not part:
            continue
        symbol, colour = TYPE_MARKS.get(kind, OTHER_MARK)
        ys, events, _kinds, titles, dates, starts, ends, held = zip(*part, strict=True)
        figure.add_scatter(
            x=[start + (end - start) / 2 for start, end in zip(starts, ends, strict=True)],
            y=ys,
            name=label,
            mode="markers",
            marker={
                "symbol": [symbol if is_held else f"{symbol}-open" for is_held in held],
                "size": 12,
                "color": colour,
                "opacity": 1,
                "line": {"width": [0.5 if is_held else 2 for is_held in held]},
            },
            customdata=events,
            hovertext=[
                _mission_words(title, when, leads.get(event, ""), label, is_held)
                for event, title, when, is_held in zip(events, titles, dates, held, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": 1}},
            cliponaxis=False,
        )


def _mission_words(title: str, when: str, lead: str, kind: str, is_held: bool) -> str:
    status = "" if is_held else _("announced, not on record as held")
    lines = [f"<b>{shorten(title, 90)}</b>", date_in_words(when), kind, lead, status]
    return "<br>".join(line for line in lines if line)
