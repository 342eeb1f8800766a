"""What a page shows when nothing matches: why, and the ways out."""

from __future__ import annotations

import streamlit as st

from atlas.dataset import Dataset
from atlas.facets import ways_out
from atlas.selection import Slice
from atlas.text import _, count_of
from components.filters import clear, release


def show_empty_state(selected: Slice, dataset: Dataset, *, fixed: str = "") -> None:
    """Say that no event matches, and offer to lift one filter or all of them; `fixed` is a facet that the page itself sets."""
    st.info(_("No event on record meets all these filters together."), icon=":material/search_off:")
    labels = {
        "period": _("the whole period"),
        "states": _("any State"),
        "families": _("any event family"),
        "types": _("any event type"),
        "bodies": _("any organization and role"),
        "topics": _("any topic"),
        "statuses": _("any status"),
        "words": _("no words"),
    }
    for facet, count in ways_out(selected.selection, dataset):
        if facet == fixed:
            continue
        st.button(
            _("With {what}: {events}").format(what=labels[facet], events=count_of(count, _("event"), _("events"))),
            on_click=release,
            args=(facet,),
            key=f"release_{facet}",
        )
    st.button(_("Clear all filters"), on_click=clear, key="clear_empty")
