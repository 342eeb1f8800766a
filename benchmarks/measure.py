"""What a reader waits for, in headless Chromium: the floor, the pages in Dash, and every page of the Atlas, in one run.

    python -m benchmarks.measure [--rounds 10] [--only Map Timeline]

A round visits all of them in turn, so that a noisy machine hits all alike. A visit is: a new browser context with an empty cache;
the page opened (cold load); the first State chosen in the filter (the warm-up, in which the bytes are counted); two more States
chosen (each a measured filter change); away to another page and back (the page switch). Which States are chosen differs from
round to round so that no selection is measured twice in a run: what a server has cached by selection gives no one an advantage.

A filter change counts from the press of the pointer on the option to the last change inside a drawn chart; on a page
without charts, to the last change of its text. `observer.js` watches all three in the same way.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.dash_pages import PAGES as DASH_PAGES
from benchmarks.machine import chromium
from benchmarks.pages import atlas_pages
from benchmarks.servers import FIRST_PORT, Server, dash, streamlit

ROUNDS = 10
QUIET = 500
TIMEOUT = 30_000
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
OBSERVER = (Path(__file__).parent / "observer.js").read_text(encoding="utf-8")
STATES = ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan")


@dataclass(frozen=True)
class Target:
    """A page of one of the three: kind, path in the address, title, and the page to switch to and back from."""

    kind: str
    path: str
    title: str
    other: str = ""

    @property
    def name(self) -> str:
        """The name in the results."""
        return f"{self.kind}: {self.title}"


def targets(only: Sequence[str] = ()) -> list[Target]:
    """The floor, the Dash pages, the Atlas pages, in the order of a round."""
    titles = {path: page.title for path, page in DASH_PAGES.items()}
    found = [Target("floor", "", "Floor")]
    for kind, pages in (("dash", titles), ("atlas", atlas_pages())):
        names = list(pages.values())
        found += [
            Target(kind, path, title, names[(number + 1) % len(names)])
            for number, (path, title) in enumerate(pages.items())
            if not only or title in only
        ]
    return found


def choices(number: int) -> tuple[str, ...]:
    """Three States to choose one after the other in a round. In ten rounds no two of the pairs are equal, nor of the triples."""
    first, step = number % 5, 1 + number // 5 % 2
    third = first + (3 if step == 1 else 1)
    return tuple(STATES[position % 5] for position in (first, first + step, third))


def measure(rounds: int = ROUNDS, only: Sequence[str] = (), *, port: int = FIRST_PORT) -> dict[str, Any]:
    """Every target's samples and medians."""
    samples: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    problems: list[str] = []
    with ExitStack() as stack:
        servers = {
            "floor": stack.enter_context(streamlit("benchmarks/floor_app.py", port)),
            "dash": stack.enter_context(dash(port + 1)),
            "atlas": stack.enter_context(streamlit("server.py", port + 2)),
        }
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        stack.callback(browser.close)
        plan = targets(only)
        for number in range(-1, rounds):  # round -1 warms the servers up and is thrown away
            print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
            for target in plan:
                failed = servers[target.kind].failed_pages()
                try:
                    result = visit(browser, servers[target.kind], target, number)
                    if servers[target.kind].failed_pages() > failed:
                        raise RuntimeError("The app could not show the page.")
                except Exception as error:  # a page that cannot be measured is a result, too
                    problems.append(f"round {number}, {target.name}: {str(error).splitlines()[0]}")
                    continue
                for name, values in result.items() if number >= 0 else ():
                    samples[target.name][name] += values
        failed = servers["atlas"].failed_pages()
        tracebacks = {kind: server.tracebacks() for kind, server in servers.items()}
    return {
        "rounds": rounds,
        "problems": problems,
        "failed_pages": failed,
        "tracebacks": tracebacks,
        "targets": {
            target.name: {
                "kind": target.kind,
                "title": target.title,
                "medians": {name: median(values) for name, values in samples[target.name].items() if values},
                "raw": {name: [round(value, 1) for value in values] for name, values in samples[target.name].items()},
            }
            for target in plan
        },
    }


