"""From raw numbers to docs/performance.md: tables, targets met and missed, and a plot of each curve.

    python -m benchmarks.report benchmarks/results/<date>.json

Rewrites what stands between the two marks in docs/performance.md, and docs/performance/*.svg. Everything else there is
written by hand.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.servers import ROOT

PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "performance"
BEGIN, END = "<!-- results: written by make bench -->", "<!-- end of results -->"
IN_DASH = ("Map", "Timeline", "Participation")
Row = Mapping[str, Any]


def write(raw: Path) -> None:
    """Put the results of a run into the docs."""
    results = json.loads(raw.read_text(encoding="utf-8"))
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    _, after = rest.split(END)
    parts = [
        _heading(results, raw),
        _targets(results),
        _browser(results["measure"]),
        _profile(results["profile"]),
        _growth(results["growth"]),
        _users(results["users"]),
    ]
    PAGE.write_text(before + BEGIN + "\n\n" + "\n\n".join(parts) + "\n\n" + END + after, encoding="utf-8")
    _plots(results)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; every column but the first is of numbers."""
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float | None, digits: int = 0) -> str:
    """A number for people; nothing where nothing was measured."""
    return "" if value is None else f"{value:,.{digits}f}"


# Targets


def targets(results: Row) -> list[tuple[str, float | None, float, str]]:
    """Every target of the project: what, the value of this run, the most it may be, the unit."""
    pages = results["measure"]["targets"]

    def of(name: str, what: str) -> float | None:
        value = pages.get(name, {}).get("medians", {}).get(what)
        return None if value is None else float(value)

    def ratio(first: float | None, second: float | None) -> float | None:
        return first / second if first is not None and second else None

    floor_change, floor_words = of("floor: Floor", "filter_change"), of("floor: Floor", "first_words")
    rows: list[tuple[str, float | None, float, str]] = []
    for title in IN_DASH:
        atlas, dash = f"atlas: {title}", f"dash: {title}"
        rows.append(
            (f"{title}: filter change to Dash", ratio(of(atlas, "filter_change"), of(dash, "filter_change")), 1.0, "×")
        )
        rows.append(
            (
                f"{title}: cold load to all charts to Dash",
                ratio(of(atlas, "all_charts"), of(dash, "all_charts")),
                1.1,
                "×",
            )
        )
    for name, row in pages.items():
        if row["kind"] != "atlas":
            continue
        title, change = row["title"], of(name, "filter_change")
        sent = of(name, "bytes_down_packed")
        rows += [
            (f"{title}: filter change to the floor", ratio(change, floor_change), 2.2, "×"),
            (f"{title}: first useful text to the floor", ratio(of(name, "first_words"), floor_words), 1.5, "×"),
            (f"{title}: page switch to a filter change", ratio(of(name, "page_switch"), change), 1.3, "×"),
            (f"{title}: sent for a filter change", None if sent is None else sent / 1000, 60, "KB"),
        ]
    for title, row in results["profile"].items():
        rows.append((f"{title}: Python of a rerun", _unless_failed(row, row["python_ms"]), 25, "ms"))
    growth = results["growth"]
    for title, row in growth["pages"].items():
        largest = None if row["failed"][-1] else row["python_ms"][-1]
        rows.append((f"{title}: Python of a rerun at {growth['sizes'][-1]:,} events", largest, 150, "ms"))
    users = results["users"]
    errors = len(users["errors"]) + users["tracebacks"] + users["failed_pages"]
    rows.append((f"{users['users']} readers: errors", errors, 0, ""))
    rows.append((f"{users['users']} readers: records in memory", users["dataset_loads"], 1, ""))
    return rows


def _unless_failed(row: Row, value: float) -> float | None:
    return None if row["failed"] else value


def _targets(results: Row) -> str:
    judged = [(what, value, most, unit, _verdict(value, most)) for what, value, most, unit in targets(results)]
    met = sum(verdict == "met" for *_, verdict in judged)
    rows = [
        [what, f"{number(value, 2 if unit == '×' else 0)} {unit}".strip(), f"{most:g} {unit}".strip(), verdict]
        for what, value, most, unit, verdict in judged
    ]
    return (
        f"### Targets: {met} of {len(judged)} met\n\nRatios are of medians within this one run. "
        "What could not be measured counts as missed.\n\n" + table(["", "This run", "At most", ""], rows)
    )


def _verdict(value: float | None, most: float) -> str:
    return "not measured" if value is None else "met" if value <= most else "**missed**"


# Tables


