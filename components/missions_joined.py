"""Who joined the missions of a body, and who is listed at its events: the two views of a profile about others."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.figures.matrix import column_capacity, participation_squares
from atlas.queries.missions_joined import MissionsJoined, joined_matrix, missions_joined
from atlas.queries.organization_profile import OrganizationProfile, event_ids
from atlas.queries.partners import funded_events, partners_by_role
from atlas.selection import Slice
from atlas.sentences.missions_joined import (
    joined_alt,
    joined_by_state,
    joined_note,
    joined_once,
    joined_sentence,
)
from atlas.sentences.partners import funders_sentence, together_sentence
from atlas.tables.matrix import matrix_table, matrix_words
from atlas.tables.organization_profile import joined_table
from atlas.text import _, bullets, count_of
from components.charts import download_csv, show_chart
from components.controls import choice, column_window
from components.events import open_record
from components.links import open_organization
from components.matrix import column_hrefs, row_hrefs
from components.partners import show_partners
from components.viewport import chart_width

MOST_ROWS = 40


def show_missions_joined(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    """Which bodies joined its missions to each State, and which joined only once: words, table, squares."""
    joined = missions_joined(profile, selected, dataset)
    st.markdown(joined_sentence(joined, profile.short_name))
    if joined.missions.empty:
        return
    once = joined_once(joined, dataset)
    st.markdown(bullets(joined_by_state(joined, dataset)))
    if once:
        st.markdown(once)
    st.caption(joined_note(joined, dataset))
    if joined.bodies.empty:
        return
    _show_table(joined, dataset)
    _show_matrix(joined, profile, selected, dataset)


def _show_table(joined: MissionsJoined, dataset: Dataset) -> None:
    st.subheader(_("Missions that each body joined, by State"), anchor=False)
    st.caption(
        _(
            "Distinct missions; a mission to several States counts in each, once in the total. Empty: not listed. Click a row to "
            "open the profile."
        )
    )
    table = joined_table(joined, dataset)
    picked = st.dataframe(
        table,
        hide_index=True,
        key="joined",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table of {bodies} that joined, by State").format(bodies=count_of(len(table), _("body"), _("bodies"))),
        height=38 + 35 * min(len(table), 14),
        placeholder="",
        column_order=[column for column in table.columns if column != table.columns[1]],
        column_config={
            table.columns[0]: st.column_config.TextColumn(width=150),
            table.columns[2]: st.column_config.NumberColumn(width=80),
            table.columns[3]: st.column_config.TextColumn(width=250),
            **{name: st.column_config.NumberColumn(width=100) for name in table.columns[4:]},
        },
    )
    download_csv(table, key="joined")
    cells = picked["selection"]["cells"]
    if cells:
        open_organization(str(joined.bodies["body"].iloc[int(cells[0][0])]))


def _show_matrix(joined: MissionsJoined, profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    width = chart_width()
    part = column_window(len(joined.missions), column_capacity(width))
    matrix = joined_matrix(joined, selected, dataset, MOST_ROWS, part)
    note = _("Letters are roles. A blank is not listed, not absent. Click a square to open the record of the mission.")
    if len(joined.bodies) > MOST_ROWS:
        note += " " + _("At most {shown} bodies are drawn, those at most missions; the table above has all.").format(
            shown=MOST_ROWS
        )
    clicked = show_chart(
        participation_squares(
            matrix, matrix_words(matrix, dataset), width, row_hrefs(matrix, dataset), column_hrefs(matrix, dataset)
        ),
        key="joined",
        title=_("Who is listed at which mission of {name}, in which role").format(name=profile.short_name),
        alt=joined_alt(joined),
        table=lambda: matrix_table(matrix, dataset),
        selected=selected,
        dataset=dataset,
        note=note,
        is_clickable=True,
    )
    if clicked:
        open_record(str(clicked[0][1]))


def show_partners_of(profile: OrganizationProfile, selected: Slice, dataset: Dataset) -> None:
    """Who is listed at its events, in which role; who funds what it organizes."""
    which = choice(
        "partners",
        _("Events"),
        {"any": _("All that list it"), "organizer": _("Those it organizes or leads")},
    )
    is_own = which == "organizer"
    ids = event_ids(dataset, profile.own_event_rows if is_own else profile.event_rows)
    partners = _told_apart(partners_by_role(selected, dataset, ids, profile.within), profile, selected, dataset)
    if is_own:
        funded, own = funded_events(selected, dataset, ids, profile.within)
        st.markdown(funders_sentence(partners, profile.short_name, len(ids), funded, own))
    st.markdown(together_sentence(partners, profile.short_name, len(ids), dataset))
    show_partners(
        partners,
        selected,
        dataset,
        key=f"{profile.body}-{which}",
        title=_("Bodies listed with {name}, by role").format(name=profile.short_name),
    )


def _told_apart(
    partners: pd.DataFrame, profile: OrganizationProfile, selected: Slice, dataset: Dataset
) -> pd.DataFrame:
    """Partners in which the body under which the sidebar rolls this one up says that it stands for its other parts."""
    organizations = dataset["organizations"].set_index("organization_id")
    above = str(organizations.at[profile.body, ROLL_UP_COLUMNS[selected.selection.roll_up]])
    names = partners["name"].where(
        partners["body"] != above, partners["name"] + " " + _("without {name}").format(name=profile.short_name)
    )
    return partners.assign(name=names)
