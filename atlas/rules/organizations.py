"""Rules about organizations: names, hierarchy, lifetime."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.rules.dates import read_date
from atlas.rules.finding import Finding, RawTables, Rule, line_of
from atlas.schema import Schema


def _aliases(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["organization_aliases"]
    keys = list(zip(rows["alias"].str.casefold().str.split().str.join(" "), rows["state"], strict=True))
    first: dict[tuple[str, str], str] = {}
    for index, key, organization in zip(rows.index, keys, rows["organization_id"], strict=True):
        if key in first:
            whose = f" of {key[1]}" if key[1] else ""
            yield Finding(
                "alias-unique",
                "organization_aliases",
                line_of(index),
                "alias",
                f"'{rows.loc[index, 'alias']}'{whose} already stands for '{first[key]}'"
                + (" too." if first[key] == organization else f", here for '{organization}'."),
                "Keep the row of the body that is meant; one name stands for one body.",
            )
        else:
            first[key] = organization


def _hierarchy(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["organizations"]
    for column in ("parent_id", "successor_id"):
        above = dict(zip(rows["organization_id"], rows[column], strict=True))
        for index, organization in rows["organization_id"].items():
            seen, body = {organization}, above[organization]
            while body and body not in seen:
                seen.add(body)
                body = above.get(body, "")
            if body == organization:
                yield Finding(
                    "hierarchy-acyclic",
                    "organizations",
                    line_of(index),
                    column,
                    f"'{organization}' stands above itself.",
                    f"Correct the {column} of one of {', '.join(sorted(seen))}.",
                )


def _levels(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["organizations"]
    for index in rows.index[(rows["level"] == "system") & (rows["parent_id"] != "")]:
        yield Finding(
            "hierarchy-level",
            "organizations",
            line_of(index),
            "parent_id",
            "A system has no parent.",
            "Empty the cell, or make the body an organization.",
        )
    for index in rows.index[(rows["level"] == "unit") & (rows["parent_id"] == "")]:
        yield Finding(
            "hierarchy-level",
            "organizations",
            line_of(index),
            "parent_id",
            "A unit needs a parent.",
            "Name the body it is a part of, or make it an organization.",
        )


def _lifetime(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    organizations = raw["organizations"].drop_duplicates("organization_id").set_index("organization_id")
    established = organizations["established"].map(read_date)
    dissolved = organizations["dissolved"].map(read_date)
    dates = raw["events"].drop_duplicates("event_id").set_index("event_id")["date"].map(read_date)
    rows = raw["participations"]
    for index, event, body in zip(rows.index, rows["event_id"], rows["organization_id"], strict=True):
        span = dates.get(event)
        if span is None or body not in established.index:
            continue
        start, end = established[body], dissolved[body]
        if start is not None and span.latest < start.earliest:
            problem = f"was established only in {start.edtf}"
        elif end is not None and span.earliest > end.latest:
            problem = f"was dissolved in {end.edtf}"
        else:
            continue
        yield Finding(
            "organization-lifetime",
            "participations",
            line_of(index),
            "organization_id",
            f"'{body}' {problem}, the event '{event}' is dated {span.edtf}.",
            "Name the body of that day (predecessor or successor), or correct the date.",
        )


ORGANIZATION_RULES = (
    Rule("alias-unique", "A name stands for one body.", "error", _aliases),
    Rule("hierarchy-acyclic", "No body stands above itself.", "error", _hierarchy),
    Rule("hierarchy-level", "Systems have no parent, units have one.", "error", _levels),
    Rule(
        "organization-lifetime",
        "No organization takes part before it was established or after it was dissolved.",
        "error",
        _lifetime,
    ),
)
