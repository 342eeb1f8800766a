"""What the page tests share: the app as `streamlit run app.py` runs it, in this process and without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.packages import ROOT
from tests.pages.visit import Query, Visit

# A cold import of plotly and pandas on a busy machine; a warm run takes well under a second.
TIMEOUT = 60


@pytest.fixture
def visit() -> Callable[..., Visit]:
    """Open a page of the app under an address: `visit("pages/explore/map.py", {"state": ["TJK"]})`."""

    def open_page(page: str = "", query: Query | None = None) -> Visit:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
        for name, values in (query or {}).items():
            app.query_params[name] = values
        app.run()
        if page:
            # The first run is the first page's; it leaves out parameters of other pages, so they are set anew.
            app.switch_page(page)
            for name, values in (query or {}).items():
                app.query_params[name] = values
            app.run()
        return Visit(app)

    return open_page
