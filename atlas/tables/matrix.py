"""The table of the participation matrix, and the words that its figure needs."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.figures.matrix import MatrixWords, lift_in_words, percent
from atlas.matrix import FEW_EXPECTED, Matrix
from atlas.sentences.matrix import block_name, column_mark
from atlas.text import _, count_of


def matrix_table(matrix: Matrix, dataset: Dataset) -> pd.DataFrame:
    """The matrix as a plain table: one row a body, one column a mission, State, year …; empty where not listed. In the order
    of the chart, with the block where the rows are ordered by similarity.
    """
    rows, keys = matrix.rows, matrix.columns["key"].tolist()
    values: dict[str, dict[str, str]] = {key: {} for key in keys}
    for body, key, value in zip(matrix.cells["body"], matrix.cells["key"], _values(matrix, dataset), strict=True):
        values[key][body] = value
    head = {_("Family"): rows["heading"], _("Organization"): rows["name"], _("Events"): rows["total"]}
    if matrix.is_in_blocks:
        head = {_("Block"): pd.Series([block_name(block) for block in rows["block"]], dtype=str), **head}
    wide = [[values[key].get(body, "") for key in keys] for body in rows["body"].tolist()]
    grid = pd.DataFrame(wide, columns=_distinct_labels(matrix), index=rows.index, dtype=object)
    return pd.concat([pd.DataFrame(head), grid], axis=1)


def _values(matrix: Matrix, dataset: Dataset) -> list[str]:
    cells = matrix.cells
    if matrix.cell == "role":
        labels = {role: label.lower() for role, label in dataset.labels("roles").items()}
        return [", ".join(labels[role] for role in roles) for roles in cells["roles"]]
    if matrix.cell == "share":
        return [percent(share) for share in cells["share"]]
    if matrix.cell == "lift":
        return [
            lift_in_words(lift) + (_(" (few expected)") if expected < FEW_EXPECTED else "")
            for lift, expected in zip(cells["lift"], cells["expected"], strict=True)
        ]
    return cells["count"].astype(str).tolist()


def matrix_words(matrix: Matrix, dataset: Dataset) -> MatrixWords:
    """The words that the figure of the matrix needs."""
    roles, columns = dataset["roles"], matrix.columns
    if matrix.is_of_roles:
        titles = {
            key: f"{title}<br>{date_in_words(date)}{column_mark(announced, unlisted)}"
            for key, title, date, announced, unlisted in columns[
                ["key", "title", "date", "is_announced", "is_unlisted"]
            ].itertuples(index=False)
        }
    else:
        titles = {
            key: f"{group} {label}".strip() + f" ({count_of(total, _('event'), _('events'))})"
            for key, group, label, total in zip(
                columns["key"], columns["group"], columns["label"], columns["total"], strict=True
            )
        }
    return MatrixWords(
        role_labels=dataset.labels("roles"),
        role_letters=dict(zip(roles["role"], roles["letter"], strict=True)),
        column_titles=titles,
        source_names=_source_names(matrix, dataset),
        block_names={
            block: block_name(block) + (f" ({count_of(size, _('body'), _('bodies'))})" if block else "")
            for block, size in Counter(matrix.rows["block"].tolist()).items()
        }
        if matrix.is_in_blocks
        else {},
    )


def _source_names(matrix: Matrix, dataset: Dataset) -> dict[str, str]:
    """Source to its publisher, for the sources of the cells: the full reference stands in the record of the event."""
    if not matrix.is_of_roles:
        return {}
    wanted = {source for sources in matrix.cells["sources"] for source in sources}
    sources = dataset["sources"]
    sources = sources.loc[sources["source_id"].isin(wanted), ["source_id", "publisher"]]
    return dict(zip(sources["source_id"], sources["publisher"], strict=True))


def _distinct_labels(matrix: Matrix) -> list[str]:
    """Column labels with their group and mark; equal ones numbered."""
    columns = matrix.columns
    seen: dict[str, int] = {}
    labels = []
    for group, label, announced, unlisted in zip(
        columns["group"], columns["label"], columns["is_announced"], columns["is_unlisted"], strict=True
    ):
        full = f"{group} {label}".strip() + column_mark(announced, unlisted)
        seen[full] = seen.get(full, 0) + 1
        labels.append(full if seen[full] == 1 else f"{full} ({seen[full]})")
    return labels
