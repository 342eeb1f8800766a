"""The dashboard as an ASGI application: `streamlit run server.py` is `streamlit run app.py` with one remedy and one head start.

Streamlit 1.67 takes the mere presence of a `pages/` folder for its old page discovery until the first `st.navigation` of
the process. A deep link that is the very first visit after a start then shows "Page not found" over the right page. The class
attribute below is what `st.navigation` itself sets; setting it before the first visit is all it takes. See
docs/adr/0001-pages-one-level-down.md.

Nearly every page has a chart. Streamlit's frontend asks for the code that draws them (4.7 MB) when the first chart arrives; here
the page itself asks for it, so that it is there by then.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

PagesManager.uses_pages_directory = False

SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"


class HeadStart:
    """Middleware: adds to the page's head what loads the code of charts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        names = sorted(path.name for path in SCRIPTS.glob("PlotlyChart.*.js"))
        self.links = "".join(
            f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">' for name in names
        ).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back; a page of HTML is held until it is whole."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                if headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers:
                    held.append(message)
                    return
            if not held:
                await send(message)
                return
            held.append(message)
            if not message.get("more_body"):
                await self._send_page(held, send)

        await self.app(scope, receive, send_on)

    async def _send_page(self, held: list[Message], send: Send) -> None:
        start, *parts = held
        body = b"".join(part.get("body", b"") for part in parts).replace(b"</head>", self.links + b"</head>", 1)
        others = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        await send({**start, "headers": [*others, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})


app = st.App("app.py", middleware=[Middleware(HeadStart)])
