"""The participation matrix in words: title, how to read it, `alt` text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.matrix import Matrix
from atlas.text import _

if TYPE_CHECKING:
    from atlas.dataset import Dataset


def matrix_title(against: str) -> str:
    """Title of the matrix."""
    return {
        "missions": _("Who is listed at which mission, in which role"),
        "states": _("Events of each organization, by State"),
        "years": _("Events of each organization, by year"),
        "types": _("Events of each organization, by event type"),
        "topics": _("Events of each organization, by topic"),
    }[against]


def matrix_note(matrix: Matrix, dataset: Dataset) -> str:
    """How to read the matrix."""
    blank = _(
        "A blank cell means *not listed*: no source on record names the body there. It does not mean that it stayed away."
    )
    if matrix.is_of_roles:
        roles = zip(dataset["roles"]["letter"], dataset["roles"]["label"], strict=True)
        note = _("Letters: {roles}.").format(roles=", ".join(f"{letter} {label.lower()}" for letter, label in roles))
    else:
        note = _(
            "Numbers are distinct events; an event with several topics or States counts in each column, once in the total."
        )
    if matrix.rolled_up:
        note += " " + _("{count} listings of a body beside its own part or parent were counted once.").format(
            count=matrix.rolled_up
        )
    return f"{blank} {note} " + _("Click a cell to open what is behind it.")


def matrix_sentence(matrix: Matrix, dataset: Dataset) -> str:
    """Alt text of the matrix."""
    if matrix.rows.empty:
        return _("Matrix without organizations.")
    top = matrix.rows.sort_values(["total", "name"], ascending=[False, True]).iloc[0]
    return _(
        "Matrix of {rows} organizations against {columns} columns with {cells} cells filled; "
        "{name} is listed at most events ({total})."
    ).format(
        rows=len(matrix.rows),
        columns=len(matrix.columns),
        cells=len(matrix.cells),
        name=top["name"],
        total=int(top["total"]),
    )
