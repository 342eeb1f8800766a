"""When, on what and with what a benchmark ran."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks.servers import ROOT

PACKAGES = ("streamlit", "dash", "plotly", "pandas", "numpy", "playwright", "uvicorn", "waitress")


def describe() -> dict[str, str]:
    """What must be known to read the numbers."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _output("git", "rev-parse", "--short=12", "HEAD"),
        "changed files": str(len(_output("git", "status", "--porcelain").splitlines())),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": platform.platform(),
        "load at start": " ".join(f"{value:.2f}" for value in os.getloadavg()),
        "python": platform.python_version(),
        "chromium": _output(chromium(), "--version"),
        **{package: version(package) for package in PACKAGES},
    }


def chromium() -> str:
    """The browser: that of ATLAS_CHROMIUM, else Debian's."""
    return os.environ.get("ATLAS_CHROMIUM") or "/usr/bin/chromium"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
