"""What became of assessments: a table whose rows open the record."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.text import _, count_of
from components.charts import download_csv
from components.events import open_record

COLUMN_WIDTHS = (100, 150, 300, 180, 110, 110)
"""Pixels of the columns: all of them show on a wide page."""


def show_assessments(table: pd.DataFrame, event_ids: list[str], opening: str, note: str) -> None:
    """Assessments with what follows them; a click opens the record of the assessment."""
    st.subheader(_("Assessments and what followed, on record"), anchor=False)
    st.markdown(opening)
    if table.empty:
        return
    chosen = st.dataframe(
        table,
        hide_index=True,
        key="assessments",
        on_select="rerun",
        selection_mode="single-cell",
        height=min(38 + 35 * len(table), 460),
        column_config={
            name: st.column_config.TextColumn(width=pixels)
            for name, pixels in zip(table.columns, COLUMN_WIDTHS, strict=True)
        },
        alt=_("Table of {assessments} and what followed").format(
            assessments=count_of(len(table), _("assessment"), _("assessments"))
        ),
    )
    st.caption(note)
    download_csv(table, key="assessments")
    cells = chosen["selection"]["cells"]
    if cells:
        open_record(event_ids[int(cells[0][0])])
