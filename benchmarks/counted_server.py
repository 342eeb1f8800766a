"""The Atlas as `server.py` starts it; it also says when it loads the record, so that loads can be counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

import atlas.load
from benchmarks.servers import LOAD_MARK, ROOT

_load = atlas.load.load_dataset


def _load_and_say(*arguments: Path) -> Any:
    print(LOAD_MARK, flush=True)
    return _load(*arguments)


PagesManager.uses_pages_directory = False
atlas.load.load_dataset = _load_and_say  # type: ignore[assignment]

app = st.App(str(ROOT / "app.py"))
