"""Python time of a rerun by stage, for every page, measured in the running server.

    python -m benchmarks.profile_rerun [--changes 20]

A session without a browser changes the States filter; the server says where its time went.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.pages import atlas_pages
from benchmarks.servers import FIRST_PORT, Server, streamlit
from benchmarks.stages import STAGES
from benchmarks.streamlit_client import Client, Run

CHOICES = (
    ("Tajikistan",),
    ("Kazakhstan", "Tajikistan"),
    ("Kyrgyzstan",),
    ("Turkmenistan", "Uzbekistan"),
    (),
    ("Kazakhstan", "Kyrgyzstan", "Uzbekistan"),
)
"""States chosen in turn. No choice comes back within the runs for which the browser keeps messages, so all is sent anew."""

PAUSE = 0.2
"""Seconds between two changes: a reader's next change does not meet the end of the run before."""


def profile(changes: int = 20, *, data: Path | None = None, port: int = FIRST_PORT + 3) -> dict[str, Any]:
    """Page title to medians: milliseconds by stage, bytes and elements sent, JSON of the figures."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "runs.jsonl"
        environment = {"ATLAS_BENCH_LOG": str(log), **({"ATLAS_DATA_DIR": str(data)} if data else {})}
        with streamlit("benchmarks/timed_server.py", port, **environment) as server:
            return asyncio.run(_profile_pages(server, log, changes))


async def _profile_pages(server: Server, log: Path, changes: int) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for path, title in atlas_pages().items():
        failed = server.failed_pages()
        async with Client(server.address) as client:
            first = await client.open(path)
            for states in CHOICES[-2:]:
                await client.choose("States", *states)
            before = len(await _settled(log))
            runs = []
            for number in range(changes):
                runs.append(await client.choose("States", *CHOICES[number % len(CHOICES)]))
                await asyncio.sleep(PAUSE)
            results[title] = summarise((await _settled(log))[before:], runs) | {
                "first_visit_ms": first.seconds * 1000,
                "failed": server.failed_pages() - failed,
            }
    return results


def summarise(lines: Sequence[dict[str, float]], runs: Sequence[Run]) -> dict[str, Any]:
    """Medians over the runs."""
    return {
        "python_ms": median(line["cpu"] for line in lines) * 1000,
        "wall_ms": median(line["wall"] for line in lines) * 1000,
        "answer_ms": median(run.seconds for run in runs) * 1000,
        "stages_ms": {stage: median(line.get(stage, 0.0) for line in lines) * 1000 for stage in STAGES},
        "kilobytes": median(run.bytes_received for run in runs) / 1000,
        "elements": median(run.elements for run in runs),
        "figures_kilobytes": [round(size / 1000, 1) for size in runs[-1].figure_bytes],
        "kinds": runs[-1].kinds,
        "raw_cpu_ms": [round(line["cpu"] * 1000, 2) for line in lines],
        "raw_answer_ms": [round(run.seconds * 1000, 2) for run in runs],
    }


async def _settled(log: Path) -> list[dict[str, float]]:
    """The lines of the log, once no more come: a run writes its line after it has told the browser that it is done."""
    lines = _lines(log)
    while True:
        await asyncio.sleep(3 * PAUSE)
        if len(found := _lines(log)) == len(lines):
            return found
        lines = found


def _lines(log: Path) -> list[dict[str, float]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Python time of a rerun by stage.")
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    for title, row in profile(arguments.changes, data=arguments.data).items():
        stages = " ".join(f"{stage} {value:.1f}" for stage, value in row["stages_ms"].items())
        if row["failed"]:
            print(f"{title}: the page failed {row['failed']} times; its times mean nothing")
        print(f"{title:15} cpu {row['python_ms']:6.1f} answer {row['answer_ms']:6.1f} ms  {stages}")
        print(
            f"{'':15} {row['kilobytes']:.1f} KB, {row['elements']:.0f} elements, figures {row['figures_kilobytes']} KB "
            f"{row['kinds']}"
        )


if __name__ == "__main__":
    main()
