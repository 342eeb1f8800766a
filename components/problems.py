"""Messages for people when the data cannot be shown."""

from __future__ import annotations

import streamlit as st

from atlas.load import SHOWN_FINDINGS, DatasetError
from atlas.text import _, count_of


def show_dataset_error(error: DatasetError) -> None:
    """Say which cell is wrong and what to do; the log has the details."""
    st.title(_("The data cannot be shown"), anchor=False)
    st.error(
        _("The data package breaks a rule in {places}, so nothing is drawn from it.").format(
            places=count_of(len(error.findings), _("place"), _("places"))
        ),
        icon=":material/error:",
    )
    findings = error.findings[:SHOWN_FINDINGS]
    st.table(
        {
            _("Table"): [finding.table for finding in findings],
            _("Row"): [str(finding.row) if finding.row else "" for finding in findings],
            _("Column"): [finding.column for finding in findings],
            _("What is wrong"): [f"{finding.message} [{finding.rule}]" for finding in findings],
            _("Remedy"): [finding.remedy for finding in findings],
        }
    )
    st.caption(_("Run “python -m atlas.validate” for the whole list, correct the tables, and start again."))


def show_page_error() -> None:
    """Say that this page failed and the others still work; the log has the details."""
    st.error(
        _(
            "This page could not be drawn with the present filters. Clear the filters or choose another page; "
            "the fault is in the log."
        ),
        icon=":material/error:",
    )
