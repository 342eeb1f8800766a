"""Going to another page from a click in a chart or a table.

`st.switch_page` writes the new parameters into the address before it changes the page, so the browser's history gets an entry of
the old page with the new page's parameters, and Back leads there. A page link makes one entry; some JavaScript
presses it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from atlas.text import _

_UNDER_WAY = "_leap_under_way"

_PRESS = """
export default function () {
  const press = () => {
    const link = document.querySelector(".st-key-leap a")
    if (link) link.click()
    else requestAnimationFrame(press)
  }
  press()
}
"""

_leap = st.components.v2.component("atlas_leap", html="<span></span>", js=_PRESS)


def begin() -> None:
    """Start a run: no leap is under way."""
    st.session_state[_UNDER_WAY] = False


def leap_to(page: str, query: Mapping[str, list[str]]) -> None:
    """Go to a page with these parameters once the run is over; Back returns to where the reader was."""
    if st.session_state.get(_UNDER_WAY):
        return
    st.session_state[_UNDER_WAY] = True
    with st.container(key="leap"):
        st.page_link(page, label=_("Opening …"), icon=":material/arrow_forward:", query_params=dict(query))
        _leap(key="leap_press", height=1)
