"""The Atlas as `server.py` starts it, with a clock on every stage; the log goes to the file in ATLAS_BENCH_LOG."""

from __future__ import annotations

import os

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from benchmarks.servers import ROOT
from benchmarks.stages import time_runs, wrap_everything

PagesManager.uses_pages_directory = False
wrap_everything()
time_runs(os.environ["ATLAS_BENCH_LOG"])

app = st.App(str(ROOT / "app.py"))
