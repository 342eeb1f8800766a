"""A reader without a browser: Streamlit's own messages over its WebSocket, as the page in the browser sends and gets them."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

TIMEOUT = 300
CACHE_RUNS = 2
"""Runs for which the browser keeps a message that the server may refer to (`global.maxCachedMessageAge`)."""


class ScriptError(RuntimeError):
    """The app sent an exception, or ended a run without success."""


@dataclass
class Run:
    """What one run of the script sent."""

    seconds: float
    bytes_sent: int = 0
    bytes_received: int = 0
    elements: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    figure_bytes: list[int] = field(default_factory=list)


class Client:
    """One session. `open` is the first visit, `choose` a change of a filter, `go_to` a click on a page link."""

    def __init__(self, address: str) -> None:
        self._url = address.replace("http://", "ws://") + "/_stcore/stream"
        self._query = ""
        self._page_hash = ""
        self._pages: dict[str, str] = {}
        self._options: dict[str, tuple[str, list[str]]] = {}
        self._cache: dict[str, int] = {}
        self._runs = 0
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._socket = await connect(self._url, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None)
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def open(self, page: str = "", query: str = "") -> Run:
        """Visit a page by its address."""
        self._query = query
        return await self._run({}, page_name=page)

    async def go_to(self, page: str) -> Run:
        """Follow the link to a page of the navigation."""
        self._page_hash = self._pages[page]
        return await self._run({})

    async def choose(self, facet: str, *labels: str) -> Run:
        """Set a facet of the sidebar to the options whose labels begin so; none clears it."""
        widget, options = self._options[facet]
        chosen = [next(option for option in options if option.startswith(label)) for label in labels]
        return await self._run({widget: chosen})

    def options(self, facet: str) -> list[str]:
        """The options of a facet, with their counts."""
        return list(self._options[facet][1])

    async def _run(self, values: dict[str, list[str]], page_name: str = "") -> Run:
        assert self._socket is not None
        self._runs += 1
        self._cache = {code: run for code, run in self._cache.items() if self._runs - run <= CACHE_RUNS}
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash, state.page_name = self._query, self._page_hash, page_name
        state.context_info.timezone, state.context_info.locale = "Asia/Almaty", "en-GB"
        state.context_info.color_scheme = "light"
        state.cached_message_hashes.extend(self._cache)
        for widget, chosen in values.items():
            widget_state = state.widget_states.widgets.add()
            widget_state.id = widget
            widget_state.string_array_value.data.extend(chosen)
        payload = message.SerializeToString()
        started = time.perf_counter()
        run = Run(0.0, bytes_sent=len(payload))
        await self._socket.send(payload)
        async with asyncio.timeout(TIMEOUT):
            while not await self._receive(run):
                pass
        run.seconds = time.perf_counter() - started
        return run

    async def _receive(self, run: Run) -> bool:
        """Read one message; True if it ends the run."""
        assert self._socket is not None
        data = await self._socket.recv()
        assert isinstance(data, bytes)
        run.bytes_received += len(data)
        message = ForwardMsg()
        message.ParseFromString(data)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self._cache[message.ref_hash] = self._runs
        elif message.metadata.cacheable and message.hash:
            self._cache[message.hash] = self._runs
        if kind == "new_session":
            self._page_hash = message.new_session.page_script_hash or self._page_hash
        elif kind == "navigation":
            self._pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._note_element(message.delta.new_element, run)
        if kind in ("delta", "ref_hash"):
            run.elements += 1
        if kind == "script_finished":
            if message.script_finished in (
                ForwardMsg.FINISHED_SUCCESSFULLY,
                ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
            ):
                return True
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                raise ScriptError("The script did not compile.")
        return False

    def _note_element(self, element: Any, run: Run) -> None:
        kind = element.WhichOneof("type")
        run.kinds[kind] = run.kinds.get(kind, 0) + 1
        if kind == "exception":
            raise ScriptError(element.exception.message)
        if kind == "multiselect":
            self._options[element.multiselect.label] = (element.multiselect.id, list(element.multiselect.options))
        elif kind == "plotly_chart":
            run.figure_bytes.append(len(element.plotly_chart.spec))
