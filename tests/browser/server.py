"""The app as it is hosted: `streamlit run server.py` in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from types import TracebackType
from typing import Self

from tests.packages import ROOT

START_SECONDS = 60


class Server:
    """A running server. Use it as a context manager; if it dies early the error shows what it printed."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__

    def __enter__(self) -> Self:
        command = [
            sys.executable, "-m", "streamlit", "run", "server.py", "--server.address=127.0.0.1",
            f"--server.port={self.port}", "--server.fileWatcherType=none",
        ]  # fmt: skip
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=self._log, stderr=subprocess.STDOUT)
        try:
            self._wait_until_healthy()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def output(self) -> str:
        """Everything that the server printed."""
        with open(f"/proc/self/fd/{self._log.fileno()}", encoding="utf-8") as log:
            return log.read()

    def problems(self) -> list[str]:
        """Tracebacks that the server printed: a page that failed says so to the reader and here."""
        parts = self.output().split("Traceback (most recent call last)")
        return [f"The server printed a traceback:{part[:4000]}" for part in parts[1:]]

    def _wait_until_healthy(self) -> None:
        """Ask for the server's health until it answers; what waits between two questions is the process itself."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"The server ended with {self._process.returncode}:\n{self.output()}")
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                try:
                    self._process.wait(timeout=0.1)
                except subprocess.TimeoutExpired:
                    continue
        raise RuntimeError(f"The server did not answer within {START_SECONDS} s:\n{self.output()}")
