"""Datasets that tests share: `tiny` (hand-made), `package` (a copy of it to break), `shipped` (the real data)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from atlas.dataset import Dataset
from atlas.load import load_dataset
from tests.packages import assemble

# Machines are shared and slow now and then: a deadline for each example would fail for no reason of ours.
settings.register_profile("atlas", deadline=None, max_examples=15)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The tiny package, loaded."""
    return load_dataset(assemble(tmp_path_factory.mktemp("tiny")))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the tiny package to break; `tests.packages` has the tools."""
    return assemble(tmp_path / "package")


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The data that the Atlas ships. It grows: assert what always holds, never its numbers."""
    return load_dataset()
