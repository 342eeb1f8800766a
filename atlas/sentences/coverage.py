"""What the data rests on, in words: limits, coverage, searches."""

from __future__ import annotations

import pandas as pd

from atlas.queries.coverage import Limits
from atlas.text import _, join_words


def limits_sentences(limits: Limits) -> list[str]:
    """What the data cannot say, one sentence each; only what applies."""
    of = limits.events
    rows = (
        (limits.single_source, _("{n} of {of} events rest on a single document.")),
        (
            limits.without_official_source,
            _("{n} of {of} have no official page on record, only agencies, other media or copies."),
        ),
        (limits.copies_only, _("{n} of {of} were read on a copy of the page only, on somebody else’s site.")),
        (limits.partial_lists, _("{n} of {of} have a list of participants known to be incomplete.")),
        (limits.date_inferred, _("{n} of {of} have a date that a curator worked out in part.")),
        (limits.not_to_the_day, _("{n} of {of} are known to the month or year only.")),
        (limits.without_place, _("{n} of {of} have no place on record.")),
    )
    sentences = [text.format(n=number, of=of) for number, text in rows if number]
    return [
        _("Not listed is not absent: who is not named in a source may still have taken part."),
        _("Years with few events may be years with few pages: the record follows what bodies publish."),
        _(
            "{english} of the {documents} documents are in English; pages in other languages are under-represented."
        ).format(english=f"{limits.documents_in_english:,}", documents=f"{limits.documents:,}"),
        *sentences,
    ]


def coverage_sentence(table: pd.DataFrame) -> str:
    """Alt text of the coverage squares."""
    by_year = table.groupby("year")["events"].sum()
    by_kind = table.groupby("kind", sort=False)["events"].sum()
    kinds = join_words([f"{str(kind).lower()} {int(count)}" for kind, count in by_kind.items()])
    return _(
        "Grids of events by State and year for each kind of publisher ({kinds}); "
        "the fullest year is {best}, the emptiest {worst}."
    ).format(kinds=kinds, best=by_year.idxmax(), worst=by_year.idxmin())


def search_sentence(table: pd.DataFrame) -> str:
    """Alt text of the grid of searches."""
    counts = table["answer"].value_counts()
    return _(
        "Grid of State and year: {found} cells with events, {none} searched without finding any, {never} never searched."
    ).format(
        found=int(counts.get("found", 0)),
        none=int(counts.get("none found", 0)),
        never=int(counts.get("not searched", 0)),
    )
