"""The tables behind the charts: exactly what is drawn, with column titles for people."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.figures.matrix import MatrixWords
from atlas.matrix import Matrix
from atlas.summary import MEASURE_TITLES
from atlas.text import _


def years_table(per_year: pd.DataFrame, family_labels: Mapping[str, str]) -> pd.DataFrame:
    """Events by year and family, with the total."""
    table = per_year.rename(columns=dict(family_labels))
    table[_("All")] = table.sum(axis=1)
    table.columns.name = None
    return table.rename_axis(_("Year")).reset_index()


def bodies_table(bodies: pd.DataFrame) -> pd.DataFrame:
    """Organizations with events and missions."""
    return bodies[["heading", "name", "events", "missions"]].set_axis(
        [_("Family"), _("Organization"), _("Events"), _("Missions")], axis=1
    )


def states_table(by_state: pd.DataFrame) -> pd.DataFrame:
    """The five States with every measure."""
    table = by_state[["name", "events", "missions", "organizations", "months", "last_mission"]]
    table = table.assign(last_mission=[date_in_words(value) if value else "" for value in table["last_mission"]])
    titles = [MEASURE_TITLES[measure] for measure in ("events", "missions", "organizations", "months")]
    return table.set_axis([_("State"), *titles, _("Last mission held")], axis=1)


def places_table(
    by_state: pd.DataFrame, by_place: pd.DataFrame, off_map: pd.DataFrame, dataset: Dataset
) -> pd.DataFrame:
    """What the map page shows: the States, then the places, then events without a marker."""
    precisions, states = dataset.labels("place_precisions"), dataset.labels("states")
    on_map = by_place[by_place["is_on_map"]]
    return pd.DataFrame(
        {
            _("Kind"): [_("State")] * len(by_state) + [_("Place")] * len(on_map) + [_("Not on the map")] * len(off_map),
            _("Name"): [*by_state["name"], *on_map["name"], *off_map["name"]],
            _("State"): [*by_state["name"], *on_map["state"].map(states), *[""] * len(off_map)],
            _("Events"): [*by_state["events"], *on_map["events"], *off_map["events"]],
            _("Missions"): pd.array(
                [*by_state["missions"], *on_map["missions"], *[None] * len(off_map)], dtype="Int64"
            ),
            _("Point stands for"): [_("State")] * len(by_state)
            + [*on_map["precision"].map(precisions)]
            + [""] * len(off_map),
        }
    )


def timeline_table(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Events by lane."""
    return pd.DataFrame(
        {
            _("Lane"): rows["lane"],
            _("Start"): rows["earliest"].astype(str),
            _("Date"): [date_in_words(value) for value in rows["date"]],
            _("Title"): rows["title"],
            _("Event type"): rows["event_type"].map(dataset.labels("event_types")),
            _("Status"): rows["status"].map(dataset.labels("statuses")),
        }
    )


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


def _distinct_labels(columns: pd.DataFrame) -> list[str]:
    """Column labels with their group; equal ones numbered."""
    full = (columns["group"] + " " + columns["label"]).str.strip()
    number = full.groupby(full).cumcount()
    return [f"{label} ({count + 1})" if count else label for label, count in zip(full, number, strict=True)]


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
