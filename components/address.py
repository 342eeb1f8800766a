"""The URL and the widgets: the view is read from the address when it changes, and written back after each run.

Streamlit's own binding (`bind="query-params"`) writes what an option shows, and our options show counts that change with
every filter; codes must stand in the URL. See docs/adr/0002-own-url-state.md.

A run goes: `begin` (address to session state, if it changed since the last run) - widgets - `finish` (session state to address).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from atlas.selection import QUERY_PARAMETERS

_SEEN = "_address_seen"
_VALUES = "_address_values"
_CHANGED = "_address_changed"
_PAGE_PARAMETERS = "_address_page"
_FILTERS = "_address_filters"
IGNORED = "_address_ignored"

WIDGET_PREFIXES = ("filter_", "control_")
"""Beginnings of the keys of widgets whose values stand in the address."""

PAGE_PARAMETERS = (
    *("event", "of", "lanes", "against", "cell", "order", "measure", "year", "view", "part", "rows", "fold"),
    *("by", "least", "focus", "compare", "a", "b", "thread", "partners"),
)
"""Parameters that belong to a page's own controls."""


def current() -> dict[str, list[str]]:
    """The parameters of the address: every value of each, in order."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def begin() -> bool:
    """Start a run. True if the address is not the one that the last run wrote (first run, a link, Back or Forward)."""
    query = current()
    # A click made before the browser knew the last address comes with the one before it. The widgets tell the two apart: they
    # have changed after a click, and not after Back, Forward or a link.
    changed = st.session_state.get(_SEEN) != query and not _is_touched()
    st.session_state[_CHANGED] = changed
    st.session_state[_PAGE_PARAMETERS] = {}
    if changed:
        unknown = [name for name in query if name not in QUERY_PARAMETERS and name not in PAGE_PARAMETERS]
        st.session_state[IGNORED] = [f"{name}={value}" for name in unknown for value in query[name]]
    return changed


def _is_touched() -> bool:
    """Whether a widget of the view has another value than at the end of the last run."""
    values = st.session_state.get(_VALUES, {})
    return any(name in st.session_state and st.session_state[name] != value for name, value in values.items())


def is_new() -> bool:
    """Whether this run follows an address that the app did not write itself."""
    return bool(st.session_state.get(_CHANGED, True))


def ignore(parameters: Sequence[str]) -> None:
    """Note parameters of the address that were not understood, for the notice."""
    st.session_state[IGNORED] = [*st.session_state.get(IGNORED, []), *parameters]


def ignored() -> list[str]:
    """Parameters of the address that were not understood."""
    return list(st.session_state.get(IGNORED, []))


def page_value(name: str) -> str:
    """The value of a page's parameter in the address, "" without one."""
    values = current().get(name, [])
    return values[-1] if values else ""


def set_page_value(name: str, value: str) -> None:
    """Put a page's parameter into the address at the end of the run; "" leaves it out."""
    if value:
        st.session_state[_PAGE_PARAMETERS][name] = [value]


def set_filters(query: Mapping[str, list[str]]) -> None:
    """Remember the filters' part of the address for links and for the end of the run."""
    st.session_state[_FILTERS] = dict(query)


def filters_query() -> dict[str, list[str]]:
    """The filters' part of the address, as links to other pages carry it."""
    return dict(st.session_state.get(_FILTERS, {}))


def finish() -> None:
    """End a run: write filters and page parameters into the address, as one step of the browser's history."""
    query = {**filters_query(), **st.session_state.get(_PAGE_PARAMETERS, {})}
    is_changed = query != current()
    # A link to the page itself changes the parameters here but not in the browser: a new address is always confirmed.
    if is_changed or is_new():
        st.query_params.from_dict(query)
    if is_changed and not is_new():
        st.session_state[IGNORED] = []
    st.session_state[_SEEN] = query
    st.session_state[_VALUES] = {
        str(name): value for name, value in st.session_state.items() if str(name).startswith(WIDGET_PREFIXES)
    }
