"""How the Python of a rerun grows with the record: 1,000, 10,000 and 100,000 synthetic events, every page.

    python -m benchmarks.growth [--sizes 1000 10000 100000] [--changes 7]

The shipped record stands first as it is. The exponent of a curve is the slope of a straight line through its synthetic points on
logarithmic axes: 0 means that the size does not matter, 1 that ten times the events take ten times as long.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.profile_rerun import profile
from benchmarks.synthetic import write_synthetic

SIZES = (1_000, 10_000, 100_000)
CHANGES = 7

_LOAD = """
import json, resource, time
from atlas.load import load_dataset
dataset = load_dataset()
print(json.dumps([len(dataset["events"]), dataset.load_seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))
"""


def grow(sizes: Sequence[int] = SIZES, changes: int = CHANGES) -> dict[str, Any]:
    """Load times and, by page, the profile of a rerun at every size; exponents of the Python times and of what is sent."""
    with tempfile.TemporaryDirectory() as folder:
        loads, profiles = [], []
        for size in sizes:
            target = Path(folder) / str(size)
            started = time.perf_counter()
            write_synthetic(size, target)
            generated = time.perf_counter() - started
            loads.append(load_alone(target) | {"generate_s": generated})
            profiles.append(profile(changes, data=target))
    pages = {title: [row[title] for row in profiles] for title in profiles[0]}
    return {
        "sizes": list(sizes),
        "loads": loads,
        "load_exponent": exponent(sizes, [row["seconds"] for row in loads]),
        "pages": {
            title: {
                "python_ms": [row["python_ms"] for row in rows],
                "query_and_figure_ms": [row["stages_ms"]["query"] + row["stages_ms"]["figure"] for row in rows],
                "stages_ms": [row["stages_ms"] for row in rows],
                "failed": [row["failed"] for row in rows],
                "kilobytes": [row["kilobytes"] for row in rows],
                "figures_kilobytes": [sum(row["figures_kilobytes"]) for row in rows],
                "exponent_python": exponent(sizes, [row["python_ms"] for row in rows]),
                "exponent_query_and_figure": exponent(
                    sizes, [row["stages_ms"]["query"] + row["stages_ms"]["figure"] for row in rows]
                ),
                "exponent_bytes": exponent(sizes, [row["kilobytes"] for row in rows]),
            }
            for title, rows in pages.items()
        },
    }


def load_alone(data: Path) -> dict[str, float]:
    """Seconds and peak memory of loading a record in a process of its own."""
    output = subprocess.run(
        [sys.executable, "-c", _LOAD],
        env={**os.environ, "ATLAS_DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    events, seconds, megabytes = json.loads(output)
    return {"events": events, "seconds": seconds, "megabytes": megabytes}


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float | None:
    """Slope on logarithmic axes; None where a value is zero or there is only one."""
    if len(sizes) < 2 or min(values) <= 0:
        return None
    slope, _ = np.polyfit([math.log(size) for size in sizes], [math.log(value) for value in values], 1)
    return float(slope)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="How the Python of a rerun grows with the record.")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--changes", type=int, default=CHANGES)
    arguments = parser.parse_args()
    result = grow(arguments.sizes, arguments.changes)
    print("load:", result["loads"], "exponent", result["load_exponent"])
    for title, row in result["pages"].items():
        times = " ".join(f"{value:8.1f}" for value in row["python_ms"])
        print(f"{title:15} {times} ms, exponent {row['exponent_python']:.2f}; KB {row['kilobytes']}")


if __name__ == "__main__":
    main()
