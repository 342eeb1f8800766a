"""axe-core finds nothing serious or critical on any page, light and dark, but for what Streamlit itself draws."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reader import PAGES, Reader

pytestmark = pytest.mark.browser

VIEWS = {
    **{title: (path, {}) for path, title in PAGES.items()},
    "Record": ("events", {"event": ["tjk-2017-02-19-cted-assessment"]}),
    "Nothing": ("map", {"state": ["TKM"], "q": ["xyzzy"]}),
}
GRAVE = ("serious", "critical")


@dataclass(frozen=True)
class Exception_:
    """A finding in the markup of Streamlit's own widgets that the app cannot change."""

    rule: str
    within: str
    """CSS selector; the finding counts as Streamlit's if its element is inside."""
    why: str


NOT_OURS: tuple[Exception_, ...] = ()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "query"), VIEWS.values(), ids=VIEWS)
def test_axe_finds_nothing_grave(
    new_reader: Callable[..., Reader], path: str, query: dict[str, list[str]], scheme: str
) -> None:
    reader = new_reader(color_scheme=scheme).open(path, query)
    results = Axe().run(reader.page, options={"resultTypes": ["violations"]})
    found = [
        f"{violation['impact']} {violation['id']}: {node['target']} {node['html'][:240]} {node['failureSummary']}"
        for violation in results.response["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if not is_streamlits(reader, violation["id"], node["target"][0])
    ]
    assert found == [], "\n".join(found)


def is_streamlits(reader: Reader, rule: str, target: object) -> bool:
    """Whether a finding is on the list."""
    selectors = [known.within for known in NOT_OURS if known.rule == rule]
    script = f"node => {json.dumps(selectors)}.some(selector => node.closest(selector))"
    return isinstance(target, str) and bool(reader.page.locator(target).first.evaluate(script))
