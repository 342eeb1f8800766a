"""The integer twins: masks and distinct counts, worked by hand and against pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Codes, Links

COLUMN = pd.Series(["b", "a", "b", "c"], dtype=str)


def test_codes_among() -> None:
    codes = Codes.of(COLUMN)
    assert codes.among({"b", "x"}).tolist() == [True, False, True, False]
    assert not codes.among(()).any()


def test_codes_count_rows_kept() -> None:
    codes = Codes.of(COLUMN)
    assert codes.counts(np.array([True, True, True, False])) == {"b": 2, "a": 1}


def test_links_count_an_event_once_for_each_value() -> None:
    """Event 0 holds b twice (rows 0 and 2, not adjacent), event 1 holds a and c."""
    links = Links(Codes.of(COLUMN), np.array([0, 1, 0, 1]))
    assert links.counts(np.ones(4, dtype=bool)) == {"b": 1, "a": 1, "c": 1}
    assert links.counts(np.array([False, False, True, False])) == {"b": 1}
    assert links.counts(np.zeros(4, dtype=bool)) == {}


def test_links_events() -> None:
    links = Links(Codes.of(COLUMN), np.array([0, 1, 0, 3]))
    assert links.events(np.array([True, False, True, True]), 4).tolist() == [True, False, False, True]


def test_shipped_counts_equal_those_of_pandas(shipped: Dataset) -> None:
    rows = shipped["participations"]
    reported = rows[rows["basis"] == "reported"]
    for column in ("role", "organization_id", "rolled_up_id", "system_id"):
        expected = reported.groupby(column)["event_id"].nunique().to_dict()
        found = shipped.index.links("participations", column).counts(shipped.index.rows("participations", False))
        assert found == expected
