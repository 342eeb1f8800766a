"""The table of the participation matrix, and the words that its figure needs."""

from __future__ import annotations

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.figures.matrix import MatrixWords
from atlas.matrix import Matrix
from atlas.text import _


def matrix_table(matrix: Matrix, dataset: Dataset) -> pd.DataFrame:
    """The matrix as a plain table: one row a body, one column a mission, State, year …; empty where not listed."""
    labels = dataset.labels("roles")
    if matrix.is_of_roles:
        value = matrix.cells["roles"].map(lambda roles: ", ".join(labels[role].lower() for role in roles))
    else:
        value = matrix.cells["count"].astype(str)
    wide = matrix.cells.assign(value=value).pivot(index="body", columns="key", values="value")
    wide = wide.reindex(index=matrix.rows["body"], columns=matrix.columns["key"]).astype(object).fillna("")
    wide = wide.set_axis(_distinct_labels(matrix.columns), axis=1).reset_index(drop=True)
    head = matrix.rows[["heading", "name", "total"]].set_axis([_("Family"), _("Organization"), _("Events")], axis=1)
    return pd.concat([head, wide], axis=1)


def matrix_words(matrix: Matrix, dataset: Dataset) -> MatrixWords:
    """The words that the figure of the matrix needs."""
    events, sources, roles = dataset["events"], dataset["sources"], dataset["roles"]
    if matrix.is_of_roles:
        shown = events[events["event_id"].isin(matrix.columns["key"])]
        titles = {
            event: f"{title}<br>{date_in_words(date)}"
            for event, title, date in zip(shown["event_id"], shown["title"], shown["date"], strict=True)
        }
    else:
        titles = dict(zip(matrix.columns["key"], matrix.columns["label"], strict=True))
    named = sources["title"].where(sources["title"] != "", sources["publisher"])
    return MatrixWords(
        role_labels=dataset.labels("roles"),
        role_letters=dict(zip(roles["role"], roles["letter"], strict=True)),
        column_titles=titles,
        source_names=dict(zip(sources["source_id"], sources["publisher"] + ": " + named, strict=True)),
    )


def _distinct_labels(columns: pd.DataFrame) -> list[str]:
    """Column labels with their group; equal ones numbered."""
    full = (columns["group"] + " " + columns["label"]).str.strip()
    number = full.groupby(full).cumcount()
    return [f"{label} ({count + 1})" if count else label for label, count in zip(full, number, strict=True)]
