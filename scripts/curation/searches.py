"""What a search was about, read from its words: States, years, bodies. A query that names no State has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from scripts.curation.names import fold

REGION = ("central asia", "центральн", "средней азии")
STATE_WORDS: Mapping[str, tuple[str, ...]] = {
    "KAZ": ("kazakh", "astana", "nur-sultan", "almaty", "aktau", "shymkent", "казах", "астан", "алмат"),
    "KGZ": ("kyrgyz", "kirghiz", "bishkek", "osh", "batken", "issyk", "киргиз", "кыргыз", "бишкек", "ош"),
    "TJK": ("tajik", "dushanbe", "khujand", "gbao", "khorog", "таджик", "душанбе"),
    "TKM": ("turkmen", "ashgabat", "turkmenbashi", "туркмен", "ашхабад"),
    "UZB": ("uzbek", "tashkent", "samarkand", "termez", "bukhara", "узбек", "ташкент", "самарканд"),
}
"""Beginnings of words that name a State or one of its places."""

_YEAR = re.compile(r"\b20(?:1\d|2[0-4])\b")
_SHORTEST_NAME = 3


def states_named(query: str) -> list[str]:
    """States (alpha-3) that the query names; all five for "Central Asia" where it names none of them."""
    text = query.casefold()
    words = re.split(r"[^\w-]+", text)
    named = [
        state
        for state, beginnings in STATE_WORDS.items()
        if any(
            word == start if len(start) <= _SHORTEST_NAME else word.startswith(start)
            for word in words
            for start in beginnings
        )
    ]
    return named or (list(STATE_WORDS) if any(region in text for region in REGION) else [])


def period_named(query: str) -> str:
    """First to last year that the query names, as EDTF; "" where it names none."""
    years = sorted(set(_YEAR.findall(query)))
    return "" if not years else years[0] if len(years) == 1 else f"{years[0]}/{years[-1]}"


def organizations_named(query: str, aliases: Iterable[tuple[str, str]]) -> list[str]:
    """Ids of bodies of which the query prints a name or acronym (alias, id) as whole words."""
    text = f" {_words(query)} "
    return sorted(
        {
            organization
            for alias, organization in aliases
            if len(alias) >= _SHORTEST_NAME and f" {_words(alias)} " in text
        }
    )


def _words(text: str) -> str:
    """The words of a text, folded, with one space between them."""
    return " ".join(re.split(r"[^\w/-]+", fold(text)))
