"""A reader of the Atlas: opens pages, sets filters, reads charts and tables, clicks. Tests say what, this says how."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request, Route, WebSocket, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from atlas.dataset import Dataset
from atlas.selection import Selection

TIMEOUT = 30_000
"""Milliseconds to wait for anything: the machine may be busy."""

PAGES = {
    "": "At a glance",
    "map": "Map",
    "timeline": "Timeline",
    "participation": "Participation",
    "gaps": "Gaps",
    "partnerships": "Partnerships",
    "compare": "Compare",
    "state": "States",
    "organization": "Organizations",
    "events": "Events",
    "data": "Data",
}
"""Path to title."""

OWN_HOSTS = {"127.0.0.1", "localhost"}
OTHER_HOST = re.compile(r"^https?://(?!(127\.0\.0\.1|localhost)[:/])")
"""A pattern, not a function: the driver of Playwright matches it, and requests to this host do not wait for Python."""

BASE_PATH_PROBE = re.compile(r"/\w+/_stcore/(health|host-config)")
"""Streamlit looks for its server under the page's path first, and the browser logs the 404 as an error."""

FIGURES = """() => Object.fromEntries([...document.querySelectorAll('[class*="st-key-figure_"]')].map(box => {
  const list = value => value == null ? null
    : typeof value === 'object' && typeof value.length === 'number' ? Array.from(value, list) : value
  const key = [...box.classList].find(name => name.startsWith('st-key-figure_')).slice('st-key-figure_'.length)
  const figure = box.querySelector('.js-plotly-plot')
  if (!figure || !figure._fullData || !figure.calcdata) return [key, null]
  return [key, figure._fullData.map(trace => ({
    type: trace.type, name: trace.name ?? null, mode: trace.mode ?? null,
    x: list(trace.x), y: list(trace.y), z: list(trace.z), lon: list(trace.lon), lat: list(trace.lat),
    locations: list(trace.locations), text: list(trace.text),
    customdata: list(trace.customdata), size: list(trace.marker?.size), symbol: list(trace.marker?.symbol),
  }))]
}))"""
"""Chart to what Plotly drew of it; null while it is not drawn."""

STABLE = (
    """() => {
  const app = document.querySelector('[data-testid="stApp"]')
  const isIdle = app?.dataset.testScriptState === 'notRunning' && app?.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && document.querySelector('[data-testid="stMain"] h1')
  const figures = ("""
    + FIGURES
    + """)()
  const isDrawn = Object.values(figures).every(Boolean)
  const now = JSON.stringify([location.href, document.querySelector('[data-testid="stMain"]')?.innerText, figures])
  const seen = window.__atlasSeen
  if (!isIdle || !isDrawn || seen?.text !== now) {
    window.__atlasSeen = {text: now, since: performance.now()}
    return false
  }
  return performance.now() - seen.since > 350
}"""
)

PIXEL = """([key, wanted]) => {
  const figure = document.querySelector(`.st-key-figure_${key} .js-plotly-plot`)
  const layout = figure._fullLayout
  const same = data => JSON.stringify(Array.from([data].flat())) === JSON.stringify([wanted].flat())
  for (const trace of figure._fullData) {
    const index = Array.from(trace.customdata ?? []).findIndex(same)
    if (index < 0) continue
    let x, y
    if (trace.type === 'scattergeo') {
      const geo = layout.geo._subplot;
      [x, y] = geo.projection([trace.lon[index], trace.lat[index]])
    } else {
      x = layout.xaxis._offset + layout.xaxis.d2p(trace.x[index])
      y = layout.yaxis._offset + layout.yaxis.d2p(trace.y[index])
    }
    const place = figure.getBoundingClientRect()
    document.querySelector('[data-testid="stMain"]').scrollBy(0, place.top + y - innerHeight / 2)
    const scrolled = figure.getBoundingClientRect()
    return [scrolled.left + x, scrolled.top + y]
  }
  return null
}"""
"""Where on the screen the point with that `customdata` is, scrolled into view."""

STATE_PIXEL = """([key, candidates]) => {
  const figure = document.querySelector(`.st-key-figure_${key} .js-plotly-plot`)
  const geo = figure._fullLayout.geo._subplot
  const marks = figure._fullData.filter(trace => trace.type === 'scattergeo' && trace.customdata)
    .flatMap(trace => Array.from(trace.lon, (lon, index) => geo.projection([lon, trace.lat[index]])))
  const distance = point => Math.min(1e6, ...marks.map(mark => Math.hypot(mark[0] - point[0], mark[1] - point[1])))
  const points = candidates.map(candidate => geo.projection(candidate)).sort((a, b) => distance(b) - distance(a))
  figure.scrollIntoView({block: 'center'})
  const place = figure.getBoundingClientRect()
  return [place.left + points[0][0], place.top + points[0][1]]
}"""
"""Of several points inside a State, the one farthest from every circle, on the screen."""

HAS_PARAMETERS = "pairs => JSON.stringify([...new URLSearchParams(location.search)].sort()) === JSON.stringify(pairs)"

CELLS = "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent))"

Figures = Mapping[str, Any]


def sentence(query: Mapping[str, Sequence[str]], dataset: Dataset) -> str:
    """The line above every page for an address."""
    selection, ignored = Selection.from_query({name: list(values) for name, values in query.items()}, dataset)
    assert not ignored
    shown, total = len(selection.apply(dataset)), len(dataset["events"])
    return f"{selection.describe(dataset)} · {shown} of {total} events · data version {dataset.version}"


