"""The participation matrix in words: title, the answer before the chart, how to read it, `alt` text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.matrix import BLOCK_DISTANCE, FEW_EVENTS, FEW_EXPECTED, Matrix
from atlas.text import _, bullets, count_of

if TYPE_CHECKING:
    from atlas.dataset import Dataset


def matrix_title(against: str, cell: str = "count") -> str:
    """Title of the matrix."""
    if against == "missions":
        return _("Who is listed at which mission, in which role")
    if against == "events":
        return _("Who is listed at which event, in which role")
    by = {
        "states": _("by State"),
        "years": _("by year"),
        "quarters": _("by quarter"),
        "types": _("by event type"),
        "topics": _("by topic"),
        "programmes": _("by programme"),
    }[against]
    title = {
        "count": _("Events of each organization, {by}"),
        "share": _("Share of events at which each organization is listed, in percent, {by}"),
        "lift": _("Events of each organization against expectation (lift), {by}"),
    }[cell]
    return title.format(by=by)


def block_name(block: int) -> str:
    """Name of a block of similar bodies."""
    return _("Block {number}").format(number=block) if block else _("In no block")


def column_mark(is_announced: bool, is_unlisted: bool) -> str:
    """What a nearly empty column is, in words, after its label; "" for any other."""
    words = [_("announced, not on record as held")] if is_announced else []
    words += [_("no body on record")] if is_unlisted else []
    return f" ({'; '.join(words)})" if words else ""


def matrix_answer(matrix: Matrix, against: str) -> str:
    """The first sentence: who is listed most often, how many organizations there are, how many only once."""
    if matrix.rows.empty:
        return ""
    most = int(matrix.rows["total"].max())
    leaders = sorted(matrix.rows.loc[matrix.rows["total"] == most, "name"])
    one, many = (_("mission"), _("missions")) if against == "missions" else (_("event"), _("events"))
    who = f"**{leaders[0]}**"
    if len(leaders) > 1:
        who = _("{name} and {others}").format(
            name=who, others=count_of(len(leaders) - 1, _("other body"), _("other bodies"))
        )
    sentence = (
        _("{who} is listed most often, at {total} of {events}.")
        if len(leaders) == 1
        else _("{who} are listed most often, each at {total} of {events}.")
    )
    if matrix.is_part:
        sentence = _("Among the organizations in these columns: {sentence}").format(sentence=sentence)
    sentences = [sentence.format(who=who, total=most, events=count_of(matrix.events, one, many))]
    if len(matrix.rows) < matrix.listed:
        sentences.append(
            _("Of {listed} organizations listed in these columns, the {shown} listed most often are shown.").format(
                listed=matrix.listed, shown=len(matrix.rows)
            )
        )
    else:
        sentences.append(
            _("{organizations} in these columns, {once} of them listed at only one of the {many}.").format(
                organizations=count_of(len(matrix.rows), _("organization"), _("organizations")),
                once=int((matrix.rows["total"] == 1).sum()),
                many=many,
            )
        )
    return " ".join(sentences)


def matrix_note(matrix: Matrix, dataset: Dataset) -> str:
    """How to read the matrix."""
    lines = [
        _(
            "A blank cell means *not listed*: no source on record names the body there. It does not mean that it stayed away."
        ),
        *_cell_lines(matrix, dataset),
    ]
    if matrix.rolled_up:
        lines.append(
            _(
                "A body listed beside its own part, its parent or another body of its row counts once at an event: "
                "{count} listings were counted with another."
            ).format(count=matrix.rolled_up)
        )
    if matrix.is_in_blocks:
        lines.append(_block_line(matrix))
    lines += _mark_lines(matrix)
    lines.append(
        _("Click a cell to open the record.")
        if matrix.is_of_roles
        else _("Click a cell to list the events behind it, with their sources.")
    )
    return bullets(lines)


def _cell_lines(matrix: Matrix, dataset: Dataset) -> list[str]:
    if matrix.is_of_roles:
        roles = zip(dataset["roles"]["letter"], dataset["roles"]["label"], strict=True)
        return [_("Letters: {roles}.").format(roles=", ".join(f"{letter} {label.lower()}" for letter, label in roles))]
    several = _(
        "Numbers rest on distinct events; an event with several topics or States counts in each column, once in the total."
    )
    if matrix.cell == "count":
        return [several]
    if matrix.cell == "share":
        few = int((matrix.columns["total"] < FEW_EVENTS).sum())
        lines = [
            _("A number is the share, in percent, of all events of the column at which a source lists the body."),
            several,
        ]
        if few:
            lines.append(
                _("{columns} with fewer than {least} events (bottom row): a percentage of so few says little.").format(
                    columns=count_of(few, _("column"), _("columns")), least=FEW_EVENTS
                )
            )
        return lines
    few = int((matrix.cells["expected"] < FEW_EXPECTED).sum())
    return [
        _(
            "Lift = events on record / events expected. Expected = events of the organization × events of the column / "
            "{events}, as if who is listed had nothing to do with the column; n = {events} distinct events of the selection "
            "that stand in any column. 2 is twice as many as expected, 0.5 half, 1 as expected."
        ).format(events=matrix.events),
        _(
            "A hollow square marks few expected: fewer than {least} events ({few} of {cells} cells). One event more or less "
            "changes these much; read no pattern into them. A 0 stands where {least} or more were expected and none is on record."
        ).format(least=FEW_EXPECTED, few=few, cells=len(matrix.cells)),
        _(
            "Lift follows what sources report: a body that publishes much about one State appears above expectation there."
        ),
        several,
    ]


def _block_line(matrix: Matrix) -> str:
    blocks, alone = int(matrix.rows["block"].max()), int((matrix.rows["block"] == 0).sum())
    line = _(
        "Rows are ordered by similarity across all families: two organizations are close when they are listed in the same "
        "columns (Jaccard distance: one less columns with both / columns with either). Tree by average linkage, optimal leaf "
        "ordering, cut at distance {cut}: {blocks}, {alone} in none. n = {rows} rows shown. "
        "A body with few events joins a block easily."
    ).format(cut=BLOCK_DISTANCE, blocks=count_of(blocks, _("block"), _("blocks")), alone=alone, rows=len(matrix.rows))
    if blocks == 1 and not alone:
        line += " " + _("Here all are listed in much the same columns: the one block says little.")
    return line


def _mark_lines(matrix: Matrix) -> list[str]:
    announced, unlisted = int(matrix.columns["is_announced"].sum()), int(matrix.columns["is_unlisted"].sum())
    lines = []
    if announced:
        lines.append(
            _("\u25cb after a date: announced, not on record as held ({columns}).").format(
                columns=count_of(announced, _("column"), _("columns"))
            )
        )
    if unlisted:
        lines.append(
            _("\u2205 after a date: no source on record names a body there ({columns}).").format(
                columns=count_of(unlisted, _("column"), _("columns"))
            )
        )
    return lines


def matrix_sentence(matrix: Matrix, dataset: Dataset) -> str:
    """Alt text of the matrix."""
    if matrix.rows.empty:
        return _("Matrix without organizations.")
    total, name = min((-total, name) for total, name in zip(matrix.rows["total"], matrix.rows["name"], strict=True))
    sentence = _(
        "Matrix of {rows} organizations against {columns} columns with {cells} cells filled; "
        "{name} is listed at most events ({total})."
    ).format(
        rows=len(matrix.rows),
        columns=len(matrix.columns),
        cells=int((matrix.cells["count"] > 0).sum()),
        name=name,
        total=-total,
    )
    if matrix.cell == "lift":
        sentence += _highest_lift(matrix)
    if matrix.is_in_blocks:
        blocks = int(matrix.rows["block"].max())
        sentence += " " + _("Rows by similarity, in {blocks}.").format(blocks=count_of(blocks, _("block"), _("blocks")))
    return sentence


def _highest_lift(matrix: Matrix) -> str:
    firm = matrix.cells[matrix.cells["expected"] >= FEW_EXPECTED]
    if firm.empty:
        return ""
    lift, body, key = max(zip(firm["lift"], firm["body"], firm["key"], strict=True))
    names = dict(zip(matrix.rows["body"], matrix.rows["name"], strict=True))
    labels = dict(zip(matrix.columns["key"], matrix.columns["label"], strict=True))
    return " " + _("Highest lift where {least} or more events are expected: {name}, {column} ({lift:.1f}).").format(
        least=FEW_EXPECTED, name=names[body], column=labels[key], lift=lift
    )
