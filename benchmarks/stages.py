"""Where the Python time of a run goes: every function of a stage is wrapped, its time its own without what it calls.

The clock is CPU time of the thread, so that other users and other programs do not count, and wall time for the whole run.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import json
import pkgutil
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from types import ModuleType
from typing import Any

STAGES = ("load", "select", "query", "figure", "words", "serialise", "collect", "send", "streamlit")
"""`select`: masks, facet counts, slice. `words`: sentences and tables. `serialise`: figure to JSON. `collect`: the garbage
collection that Streamlit orders after every run (`runner.postScriptGC`); it holds up the sending, too. `send`: messages to bytes
(another thread). `streamlit`: all that is left, widgets and this project's components with it."""

_PACKAGES = {"atlas.queries": "query", "atlas.figures": "figure", "atlas.sentences": "words", "atlas.tables": "words"}


class _Stack(threading.local):
    def __init__(self) -> None:
        self.open: list[list[float]] = []
        self.totals: dict[str, float] = defaultdict(float)


_stack = _Stack()


def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its own time added to a stage."""

    @wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        started = time.thread_time()
        _stack.open.append([0.0])
        try:
            return function(*args, **kwargs)
        finally:
            spent = time.thread_time() - started
            (inner,) = _stack.open.pop()
            _stack.totals[stage] += spent - inner
            if _stack.open:
                _stack.open[-1][0] += spent

    wrapper.__wrapped_stage__ = stage  # type: ignore[attr-defined]
    return wrapper


def wrap_everything() -> None:
    """Wrap the functions of all stages, before the app imports them."""
    for package, stage in _PACKAGES.items():
        parent = importlib.import_module(package)
        for info in pkgutil.iter_modules(parent.__path__, package + "."):
            _wrap_module(importlib.import_module(info.name), stage)
    for name in ("facets", "selection", "index"):
        try:
            _wrap_module(importlib.import_module(f"atlas.{name}"), "select")
        except ModuleNotFoundError:
            continue
    selection = importlib.import_module("atlas.selection")
    for method in ("slice", "apply"):
        setattr(selection.Selection, method, timed("select", getattr(selection.Selection, method)))
    sketch = importlib.import_module("atlas.figures.sketch").Sketch
    sketch.finished = timed("figure", sketch.finished)
    load = importlib.import_module("atlas.load")
    load.load_dataset = timed("load", load.load_dataset)  # type: ignore[attr-defined]
    gc.collect = timed("collect", gc.collect)
    plotly_io = importlib.import_module("plotly.io")
    plotly_io.to_json = timed("serialise", plotly_io.to_json)  # type: ignore[attr-defined]


def _wrap_module(module: ModuleType, stage: str) -> None:
    """Wrap the module's functions, and every name under which another loaded module already has them."""
    for value in list(vars(module).values()):
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            wrapper = timed(stage, value)
            for other in list(sys.modules.values()):
                if getattr(other, "__name__", "").startswith(("atlas", "components")):
                    for alias, known in list(vars(other).items()):
                        if known is value:
                            setattr(other, alias, wrapper)


def time_runs(path: str) -> None:
    """Write a line of JSON for every run of the script to the file `path`."""
    runner = importlib.import_module("streamlit.runtime.scriptrunner.script_runner").ScriptRunner
    run_script = runner._run_script
    runtime = importlib.import_module("streamlit.web.server.starlette.starlette_websocket")
    serialize = runtime.serialize_forward_msg
    sent = {"seconds": 0.0}

    def serialize_timed(message: Any) -> bytes:
        started = time.thread_time()
        payload: bytes = serialize(message)
        sent["seconds"] += time.thread_time() - started
        return payload

    def run_timed(self: Any, *args: Any, **kwargs: Any) -> None:
        _stack.totals.clear()
        sent["seconds"] = 0.0
        started, wall = time.thread_time(), time.perf_counter()
        try:
            run_script(self, *args, **kwargs)
        finally:
            total = time.thread_time() - started
            stages = dict(_stack.totals)
            line = {
                **stages,
                "streamlit": total - sum(stages.values()),
                "send": sent["seconds"],
                "cpu": total,
                "wall": time.perf_counter() - wall,
            }
            with open(path, "a", encoding="utf-8") as log:
                log.write(json.dumps(line) + "\n")

    runtime.serialize_forward_msg = serialize_timed  # type: ignore[attr-defined]
    runner._run_script = run_timed
