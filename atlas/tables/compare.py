"""Tables of two selections compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from atlas.queries.compare import Comparison, Figure, Part
from atlas.queries.differences import ALL, Differences
from atlas.sentences.compare import FIGURE_TITLES, lifetime_words
from atlas.text import _, signed


def side_titles(compared: Comparison) -> tuple[str, str]:
    """Titles of the columns of A and B."""
    return f"A: {compared.a.name}", f"B: {compared.b.name}"


def figures_table(figures: Sequence[Figure], compared: Comparison) -> pd.DataFrame:
    """Headline figures as text: A, B, B less A; with the number a year between periods, where a year makes sense."""
    is_by_year = compared.by == "periods"
    rows = []
    for figure in figures:
        a, b, difference = f"{figure.a:,}", f"{figure.b:,}", signed(figure.b - figure.a)
        if is_by_year and figure.is_additive:
            rates = figure.a / compared.a.years, figure.b / compared.b.years
            a, b = (
                _("{count} ({rate:.1f} a year)").format(count=count, rate=rate)
                for count, rate in zip((a, b), rates, strict=True)
            )
            difference = _("{count} ({rate} a year)").format(count=difference, rate=signed(rates[1] - rates[0], 1))
        rows.append((FIGURE_TITLES[figure.code], a, b, difference))
    return pd.DataFrame(rows, columns=[_("Figure"), *side_titles(compared), _("B less A")]).set_index(_("Figure"))


def years_table(table: pd.DataFrame, compared: Comparison, family_labels: Mapping[str, str]) -> pd.DataFrame:
    """The mirrored bars: one row a side and year, one column a family."""
    titles = dict(zip("ab", side_titles(compared), strict=True))
    counts = table[list(family_labels)].rename(columns=dict(family_labels))
    counts[_("All")] = counts.sum(axis=1)
    head = pd.DataFrame({_("Side"): table["side"].map(titles), _("Year"): table["year"]})
    return pd.concat([head, counts], axis=1)


def matrix_rows(found: Differences) -> pd.DataFrame:
    """The rows of the squares, as the figure takes them: body, name."""
    return pd.DataFrame({"body": [part.key for part in found.rows], "name": [part.name for part in found.rows]})


def matrix_columns(found: Differences, first: int, count: int) -> pd.DataFrame:
    """`ALL` and `count` other columns from the position `first`, as the figure takes them: key, label."""
    keys = [ALL, *[key for key in found.columns if key != ALL][first : first + count]]
    return pd.DataFrame({"key": keys, "label": [found.columns[key] for key in keys]})


def matrix_table(found: Differences, compared: Comparison) -> pd.DataFrame:
    """The squares: one row an organization and column, with both counts and the difference."""
    order = {part.key: position for position, part in enumerate(found.rows)}
    place = {key: position for position, key in enumerate(found.columns)}
    names = {part.key: part.name for part in found.rows}
    cells = found.cells.assign(_row=found.cells["body"].map(order), _column=found.cells["key"].map(place))
    cells = cells.sort_values(["_row", "_column"], ignore_index=True)
    return pd.DataFrame(
        {
            _("Organization"): cells["body"].map(names),
            _("Column"): cells["key"].map(found.columns),
            side_titles(compared)[0]: cells["a"],
            side_titles(compared)[1]: cells["b"],
            _("B less A"): cells["difference"].round(2),
        }
    )


def only_table(only: Sequence[Part], letter: str, lifetimes: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Parts on record on one side only, with their events; a note where a body began or ended within the periods."""
    table = pd.DataFrame(
        {
            _("Name"): [part.name for part in only],
            _("Events"): [part.a if letter == "A" else part.b for part in only],
        }
    )
    notes = [lifetime_words(part.key, lifetimes) for part in only]
    return table.assign(**{_("Note"): notes}) if any(notes) else table
