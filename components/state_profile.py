"""The profile of a State in sections, and the States side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from atlas.dataset import Dataset
from atlas.figures.state_profile import partner_squares, topic_bars
from atlas.figures.visits import Lane, visit_lanes
from atlas.queries.coverage import limits
from atlas.queries.partners import partners_by_role
from atlas.queries.state_profile import (
    cell_events,
    counterparts,
    events_with_topic,
    held_events,
    own_bodies,
    partner_years,
    reported_figures,
    searches_naming,
    topic_counts,
)
from atlas.queries.visits import MORE, Chain, mission_lanes
from atlas.selection import Slice
from atlas.sentences.coverage import limits_sentences
from atlas.sentences.state_profile import (
    counterparts_note,
    figures_note,
    index_alt,
    partner_years_note,
    partner_years_sentence,
    searches_sentence,
    topics_note,
    topics_sentence,
    visits_note,
    visits_sentence,
)
from atlas.tables.state_profile import (
    counterparts_table,
    figures_table,
    leads_of,
    partner_years_table,
    states_table,
    states_visits_table,
    topics_table,
    visits_table,
)
from atlas.text import _, bullets, count_of, join_words
from components import address
from components.charts import download_csv, show_chart
from components.events import EVENTS_PAGE, open_record, show_cell
from components.links import open_organization, open_state, organization_hrefs, state_href
from components.partners import show_partners
from components.viewport import fitting

MOST_PARTNERS = 15
ROW, HEAD, MOST_ROWS = 35, 38, 12


def show_states(figures: pd.DataFrame) -> None:
    """The States with their figures; a click on a row opens the profile."""
    table = states_table(figures)
    choice = st.dataframe(
        table,
        hide_index=True,
        key="states",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table of the States with their figures"),
        column_config={table.columns[0]: st.column_config.TextColumn(pinned=True)},
    )
    st.caption(
        _(
            "Missions: the State is their subject. Events: the State is their subject or attends; one with several States counts "
            "in each. Organizations: distinct bodies at events held, the five States’ own left out. Click a row for its profile."
        )
    )
    download_csv(table, key="states")
    cells = choice["selection"]["cells"]
    if cells:
        open_state(str(figures["state"].iloc[int(cells[0][0])]))


def show_states_visits(
    chains: list[Chain], figures: pd.DataFrame, selected: Slice, dataset: Dataset, width: int
) -> None:
    """Missions to each State on one axis."""
    lanes = [
        Lane(name, state_href(chain.state), tuple(chain.missions["event_id"]), chain.gaps)
        for chain, name in zip(chains, figures["name"], strict=True)
    ]
    missions = pd.concat([chain.missions for chain in chains]).drop_duplicates("event_id")
    clicked = show_chart(
        visit_lanes(missions, lanes, {}, dataset.labels("event_types"), _axis(dataset), width),
        key="states_visits",
        title=_("Missions to each State, and the months between them"),
        alt=index_alt(figures),
        table=lambda: states_visits_table(chains, dataset),
        selected=selected,
        dataset=dataset,
        note=_(
            "Numbers are whole months without a mission on record; the longest is thick, the dotted one runs to the end of "
            "{year}. Announced missions are hollow. Click a mark to open the record, a State to open its profile."
        ).format(year=selected.selection.last_year),
        is_clickable=True,
    )
    if clicked:
        open_record(str(clicked[0]))


def say_set_aside(state: str, selected: Slice, dataset: Dataset) -> None:
    """Say that the profile's State stands in place of the States filtered for, where they differ."""
    filtered, labels = selected.selection.states, dataset.labels("states")
    if filtered and filtered != (state,):
        st.caption(
            _("The filter on States ({states}) is set aside on this page: it is about {state}.").format(
                states=join_words([labels[code] for code in filtered], _("or")), state=labels[state]
            )
        )


def _axis(dataset: Dataset) -> tuple[int, int]:
    return dataset.schema.first_year, dataset.schema.last_year


def show_visits(chain: Chain, name: str, profile: Slice, dataset: Dataset, width: int) -> None:
    """The chain of missions in lanes by the body that leads; the last mission as a link."""
    if chain.last is not None:
        st.page_link(
            EVENTS_PAGE,
            label=fitting(str(chain.last["title"]), width),
            icon=":material/arrow_forward:",
            query_params={**address.filters_query(), "event": [str(chain.last["event_id"])]},
        )
    if chain.missions.empty:
        return
    rows = mission_lanes(chain, profile, dataset)
    leads = leads_of(rows, dataset)
    clicked = show_chart(
        visit_lanes(
            chain.missions,
            _lanes(chain, rows),
            leads,
            dataset.labels("event_types"),
            _axis(dataset),
            width,
        ),
        key="visits",
        title=_("Who visited {state}, and how long between visits").format(state=name),
        alt=visits_sentence(chain, name),
        table=lambda: visits_table(chain, leads, dataset),
        selected=profile,
        dataset=dataset,
        note=visits_note(chain, name, profile.selection),
        is_clickable=True,
    )
    if clicked:
        open_record(str(clicked[0]))


