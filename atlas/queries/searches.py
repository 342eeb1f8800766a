"""What the searches on record name: States, bodies, years. They tell "none found" from "not researched"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from atlas.dataset import Dataset
from atlas.index import Mask, Positions
from atlas.queries.bodies import bodies_within


@dataclass(frozen=True)
class _Log:
    """For each code the searches (positions in the log) that name it, and the years that each search names."""

    states: Mapping[str, list[int]]
    bodies: Mapping[str, list[int]]
    first_year: Positions
    last_year: Positions


@lru_cache(maxsize=4)
def _log(dataset: Dataset) -> _Log:
    frame = dataset["research_log"]
    years = [period.split("/") if period else ["1", "9999"] for period in frame["period"].tolist()]
    return _Log(
        _positions(frame["states"]),
        _positions(frame["organizations"]),
        np.array([int(ends[0]) for ends in years], dtype=np.int64),
        np.array([int(ends[-1]) for ends in years], dtype=np.int64),
    )


def _positions(column: pd.Series[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for position, codes in enumerate(column.tolist()):
        for code in codes.split():
            found.setdefault(code, []).append(position)
    return found


@lru_cache(maxsize=1024)
def _naming_body(dataset: Dataset, body: str) -> Mask:
    """Which searches name the body or one within it."""
    log = _log(dataset)
    mask = np.zeros(len(log.first_year), dtype=bool)
    for each in bodies_within(dataset, body):
        mask[log.bodies.get(each, [])] = True
    return mask


def naming(dataset: Dataset, state: str, body: str, first_year: int, last_year: int) -> Mask:
    """Which searches name the State, one of the years or no year at all, and the body or one within it ("" for whatever body)."""
    log = _log(dataset)
    mask = np.zeros(len(log.first_year), dtype=bool)
    mask[log.states.get(state, [])] = True
    mask &= (log.first_year <= last_year) & (log.last_year >= first_year)
    return mask & _naming_body(dataset, body) if body else mask


def search_counts(
    dataset: Dataset, states: Sequence[str], bodies: Sequence[str], first_year: int, last_year: int
) -> Positions:
    """Body by State: the number of searches that name both, and one of the years or none."""
    of_state = [naming(dataset, state, "", first_year, last_year) for state in states]
    return np.array(
        [
            [int((mask & _naming_body(dataset, body)).sum()) if body else int(mask.sum()) for mask in of_state]
            for body in bodies
        ],
        dtype=np.int64,
    ).reshape(len(bodies), len(states))
