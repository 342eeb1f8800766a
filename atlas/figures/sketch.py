"""A figure while it is drawn: plain dictionaries under the verbs of `plotly.graph_objects.Figure`.

Plotly checks every property at every call: 30 milliseconds for a map. A sketch is checked once, when it is finished: 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import plotly.graph_objects as go


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
        layout = {name: value for name, value in self.properties.items() if value != []}
        return go.Figure(data=self.traces, layout=layout)

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


def _merge(into: dict[str, Any], properties: dict[str, Any]) -> None:
    """Write properties into others, part by part."""
    for name, value in properties.items():
        part = into.get(name)
        if isinstance(part, dict) and isinstance(value, dict):
            _merge(part, value)
        else:
            into[name] = dict(value) if isinstance(value, dict) else value
