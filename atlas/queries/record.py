"""Everything on record about one event."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.text import _, join_words


@dataclass(frozen=True)
class Record:
    """One event. `fields` is (title, value, basis or "") in the order of the schema, empty values left out.

    states: codes and names of the Central Asian States that the event is tied to, alphabetically.
    participations: organization_id, organization, family, role, basis, as_named, paragraph, source, link (opens at the name).
    sources: title, publisher, published, language, kind, url. figures: what, value, stated_by, source, link.
    related: relation (in words), event_id, title, date.
    """

    event_id: str
    title: str
    summary: str
    note: str
    is_list_partial: bool
    fields: tuple[tuple[str, str, str], ...]
    states: tuple[tuple[str, str], ...]
    participations: pd.DataFrame
    sources: pd.DataFrame
    figures: pd.DataFrame
    related: pd.DataFrame


def event_record(dataset: Dataset, event_id: str) -> Record | None:
    """The record of an event; None if there is no such event."""
    events = dataset["events"]
    match = events[events["event_id"] == event_id]
    if match.empty:
        return None
    event = match.iloc[0]
    return Record(
        event_id=event_id,
        title=event["title"],
        summary=event["summary"],
        note=event["note"],
        is_list_partial=event["participants_list"] == "partial",
        fields=tuple(field for field in _fields(dataset, event) if field[1]),
        states=_states(dataset, event_id),
        participations=_participations(dataset, event_id),
        sources=_sources(dataset, event_id),
        figures=_figures(dataset, event_id),
        related=_related(dataset, event_id),
    )


def _fields(dataset: Dataset, event: pd.Series) -> list[tuple[str, str, str]]:
    title = dataset.schema.title_of
    places = dataset["places"].set_index("place_id")["name"]
    states = dataset.labels("states")
    event_id = event["event_id"]
    ties = dataset["event_states"][dataset["event_states"]["event_id"] == event_id]
    further = dataset["event_places"][dataset["event_places"]["event_id"] == event_id]
    programmes = dataset["programmes"].set_index("programme_id")["name"]
    topics = dataset.labels("topics")
    relations = dataset.labels("state_relations")
    instruments = dataset["event_instruments"]
    fields = [
        (title("events", "event_type"), dataset.labels("event_types")[event["event_type"]], ""),
        (title("events", "status"), dataset.labels("statuses")[event["status"]], ""),
        (title("events", "date"), f"{date_in_words(event['date'])} ({event['date']})", event["date_basis"]),
        (title("events", "mode"), dataset.labels("modes")[event["mode"]], ""),
        (title("events", "place_id"), places.get(event["place_id"], ""), event["place_basis"]),
    ]
    for basis, rows in further.groupby("basis"):
        fields.append(
            (_("Further places"), join_words(sorted(str(places[place]) for place in rows["place_id"])), str(basis))
        )
    ties = ties.sort_values("relation", key=lambda codes: codes.map(list(relations).index), kind="stable")
    for (relation, basis), rows in ties.groupby(["relation", "basis"], sort=False):
        names = join_words(sorted(states[state] for state in rows["state"]))
        fields.append((_("States ({relation})").format(relation=relations[str(relation)].lower()), names, str(basis)))
    ids = dataset["event_topics"].loc[dataset["event_topics"]["event_id"] == event_id, "topic"]
    fields += [
        (_("Topics"), ", ".join(sorted(topics[topic] for topic in ids)), ""),
        (title("events", "programme_id"), programmes.get(event["programme_id"], ""), ""),
        (
            _("Instruments"),
            "; ".join(sorted(instruments.loc[instruments["event_id"] == event_id, "instrument_id"])),
            "",
        ),
        (_("Participants"), _people(event), ""),
        (title("events", "participants_list"), dataset.labels("list_completeness")[event["participants_list"]], ""),
        (title("events", "confidence"), event["confidence"], ""),
    ]
    return fields


def _states(dataset: Dataset, event_id: str) -> tuple[tuple[str, str], ...]:
    ties = dataset["event_states"]
    tied = set(ties.loc[ties["event_id"] == event_id, "state"])
    labels = dataset.labels("states")
    return tuple((state, labels[state]) for state in dataset.central_asian_states if state in tied)


def _people(event: pd.Series) -> str:
    low, high = event["participants_min"], event["participants_max"]
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(high):
        return _("at least {number}").format(number=low)
    if pd.isna(low):
        return _("at most {number}").format(number=high)
    return str(low) if low == high else _("{low} to {high}").format(low=low, high=high)


def _participations(dataset: Dataset, event_id: str) -> pd.DataFrame:
    rows = dataset["participations"][dataset["participations"]["event_id"] == event_id]
    roles = list(dataset.labels("roles"))
    organizations = dataset["organizations"].set_index("organization_id")
    sources = dataset["sources"].set_index("source_id")
    rows = rows.assign(
        _role=rows["role"].map(roles.index),
        name=rows["organization_id"].map(organizations["name"]),
        family=rows["organization_id"].map(organizations["heading"]),
        source=rows["source_id"].map(sources["publisher"]),
        url=rows["source_id"].map(sources["url"]),
    ).sort_values(["_role", "name", "source_id"])
    return pd.DataFrame(
        {
            "organization_id": rows["organization_id"],
            "organization": rows["name"],
            "family": rows["family"],
            "role": rows["role"].map(dataset.labels("roles")),
            "basis": rows["basis"].map(dataset.labels("bases")),
            "as_named": rows["as_named"],
            "paragraph": rows["locator"],
            "source": rows["source"],
            "link": [link_to_text(url, name) for url, name in zip(rows["url"], rows["as_named"], strict=True)],
        }
    ).reset_index(drop=True)


def link_to_text(url: str, text: str) -> str:
    """An address that opens at a text on the page (URL text fragment, WICG)."""
    if not text:
        return url
    separator = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{separator}{quote(text, safe='').replace('-', '%2D')}"


def _sources(dataset: Dataset, event_id: str) -> pd.DataFrame:
    ids = dataset["event_sources"].loc[dataset["event_sources"]["event_id"] == event_id, "source_id"]
    rows = dataset["sources"][dataset["sources"]["source_id"].isin(ids)]
    title = rows["title"].where(rows["title"] != "", _("(title not on record)"))
    rows = rows.assign(title=title, kind=rows["kind"].map(dataset.labels("source_kinds")))
    return rows[["title", "publisher", "original_publisher", "published", "language", "kind", "url"]].reset_index(
        drop=True
    )


def _figures(dataset: Dataset, event_id: str) -> pd.DataFrame:
    rows = dataset["figures"][dataset["figures"]["event_id"] == event_id]
    sources = dataset["sources"].set_index("source_id")
    value = [
        value_in_words(low, high, bool(about), unit)
        for low, high, about, unit in zip(
            rows["value_min"], rows["value_max"], rows["is_approximate"], rows["unit"], strict=True
        )
    ]
    return pd.DataFrame(
        {
            "what": rows["what"],
            "value": value,
            "stated_by": rows["stated_by"],
            "source": rows["source_id"].map(sources["publisher"]),
            "link": rows["source_id"].map(sources["url"]),
        }
    ).reset_index(drop=True)


def value_in_words(low: float, high: float, is_approximate: bool, unit: str) -> str:
    """A stated number with its bounds and unit: "about 50 people", "at least 71 States"; "" without a bound."""
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(high):
        words = _("at least {number}").format(number=f"{low:,.10g}")
    elif pd.isna(low):
        words = _("at most {number}").format(number=f"{high:,.10g}")
    else:
        words = f"{low:,.10g}" if low == high else _("{low} to {high}").format(low=f"{low:,.10g}", high=f"{high:,.10g}")
    return f"{_('about') + ' ' if is_approximate else ''}{words} {unit}"


def _related(dataset: Dataset, event_id: str) -> pd.DataFrame:
    relations = dataset["event_relations"]
    types = dataset["event_relation_types"].set_index("relation")
    forward = relations[relations["event_id"] == event_id]
    backward = relations[relations["related_event_id"] == event_id]
    rows = pd.concat(
        [
            pd.DataFrame(
                {"relation": forward["relation"].map(types["label"]), "event_id": forward["related_event_id"]}
            ),
            pd.DataFrame(
                {"relation": backward["relation"].map(types["inverse_label"]), "event_id": backward["event_id"]}
            ),
        ]
    ).drop_duplicates()
    events = dataset["events"].set_index("event_id")
    rows = rows.assign(title=rows["event_id"].map(events["title"]), date=rows["event_id"].map(events["date"]))
    return rows.sort_values(["date", "event_id"], ignore_index=True)
