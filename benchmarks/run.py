"""The whole benchmark: `make bench`, or `make bench-quick` to see that it works.

One part after the other, so that none disturbs another; raw numbers go to benchmarks/results/, tables and plots to docs/.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from typing import Any

from benchmarks import growth, machine, measure, profile_rerun, report, users
from benchmarks.servers import ROOT


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Run every benchmark and write docs/performance.md.")
    parser.add_argument("--quick", action="store_true", help="a few samples of each, to see that it works")
    parser.add_argument("--only", nargs="*", default=(), help="titles of pages to measure in the browser; all without")
    parser.add_argument("--sizes", type=int, nargs="+", help="events of the synthetic records")
    arguments = parser.parse_args()
    quick: bool = arguments.quick
    sizes = arguments.sizes or ((1_000, 3_000) if quick else growth.SIZES)
    results: dict[str, Any] = {"quick": quick, "only": list(arguments.only), "machine": machine.describe()}
    parts = {
        "measure": lambda: measure.measure(1 if quick else measure.ROUNDS, arguments.only),
        "profile": lambda: profile_rerun.profile(3 if quick else 20),
        "users": lambda: users.visit(5 if quick else users.USERS, 15 if quick else users.SECONDS),
        "growth": lambda: growth.grow(sizes, 3 if quick else growth.CHANGES),
    }
    for name, part in parts.items():
        started = time.monotonic()
        results[name] = part()
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    folder = ROOT / "benchmarks" / "results"
    folder.mkdir(exist_ok=True)
    path = folder / f"{datetime.now(UTC):%Y-%m-%d-%H%M}{'-quick' if quick else ''}.json"
    path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    report.write(path)
    missed = [what for what, value, most, _ in report.targets(results) if value is None or value > most]
    print(f"{path.relative_to(ROOT)}; docs/performance.md; {len(missed)} targets missed")


if __name__ == "__main__":
    main()
