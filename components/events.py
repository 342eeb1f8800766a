"""Lists of events, and the record of one."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from atlas.dataset import Dataset
from atlas.dates import date_in_words
from atlas.queries.event_list import event_list
from atlas.queries.record import Record
from atlas.selection import Slice
from atlas.text import _, count_of
from components import address
from components.charts import download_csv
from components.leap import leap_to
from components.links import STATE_PAGE, open_organization
from components.viewport import WIDE_CHART, chart_width, fitting

EVENTS_PAGE = "pages/explore/events.py"
PAGE_ROWS = 1000
"""Events that a list shows at once."""


def open_record(event_id: str) -> None:
    """Go to the record of an event; Back returns to where the reader was."""
    leap_to(EVENTS_PAGE, {**address.filters_query(), "event": [event_id]})


def show_event_list(selected: Slice, dataset: Dataset, *, key: str, event_ids: Sequence[str] | None = None) -> None:
    """Events as a table that can be searched and sorted; a click on a row opens the record."""
    events = selected.events
    if event_ids is not None:
        events = events[events["event_id"].isin(event_ids)]
    table = event_list(selected, dataset, _page_of(events, key))
    ids = table["event_id"].tolist()
    shown = table.drop(columns="event_id")
    choice = st.dataframe(
        shown,
        hide_index=True,
        key=f"events_{key}",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table of {events}, by date").format(events=count_of(len(shown), _("event"), _("events"))),
        height=min(38 + 35 * max(1, len(shown)), 640),
        column_config={
            "start": st.column_config.TextColumn(
                _("Start"), help=_("Earliest possible day (ISO 8601)."), width="small"
            ),
            "date": st.column_config.TextColumn(_("Date"), width="medium"),
            "title": st.column_config.TextColumn(_("Title"), width="large"),
            "type": st.column_config.TextColumn(_("Type")),
            "status": st.column_config.TextColumn(_("Status"), width="small"),
            "states": st.column_config.TextColumn(_("States")),
            "place": st.column_config.TextColumn(_("Place")),
            "organizations": st.column_config.TextColumn(_("Organizations listed"), width="medium"),
            "sources": st.column_config.NumberColumn(_("Sources"), width="small"),
            "confidence": st.column_config.TextColumn(_("Confidence"), width="small"),
        },
    )
    st.caption(
        _(
            "Click a row to open its record. “Organizations listed” names whom a source lists; others may have taken part."
        )
    )
    download_csv(lambda: event_list(selected, dataset, events), key=key)
    cells = choice["selection"]["cells"]
    if cells:
        open_record(ids[int(cells[0][0])])


def _page_of(events: pd.DataFrame, key: str) -> pd.DataFrame:
    """The part of the events that is shown: a browser cannot hold a table of any length."""
    pages = -(-len(events) // PAGE_ROWS)
    if pages <= 1:
        return events
    part = st.pagination(pages, key=f"page_{key}")
    return events.iloc[(part - 1) * PAGE_ROWS : part * PAGE_ROWS]


def show_record(record: Record) -> None:
    """Every field of one event, who took part as whom, related events, figures, sources."""
    st.subheader(record.title, anchor=False)
    st.markdown(record.summary)
    if record.is_list_partial:
        st.caption(
            _("The list of participants is known to be incomplete: a body that is missing here may have taken part.")
        )
    _show_fields(record)
    _show_states(record)
    _show_participations(record.participations)
    _show_figures(record.figures)
    _show_related(record.related)
    _show_sources(record.sources)
    if record.note:
        st.markdown(f"**{_('Curator’s note')}**")
        st.caption(record.note)


def _mark(basis: str) -> str:
    return f" :gray-badge[{_('inferred')}]" if basis == "inferred" else ""


def _show_fields(record: Record) -> None:
    rows = {title: f"{value}{_mark(basis)}" for title, value, basis in record.fields}
    st.table(rows, border="horizontal", hide_header=True, alt=_("Fields of the record"))


def _show_states(record: Record) -> None:
    """Links to the profiles of the States that the event is tied to."""
    if not record.states:
        return
    with st.container(horizontal=True, gap="small", key="record_states"):
        for state, name in record.states:
            st.page_link(
                STATE_PAGE,
                label=name,
                icon=":material/flag:",
                query_params={**address.filters_query(), "of": [state]},
            )


def _show_participations(rows: pd.DataFrame) -> None:
    st.markdown(f"**{_('Who is listed, in which role, according to whom')}**")
    choice = st.dataframe(
        rows,
        hide_index=True,
        key="record_participations",
        on_select="rerun",
        selection_mode="single-cell",
        height=38 + 35 * len(rows),
        alt=count_of(len(rows), _("participation on record"), _("participations on record")),
        column_order=["organization", "role", "as_named", "link", "basis", "source", "paragraph", "family"],
        column_config={
            "organization": st.column_config.TextColumn(_("Organization"), width=300),
            "role": st.column_config.TextColumn(_("Role"), width=90),
            "as_named": st.column_config.TextColumn(_("As named in the source"), width=260),
            "link": st.column_config.LinkColumn(
                _("At the name"),
                display_text=_("open"),
                width=90,
                help=_("Opens the source at the name where the browser supports text fragments."),
            ),
            "basis": st.column_config.TextColumn(_("Basis"), width=80),
            "source": st.column_config.TextColumn(_("Source"), width=180),
            "paragraph": st.column_config.NumberColumn(_("Paragraph"), width=80),
            "family": st.column_config.TextColumn(_("Family"), width=180),
        },
    )
    st.caption(_("Click an organization to open its profile, “open” to read the source at the name."))
    cells = choice["selection"]["cells"]
    if cells and cells[0][1] == "organization":
        open_organization(str(rows["organization_id"].iloc[int(cells[0][0])]))


def _show_figures(rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    st.markdown(f"**{_('Figures stated')}**")
    st.dataframe(
        rows,
        hide_index=True,
        key="record_figures",
        alt=count_of(len(rows), _("figure stated"), _("figures stated")),
        column_config={
            "what": st.column_config.TextColumn(_("What is counted"), width="large"),
            "value": st.column_config.TextColumn(_("Value")),
            "stated_by": st.column_config.TextColumn(_("Stated by")),
            "source": st.column_config.TextColumn(_("Source")),
            "link": st.column_config.LinkColumn(_("Address"), display_text=_("open"), width="small"),
        },
    )


def _show_related(rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    st.markdown(f"**{_('Related events')}**")
    width = chart_width()
    for row in rows.itertuples():
        st.page_link(
            EVENTS_PAGE,
            label=fitting(f"{row.relation}: {row.title}", width),
            query_params={**address.filters_query(), "event": [str(row.event_id)]},
        )


def _show_sources(rows: pd.DataFrame) -> None:
    st.markdown(f"**{_('Sources')}**")
    for row in rows.itertuples():
        details = [row.publisher, row.published, row.kind.lower(), row.language]
        if row.original_publisher:
            details.insert(1, _("original: {publisher}").format(publisher=row.original_publisher))
        title = str(row.title).replace("[", "(").replace("]", ")")
        st.markdown(f"- [{title}]({row.url}) ({', '.join(str(detail) for detail in details if detail)})")


def show_announced(rows: pd.DataFrame, width: int = WIDE_CHART) -> None:
    """What was announced and is not on record as held."""
    st.subheader(_("Announced, not on record as held"), anchor=False)
    if rows.empty:
        st.caption(_("Nothing in the selection was announced without being on record as held."))
        return
    for row in rows.itertuples():
        st.page_link(
            EVENTS_PAGE,
            label=fitting(f"{date_in_words(str(row.date))}: {row.title}", width),
            query_params={**address.filters_query(), "event": [str(row.event_id)]},
        )


def show_cell(events: pd.DataFrame, name: str, selected: Slice, dataset: Dataset) -> None:
    """The events behind a cell of the matrix."""
    st.subheader(
        _("{name}: {events} behind the cell").format(name=name, events=count_of(len(events), _("event"), _("events"))),
        anchor=False,
    )
    show_event_list(selected, dataset, key="cell", event_ids=events["event_id"].tolist())
