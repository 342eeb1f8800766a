"""What the browser tests share: a server on a free port, one Chromium, and a reader cut off from every other host."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.reader import Reader
from tests.browser.server import Server
from tests.packages import ROOT

SCREENSHOTS = ROOT / "test-output"
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = {"width": 1400, "height": 1000}

REPORTS = pytest.StashKey[dict[str, pytest.TestReport]]()


def find_chromium(playwright: Playwright) -> Path | None:
    """The browser of ATLAS_CHROMIUM, Debian's, any other on the path, or Playwright's own; None without one."""
    named = os.environ.get("ATLAS_CHROMIUM")
    if named:
        return Path(named)
    candidates = ["/usr/bin/chromium", *(shutil.which(name) for name in NAMES), playwright.chromium.executable_path]
    return next((Path(path) for path in candidates if path and Path(path).is_file()), None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Leave the outcome where the fixture that takes the screenshots finds it."""
    report = yield
    item.stash.setdefault(REPORTS, {})[report.when] = report  # type: ignore[attr-defined]
    return report  # type: ignore[return-value]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole session."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright)
        if path is None:
            pytest.skip("No Chromium: set ATLAS_CHROMIUM, or install Debian's chromium, or run `playwright install`.")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium: Browser) -> Iterator[Server]:
    """One server for the whole session. It asks for the browser so that none starts where the tests are skipped."""
    with Server() as running:
        yield running


@pytest.fixture
def new_reader(chromium: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Callable[..., Reader]]:
    """Readers with a browser context each. After the test: screenshots if it failed; nothing may go wrong quietly."""
    readers: list[Reader] = []

    def make(address: str | None = None, **options: Any) -> Reader:
        context = chromium.new_context(**{"viewport": WIDE, "locale": "en-GB", "accept_downloads": True, **options})
        readers.append(Reader(context, address or server.address))
        return readers[-1]

    already_logged = server.problems()
    yield make
    reports = request.node.stash.get(REPORTS, {})
    has_failed = any(report.failed for report in reports.values())
    problems: list[str] = []
    for number, reader in enumerate(readers):
        if has_failed:
            SCREENSHOTS.mkdir(exist_ok=True)
            name = re.sub(r"[^\w.-]+", "-", request.node.name)
            reader.page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png")
        problems += reader.problems
        reader.context.close()
    problems += server.problems()[len(already_logged) :]
    if problems and not has_failed:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def reader(new_reader: Callable[..., Reader]) -> Reader:
    """A reader at a wide screen."""
    return new_reader()
