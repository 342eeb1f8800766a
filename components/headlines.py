"""Headline figures."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from atlas.queries.counts import Headline


def show_headlines(figures: Sequence[Headline]) -> None:
    """A row of figures, each with its definition and a bar for every year."""
    with st.container(horizontal=True, key="headlines"):
        for figure in figures:
            st.metric(
                figure.label,
                f"{figure.value:,}",
                help=figure.definition,
                border=True,
                width=164,
                chart_data=list(figure.by_year),
                chart_type="bar",
            )
