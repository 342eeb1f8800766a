"""The participation matrix as squares: role by colour and letter, count and share by one hue and number, lift by two hues."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from atlas.figures.sketch import Sketch
from atlas.figures.squares import (
    NO_LINKS,
    RIGHT,
    Ground,
    Names,
    add_totals,
    ground,
    legend_height,
    name_width,
    squares_figure,
)
from atlas.figures.style import (
    COUNT_SCALE,
    DARK_ROLES,
    LIGHT_TEXT_FROM,
    LINE,
    ON_DARK,
    ON_LIGHT,
    ROLE_COLOURS,
)
from atlas.matrix import FEW_EXPECTED, FOLDED, Cell, Matrix
from atlas.text import _, shorten

PITCH: Mapping[Cell, int] = MappingProxyType({"role": 14, "count": 24, "share": 24, "lift": 26})
FINGER_PITCH: Mapping[Cell, int] = MappingProxyType({"role": 22, "count": 26, "share": 26, "lift": 28})
"""Least width of a column in pixels, with a mouse and on a phone: letters need less room than numbers."""

ANNOUNCED, UNLISTED = "\u25cb", "\u2205"
"""Marks of a column that is only announced, and of one without a body on record."""

# Brewer's PuOr for colour-blind readers, seven classes, opaque: dark text on the light ones, white on the ends.
LIFT_COLOURS = ("#b35806", "#f1a340", "#fee0b6", "#f7f7f7", "#d8daeb", "#998ec3", "#542788")
LIFT_EDGES = (0.25, 0.5, 0.8, 1.25, 2.0, 4.0)
"""Bounds of the classes of lift: twofold steps around an even middle."""

OUTLINE = {"width": 0.5, "color": LINE}
Cells = Sequence[Any]
"""Cells as named tuples: a few hundred are quicker so than as a data frame."""


def column_capacity(width: int, cell: Cell = "role") -> int:
    """Number of columns that a figure of that width can show, with room for the gaps between groups."""
    pitch = PITCH[cell] if width > 600 else FINGER_PITCH[cell]
    return int((width - name_width(width) - RIGHT) / pitch * 0.9)


@dataclass(frozen=True)
class MatrixWords:
    """Words that the figure needs: role code to label and letter, column key to its full title, source id to a short name,
    block number to heading.
    """

    role_labels: Mapping[str, str]
    role_letters: Mapping[str, str]
    column_titles: Mapping[str, str]
    source_names: Mapping[str, str]
    block_names: Mapping[int, str]


def participation_squares(
    matrix: Matrix,
    words: MatrixWords,
    width: int,
    row_hrefs: Mapping[str, str] = NO_LINKS,
    column_hrefs: Mapping[str, str] = NO_LINKS,
) -> Sketch:
    """The matrix as squares, for a page that gives it `width` pixels or more. Points carry (body, key) as customdata; a pair
    that no source lists stays blank. Names are links where there are addresses for them.
    """
    rows, columns = matrix.rows, matrix.columns
    bodies, keys = rows["body"].tolist(), columns["key"].tolist()
    if matrix.is_in_blocks:
        headings = [words.block_names[block] for block in rows["block"]]
    else:
        headings = [
            "" if body.startswith(FOLDED) else heading for body, heading in zip(bodies, rows["heading"], strict=True)
        ]
    on = ground(list(zip(bodies, headings, strict=True)), list(zip(keys, columns["group"], strict=True)), width)
    marks = [
        (f" {ANNOUNCED}" if announced else "") + (f" {UNLISTED}" if unlisted else "")
        for announced, unlisted in zip(columns["is_announced"], columns["is_unlisted"], strict=True)
    ]
    names = Names(
        rows=dict(zip(bodies, rows["name"], strict=True)),
        columns={key: label + mark for key, label, mark in zip(keys, columns["label"], marks, strict=True)},
        titles=words.column_titles,
        right=_("Events in all"),
        below=_("Bodies listed") if matrix.is_of_roles else _("Events in all"),
        row_hrefs=row_hrefs,
        column_hrefs=column_hrefs,
    )
    figure = squares_figure(on, names, legend_height(_legend(matrix, words), width))
    draw = {"role": _add_roles, "count": _add_strengths, "share": _add_strengths, "lift": _add_lifts}[matrix.cell]
    draw(figure, list(matrix.cells.rename(columns={"count": "count_"}).itertuples(index=False)), words, on, matrix.cell)
    add_totals(figure, on, rows["total"].tolist(), columns["bodies" if matrix.is_of_roles else "total"].tolist())
    return figure


def _legend(matrix: Matrix, words: MatrixWords) -> list[str]:
    if matrix.is_of_roles:
        used = set(matrix.cells["role"])
        return [f"{words.role_letters[role]} {label}" for role, label in words.role_labels.items() if role in used]
    return [*lift_names(), few_expected()] if matrix.cell == "lift" else []


def lift_names() -> list[str]:
    """The classes of lift in words, from far below to far above expectation."""
    return [
        _("under \u00bc"),
        _("\u00bc to \u00bd"),
        _("\u00bd to 0.8"),
        _("0.8 to 1.25"),
        _("1.25 to 2"),
        _("2 to 4"),
        _("4 and over"),
    ]


def _add_squares(
    figure: Sketch,
    part: Cells,
    on: Ground,
    marker: Mapping[str, Any],
    text: list[str],
    hover: str,
    *,
    is_clickable: bool = True,
    **trace: Any,
) -> None:
    """Squares for some cells; under the names of row and column the hover text says `hover`."""
    figure.add_scatter(
        x=[on.x_of[cell.key] for cell in part],
        y=[on.y_of[cell.body] for cell in part],
        xaxis="x2",
        yaxis="y2",
        mode="markers+text",
        marker={"symbol": "square", "size": on.size, "opacity": 1, **marker},
        text=text,
        customdata=[[cell.body, cell.key] for cell in part] if is_clickable else None,
        hovertemplate=f"<b>%{{y}}</b><br>%{{x}}<br>{hover}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
        **trace,
    )


def _add_roles(figure: Sketch, cells: Cells, words: MatrixWords, on: Ground, what: Cell) -> None:
    letters, labels = words.role_letters, words.role_labels
    for role, label in labels.items():
        part = [cell for cell in cells if cell.role == role]
        if not part:
            continue
        _add_squares(
            figure,
            part,
            on,
            {"color": ROLE_COLOURS[role]},
            ["".join(letters[each] for each in cell.roles[:2]) for cell in part],
            "%{hovertext}",
            name=f"{letters[role]} {label}",
            textfont={"size": 11 if on.size > 16 else 9, "color": ON_DARK if role in DARK_ROLES else ON_LIGHT},
            hovertext=[
                ", ".join(labels[each].lower() for each in cell.roles) + "<br>" + _sources(cell.sources, words)
                for cell in part
            ],
        )


def _sources(ids: tuple[str, ...], words: MatrixWords) -> str:
    more = _(" and {count} more").format(count=len(ids) - 1) if len(ids) > 1 else ""
    return shorten(words.source_names[ids[0]], 32) + more


def _add_strengths(figure: Sketch, cells: Cells, words: MatrixWords, on: Ground, what: Cell) -> None:
    """Counts, or shares in percent, by one hue."""
    is_share = what == "share"
    most = max((cell.share if is_share else cell.count_ for cell in cells), default=1)
    for is_strong in (False, True):
        part = [
            cell for cell in cells if ((cell.share if is_share else cell.count_) / most >= LIGHT_TEXT_FROM) == is_strong
        ]
        if not part:
            continue
        _add_squares(
            figure,
            part,
            on,
            {
                "color": [round(cell.share, 3) if is_share else cell.count_ for cell in part],
                "colorscale": COUNT_SCALE,
                "cmin": 0,
                "cmax": most,
            },
            [percent(cell.share) if is_share else str(cell.count_) for cell in part],
            _("Events: %{hovertext}, or %{text} % of the column") if is_share else _("Events: %{text}"),
            hovertext=[str(cell.count_) for cell in part] if is_share else None,
            showlegend=False,
            textfont={"size": 11 if on.size > 16 else 9, "color": ON_DARK if is_strong else ON_LIGHT},
        )


def _add_lifts(figure: Sketch, cells: Cells, words: MatrixWords, on: Ground, what: Cell) -> None:
    """Lift in seven classes; hollow where few events are expected."""
    classes: list[list[Any]] = [[] for _edge in range(len(LIFT_EDGES) + 1)]
    few, none = [], []
    for cell in cells:
        if cell.expected < FEW_EXPECTED:
            few.append(cell)
        elif cell.count_:
            classes[bisect_right(LIFT_EDGES, cell.lift)].append(cell)
        else:
            none.append(cell)
    light, dark = {"size": 10, "color": ON_LIGHT}, {"size": 10, "color": ON_DARK}
    for number, (part, name) in enumerate(zip(classes, lift_names(), strict=True)):
        font = dark if number in (0, len(LIFT_EDGES)) else light
        _add_lift(figure, part, on, {"color": LIFT_COLOURS[number], "line": OUTLINE}, textfont=font, name=name)
    # Where no event is on record there is nothing to open: not for clicking.
    _add_lift(
        figure,
        none,
        on,
        {"color": LIFT_COLOURS[0], "line": OUTLINE},
        textfont=dark,
        name=lift_names()[0],
        showlegend=not classes[0],
        is_clickable=False,
    )
    _add_lift(figure, few, on, {"color": LINE, "symbol": "square-open"}, textfont={"size": 10}, name=few_expected())


def _add_lift(figure: Sketch, part: Cells, on: Ground, marker: Mapping[str, Any], **trace: Any) -> None:
    if not part:
        return
    _add_squares(
        figure,
        part,
        on,
        marker,
        [lift_in_words(cell.lift) for cell in part],
        _("Lift: %{text}; on record, expected: %{hovertext}"),
        hovertext=[f"{cell.count_}, {cell.expected:.1f}" for cell in part],
        **trace,
    )


def few_expected() -> str:
    """What a hollow square of lift means, as short as a legend."""
    return _("hollow: few expected")


def percent(share: float) -> str:
    """A share as a whole percentage; "<1" for what that cannot show."""
    return "<1" if 0 < share < 0.005 else f"{100 * share:.0f}"


def lift_in_words(lift: float) -> str:
    """A lift as short as a cell: "0", "0.4", "2.1", "13"."""
    return "0" if lift == 0 else f"{lift:.0f}" if lift >= 9.95 else f"{max(lift, 0.05):.1f}"
