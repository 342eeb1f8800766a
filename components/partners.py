"""The table of partners: who is listed beside a body or a State, in which role, at how many events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.dataset import Dataset
from atlas.selection import Slice
from atlas.tables.partners import partners_table
from atlas.text import _, count_of
from components.charts import download_csv
from components.links import open_organization

SHOWN_ROWS = 12


def show_partners(
    table: pd.DataFrame, selected: Slice, dataset: Dataset, *, key: str, title: str, note: str = ""
) -> None:
    """Partners (`partners_by_role`) as a table with one column per role that occurs; a click on a row opens the profile."""
    st.subheader(title, anchor=False)
    levels = {
        "listed": _("each body as listed"),
        "organization": _("parts counted with their organization"),
        "system": _("every body counted with its whole family"),
    }
    st.caption(
        " ".join(
            part
            for part in (
                note,
                _(
                    "Distinct events of the selection; {level}. A body with two roles at an event counts in both."
                ).format(level=levels[selected.selection.roll_up]),
                _("Click a row to open the profile."),
            )
            if part
        )
    )
    if table.empty:
        st.caption(_("No other body is listed there. Others may have taken part without being listed."))
        return
    shown = partners_table(table, dataset)
    choice = st.dataframe(
        shown,
        hide_index=True,
        key=f"partners_{key}",
        on_select="rerun",
        selection_mode="single-cell",
        alt=_("Table: {title}; {bodies}").format(title=title, bodies=count_of(len(shown), _("body"), _("bodies"))),
        height=38 + 35 * min(len(shown), SHOWN_ROWS),
        placeholder="",
        column_config={
            shown.columns[0]: st.column_config.TextColumn(width=150),
            **{name: st.column_config.NumberColumn(width=72) for name in shown.columns[1:-1]},
            shown.columns[-1]: st.column_config.TextColumn(width=200),
        },
    )
    download_csv(shown, key=f"partners-{key}")
    cells = choice["selection"]["cells"]
    if cells:
        open_organization(str(table["body"].iloc[int(cells[0][0])]))