def _heading(results: Row, raw: Path) -> str:
    machine = results["machine"]
    quick = (
        "This was a **quick** run: too few samples to judge by, only to see that the harness works.\n\n"
        if results["quick"]
        else ""
    )
    if results.get("only"):
        quick += f"In the browser only these pages were measured: {', '.join(results['only'])}.\n\n"
    lines = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    return f"## Results of {machine['date']}\n\n{quick}{lines}\n\nRaw numbers: `{raw.resolve().relative_to(ROOT)}`."


def _browser(measure: Row) -> str:
    head = [
        "Page",
        "Filter change, ms",
        "words, ms",
        "First text, ms",
        "All charts, ms",
        "Page switch, ms",
        "Down, KB",
        "Down packed, KB",
        "Up, KB",
        "Charts redrawn",
        "n",
    ]
    rows = []
    for name, row in measure["targets"].items():
        found = row["medians"]
        times = [
            number(found.get(what)) for what in ("filter_change", "words", "first_words", "all_charts", "page_switch")
        ]
        traffic = [
            number(found[what] / 1000, 1) if what in found else ""
            for what in ("bytes_down", "bytes_down_packed", "bytes_up")
        ]
        redrawn = f"{number(found.get('charts_redrawn'))} of {number(found.get('charts_on_page'))}"
        rows.append([name, *times, *traffic, redrawn, str(len(row["raw"].get("filter_change", [])))])
    problems = [f"- {problem}" for problem in measure["problems"]]
    if measure["failed_pages"]:
        problems.append(f"- The Atlas could not show a page {measure['failed_pages']} times.")
    trouble = "\n\nNot measured:\n\n" + "\n".join(problems) if problems else ""
    return (
        f"### In the browser: medians of {measure['rounds']} rounds\n\n{table(head, rows)}{trouble}\n\n"
        "![Filter change to all charts redrawn](performance/filter_change.svg)"
    )


def _profile(profile: Row) -> str:
    stages = list(next(iter(profile.values()))["stages_ms"])
    head = ["Page", "Python, ms", *stages, "Answer, ms", "KB", "Elements", "Figures, KB"]
    rows = [
        [
            title + (" (failed)" if row["failed"] else ""),
            number(row["python_ms"], 1),
            *(number(row["stages_ms"][stage], 1) for stage in stages),
            number(row["answer_ms"], 1),
            number(row["kilobytes"], 1),
            number(row["elements"]),
            ", ".join(number(size, 1) for size in row["figures_kilobytes"]),
        ]
        for title, row in profile.items()
    ]
    return (
        "### Python of a rerun, by stage\n\nMedian CPU time of the thread that runs the script. `send` is another thread and "
        "comes after it. The answer is the wall time from the message of the browser to the end of the run.\n\n"
        + table(head, rows)
    )


def _growth(growth: Row) -> str:
    sizes = [f"{size:,}" for size in growth["sizes"]]
    head = [
        "Page",
        *(f"{size}, ms" for size in sizes),
        "exponent",
        "query and figure, exponent",
        *(f"{size}, KB" for size in sizes),
        "KB, exponent",
    ]
    rows = [
        [
            title + (" (failed)" if any(row["failed"]) else ""),
            *(number(value, 1) for value in row["python_ms"]),
            number(row["exponent_python"], 2),
            number(row["exponent_query_and_figure"], 2),
            *(number(value) for value in row["kilobytes"]),
            number(row["exponent_bytes"], 2),
        ]
        for title, row in growth["pages"].items()
    ]
    loads = [
        [f"{row['events']:,} events", number(row["seconds"], 1), number(row["megabytes"])] for row in growth["loads"]
    ]
    return (
        "### Growth, on synthetic records\n\n"
        + table(head, rows)
        + f"\n\nLoading the record, once a process (exponent "
        f"{number(growth['load_exponent'], 2)}):\n\n"
        + table(["Record", "s", "most memory, MB"], loads)
        + "\n\n![Python of a rerun by size of the record](performance/growth.svg)"
    )


def _users(users: Row) -> str:
    memory = users["megabytes"]
    given = users["given_back_share"]
    rows = [
        ["Filter changes", number(users["changes"])],
        ["p50, ms", number(users["p50_ms"])],
        ["p95, ms", number(users["p95_ms"])],
        ["Longest, ms", number(users["longest_ms"])],
        ["First visit, p50, ms", number(users["first_visit_p50_ms"])],
        ["Errors of readers", str(len(users["errors"]))],
        ["Pages that failed", str(users["failed_pages"])],
        ["Records loaded by the process", str(users["dataset_loads"])],
        *([f"Memory, MB: {when}", number(value)] for when, value in memory.items()),
        ["Memory per reader, MB", number(users["megabytes_per_user"], 1)],
        ["Given back after they left", "" if given is None else f"{given:.0%} of what they took"],
    ]
    return (
        f"### {users['users']} readers for {users['seconds']:g} seconds\n\n"
        + table(["", ""], rows)
        + "\n\n![Server's memory while the readers are there](performance/memory.svg)"
    )


