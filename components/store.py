"""The dataset, loaded once for all sessions, and what is derived from it at a cost."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import streamlit as st

from atlas.dataset import Dataset
from atlas.load import load_dataset
from atlas.schema import DATA_DIR

if TYPE_CHECKING:
    from atlas.validate import Result


@st.cache_resource(show_spinner=False)
def dataset() -> Dataset:
    """The shipped data package.

    Raises:
        DatasetError: if a table is broken; the app shows it in place of its pages.
    """
    loaded = load_dataset(DATA_DIR)
    gc.collect()
    gc.freeze()  # what stays for good need not be looked at again by every collection
    return loaded


@st.cache_resource(show_spinner="Checking every rule …")
def rule_results() -> tuple[Result, ...]:
    """The result of every rule on the shipped data."""
    from atlas.validate import validate  # noqa: PLC0415 - reads polygons; one view of one page asks for it

    return validate(DATA_DIR)
