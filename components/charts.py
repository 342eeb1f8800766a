"""One way to show a chart: title, figure with its sentence for screen readers, note, the table behind it, downloads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from atlas.figures.style import LIGHT_THEME_INK, LINK_COLOURS, add_caption, colour_links, set_ink
from atlas.text import _

if TYPE_CHECKING:
    import pandas as pd

    from atlas.dataset import Dataset
    from atlas.figures.sketch import Sketch
    from atlas.selection import Slice


def show_chart(
    figure: Sketch,
    *,
    key: str,
    title: str,
    alt: str,
    table: pd.DataFrame | Callable[[], pd.DataFrame],
    selected: Slice,
    dataset: Dataset,
    note: str = "",
    is_clickable: bool = False,
    words: str = "",
) -> list[Any]:
    """Show a chart with everything that belongs to it.

    Args:
        figure: the figure; its caption is added here.
        key: name of the chart in the page, also of its files.
        title: what the chart shows.
        alt: one sentence computed from the numbers.
        table: exactly what is drawn, with column titles for people; as a function it is made only when it is opened.
        selected: the slice behind the chart.
        dataset: the dataset, for its version.
        note: how to read it.
        is_clickable: whether a click reruns the page.
        words: what the chart rests on, where that is not the selection; it stands in the caption of an exported image.

    Returns:
        `customdata` of the points clicked last, [] without a click.
    """
    st.subheader(title, anchor=False)
    if note:
        st.caption(note)
    caption = _("{title}. {atlas}, data version {version}. {selection}.").format(
        title=title.rstrip("."),
        atlas=dataset.schema.title,
        version=dataset.version,
        selection=words.rstrip(".")
        or _("{selection}. {count} events").format(selection=selected.selection.describe(dataset), count=len(selected)),
    )
    with st.container(key=f"chart_{key}"):
        event = st.plotly_chart(
            _with_ink(add_caption(figure, caption)).unchecked(),
            key=f"figure_{key}",
            alt=alt,
            width="stretch",
            on_select="rerun" if is_clickable else "ignore",
            selection_mode="points",
            config=_config(key),
        )
    with st.expander(_("Table and download"), on_change="rerun", key=f"table_{key}") as expander:
        if expander.open:
            show_table(table() if callable(table) else table, key=key, alt=_("Table: {title}").format(title=title))
    if not is_clickable:
        return []
    points = event["selection"]["points"]
    return [point["customdata"] for point in points if point.get("customdata") is not None]


def _with_ink(figure: Sketch) -> Sketch:
    theme = st.context.theme.type or "light"
    colour_links(figure, LINK_COLOURS[theme])
    return set_ink(figure, LIGHT_THEME_INK) if theme == "light" else figure


def _config(key: str) -> dict[str, Any]:
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": f"atlas-{key}"},
        "scrollZoom": False,
    }


def show_table(table: pd.DataFrame, *, key: str, alt: str, column_config: dict[str, Any] | None = None) -> None:
    """A table with its download as CSV."""
    st.dataframe(table, hide_index=True, alt=alt, key=f"frame_{key}", column_config=column_config)
    download_csv(table, key=key)


def download_csv(table: pd.DataFrame | Callable[[], pd.DataFrame], *, key: str) -> None:
    """A button that saves the table as CSV; the text, and a table given as a function, is made only when it is pressed."""

    def text() -> bytes:
        made = table() if callable(table) else table
        return made.to_csv(index=False).encode("utf-8-sig")

    st.download_button(
        _("Download CSV"),
        data=text,
        file_name=f"atlas-{key}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"download_{key}",
    )
