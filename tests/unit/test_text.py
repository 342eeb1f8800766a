"""Small helpers that put values into words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.text import bullets, count_of, join_words, shorten, shorten_middle, years


@pytest.mark.parametrize(
    ("words", "conjunction", "expected"),
    [
        ([], None, ""),
        (["a"], None, "a"),
        (["a", "b"], None, "a and b"),
        (["a", "b", "c"], None, "a, b and c"),
        (["a", "b", "c"], "or", "a, b or c"),
    ],
)
def test_join_words(words: list[str], conjunction: str | None, expected: str) -> None:
    """As a sentence joins them."""
    assert join_words(words, conjunction) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (1204, "1,204 events")]
)
def test_count_of(count: int, expected: str) -> None:
    """One is singular, thousands are separated."""
    assert count_of(count, "event", "events") == expected


@pytest.mark.parametrize(("first", "last", "expected"), [(2015, 2015, "2015"), (2015, 2019, "2015–2019")])
def test_years(first: int, last: int, expected: str) -> None:
    """One year stands alone."""
    assert years(first, last) == expected


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Steppe Pact", 11, "Steppe Pact"),
        ("Steppe Pact meets", 13, "Steppe Pact…"),
        ("Steppe, Pact", 9, "Steppe…"),
        ("Counterterrorism", 8, "Counter…"),
        ("A Counterterrorism", 10, "A Counter…"),
    ],
)
def test_shorten(text: str, length: int, expected: str) -> None:
    """Cut at a word where one ends in the second half, else within the word."""
    assert shorten(text, length) == expected


@given(st.text(), st.integers(2, 40))
def test_shorten_keeps_to_the_length(text: str, length: int) -> None:
    """Never longer than asked, and never changed without an ellipsis."""
    short = shorten(text, length)
    assert len(short) <= length
    assert short == text or short.endswith("…")


def test_bullets() -> None:
    """A Markdown list, one line each."""
    assert bullets(["One.", "Two."]) == "- One.\n- Two."


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("short enough", 12, "short enough"),
        ("Towards a Comprehensive Implementation, Phase II", 30, "Towards a Comprehens… Phase II"),
        ("Towards a Comprehensive Implementation, Phase III", 30, "Towards a Comprehen… Phase III"),
    ],
)
def test_shorten_middle(text: str, length: int, expected: str) -> None:
    """Names that begin alike keep their ends."""
    assert shorten_middle(text, length) == expected


@given(st.text(), st.integers(6, 60))
def test_shorten_middle_is_never_longer(text: str, length: int) -> None:
    """Whatever the text is."""
    assert len(shorten_middle(text, length)) <= length
