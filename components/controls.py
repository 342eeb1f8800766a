"""A page's own controls: their state stands in the address beside the filters."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from atlas.text import _
from components import address


def _settled(name: str, options: Mapping[str, str], default: str) -> str:
    """The key of a control whose state is one of the options: what a new address asks for, what it was, or the default."""
    key = f"control_{name}"
    if address.is_new():
        asked = address.page_value(name)
        if asked and asked not in options:
            address.ignore([f"{name}={asked}"])
        st.session_state[key] = asked if asked in options else default
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    return key


def choice(name: str, label: str, options: Mapping[str, str], *, help: str | None = None) -> str:
    """A choice of one among a few (code to label); the first is the default. Returns the code."""
    default = next(iter(options))
    key = _settled(name, options, default)
    code = st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=key, required=True, help=help, width="content"
    )
    code = code if code in options else default
    address.set_page_value(name, code if code != default else "")
    return code


def pick(name: str, label: str, options: Mapping[str, str], *, default: str = "", help: str | None = None) -> str:
    """A choice of one among many (code to label), with search; returns the code. Without `default`, the first."""
    default = default if default in options else next(iter(options))
    key = _settled(name, options, default)
    code = str(st.selectbox(label, list(options), format_func=options.__getitem__, key=key, help=help))
    address.set_page_value(name, code if code != default else "")
    return code


def several(
    name: str, label: str, options: Mapping[str, str], *, placeholder: str, help: str | None = None
) -> list[str]:
    """A choice of any number among many (code to label), none at first; returns the codes in the order of the options. The
    address holds them with a dot between.
    """
    key = f"control_{name}"
    if address.is_new():
        asked = [code for code in address.page_value(name).split(".") if code]
        address.ignore([f"{name}={code}" for code in asked if code not in options])
        st.session_state[key] = [code for code in asked if code in options]
    st.session_state.setdefault(key, [])
    chosen = st.multiselect(
        label, list(options), format_func=options.__getitem__, key=key, placeholder=placeholder, help=help
    )
    codes = [code for code in options if code in chosen]
    address.set_page_value(name, ".".join(codes))
    return codes


def column_window(columns: int, capacity: int) -> tuple[int, int]:
    """Page through columns that do not fit side by side; returns the first column's position and how many are shown."""
    pages = -(-columns // capacity)
    key = "control_part"
    if pages <= 1:
        return 0, columns
    asked = address.page_value("part") if address.is_new() else ""
    if asked and not (asked.isdecimal() and 1 <= int(asked) <= pages):
        address.ignore([f"part={asked}"])
    if asked or st.session_state.get(key, 1) > pages:
        st.session_state.pop(key, None)
    default = min(max(1, int(asked)), pages) if asked.isdecimal() else 1
    size = -(-columns // pages)
    with st.container(horizontal=True, vertical_alignment="center"):
        part = st.pagination(pages, default=default, key=key)
        first = (part - 1) * size
        st.caption(
            _("Columns {first} to {last} of {all}; a wider screen shows more at once.").format(
                first=first + 1, last=min(first + size, columns), all=columns
            )
        )
    address.set_page_value("part", str(part) if part > 1 else "")
    return first, size
