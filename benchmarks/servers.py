"""Servers of a benchmark, each in a process of its own: started, watched, stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

ROOT = Path(__file__).resolve().parent.parent
FIRST_PORT = 8610
LOAD_MARK = "Loading the record."
PAGE_ERROR = "cannot be shown"
"""What the app logs when a page fails: it then shows a message in place of the page, and its times mean nothing."""
START_SECONDS = 300
"""A record of 100,000 events takes its time to load."""


class Server:
    """A running server. Use it as a context manager; if it dies early the error shows what it printed."""

    def __init__(self, command: list[str], port: int, health: str = "/_stcore/health", **environment: str) -> None:
        self.port, self.address = port, f"http://127.0.0.1:{port}"
        self._command, self._health, self._environment = command, health, environment
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **self._environment},
        )
        try:
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._log.close()

    def output(self) -> str:
        """Everything that the server printed."""
        with open(f"/proc/self/fd/{self._log.fileno()}", encoding="utf-8") as log:
            return log.read()

    def tracebacks(self) -> int:
        """How many errors the server printed."""
        return self.output().count("Traceback (most recent call last)")

    def failed_pages(self) -> int:
        """How often the app had to log that it cannot show a page."""
        return self.output().count(PAGE_ERROR)

    def megabytes(self) -> float:
        """Memory of the process: what is its own (unique set size)."""
        return float(psutil.Process(self.process.pid).memory_full_info().uss) / 1e6

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended with {self.process.returncode}:\n{self.output()}")
            try:
                with urllib.request.urlopen(self.address + self._health, timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                with suppress(subprocess.TimeoutExpired):  # what waits between two questions is the process itself
                    self.process.wait(timeout=0.1)
        raise RuntimeError(f"The server did not answer within {START_SECONDS} s:\n{self.output()}")


def streamlit(script: str, port: int, *options: str, **environment: str) -> Server:
    """A Streamlit server, configured as the Atlas is."""
    command = [
        *(sys.executable, "-m", "streamlit", "run", script, "--server.address=127.0.0.1"),
        *(f"--server.port={port}", "--server.fileWatcherType=none", *options),
    ]
    return Server(command, port, **environment)


def dash(port: int, **environment: str) -> Server:
    """The same pages in Dash, behind a production server."""
    return Server([sys.executable, "-m", "benchmarks.dash_app", str(port)], port, "/", **environment)
