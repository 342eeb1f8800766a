"""A figure as plain dictionaries under the verbs of `plotly.graph_objects.Figure`.

Plotly checks every property at every call, which was most of the Python of a rerun. A sketch is checked where the tests read it
(`finished`), and goes to the browser as it is (`unchecked`). See docs/adr/0007-sketches.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

PARTS = frozenset({"font", "lataxis", "legend", "line", "lonaxis", "margin", "marker", "textfont", "tickfont", "title"})
"""Properties that are made of others: `font_size` is the `size` of `font`."""


class Unchecked(BaseFigure):  # type: ignore[misc] # Plotly is published without types
    """A figure for functions that ask for one of Plotly's and then only for its dictionary, as Streamlit does."""

    def __init__(self, specification: dict[str, Any]) -> None:
        self._specification = specification

    def to_dict(self) -> dict[str, Any]:
        """The figure as a dictionary."""
        return self._specification


class Sketch:
    """Traces and layout, not yet checked. Names with an underscore reach into a part, as in Plotly (`font_size`)."""

    def __init__(self, **layout: Any) -> None:
        self.traces: list[dict[str, Any]] = []
        self.properties: dict[str, Any] = {"annotations": [], "shapes": []}
        self.update_layout(**layout)

    def finished(self) -> go.Figure:
        """The figure, checked.

        Raises:
            ValueError: if a trace or the layout has a property, or a value, that Plotly does not know.
        """
        return go.Figure(data=self.traces, layout=self.properties)

    def unchecked(self) -> Unchecked:
        """The figure, not checked: for the browser."""
        layout = {name: value for name, value in self.properties.items() if value != []}
        return Unchecked({"data": [_spelled_out(trace) for trace in self.traces], "layout": _spelled_out(layout)})

    @property
    def data(self) -> Any:
        """The traces as Plotly's objects, checked."""
        return self.finished().data

    @property
    def layout(self) -> Any:
        """The layout as Plotly's object, checked; what is written to it is lost."""
        return self.finished().layout

    def to_json(self) -> str:
        """The figure as it goes to the browser, checked."""
        text: str = self.finished().to_json()
        return text

    def _add(self, kind: str, properties: dict[str, Any]) -> Self:
        self.traces.append({"type": kind, **properties})
        return self

    def add_scatter(self, **properties: Any) -> Self:
        """Add points, lines or words."""
        return self._add("scatter", properties)

    def add_bar(self, **properties: Any) -> Self:
        """Add bars."""
        return self._add("bar", properties)

    def add_scattergeo(self, **properties: Any) -> Self:
        """Add points on a map."""
        return self._add("scattergeo", properties)

    def add_choropleth(self, **properties: Any) -> Self:
        """Add coloured regions."""
        return self._add("choropleth", properties)

    def add_heatmap(self, **properties: Any) -> Self:
        """Add a grid of colours."""
        return self._add("heatmap", properties)

    def add_traces(self, traces: Sequence[dict[str, Any]]) -> Self:
        """Add traces that say their own `type`."""
        self.traces += traces
        return self

    def add_annotation(self, **properties: Any) -> Self:
        """Add words at a place."""
        self.properties["annotations"].append(properties)
        return self

    def add_shape(self, **properties: Any) -> Self:
        """Add a line, box or outline."""
        self.properties["shapes"].append(properties)
        return self

    def update_layout(self, **properties: Any) -> Self:
        """Set properties of the layout."""
        _merge(self.properties, properties)
        return self

    def update_xaxes(self, **properties: Any) -> Self:
        """Set properties of the horizontal axis."""
        return self.update_layout(xaxis=properties)

    def update_yaxes(self, **properties: Any) -> Self:
        """Set properties of the vertical axis."""
        return self.update_layout(yaxis=properties)

    def update_geos(self, **properties: Any) -> Self:
        """Set properties of the map."""
        return self.update_layout(geo=properties)


def _spelled_out(value: Any) -> Any:
    """Properties with names that reach into a part (`font_size`) written as that part."""
    if isinstance(value, list):
        return [_spelled_out(each) for each in value] if value and isinstance(value[0], dict) else value
    if not isinstance(value, dict):
        return value
    spelled: dict[str, Any] = {}
    for name, each in value.items():
        head, _underscore, tail = name.partition("_")
        part = {head: {tail: each}} if tail and head in PARTS else {name: each}
        _merge(spelled, {key: _spelled_out(property_) for key, property_ in part.items()})
    return spelled


def _merge(into: dict[str, Any], properties: dict[str, Any]) -> None:
    """Write properties into others, part by part."""
    for name, value in properties.items():
        part = into.get(name)
        if isinstance(part, dict) and isinstance(value, dict):
            _merge(part, value)
        else:
            into[name] = dict(value) if isinstance(value, dict) else value
