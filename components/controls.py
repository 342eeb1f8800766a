"""A page's own controls: their state stands in the address beside the filters."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components import address


def choice(name: str, label: str, options: Mapping[str, str], *, help: str | None = None) -> str:  # noqa: A002 - Streamlit's word
    """A choice of one among a few (code to label); the first is the default. Returns the code."""
    default = next(iter(options))
    key = f"control_{name}"
    if address.is_new():
        asked = address.page_value(name)
        if asked and asked not in options:
            address.ignore([f"{name}={asked}"])
        st.session_state[key] = asked if asked in options else default
    st.session_state.setdefault(key, default)
    code = st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=key, required=True, help=help, width="content"
    )
    code = code if code in options else default
    address.set_page_value(name, code if code != default else "")
    return code
