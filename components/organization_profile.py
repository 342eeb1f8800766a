"""The profile of an organization, and the index of all of them."""

from __future__ import annotations

import streamlit as st

from atlas.dataset import Dataset
from atlas.figures.organization_profile import count_squares
from atlas.queries.lineage import bodies_above, lineage, names_as_printed
from atlas.queries.organization_index import organization_index
from atlas.queries.organization_profile import (
    OrganizationProfile,
    cell_events,
    event_ids,
    events_of_parts,
    programmes_of,
    roles_by_state,
    roles_by_year,
)
from atlas.selection import Selection, Slice
from atlas.sentences.organization_profile import (
    index_sentence,
    lineage_sentence,
    profile_sentence,
    roles_sentence,
    scope_note,
    states_sentence,
)
from atlas.tables.organization_profile import index_table, names_table, programmes_table, role_counts_table
from atlas.text import _, count_of, shorten
from components import address
from components.charts import download_csv, show_chart, show_table
from components.events import show_event_list
from components.links import ORGANIZATION_PAGE, STATE_PAGE, open_organization, state_href
from components.viewport import chart_width

OPTION_LENGTH = 90
"""Characters of a name in the list that is searched."""


def show_index(selected: Slice, dataset: Dataset) -> None:
    """Every organization of the selection; a search over all on record."""
    names = dataset["organizations"].sort_values("short_name", key=lambda column: column.str.casefold())
    labels = {
        body: shorten(short if short == name else f"{short}, {name}", OPTION_LENGTH)
        for body, short, name in zip(names["organization_id"], names["short_name"], names["name"], strict=True)
    }
    chosen = st.selectbox(
        _("Find an organization"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("A name or acronym"),
        key="find_organization",
    )
    if chosen:
        open_organization(str(chosen))
    index = organization_index(selected, dataset)
    table = index_table(index)
    st.markdown(index_sentence(index, selected))
    st.caption(
        _(
            "Distinct events of the selection at which a source lists the body; missions among them also count where they are "
            "announced only. The sidebar’s roll-up holds. Family by family, most events first; a column’s title sorts by it. "
            "Click a row to open the profile."
        )
    )
    choice = st.dataframe(
        table,
        hide_index=True,
        key="organization_index",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table of {bodies}, by family").format(
            bodies=count_of(len(table), _("organization"), _("organizations"))
        ),
        height=min(38 + 35 * max(1, len(table)), 640),
        column_config={
            table.columns[0]: st.column_config.TextColumn(width=180),
            **{name: st.column_config.NumberColumn(format="%d", width=80) for name in table.columns[1:-1]},
        },
    )
    download_csv(table, key="organizations")
    cells = choice["selection"]["cells"]
    if cells:
        open_organization(str(index["body"].iloc[int(cells[0][0])]))


def show_head(profile: OrganizationProfile, dataset: Dataset) -> None:
    """The way up, the name, what kind of body it is, its predecessors and successor."""
    with st.container(horizontal=True, gap="small", key="way_up"):
        st.page_link(
            ORGANIZATION_PAGE,
            label=_("All organizations"),
            icon=":material/arrow_back:",
            query_params=address.filters_query(),
        )
        for body, name in bodies_above(dataset, profile.body):
            _link(body, name, icon=":material/chevron_right:")
    title = profile.name if profile.name == profile.short_name else f"{profile.name} ({profile.short_name})"
    st.subheader(title, anchor=False)
    st.caption(
        profile.kind if profile.heading in (profile.kind, profile.name) else f"{profile.kind} · {profile.heading}"
    )
    if profile.state:
        st.page_link(
            STATE_PAGE,
            label=_("{state}: the profile of the State").format(state=dataset.labels("states")[profile.state]),
            icon=":material/flag:",
            query_params={**address.filters_query(), "of": [profile.state]},
        )