class Reader:
    """A browser context with one page, cut off from every other host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.problems: list[str] = []
        context.set_default_timeout(TIMEOUT)
        context.route(OTHER_HOST, self._block)
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.problems.append(f"Error in the page: {error.error}"))
        self.page = context.new_page()
        self.page.on("websocket", self._note_socket)

    def _block(self, route: Route) -> None:
        route.abort()

    def _note_request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in ("data", "blob", "about") and url.hostname not in OWN_HOSTS:
            self.problems.append(f"Request to another host: {request.url}")

    def _note_socket(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).hostname not in OWN_HOSTS:
            self.problems.append(f"Socket to another host: {socket.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        path = urlsplit(message.location["url"]).path
        is_probe = "404" in message.text and BASE_PATH_PROBE.fullmatch(path)
        if message.type == "error" and not is_probe:
            self.problems.append(f"Error in the console: {message.text} ({message.location['url']})")

    # Going somewhere

    def open(self, path: str = "", query: Mapping[str, Sequence[str]] | None = None) -> Reader:
        """Open a page of the app and wait until everything on it is drawn."""
        search = f"?{urlencode(query, doseq=True)}" if query else ""
        self.page.goto(f"{self.address}/{path}{search}", wait_until="commit")
        return self.settle()

    def settle(self) -> Reader:
        """Wait until script, text, address and drawn figures have not changed for a third of a second.

        The one place that looks at a clock: Plotly draws after Streamlit says that it is done, and says nothing itself.
        """
        self.page.wait_for_function(STABLE, polling=100, timeout=TIMEOUT)
        return self

    def go_to(self, title: str) -> Reader:
        """Follow the link to another page."""
        self.page.locator(".st-key-pages").get_by_role("link", name=title).click()
        expect(self.heading).to_have_text(title, timeout=TIMEOUT)
        return self.settle()

    # Reading

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    @property
    def heading(self) -> Locator:
        return self.main.locator("h1")

    @property
    def sentence(self) -> Locator:
        """The line that says what is shown."""
        return self.page.locator(".st-key-selection p", has_text="data version")

    def expect_sentence(self, query: Mapping[str, Sequence[str]], dataset: Dataset) -> None:
        """Wait for the line that belongs to an address, then until all is drawn."""
        expect(self.sentence).to_have_text(sentence(query, dataset), timeout=TIMEOUT)
        self.settle()

    def expect_query(self, query: Mapping[str, Sequence[str]]) -> None:
        """Wait until the address has these parameters, and no others."""
        pairs = sorted([name, value] for name, values in query.items() for value in values)
        try:
            self.page.wait_for_function(HAS_PARAMETERS, arg=pairs)
        except PlaywrightTimeout:
            raise AssertionError(f"The address has {self.query}, not {dict(query)}") from None

    @property
    def query(self) -> dict[str, list[str]]:
        """The parameters of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    def figures(self) -> Figures:
        """Chart to what Plotly drew of it."""
        return dict(self.page.evaluate(FIGURES))

    def grid(self, alt: str) -> list[list[str]]:
        """The rows of a table that are in view, as screen readers get them."""
        region = self.main.get_by_role("region", name=alt)
        region.scroll_into_view_if_needed()
        table = region.locator("table[role=grid]")
        expect(table).to_be_attached()
        return [[str(cell) for cell in row] for row in table.evaluate(CELLS)]

    # Filters and controls

    def choose(self, facet: str, *labels: str) -> None:
        """Choose options of a facet of the sidebar by the beginning of their labels, the list open all the while."""
        box = self.page.get_by_role("combobox", name=facet, exact=True)
        box.click()
        for label in labels:
            option = self.page.get_by_role("option", name=re.compile(rf"{re.escape(label)} \(\d+\)"))
            option.click()
            expect(self.chosen(facet).filter(has_text=label)).to_be_attached()
        self.page.keyboard.press("Escape")
        expect(self.page.get_by_role("listbox")).to_have_count(0)

    def chosen(self, facet: str) -> Locator:
        """The tags of a facet."""
        box = self.page.get_by_test_id("stMultiSelect").filter(has=self.page.locator(f'input[aria-label="{facet}"]'))
        return box.locator(".react-aria-ComboBox [data-tag]")

    def write_words(self, words: str) -> None:
        """Search for words."""
        box = self.page.get_by_role("textbox", name="Words")
        box.fill(words)
        box.press("Enter")

    def pick(self, control: str, label: str) -> None:
        """Set a control of the page."""
        self.main.get_by_role("radiogroup", name=control).get_by_role("radio", name=label, exact=True).click()

    # Charts

    def click_point(self, chart: str, customdata: str | Sequence[str]) -> None:
        """Click the mark of a chart that carries this `customdata`."""
        wanted = customdata if isinstance(customdata, str) else list(customdata)
        pixel = self.page.evaluate(PIXEL, [chart, wanted])
        assert pixel is not None, f"{chart} draws nothing for {customdata}"
        self._click(pixel)

    def click_state(self, chart: str, inside: Sequence[tuple[float, float]]) -> None:
        """Click a State on the map at one of these points (longitude, latitude) inside it, clear of the circles."""
        self._click(self.page.evaluate(STATE_PIXEL, [chart, [list(point) for point in inside]]))

    def _click(self, pixel: Sequence[float]) -> None:
        # Plotly finds the mark under the pointer when the pointer moves.
        self.page.mouse.move(pixel[0] - 3, pixel[1])
        self.page.mouse.move(pixel[0], pixel[1])
        expect(self.page.locator(".hoverlayer .hovertext").first).to_be_attached()
        self.page.mouse.click(pixel[0], pixel[1])