# Plots: small SVG files by hand. They must look right on light and dark ground, and need no library.

_COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
    "#8a8a00",
    "#808080",
    "#5b3b8c",
    "#a0522d",
    "#2f4f4f",
)
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _RIGHT, _TOP = 760, 400, 70, 50, 200, 30
_INK = "#7a7a7a"


def _plots(results: Row) -> None:
    PLOTS.mkdir(parents=True, exist_ok=True)
    growth = results["growth"]
    curves = {
        title: list(zip(growth["sizes"], row["python_ms"], strict=True)) for title, row in growth["pages"].items()
    }
    _plot(
        PLOTS / "growth.svg",
        "Python of a rerun, ms, by events of the record (both axes logarithmic)",
        curves,
        is_log=True,
    )
    samples = results["users"]["raw_megabytes"]
    _plot(PLOTS / "memory.svg", "Server's memory, MB, by second", {"Server": list(enumerate(samples))})
    bars = {
        name: row["medians"]["filter_change"]
        for name, row in results["measure"]["targets"].items()
        if "filter_change" in row["medians"]
    }
    _bars(PLOTS / "filter_change.svg", "Filter change to all charts redrawn, ms (median)", bars)


def _plot(path: Path, title: str, curves: Mapping[str, Sequence[tuple[float, float]]], *, is_log: bool = False) -> None:
    scale = math.log10 if is_log else float
    xs = [scale(x) for points in curves.values() for x, _ in points]
    ys = [scale(y) for points in curves.values() for _, y in points if y > 0]
    if not xs or not ys:
        return
    low_x, high_x = min(xs), max(max(xs), min(xs) + 1e-9)
    low_y, high_y = (math.floor(min(ys)), math.ceil(max(ys))) if is_log else (0.0, max(ys) * 1.1)

    def place(x: float, y: float) -> tuple[float, float]:
        right = (scale(x) - low_x) / (high_x - low_x) * (_WIDTH - _LEFT - _RIGHT)
        up = (scale(y) - low_y) / (high_y - low_y) * (_HEIGHT - _TOP - _BOTTOM)
        return _LEFT + right, _HEIGHT - _BOTTOM - up

    parts = [_text(_LEFT, 18, title, "start")]
    steps = range(int(low_y), int(high_y) + 1) if is_log else [high_y * share / 4 for share in range(5)]
    for step in steps:
        value = 10.0**step if is_log else step
        y = place(10**low_x if is_log else low_x, value)[1]
        parts.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#808080" stroke-opacity=".3"/>'
        )
        parts.append(_text(_LEFT - 8, y + 4, f"{value:,.0f}", "end"))
    first = next(iter(curves.values()))
    for x, _ in first if len(first) <= 8 else (first[0], first[-1]):
        parts.append(_text(place(x, 10**low_y if is_log else 0)[0], _HEIGHT - _BOTTOM + 20, f"{x:,.0f}", "middle"))
    labels = sorted(curves, key=lambda name: -curves[name][-1][1])
    for name, points in curves.items():
        colour = _COLOURS[list(curves).index(name) % len(_COLOURS)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(x, y) for x, y in points if y > 0))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        row = _TOP + 14 + labels.index(name) * 18
        parts.append(f'<rect x="{_WIDTH - _RIGHT + 14}" y="{row - 9}" width="10" height="10" fill="{colour}"/>')
        parts.append(_text(_WIDTH - _RIGHT + 30, row, f"{name}: {points[-1][1]:,.0f}", "start"))
    _save(path, parts, _HEIGHT)


def _bars(path: Path, title: str, values: Mapping[str, float]) -> None:
    most = max(values.values(), default=1)
    parts = [_text(10, 18, title, "start")]
    for position, (name, value) in enumerate(values.items()):
        y = 36 + position * 24
        colour = _COLOURS[("floor", "dash", "atlas").index(name.split(":")[0])]
        parts.append(_text(190, y + 13, name, "end"))
        parts.append(f'<rect x="200" y="{y}" width="{value / most * 460:.1f}" height="17" fill="{colour}"/>')
        parts.append(_text(206 + value / most * 460, y + 13, f"{value:,.0f}", "start"))
    _save(path, parts, 50 + 24 * len(values))


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def _save(path: Path, parts: Sequence[str], height: int) -> None:
    style = f'font-family="sans-serif" font-size="12" fill="{_INK}"'
    body = "\n".join(parts)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" {style}>\n{body}\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]))