def show_overview(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    """Roles by year, States by role, programmes, parts, names."""
    by_year, by_state = roles_by_year(profile, selected, dataset), roles_by_state(profile, selected, dataset)
    st.markdown(profile_sentence(profile, by_year, by_state, dataset))
    st.caption(scope_note(profile, selected))
    _show_lineage(profile, dataset)
    if by_year.cells.empty:
        _offer_whole_record(profile, selected, dataset)
    else:
        width = chart_width()
        clicked = show_chart(
            count_squares(by_year.rows, by_year.columns, by_year.cells, width),
            key="roles_years",
            title=_("Roles by year"),
            alt=roles_sentence(by_year, profile.short_name),
            table=lambda: role_counts_table(by_year, _("Role")),
            selected=selected,
            dataset=dataset,
            note=_(
                "Distinct events at which a source lists the body in the role; an event with two roles counts in both, once in "
                "the total. A blank is not listed, not absent. Click a square for its events."
            ),
            is_clickable=True,
        )
        _show_clicked(clicked, profile, selected, dataset, key="roles_years")
        clicked = show_chart(
            count_squares(
                by_state.rows,
                by_state.columns,
                by_state.cells,
                width,
                {state: state_href(state) for state in by_state.rows["key"]},
            ),
            key="roles_states",
            title=_("Events tied to each State, by role"),
            alt=states_sentence(by_state, profile.short_name),
            table=lambda: role_counts_table(by_state, _("State")),
            selected=selected,
            dataset=dataset,
            note=_("An event with several States counts in each. A State’s name opens its profile."),
            is_clickable=True,
        )
        if clicked:
            clicked = [[clicked[0][1], clicked[0][0]]]
        _show_clicked(clicked, profile, selected, dataset, key="roles_states")
        _show_programmes(profile, dataset)
    _show_parts(profile, selected, dataset)
    _show_names(profile, selected, dataset)


def _link(body: str, name: str, *, icon: str | None = None) -> None:
    st.page_link(ORGANIZATION_PAGE, label=name, icon=icon, query_params={**address.filters_query(), "of": [body]})


def _show_lineage(profile: OrganizationProfile, dataset: Dataset) -> None:
    line = lineage(dataset, profile.body)
    words = lineage_sentence(line, profile, dataset)
    if not words:
        return
    source = " " + _("Source: [{publisher}]({url}).").format(publisher=line.source, url=line.url) if line.url else ""
    st.markdown(words + source)
    if line.note:
        st.caption(line.note)
    names = dataset.organization_names
    with st.container(horizontal=True, gap="small", key="lineage"):
        for body, _date in line.predecessors:
            _link(body, _("Predecessor: {name}").format(name=names[body]), icon=":material/history:")
        if line.successor:
            _link(line.successor, _("Successor: {name}").format(name=names[line.successor]), icon=":material/update:")


def _offer_whole_record(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    if selected.selection != Selection.everything(dataset):
        st.page_link(
            ORGANIZATION_PAGE,
            label=_("{name} without filters").format(name=profile.short_name),
            icon=":material/filter_alt_off:",
            query_params={"of": [profile.body]},
        )


def _show_clicked(
    clicked: list[list[str]], profile: OrganizationProfile, selected: Slice, dataset: Dataset, *, key: str
) -> None:
    """The events behind a square (role, year or State)."""
    if not clicked:
        return
    role, column = str(clicked[0][0]), str(clicked[0][1])
    ids = cell_events(profile, selected, dataset, role, column)
    st.markdown(
        _("**{role}, {column}**: {events}").format(
            role=dataset.labels("roles")[role],
            column=dataset.labels("states").get(column, column),
            events=count_of(len(ids), _("event"), _("events")),
        )
    )
    show_event_list(selected, dataset, key=f"cell_{key}", event_ids=ids)


def _show_programmes(profile: OrganizationProfile, dataset: Dataset) -> None:
    st.subheader(_("Programmes of these events"), anchor=False)
    programmes = programmes_of(profile, dataset)
    if programmes.empty:
        st.caption(_("No source names a programme for these events."))
        return
    within = int(programmes["events"].sum())
    st.caption(
        _("{within} of the {all} events belong to a programme that a source names.").format(
            within=within, all=len(profile.event_rows)
        )
    )
    show_table(programmes_table(programmes), key="programmes", alt=_("Table of programmes with their events"))


def _show_parts(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    if len(profile.within) == 1:
        return
    with st.expander(_("Its parts"), on_change="rerun", key="parts", icon=":material/account_tree:") as expander:
        if expander.open:
            parts = events_of_parts(selected, dataset, profile.body)
            st.caption(
                _("Parts directly beneath it, with the events of the selection at which they or theirs are listed.")
            )
            with st.container(horizontal=True, gap="small", key="part_links"):
                for body, name, events in parts.itertuples(index=False):
                    _link(str(body), f"{name} ({events})")


def _show_names(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    with st.expander(_("Names as printed"), on_change="rerun", key="names", icon=":material/translate:") as expander:
        if expander.open:
            st.caption(
                _(
                    "Names under which sources list the body and its parts at events of the selection, then further names on "
                    "record. The language (ISO 639) is that of the list of names."
                )
            )
            names = names_as_printed(selected, dataset, profile.within)
            show_table(names_table(names), key="names", alt=_("Table of names as printed"))


def show_events(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    """Every event at which the body is listed."""
    ids = event_ids(dataset, profile.event_rows)
    st.markdown(
        _("**{events}** of the selection list {name}.").format(
            events=count_of(len(ids), _("event"), _("events")), name=profile.short_name
        )
    )
    if ids:
        show_event_list(selected, dataset, key="profile", event_ids=ids)
