"""The dashboard as an ASGI application: `streamlit run server.py` is `streamlit run app.py` with one remedy.

Streamlit 1.67 takes the mere presence of a `pages/` folder for its old page discovery until the first `st.navigation` of
the process. A deep link that is the very first visit after a start then shows "Page not found" over the right page. The class
attribute below is what `st.navigation` itself sets; setting it before the first visit is all it takes. See
docs/adr/0001-pages-one-level-down.md.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

PagesManager.uses_pages_directory = False

app = st.App("app.py")
