"""No sentence of a source stands in the data (checked where the texts of the five first documents are at hand)."""

from __future__ import annotations

import re

import pytest

from atlas.dataset import Dataset
from atlas.schema import DATA_DIR

SEEDS = DATA_DIR.parent.parent / "shared" / "seeds"
WORDS_IN_A_ROW = 12


def word_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + WORDS_IN_A_ROW]) for start in range(len(words) - WORDS_IN_A_ROW + 1)}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source texts are not beside this clone")
def test_no_run_of_words_is_copied(shipped: Dataset) -> None:
    copied = {run for path in SEEDS.glob("*.txt") for run in word_runs(path.read_text(encoding="utf-8"))}
    assert copied
    for table, column in (("events", "title"), ("events", "summary"), ("events", "note"), ("figures", "what")):
        for text in shipped[table][column]:
            assert not word_runs(text) & copied, f"{table}.{column}: {text}"
