"""Definitions and limits that are too long to stand open beside a chart."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from atlas.text import _, bullets


def show_method(sentences: Sequence[str], *, key: str) -> None:
    """How the chart or table just shown is worked out and what it cannot say, folded, one point a sentence."""
    with st.expander(_("How this is worked out"), key=f"method_{key}"):
        st.caption(bullets(sentences))
