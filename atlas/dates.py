"""EDTF dates (ISO 8601-2): lower and upper bounds, precision, and dates in words.

Bounds come from the `edtf` library. Its grammar takes some 10 ms a date, too slow for a start with hundreds of events, so
the two plain forms (`YYYY[-MM[-DD]]` and an interval of them, each with an optional `~`) build the library's own objects
directly; everything else goes through its parser. A property test holds both ways to the same bounds.
"""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from edtf import EDTFParseException, parse_edtf
from edtf.parser.parser_classes import Date

from atlas.text import EN_DASH, _

Precision = Literal["day", "month", "year"]

_PLAIN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?(?P<about>~?)")
_PRECISIONS: tuple[Precision, ...] = ("day", "month", "year")


@dataclass(frozen=True)
class DateRange:
    """What an EDTF date covers: first and last possible day, the coarser precision of its two ends, and '~'."""

    edtf: str
    earliest: date
    latest: date
    precision: Precision
    is_approximate: bool


@lru_cache(maxsize=16_384)
def parse_date(edtf: str) -> DateRange:
    """Read an EDTF date.

    Raises:
        ValueError: if the text is no EDTF date, has an open end, or ends before it starts.
    """
    ends = edtf.split("/")
    plain = [_PLAIN.fullmatch(end) for end in ends]
    if len(ends) <= 2 and all(plain):
        matches = [match for match in plain if match]
        bounds = [_library_bounds(match) for match in matches]
        is_approximate = any(match["about"] for match in matches)
        precision = max((_precision(match) for match in matches), key=_PRECISIONS.index)
        first, last = bounds[0][0], bounds[-1][1]
    else:
        first, last, precision, is_approximate = _parse_with_grammar(edtf)
    if last < first:
        raise ValueError(f"'{edtf}' ends before it starts")
    return DateRange(edtf, first, last, precision, is_approximate)


def _library_bounds(match: re.Match[str]) -> tuple[date, date]:
    value = Date(year=match["year"], month=match["month"], day=match["day"])
    try:
        return date(*value.lower_strict()[:3]), date(*value.upper_strict()[:3])
    except ValueError as error:
        raise ValueError(f"'{match.group()}' is no day of the calendar") from error


def _precision(match: re.Match[str]) -> Precision:
    return "day" if match["day"] else "month" if match["month"] else "year"


def _parse_with_grammar(edtf: str) -> tuple[date, date, Precision, bool]:
    if edtf.startswith("/") or edtf.endswith("/"):  # the library makes up ten years for an end that is left out
        raise ValueError(f"'{edtf}' is no EDTF date with a known start and end")
    try:
        value: Any = parse_edtf(edtf)
        lower, upper = value.lower_strict(), value.upper_strict()
        first, last = date(*lower[:3]), date(*upper[:3])
    except (EDTFParseException, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"'{edtf}' is no EDTF date with a known start and end") from error
    days = (last - first).days
    precision: Precision = "day" if days == 0 else "month" if days <= 31 else "year"
    return first, last, precision, bool(getattr(value, "is_approximate", False))


@lru_cache(maxsize=1 << 17)
def date_in_words(edtf: str) -> str:
    """An EDTF date as people write it: "19–24 February 2017", "September 2010", "about 2013"."""
    span = parse_date(edtf)
    if span.precision == "day":
        words = _days_in_words(span.earliest, span.latest)
    elif span.precision == "month":
        words = _months_in_words(span.earliest, span.latest)
    else:
        first, last = span.earliest.year, span.latest.year
        words = str(first) if first == last else f"{first}{EN_DASH}{last}"
    return _("about {date}").format(date=words) if span.is_approximate else words


def _days_in_words(first: date, last: date) -> str:
    end = f"{last.day} {_(month_name[last.month])} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{EN_DASH}{end}"
    start = f"{first.day} {_(month_name[first.month])}"
    return f"{start} {EN_DASH} {end}" if first.year == last.year else f"{start} {first.year} {EN_DASH} {end}"


def _months_in_words(first: date, last: date) -> str:
    end = f"{_(month_name[last.month])} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = _(month_name[first.month])
    return f"{start} {EN_DASH} {end}" if first.year == last.year else f"{start} {first.year} {EN_DASH} {end}"
