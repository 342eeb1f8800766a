"""Whether the page is narrow. Streamlit fits every chart to the page, so charts that cannot shrink are drawn in parts on a phone.

A component of a few lines of JavaScript measures its own width and reruns the page only when the answer changes. It also
tells Plotly where a finger is: Plotly selects what the mouse was last over, so a tap would select what the tap before hit,
and the first tap nothing.
"""

from __future__ import annotations

import streamlit as st

from atlas.text import shorten_middle

NARROW_BELOW = 640
"""Pixels of the page's width."""

WIDE_CHART = 960
"""Pixels that a chart has at least on a page that is not narrow, with the sidebar open on a screen 1400 pixels wide."""

NARROW_CHART = 350

_MEASURE = """
const hoverFirst = (event) => {
  const [touch, ...others] = event.touches
  if (others.length || !event.target.closest?.(".js-plotly-plot .nsewdrag")) return
  event.target.dispatchEvent(
    new MouseEvent("mousemove", { bubbles: true, view: window, clientX: touch.clientX, clientY: touch.clientY })
  )
}

export default function (component) {
  const { data, parentElement, setStateValue } = component
  const box = parentElement.querySelector("div")
  const measure = () => {
    const width = box.getBoundingClientRect().width
    const isNarrow = width > 0 && width < data.narrowBelow
    if (width > 0 && isNarrow !== data.isNarrow) setStateValue("is_narrow", isNarrow)
  }
  const observer = new ResizeObserver(measure)
  observer.observe(box)
  measure()
  document.addEventListener("touchstart", hoverFirst, { capture: true, passive: true })
  return () => {
    observer.disconnect()
    document.removeEventListener("touchstart", hoverFirst, { capture: true })
  }
}
"""

_viewport = st.components.v2.component("atlas_viewport", html="<div></div>", js=_MEASURE)


LINK_LENGTH = 48
"""Characters of a link that a narrow page shows on one line."""


def fitting(label: str, width: int) -> str:
    """The label of a link, shortened where the page (`chart_width`) would cut it off."""
    return label if width > NARROW_CHART else shorten_middle(label, LINK_LENGTH)


def chart_width() -> int:
    """Pixels that a chart can count on. Until the page has measured itself, whether it is narrow is guessed from the browser's
    name.
    """
    measured = st.session_state.get("viewport", {}).get("is_narrow")
    is_narrow = "Mobi" in (st.context.headers.get("User-Agent") or "") if measured is None else bool(measured)
    result = _viewport(
        data={"narrowBelow": NARROW_BELOW, "isNarrow": is_narrow},
        key="viewport",
        height=1,
        on_is_narrow_change=lambda: None,
    )
    if result.is_narrow is not None:
        is_narrow = bool(result.is_narrow)
    return NARROW_CHART if is_narrow else WIDE_CHART