def _lanes(chain: Chain, rows: pd.DataFrame) -> Sequence[Lane]:
    lanes = [Lane(_("All missions"), "", tuple(chain.missions["event_id"]), chain.gaps)]
    hrefs = organization_hrefs(body for body in rows["body"].unique() if body not in ("", MORE))
    others: Mapping[str, str] = {"": _("Lead not stated"), MORE: _("Other bodies")}
    for (body, name), part in rows.groupby(["body", "name"], sort=False):
        lanes.append(Lane(others.get(body, name), hrefs.get(body, ""), tuple(part["event_id"])))
    return lanes


def show_state_partners(name: str, profile: Slice, dataset: Dataset, width: int) -> None:
    """Partners by year with their main role, then the table of partners by role."""
    held = held_events(profile)
    partners = partners_by_role(profile, dataset, held, own_bodies(dataset))
    if len(partners):
        top, labels = partners.head(MOST_PARTNERS), dataset.labels("roles")
        letters = dict(zip(dataset["roles"]["role"], dataset["roles"]["letter"], strict=True))
        cells = partner_years(profile, dataset, top["body"].tolist())
        years = (profile.selection.first_year, profile.selection.last_year)
        clicked = show_chart(
            partner_squares(cells, top, labels, letters, years, organization_hrefs(top["body"]), width),
            key="partner_years",
            title=_("Partners in {state} by role, year by year").format(state=name),
            alt=partner_years_sentence(cells, top),
            table=lambda: partner_years_table(cells, top, labels),
            selected=profile,
            dataset=dataset,
            note=partner_years_note(len(top), len(partners), len(held)),
            is_clickable=True,
        )
        if clicked:
            body, year = str(clicked[0][0]), int(clicked[0][1])
            ids = cell_events(profile, body, year)
            events = profile.events[profile.events["event_id"].isin(ids)]
            show_cell(events, f"{dataset.organization_names[body]}, {year}", profile, dataset)
    show_partners(
        partners, profile, dataset, key="state", title=_("All partners in {state}, by role").format(state=name)
    )


def show_topics(profile: Slice, dataset: Dataset) -> None:
    """Events held by topic."""
    topics = topic_counts(profile, dataset)
    if topics.empty:
        return
    show_chart(
        topic_bars(topics),
        key="state_topics",
        title=_("Topics"),
        alt=topics_sentence(topics),
        table=lambda: topics_table(topics),
        selected=profile,
        dataset=dataset,
        note=topics_note(events_with_topic(profile, dataset), len(held_events(profile))),
    )


def show_counterparts(state: str, name: str, profile: Slice, dataset: Dataset) -> None:
    """The State's own bodies; a click on a row opens the profile."""
    st.subheader(_("National counterparts"), anchor=False)
    rows = counterparts(profile, dataset, state)
    if rows.empty:
        st.caption(_("No body of {state} is listed at an event held in the selection.").format(state=name))
        return
    st.caption(counterparts_note(rows, name))
    table = counterparts_table(rows)
    choice = st.dataframe(
        table,
        hide_index=True,
        key="counterparts",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table of bodies of {state}").format(state=name),
        height=HEAD + ROW * min(len(table), MOST_ROWS),
        column_config={
            table.columns[0]: st.column_config.TextColumn(width="medium"),
            table.columns[1]: st.column_config.NumberColumn(width="small"),
            table.columns[2]: st.column_config.NumberColumn(format="%d", width="small"),
        },
    )
    download_csv(table, key=f"counterparts-{state.lower()}")
    cells = choice["selection"]["cells"]
    if cells:
        open_organization(str(rows["body"].iloc[int(cells[0][0])]))


def show_reported_figures(state: str, name: str, profile: Slice, dataset: Dataset) -> None:
    """Numbers that somebody states, with who states them; a click on a row opens the record."""
    st.subheader(_("Figures reported"), anchor=False)
    rows = reported_figures(profile, dataset, state)
    if rows.empty:
        st.caption(_("No number about {state} or its events is on record in the selection.").format(state=name))
        return
    st.caption(figures_note(rows, name))
    table = figures_table(rows, name)
    link = table.columns[-1]
    choice = st.dataframe(
        table,
        hide_index=True,
        key="reported_figures",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table of {numbers} reported").format(numbers=count_of(len(table), _("number"), _("numbers"))),
        height=HEAD + ROW * min(len(table), MOST_ROWS),
        column_config={
            table.columns[1]: st.column_config.TextColumn(width="large"),
            table.columns[5]: st.column_config.TextColumn(width="medium"),
            link: st.column_config.LinkColumn(display_text=_("open"), width="small"),
        },
    )
    download_csv(table, key=f"figures-{state.lower()}")
    cells = choice["selection"]["cells"]
    # A click on the address opens the source, not the record.
    if cells and cells[0][1] != link:
        open_record(str(rows["event_id"].iloc[int(cells[0][0])]))


def show_coverage(state: str, name: str, profile: Slice, dataset: Dataset) -> None:
    """What the profile rests on."""
    st.subheader(_("What the data cannot say"), anchor=False)
    searches = searches_sentence(*searches_naming(dataset, state), name)
    st.markdown(bullets([searches, *limits_sentences(limits(dataset, profile.events))]))
