"""What stands above every page: the way to the other pages, the selection in words, counts and version, notices."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from atlas.dataset import Dataset
from atlas.selection import Selection, Slice
from atlas.text import _
from components import address
from components.filters import clear


def page_links(pages: Sequence[StreamlitPage]) -> None:
    """Links to the pages; each carries the filters, so a link opened in a new tab shows the same selection."""
    query = address.filters_query()
    with st.container(horizontal=True, gap="small", key="pages"):
        for page in pages:
            st.page_link(page, query_params=query)


def page_head(title: str, selected: Slice, dataset: Dataset) -> DeltaGenerator:
    """The page's title and the line that says what is shown; returns the place for `show_ignored`."""
    st.title(title, anchor=False)
    selection = selected.selection
    total = len(dataset["events"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection"):
        st.markdown(
            _("**{selection}** · {shown} of {total} events · data version {version}").format(
                selection=_escaped(selection.describe(dataset)),
                shown=len(selected),
                total=total,
                version=dataset.version,
            )
        )
        if selection != Selection.everything(dataset):
            st.button(_("Clear"), icon=":material/filter_alt_off:", on_click=clear, type="tertiary", key="clear_above")
    return st.empty()


def show_ignored(place: DeltaGenerator) -> None:
    """Say which parts of the address were not understood, once the page has read its own."""
    ignored = address.ignored()
    if ignored:
        place.caption(
            _("Not understood in the address and left out: {parameters}.").format(
                parameters=", ".join(_escaped(parameter) for parameter in ignored)
            )
        )


def _escaped(text: str) -> str:
    """Text without a meaning in Markdown."""
    for character in "\\`*_{}[]<>()#+!|$:~":
        text = text.replace(character, f"\\{character}")
    return text
