"""What `app.py` hands to the page: the dataset and the slice that the filters leave."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from atlas.dataset import Dataset
from atlas.selection import Slice

_VIEW = "_view"


@dataclass(frozen=True)
class View:
    """The dataset and the selected part of it."""

    dataset: Dataset
    selected: Slice


def set_view(view: View) -> None:
    """Keep the view of this run for the page."""
    st.session_state[_VIEW] = view


def view() -> View:
    """The view of this run."""
    present: View = st.session_state[_VIEW]
    return present
