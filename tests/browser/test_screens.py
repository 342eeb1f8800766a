"""Phones: the page never scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.reader import PAGES, Reader

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
VIEWS = {
    **{title: (path, {}) for path, title in PAGES.items()},
    "Record": ("events", {"event": ["tjk-2017-02-19-cted-assessment"]}),
    "Timeline chains": ("timeline", {"thread": ["chains"]}),
    "States profile": ("state", {"of": ["TJK"]}),
    "Organizations profile": ("organization", {"of": ["un-cted"], "view": ["missions"]}),
    "Nothing": ("map", {"state": ["TKM"], "q": ["xyzzy"]}),
}

TOO_WIDE = """() => {
  const main = document.querySelector('[data-testid="stMain"]')
  const limit = main.getBoundingClientRect().right + 0.5
  const wide = '.js-plotly-plot, .js-plotly-plot .main-svg, [data-testid="stDataFrame"]'
  const found = [...document.querySelectorAll(wide)]
    .filter(node => node.getBoundingClientRect().right > limit || node.getBoundingClientRect().left < -0.5)
    .map(node => `${node.className.baseVal ?? node.className}: ${Math.round(node.getBoundingClientRect().right)}`)
  return {scroll: main.scrollWidth, client: main.clientWidth, body: document.documentElement.scrollWidth, found}
}"""


@pytest.mark.parametrize(("path", "query"), VIEWS.values(), ids=VIEWS)
def test_no_page_scrolls_sideways_on_a_phone(
    new_reader: Callable[..., Reader], path: str, query: dict[str, list[str]]
) -> None:
    reader = new_reader(viewport=PHONE, has_touch=True)
    size = reader.open(path, query).page.evaluate(TOO_WIDE)
    assert size["scroll"] <= size["client"]
    assert size["body"] <= PHONE["width"]
    assert size["found"] == []