def visit(browser: Browser, server: Server, target: Target, number: int) -> dict[str, list[float]]:
    """One visit; what was measured, in milliseconds and bytes."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="en-GB")
    try:
        context.set_default_timeout(TIMEOUT)
        context.add_init_script(OBSERVER)
        page = context.new_page()
        page.goto(f"{server.address}/{target.path}", wait_until="commit")
        cold = _result(page, 900)
        found: dict[str, list[float]] = defaultdict(list)
        found["first_words"].append(cold["firstWords"])
        found["all_charts"].append(_done(cold))
        found["charts_on_page"].append(cold["onPage"])
        first, *others = ("Tajikistan", "Kazakhstan", "Tajikistan") if target.kind == "floor" else choices(number)
        with _counted(page) as traffic:
            _choose(page, target.kind, first)
        for name, value in traffic.items():
            found[name].append(value)
        for state in others:
            changed = _choose(page, target.kind, state)
            found["filter_change"].append(_done(changed))
            found["words"].append(changed["words"])
            found["charts_redrawn"].append(changed["redrawn"])
        if target.other:
            _follow(page, target.kind, target.other)
            found["page_switch"].append(_done(_follow(page, target.kind, target.title)))
        return found
    finally:
        context.close()


def _done(result: dict[str, Any]) -> float:
    """When the charts stood; without charts, the words."""
    return float(result["charts"] if result["charts"] is not None else result["words"])


def _result(page: Page, quiet: int = QUIET) -> dict[str, Any]:
    handle = page.wait_for_function("quiet => window.__result(quiet)", arg=quiet, polling=50, timeout=TIMEOUT)
    result: dict[str, Any] = handle.json_value()
    return result


def _choose(page: Page, kind: str, state: str) -> dict[str, Any]:
    """Open the list of States, press the option, wait until all is drawn, close the list."""
    if kind == "dash":
        page.locator("#filter-states").click()
    else:
        page.get_by_role("combobox", name="State" if kind == "floor" else "States", exact=True).click()
    option = page.get_by_role("option", name=re.compile(rf"^{state}\b"))
    option.wait_for()
    option.hover()
    page.evaluate("window.__arm()")
    option.click()
    result = _result(page)
    page.keyboard.press("Escape")
    opened = page.locator(".dash-dropdown-content") if kind == "dash" else page.get_by_role("listbox")
    opened.wait_for(state="detached")
    return result


def _follow(page: Page, kind: str, title: str) -> dict[str, Any]:
    """Follow the link to a page, wait until all is drawn."""
    links = page.locator("#pages" if kind == "dash" else ".st-key-pages")
    link = links.get_by_role("link", name=title, exact=True)
    link.hover()
    page.evaluate("window.__arm()")
    link.click()
    page.locator("h1", has_text=re.compile(rf"^{title}$")).wait_for()
    return _result(page)


@contextmanager
def _counted(page: Page) -> Iterator[dict[str, float]]:
    """Bytes that go over sockets and HTTP meanwhile, unpacked and packed; what comes from the browser's cache does not count.
    Packed are messages of sockets as `permessage-deflate` packs each, and answers of HTTP as they came.
    """
    traffic: dict[str, float] = defaultdict(float)
    client = page.context.new_cdp_session(page)

    def frame(event: dict[str, Any], name: str) -> None:
        response = event["response"]
        data = response["payloadData"]
        message = b64decode(data) if response["opcode"] == 2 else data.encode()
        traffic[name] += len(message)
        traffic[f"{name}_packed"] += len(zlib.compress(message))
        traffic["frames"] += 1

    def request(event: dict[str, Any]) -> None:
        traffic["bytes_up"] += len(event["request"].get("postData", "").encode())

    def received(event: dict[str, Any]) -> None:
        traffic["bytes_down"] += event["dataLength"]
        traffic["bytes_down_packed"] += event["encodedDataLength"] or event["dataLength"]

    client.on("Network.webSocketFrameReceived", lambda event: frame(event, "bytes_down"))
    client.on("Network.webSocketFrameSent", lambda event: frame(event, "bytes_up"))
    client.on("Network.requestWillBeSent", request)
    client.on("Network.dataReceived", received)
    client.send("Network.enable")
    yield traffic
    client.detach()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="What a reader waits for, beside Dash and beside the floor.")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", nargs="*", default=())
    arguments = parser.parse_args()
    result = measure(arguments.rounds, arguments.only)
    for name, row in result["targets"].items():
        print(f"{name:24}", " ".join(f"{key} {value:.0f}" for key, value in row["medians"].items()))
    for problem in result["problems"]:
        print(problem)
    print("failed pages of the Atlas:", result["failed_pages"], "tracebacks:", result["tracebacks"])


if __name__ == "__main__":
    main()
