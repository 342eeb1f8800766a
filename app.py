"""The Atlas: `streamlit run app.py`. Page configuration, navigation, filters, then the page; nothing else."""

from __future__ import annotations

import logging

import streamlit as st

from atlas.load import DatasetError
from atlas.text import _
from components import address, filters, header, leap, store
from components.context import View, set_view
from components.problems import show_dataset_error, show_page_error

st.set_page_config(
    page_title=_("Central Asia CT Engagement Atlas"),
    page_icon="static/favicon.svg",
    layout="wide",
    initial_sidebar_state=330,
)

PAGES = [
    st.Page("pages/overview/at_a_glance.py", title=_("At a glance"), icon=":material/newsmode:", default=True),
    st.Page("pages/explore/map.py", title=_("Map"), icon=":material/map:"),
    st.Page("pages/explore/timeline.py", title=_("Timeline"), icon=":material/timeline:"),
    st.Page("pages/explore/participation.py", title=_("Participation"), icon=":material/grid_on:"),
    st.Page("pages/analysis/gaps.py", title=_("Gaps"), icon=":material/hourglass_empty:"),
    st.Page("pages/analysis/partnerships.py", title=_("Partnerships"), icon=":material/hub:"),
    st.Page("pages/analysis/compare.py", title=_("Compare"), icon=":material/compare_arrows:"),
    st.Page("pages/profiles/state.py", title=_("States"), icon=":material/flag:"),
    st.Page("pages/profiles/organization.py", title=_("Organizations"), icon=":material/corporate_fare:"),
    st.Page("pages/explore/events.py", title=_("Events"), icon=":material/list_alt:"),
    st.Page("pages/reference/data.py", title=_("Data"), icon=":material/database:"),
]
page = st.navigation(PAGES, position="hidden")

try:
    waiting = st.skeleton(height=480)
    dataset = store.dataset()
    waiting.empty()
except DatasetError as error:
    logging.getLogger("atlas").exception("The data cannot be loaded.")
    waiting.empty()
    show_dataset_error(error)
else:
    address.begin()
    leap.begin()
    selected = filters.sidebar(dataset)
    header.page_links(PAGES)
    place_for_notice = header.page_head(page.title, selected, dataset)
    set_view(View(dataset, selected))
    try:
        page.run()
    except Exception:
        logging.getLogger("atlas").exception("The page %s cannot be shown.", page.url_path)
        show_page_error()
    header.show_ignored(place_for_notice)
    address.finish()
