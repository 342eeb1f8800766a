"""What is stable about speed, and kept: sizes, elements, passes over the tables, imports. Never wall time.

A budget is what was measured on the shipped record plus about a quarter. Raise one with a reason in docs/performance.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from atlas import selection
from tests.packages import ROOT
from tests.pages.visit import (
    AT_A_GLANCE,
    COMPARE,
    DATA,
    EVENTS,
    GAPS,
    MAP,
    ORGANIZATION,
    PARTICIPATION,
    PARTNERSHIPS,
    STATE,
    TIMELINE,
    Query,
    Visit,
)

Open = Callable[..., Visit]
VIEWS: dict[str, tuple[str, Query]] = {
    "At a glance": (AT_A_GLANCE, {}),
    "Map": (MAP, {}),
    "Timeline": (TIMELINE, {}),
    "Timeline of Tajikistan": (TIMELINE, {"state": ["TJK"]}),
    "Participation": (PARTICIPATION, {}),
    "Gaps": (GAPS, {}),
    "Partnerships": (PARTNERSHIPS, {}),
    "Compare": (COMPARE, {}),
    "State": (STATE, {"of": ["TJK"]}),
    "Organization": (ORGANIZATION, {"of": ["osce"]}),
    "Events": (EVENTS, {}),
    "Data": (DATA, {}),
}
BUDGETS = {
    "At a glance": (12, 85, 1),
    "Map": (15, 55, 1),
    "Timeline": (235, 50, 1),
    "Timeline of Tajikistan": (170, 50, 1),
    "Participation": (45, 50, 1),
    "Gaps": (22, 68, 2),
    "Partnerships": (32, 70, 1),
    "Compare": (30, 90, 3),
    "State": (46, 85, 2),
    "Organization": (16, 66, 1),
    "Events": (0, 42, 1),
    "Data": (28, 64, 2),
}
"""View to kilobytes of its figures before they are packed, elements, and slices of a rerun."""


def elements(shown: Visit) -> int:
    """Elements of a page, containers included."""

    def count(node: object) -> int:
        return sum(1 + count(child) for child in getattr(node, "children", {}).values())

    return count(shown.app.main) + count(shown.app.sidebar)


@pytest.mark.parametrize("name", VIEWS)
def test_figures_stay_small(visit: Open, name: str) -> None:
    shown = visit(*VIEWS[name])
    size = sum(len(json.dumps(specification)) for specification in shown.specifications.values()) / 1024
    assert size <= BUDGETS[name][0]


@pytest.mark.parametrize("name", VIEWS)
def test_pages_have_few_elements(visit: Open, name: str) -> None:
    assert elements(visit(*VIEWS[name])) <= BUDGETS[name][1]


@pytest.mark.parametrize("name", VIEWS)
def test_a_rerun_filters_the_tables_no_more_than_it_must(visit: Open, name: str) -> None:
    """A slice is one pass over every table: one for the filters, more where a page compares or replaces a filter."""
    shown = visit(*VIEWS[name])
    selection._slice.cache_clear()
    shown.app.multiselect(key="filter_states").set_value(["KAZ", "TKM"]).run()
    shown.assert_is_sound()
    assert selection._slice.cache_info().misses <= BUDGETS[name][2]


def test_the_first_page_imports_nothing_that_only_an_analysis_needs() -> None:
    script = (
        "import sys; from streamlit.testing.v1 import AppTest; AppTest.from_file('app.py', default_timeout=60).run(); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"plotly", "pandas"} <= loaded
    assert not loaded & {"scipy", "networkx", "shapely", "frictionless", "matplotlib"}
