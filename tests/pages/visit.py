"""One page of the app as AppTest shows it, read the way a person reads it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from streamlit.testing.v1 import AppTest

from atlas.dataset import Dataset
from atlas.selection import Selection

Query = Mapping[str, list[str]]

AT_A_GLANCE = "pages/overview/at_a_glance.py"
MAP = "pages/explore/map.py"
TIMELINE = "pages/explore/timeline.py"
PARTICIPATION = "pages/explore/participation.py"
EVENTS = "pages/explore/events.py"
GAPS = "pages/analysis/gaps.py"
PARTNERSHIPS = "pages/analysis/partnerships.py"
COMPARE = "pages/analysis/compare.py"
STATE = "pages/profiles/state.py"
ORGANIZATION = "pages/profiles/organization.py"
DATA = "pages/reference/data.py"

TITLES = {
    AT_A_GLANCE: "At a glance",
    MAP: "Map",
    TIMELINE: "Timeline",
    PARTICIPATION: "Participation",
    GAPS: "Gaps",
    PARTNERSHIPS: "Partnerships",
    COMPARE: "Compare",
    STATE: "States",
    ORGANIZATION: "Organizations",
    EVENTS: "Events",
    DATA: "Data",
}

DEFAULT: Query = {}
NARROW: Query = {"state": ["TJK"], "family": ["mission"], "from": ["2015"], "to": ["2019"]}
NOTHING: Query = {"state": ["TKM"], "q": ["xyzzy"]}
STATES = {"default": DEFAULT, "narrow": NARROW, "nothing": NOTHING}

NOTHING_MATCHES = "No event on record meets all these filters together."


def selection_of(query: Query, dataset: Dataset) -> Selection:
    """The selection of an address that is wholly understood."""
    selection, ignored = Selection.from_query(query, dataset)
    assert not ignored
    return selection


def sentence_of(selection: Selection, dataset: Dataset) -> str:
    """The line above every page, as a person reads it."""
    shown, total = len(selection.apply(dataset)), len(dataset["events"])
    return f"{selection.describe(dataset)} · {shown} of {total} events · data version {dataset.version}"


class Visit:
    """A page after a run."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    @property
    def title(self) -> str:
        return str(self.app.title[0].value)

    @property
    def sentence(self) -> str:
        """The line above the page, without its Markdown."""
        lines = [str(block.value) for block in self.app.markdown if "data version" in str(block.value)]
        assert len(lines) == 1, lines
        return re.sub(r"\\(.)", r"\1", lines[0].replace("**", ""))

    @property
    def captions(self) -> list[str]:
        return [re.sub(r"\\(.)", r"\1", str(caption.value)) for caption in self.app.caption]

    @property
    def markdown(self) -> list[str]:
        return [str(block.value) for block in self.app.markdown]

    @property
    def notice(self) -> str:
        """The quiet notice about parameters that were not understood, "" without one."""
        return next((caption for caption in self.captions if caption.startswith("Not understood in the address")), "")

    @property
    def infos(self) -> list[str]:
        return [str(info.value) for info in self.app.info]

    @property
    def buttons(self) -> dict[str, str]:
        """Key to label."""
        return {str(button.key): str(button.label) for button in self.app.button}

    @property
    def metrics(self) -> dict[str, str]:
        return {str(metric.label): str(metric.value) for metric in self.app.metric}

    @property
    def charts(self) -> dict[str, Chart]:
        """Name of a chart to what it draws."""
        return {name: Chart(specification) for name, specification in self.specifications.items()}

    @property
    def specifications(self) -> dict[str, dict[str, Any]]:
        """Name of a chart to its specification as it goes to the browser."""
        elements = self.app.get("plotly_chart")
        return {str(element.key).removeprefix("figure_"): json.loads(element.proto.spec) for element in elements}

    def table(self, alt: str) -> Any:
        """The data frame whose text for screen readers contains `alt`: only tables that can be clicked carry a key."""
        frames = [frame for frame in self.app.dataframe if alt in frame.proto.alt]
        assert len(frames) == 1, [frame.proto.alt for frame in self.app.dataframe]
        return frames[0].value

    def click(self, key: str) -> Visit:
        """Click a button."""
        self.app.button(key=key).click().run()
        return self

    def assert_is_sound(self) -> None:
        """No exception reached the page, and no page replaced its content by an apology."""
        assert not self.app.exception
        assert [str(error.value) for error in self.app.error] == []


class Chart:
    """A Plotly figure as it goes to the browser."""

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.traces: list[dict[str, Any]] = [
            {name: _decoded(value) for name, value in trace.items()} for trace in spec["data"]
        ]

    def values(self, name: str, *, type: str = "") -> Iterator[Any]:
        """Every value of an attribute over all traces (of a type)."""
        for trace in self.traces:
            if not type or trace["type"] == type:
                yield from trace.get(name) or ()

    def points(self) -> list[Any]:
        """`customdata` of everything that can be clicked; pairs as tuples."""
        return [tuple(value) if isinstance(value, list) else value for value in self.values("customdata")]


def _decoded(value: Any) -> Any:
    """Plotly sends numeric arrays as base64."""
    if isinstance(value, dict) and "bdata" in value:
        return np.frombuffer(
            base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]).newbyteorder("<")
        ).tolist()
    return value
