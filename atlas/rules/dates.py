"""Rules about dates: form, order, period of the Atlas."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.dates import DateRange, parse_date
from atlas.rules.finding import Finding, RawTables, Rule, line_of
from atlas.schema import Schema

EDTF_COLUMNS = (
    ("events", "date"),
    ("organizations", "established"),
    ("organizations", "dissolved"),
    ("programmes", "start_date"),
    ("programmes", "end_date"),
    ("sources", "published"),
)


def read_date(value: str) -> DateRange | None:
    """The range of an EDTF date, or None for an empty or malformed one (which `date-form` reports)."""
    try:
        return parse_date(value) if value else None
    except ValueError:
        return None


def _form(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for table, column in EDTF_COLUMNS:
        values = raw[table][column]
        for index, value in values[values != ""].items():
            try:
                parse_date(value)
            except ValueError as error:
                yield Finding(
                    "date-form",
                    table,
                    line_of(index),
                    column,
                    f"{error}.",
                    "Write EDTF: 2016-02-24, 2016-02, 2013~, or 2016-02-24/2016-02-26 with the earlier day first.",
                )


def _period(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    for index, value in raw["events"]["date"].items():
        span = read_date(value)
        if span and not schema.first_year <= span.earliest.year <= span.latest.year <= schema.last_year:
            yield Finding(
                "event-period",
                "events",
                line_of(index),
                "date",
                f"{value} lies outside {schema.first_year} to {schema.last_year}.",
                "Correct the date, or leave the event out: the Atlas covers these years only.",
            )


DATE_FORM = Rule("date-form", "Dates are EDTF and do not end before they start.", "error", _form)
DATE_RULES = (
    DATE_FORM,
    Rule("event-period", "Every event lies within the period of the Atlas.", "error", _period),
)
