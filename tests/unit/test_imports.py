"""Who may import whom (docs/architecture.md), read from the syntax trees of all modules."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.packages import ROOT

FOLDERS = ("atlas", "components", "pages", "scripts")
UI = {"streamlit", "components", "pages"}


def modules(*patterns: str) -> list[Path]:
    """Python files by pattern."""
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, `from a import b` as `a` and `a.b`, those under TYPE_CHECKING too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names - {"__future__", "__future__.annotations"}


def is_within(name: str, packages: set[str]) -> bool:
    """Whether a module is one of the packages or lies in one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


FORBIDDEN = [
    ("atlas", ["atlas/**/*.py"], UI | {"scripts", "tests", "app"}),
    ("atlas.figures", ["atlas/figures/**/*.py"], {"atlas.queries", "atlas.load"}),
    ("atlas.queries", ["atlas/queries/**/*.py"], {"atlas.figures", "plotly"}),
    ("atlas.rules", ["atlas/rules/**/*.py"], {"atlas.queries", "atlas.figures", "atlas.selection"}),
    ("components", ["components/**/*.py"], {"pages", "app", "tests", "scripts"}),
    ("scripts", ["scripts/**/*.py"], UI | {"tests"}),
]


@pytest.mark.parametrize(
    ("patterns", "forbidden"), [case[1:] for case in FORBIDDEN], ids=[case[0] for case in FORBIDDEN]
)
def test_forbidden_imports(patterns: list[str], forbidden: set[str]) -> None:
    """No module imports what its layer must not know."""
    files = modules(*patterns)
    assert len(files) > 1
    found = {
        str(path.relative_to(ROOT)): sorted(name for name in imported(path) if is_within(name, forbidden))
        for path in files
    }
    assert {path: names for path, names in found.items() if names} == {}


ALLOWED = [
    (
        "pages",
        ["pages/**/*.py"],
        {
            "streamlit",
            "components",
            *(f"atlas.{name}" for name in ("selection", "queries", "figures", "sentences", "tables", "text", "matrix")),
        },
    ),
    (
        "app",
        ["app.py"],
        {"streamlit", "logging", "components", "atlas.load", "atlas.selection", "atlas.schema", "atlas.text"},
    ),
    ("server", ["server.py"], {"pathlib", "starlette", "streamlit"}),
]


@pytest.mark.parametrize(("patterns", "allowed"), [case[1:] for case in ALLOWED], ids=[case[0] for case in ALLOWED])
def test_allowed_imports(patterns: list[str], allowed: set[str]) -> None:
    """Pages and the app import nothing but what a thin script needs."""
    files = modules(*patterns)
    assert len(files) > 0
    found = {
        str(path.relative_to(ROOT)): sorted(name for name in imported(path) if not is_within(name, allowed))
        for path in files
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_pages_lie_one_level_down() -> None:
    """A page lies in a folder of `pages`, its section: files of `pages` itself Streamlit takes for pages on its own."""
    assert modules("pages/*.py") == []
    assert len(modules("pages/*/*.py")) == len(modules("pages/**/*.py")) > 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_junk_drawers(folder: str) -> None:
    """Modules are nouns of the domain."""
    files = modules(f"{folder}/**/*.py")
    assert len(files) > 1
    assert not {path.stem for path in files} & {"utils", "util", "helpers", "common", "misc"}


def test_every_module_of_the_core_has_a_docstring() -> None:
    """A module says what it is about in its first sentence."""
    files = modules(*(f"{folder}/**/*.py" for folder in FOLDERS))
    assert len(files) > 1
    assert [path.name for path in files if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []
