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
    counts = table[list(family_labels)].to_numpy()
    shown = pd.DataFrame(counts, columns=list(family_labels.values()))
    shown[_("All")] = counts.sum(axis=1)
    shown.insert(0, _("Year"), table["year"].to_numpy())
    shown.insert(0, _("Side"), [titles[letter] for letter in table["side"].tolist()])
    return shown


def matrix_columns(found: Differences, first: int, count: int) -> dict[str, str]:
    """`ALL` and `count` other columns from the position `first`: key to label."""
    keys = [ALL, *[key for key in found.columns if key != ALL][first : first + count]]
    return {key: found.columns[key] for key in keys}


def matrix_table(found: Differences, compared: Comparison) -> pd.DataFrame:
    """The squares: one row an organization and column, with both counts and the difference."""
    names = {part.key: part.name for part in found.rows}
    rows = [
        (names[cell.body], found.columns[cell.key], cell.a, cell.b, round(cell.difference, 2)) for cell in found.cells
    ]
    return pd.DataFrame(rows, columns=[_("Organization"), _("Column"), *side_titles(compared), _("B less A")])


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
