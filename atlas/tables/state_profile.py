"""Tables of the States' profiles."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.queries.visits import Chain
from atlas.text import _, join_words


def leads_of(lanes: pd.DataFrame, dataset: Dataset) -> dict[str, str]:
    """Event id to the bodies that lead it, in words; from `mission_lanes`."""
    names = dataset.organization_names
    found: dict[str, list[str]] = {}
    for event, body in zip(lanes["event_id"], lanes["body"], strict=True):
        found.setdefault(event, []).append(names.get(body, _("others") if body else ""))
    return {event: join_words([name for name in bodies if name]) for event, bodies in found.items()}


def visits_table(chain: Chain, leads: Mapping[str, str], dataset: Dataset) -> pd.DataFrame:
    """The missions of a chain with the months since the one before."""
    rows = chain.missions
    return pd.DataFrame(
        {
            _("Start"): rows["earliest"].astype(str),
            _("Date"): [date_in_words(value) for value in rows["date"]],
            _("Months since the one before"): rows["since"],
            _("Mission"): rows["title"],
            _("Event type"): rows["event_type"].map(dict(dataset.labels("event_types"))),
            _("Led or organized by"): [leads.get(event, "") for event in rows["event_id"]],
            _("Status"): ["" if held else _("Announced") for held in rows["is_held"]],
        }
    )


def states_visits_table(chains: list[Chain], dataset: Dataset) -> pd.DataFrame:
    """The missions of several chains, one after the other."""
    labels = dataset.labels("states")
    parts = []
    for chain in chains:
        table = visits_table(chain, {}, dataset).drop(columns=_("Led or organized by"))
        table.insert(0, _("State"), labels[chain.state])
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def states_table(figures: pd.DataFrame) -> pd.DataFrame:
    """The States with their figures (`state_figures`)."""
    table = figures[
        ["name", "months", "last_mission", "missions", "longest", "held", "organizations", "announced"]
    ].assign(last_mission=[date_in_words(value) if value else "" for value in figures["last_mission"]])
    titles = [
        _("State"),
        _("Months since the last mission"),
        _("Last mission held"),
        _("Missions"),
        _("Longest gap, months"),
        _("Events held"),
        _("Organizations"),
        _("Announced"),
    ]
    return table.set_axis(titles, axis=1)


def partner_years_table(cells: pd.DataFrame, bodies: pd.DataFrame, role_labels: Mapping[str, str]) -> pd.DataFrame:
    """Partners by year with their roles."""
    names = dict(zip(bodies["body"], bodies["name"], strict=True))
    return pd.DataFrame(
        {
            _("Organization"): cells["body"].map(names),
            _("Year"): cells["year"],
            _("Events"): cells["events"],
            _("Role listed most"): cells["role"].map(dict(role_labels)),
            _("All roles"): [
                ", ".join(f"{role_labels[role].lower()} {count}" for role, count in roles) for roles in cells["roles"]
            ],
        }
    )


def topics_table(topics: pd.DataFrame) -> pd.DataFrame:
    """Events by topic."""
    return topics[["label", "events"]].set_axis([_("Topic"), _("Events")], axis=1)


def counterparts_table(rows: pd.DataFrame) -> pd.DataFrame:
    """National counterparts (`counterparts`)."""
    columns = ["name", "events", "last_year", "roles", "named"]
    titles = [_("Body"), _("Events"), _("Last year"), _("Roles"), _("Names as printed")]
    return rows[columns].set_axis(titles, axis=1)


def figures_table(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Reported figures (`reported_figures`)."""
    whole = _("whole event, {count} States")
    about = [
        name if is_own else _("whole event") if states == 1 else whole.format(count=states)
        for is_own, states in zip(rows["is_of_state"], rows["states"], strict=True)
    ]
    return pd.DataFrame(
        {
            _("Value"): rows["value"],
            _("What is counted"): rows["what"],
            _("About"): about,
            _("Stated by"): rows["stated_by"],
            _("Date of the event"): [date_in_words(value) for value in rows["date"]],
            _("Event"): rows["title"],
            _("Source"): rows["source"],
            _("Address"): rows["link"],
        }
    )
