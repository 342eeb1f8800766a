"""Order by similarity: worked by hand, by brute force, and against the examples that SciPy publishes."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist, squareform

from atlas.queries.similarity import jaccard_distances, seriation

CORNERS = [[0, 0], [0, 1], [1, 0], [0, 4], [0, 3], [1, 4], [4, 0], [3, 0], [4, 1], [4, 4], [3, 4], [4, 3]]
"""The four corners of SciPy's example of `average` and `fcluster`."""


def distances_of(sets: list[set[int]]) -> np.ndarray:
    """Condensed distances among sets of columns."""
    rows = np.array([row for row, columns in enumerate(sets) for _column in columns])
    columns = np.array([column for columns in sets for column in sorted(columns)])
    return jaccard_distances(rows, columns, len(sets))


def length(order: list[int], distances: np.ndarray) -> float:
    """Sum of the distances between neighbours."""
    square = squareform(distances)
    return float(sum(square[one, other] for one, other in pairwise(order)))


def test_distances_by_hand() -> None:
    """{1, 2} and {1, 2, 3} share two of three columns; {1, 2} and {3, 4} none."""
    found = distances_of([{1, 2}, {1, 2, 3}, {3, 4}])
    assert found.tolist() == pytest.approx([1 / 3, 1, 3 / 4])


def test_distances_are_those_of_scipy() -> None:
    presence = np.random.default_rng(4).random((12, 30)) < 0.3
    presence[:, 0] = True
    rows, columns = np.nonzero(presence)
    assert jaccard_distances(rows, columns, 12) == pytest.approx(pdist(presence, "jaccard"))


def test_order_and_blocks_by_hand() -> None:
    """A {1, 2} and B {1, 2, 3} are 1/3 apart, C {5, 6} and D {6} 1/2, E {9} stands alone; D and C touch nobody else."""
    found = seriation(distances_of([{1, 2}, {5, 6}, {9}, {1, 2, 3}, {6}]), 0.7)
    places = {row: place for place, row in enumerate(found.order.tolist())}
    assert abs(places[0] - places[3]) == abs(places[1] - places[4]) == 1
    blocks = dict(zip(found.order.tolist(), found.blocks.tolist(), strict=True))
    assert blocks[0] == blocks[3] != blocks[1] == blocks[4]
    assert {blocks[0], blocks[1]} == {1, 2}
    assert blocks[2] == 0
    assert [block for block in found.blocks if block] == [1, 1, 2, 2]


def test_the_one_between_stands_between() -> None:
    """{2, 3} shares a column with {1, 2} and one with {3, 4}, which share none."""
    assert seriation(distances_of([{1, 2}, {3, 4}, {2, 3}]), 0.7).order.tolist()[1] == 2


def test_no_order_of_the_tree_is_shorter() -> None:
    """By brute force over all orders of seven rows that keep every subtree of average linkage in one piece."""
    rng = np.random.default_rng(7)
    distances = pdist(rng.random((7, 3)))
    subtrees: list[set[int]] = [{row} for row in range(7)]
    for one, other, *_rest in hierarchy.average(distances):
        subtrees.append(subtrees[int(one)] | subtrees[int(other)])

    def keeps(order: tuple[int, ...]) -> bool:
        place = {row: number for number, row in enumerate(order)}
        return all(max(map(place.get, tree)) - min(map(place.get, tree)) == len(tree) - 1 for tree in subtrees)  # type: ignore[type-var, operator]

    best = min(length(list(order), distances) for order in permutations(range(7)) if keeps(order))
    assert length(seriation(distances, 1.0).order.tolist(), distances) == pytest.approx(best)


def test_order_is_that_of_scipy() -> None:
    """`optimal_leaf_ordering` as its documentation calls it, on ten random rows, with average in place of Ward's linkage."""
    rows = np.random.default_rng(0).standard_normal((10, 10))
    tree = hierarchy.average(rows)
    best = hierarchy.leaves_list(hierarchy.optimal_leaf_ordering(tree, rows)).tolist()
    found = seriation(pdist(rows), 1.0).order.tolist()
    assert found in (best, best[::-1])
    assert length(found, pdist(rows)) <= length(hierarchy.leaves_list(tree).tolist(), pdist(rows))


@pytest.mark.parametrize(
    ("cut", "published"),
    [
        (0.9, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        (1.5, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]),
        (4, [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2]),
        (6, [1] * 12),
    ],
)
def test_blocks_are_those_that_scipy_publishes(cut: float, published: list[int]) -> None:
    """The clusters of `fcluster` in the documentation of `average`; one row alone is no block."""
    found = seriation(pdist(CORNERS), cut)
    blocks = dict(zip(found.order.tolist(), found.blocks.tolist(), strict=True))
    for one in range(12):
        for other in range(one):
            together = blocks[one] == blocks[other] > 0
            assert together == (published[one] == published[other])


def test_one_row_has_no_neighbour() -> None:
    found = seriation(distances_of([{1, 2}]), 0.7)
    assert (found.order.tolist(), found.blocks.tolist()) == ([0], [0])
