"""axe-core finds nothing serious or critical on any page, light and dark, but for what Streamlit itself draws."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.reader import PAGES, Reader

pytestmark = pytest.mark.browser

VIEWS = {
    **{title: (path, {}) for path, title in PAGES.items()},
    "Record": ("events", {"event": ["tjk-2017-02-19-cted-assessment"]}),
    "Timeline chains": ("timeline", {"thread": ["chains"]}),
    "States profile": ("state", {"of": ["TJK"]}),
    "Organizations profile": ("organization", {"of": ["un-cted"], "view": ["missions"]}),
    "Nothing": ("map", {"state": ["TKM"], "q": ["xyzzy"]}),
}
GRAVE = ("serious", "critical")
GROUNDS: dict[Literal["light", "dark"], str] = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 27)"}
"""Colour scheme to the ground that `config.toml` gives it: the test waits for it."""


@dataclass(frozen=True)
class Known:
    """A finding in the markup of Streamlit's own widgets that the app cannot change."""

    rule: str
    within: str
    """CSS selector; the finding counts as Streamlit's if its element is inside."""
    why: str


NOT_OURS: tuple[Known, ...] = (
    Known(
        "svg-img-alt", '[data-testid="stMetricChart"]',
        "The bars of `st.metric(chart_data=…)`: Streamlit's own chart has an empty group for points under the pointer, "
        "with a role and no name. `st.metric` takes no text for its chart; the number beside it says the same.",
    ),
    Known(
        "color-contrast", '[data-testid="stSidebar"] [data-testid="stSlider"]',
        "The two years above the slider on dark ground: Streamlit writes them in the primary colour, and white on the "
        "same colour in the chosen options beside it; no colour reaches 4.5 to 1 in both. The period also stands in the head.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("path", "query"), VIEWS.values(), ids=VIEWS)
def test_axe_finds_nothing_grave(reader: Reader, path: str, query: dict[str, list[str]]) -> None:
    reader.open(path, query)
    grave: list[str] = []
    for scheme, ground in GROUNDS.items():
        reader.page.emulate_media(color_scheme=scheme)
        expect(reader.page.get_by_test_id("stApp")).to_have_css("background-color", ground)
        reader.settle()
        results = Axe().run(reader.page, options={"resultTypes": ["violations"]})
        grave += [
            f"{scheme}, {violation['impact']}, {violation['id']}: {node['html'][:200]} {node['failureSummary']}"
            for violation in results.response["violations"]
            if violation["impact"] in GRAVE
            for node in violation["nodes"]
            if not is_streamlits(reader, violation["id"], node["target"][0])
        ]
    assert grave == [], "\n".join(grave)


def is_streamlits(reader: Reader, rule: str, target: object) -> bool:
    """Whether a finding is on the list."""
    selectors = [known.within for known in NOT_OURS if known.rule == rule]
    script = f"node => {json.dumps(selectors)}.some(selector => node.closest(selector))"
    return isinstance(target, str) and bool(reader.page.locator(target).first.evaluate(script))
