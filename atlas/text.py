"""User-visible text: gettext and small helpers that put values into words."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from pathlib import Path

LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"

_catalogue = gettext.translation("atlas", LOCALE_DIR, fallback=True)
_ = _catalogue.gettext
ngettext = _catalogue.ngettext

EN_DASH = "\u2013"


def join_words(words: Sequence[str], conjunction: str | None = None) -> str:
    """Join words as a sentence does: "a", "a and b", "a, b and c"."""
    last = conjunction if conjunction is not None else _("and")
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count_of(count: int, one: str, many: str) -> str:
    """A count with its noun, thousands separated: "1 event", "1,204 events"."""
    return f"{count:,} {one if count == 1 else many}"


def years(first: int, last: int) -> str:
    """A span of years: "2015", "2015–2019"."""
    return str(first) if first == last else f"{first}{EN_DASH}{last}"


def shorten(text: str, length: int) -> str:
    """Cut a text at a word boundary to at most `length` characters, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "\u2026"


def shorten_middle(text: str, length: int) -> str:
    """Cut a text in its middle to at most `length` characters, so that names that begin alike keep their ends."""
    if len(text) <= length:
        return text
    end = text[-(length // 3) :]
    end = end.partition(" ")[2] if " " in end else end
    return f"{shorten(text, length - len(end) - 1)} {end}"


def bullets(sentences: Sequence[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {sentence}" for sentence in sentences)


def signed(value: float, decimals: int = 0) -> str:
    """A difference with its sign: "+12", "\u22120.4", "0"; "\u22480" for what that many decimals cannot show."""
    digits = f"{abs(value):,.{decimals}f}"
    if value == 0:
        return "0"
    if not digits.strip("0."):
        return "\u22480"
    return ("+" if value > 0 else "\u2212") + digits
