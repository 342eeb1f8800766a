"""What stands around the map: stepping through the years, events without a marker, the events of a place, the disclaimer."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from atlas.dataset import Dataset
from atlas.queries.places import OFF_MAP_NAMES, events_at
from atlas.selection import Slice
from atlas.text import _, count_of, years
from components import address, filters
from components.events import show_event_list

ALL_YEARS = 0


def step_year(selected: Slice, dataset: Dataset) -> Slice:
    """A control that steps through the years of the selection; returns the slice of the year, or all."""
    selection = selected.selection
    options = [ALL_YEARS, *range(selection.first_year, selection.last_year + 1)]
    key = "control_year"
    if address.is_new():
        asked = address.page_value("year")
        if asked and not (asked.isdecimal() and int(asked) in options):
            address.ignore([f"year={asked}"])
        st.session_state[key] = int(asked) if asked.isdecimal() and int(asked) in options else ALL_YEARS
    if st.session_state.get(key) not in options:
        st.session_state[key] = ALL_YEARS
    year = st.select_slider(
        _("Step through the years"),
        options,
        key=key,
        format_func=lambda value: _("all") if value == ALL_YEARS else str(value),
    )
    address.set_page_value("year", str(year) if year else "")
    if year == ALL_YEARS:
        return selected
    return replace(selection, first_year=year, last_year=year).apply(dataset)


def show_off_map(off_map: pd.DataFrame) -> str:
    """Events held elsewhere, online or at an unknown place, as a list; returns the key of the one picked, "" without."""
    total = int(off_map["events"].sum())
    st.subheader(_("Not on this map"), anchor=False)
    if not total:
        st.caption(_("Every event of the selection has a place on the map."))
        return ""
    st.caption(
        _("{events} took place elsewhere, online, or at a place that no source names.").format(
            events=count_of(total, _("event"), _("events"))
        )
    )
    choice = st.dataframe(
        off_map[["name", "events"]],
        hide_index=True,
        key="off_map",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("{count} places that are not on the map, with events").format(count=len(off_map)),
        height=min(38 + 35 * len(off_map), 470),
        column_config={
            "name": st.column_config.TextColumn(_("Where"), width=150),
            "events": st.column_config.NumberColumn(_("Events"), width=60),
        },
    )
    cells = choice["selection"]["cells"]
    return str(off_map["key"].iloc[int(cells[0][0])]) if cells else ""


def show_place(key: str, selected: Slice, dataset: Dataset) -> None:
    """The events of what was clicked, and the way to make it the filter."""
    if not key:
        return
    events = events_at(selected, dataset, key)
    states = dataset.labels("states")
    places = dataset["places"].set_index("place_id")["name"]
    is_state = key in dataset.central_asian_states
    name = states[key] if is_state else OFF_MAP_NAMES.get(key) or str(places[key])
    selection = selected.selection
    st.subheader(
        _("{name}: {events}, {span}").format(
            name=name,
            events=count_of(len(events), _("event"), _("events")),
            span=years(selection.first_year, selection.last_year),
        ),
        anchor=False,
    )
    if is_state:
        st.button(
            _("Filter by {name}").format(name=name),
            icon=":material/filter_alt:",
            on_click=filters.narrow,
            args=("states", key),
            key="narrow_state",
        )
    show_event_list(selected, dataset, key="place", event_ids=events["event_id"].tolist())


def show_disclaimer() -> None:
    """Boundaries: what they mean and where they come from."""
    st.caption(
        _(
            "Boundaries and names on this map are shown for orientation only and imply no opinion on the status of any "
            "territory or border. This is not a United Nations product. Boundaries: Natural Earth 1:10m, edition 4.1, "
            "simplified; places: GeoNames (CC BY 4.0)."
        )
    )
