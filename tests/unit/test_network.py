"""Communities, betweenness and positions: by hand, and against the examples that networkx and the literature publish."""

from __future__ import annotations

import random

import networkx as nx
import numpy as np
import pytest

from atlas.queries.network import Edge, betweenness, communities, spring_positions

BOW_TIE: list[Edge] = [(0, 1, 1), (0, 2, 1), (1, 2, 1), (0, 3, 1), (0, 4, 1), (3, 4, 1)]
"""Two triangles that share node 0."""


def edges_of(graph: nx.Graph) -> list[Edge]:
    """The edges of an example, each of weight 1."""
    return [(a, b, 1.0) for a, b in graph.edges]


def matrix_of(graph: nx.Graph) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Which nodes are tied."""
    return np.asarray(nx.to_numpy_array(graph, weight=None), dtype=float)


def test_betweenness_of_a_star() -> None:
    """Every path between two others runs through the centre of a star: Freeman's definition of the value 1."""
    assert betweenness(matrix_of(nx.star_graph(5))).tolist() == [1, 0, 0, 0, 0, 0]


def test_betweenness_of_a_path() -> None:
    """a-b-c-d: of the three pairs of others, b lies between two (a-c, a-d)."""
    assert betweenness(matrix_of(nx.path_graph(4))) == pytest.approx([0, 2 / 3, 2 / 3, 0])


def test_betweenness_shares_equal_paths() -> None:
    """In a ring of four each pair of opposite nodes has two shortest paths: half of one pair of three each."""
    assert betweenness(matrix_of(nx.cycle_graph(4))) == pytest.approx([1 / 6] * 4)


def test_betweenness_of_the_karate_club() -> None:
    """The known values of Zachary's club: the instructor (0) and the president (33)."""
    found = betweenness(matrix_of(nx.karate_club_graph()))
    assert found[0] == pytest.approx(0.437635, abs=1e-6)
    assert found[33] == pytest.approx(0.304075, abs=1e-6)
    assert found[11] == 0


@pytest.mark.parametrize(
    "graph",
    [
        nx.karate_club_graph(),
        nx.florentine_families_graph(),
        nx.gnp_random_graph(40, 0.05, seed=3),
        nx.gnp_random_graph(30, 0.4, seed=4),
        nx.barbell_graph(4, 6),
        nx.empty_graph(5),
    ],
    ids=["karate", "florentine", "in parts", "dense", "barbell", "no ties"],
)
def test_betweenness_is_that_of_networkx(graph: nx.Graph) -> None:
    expected = nx.betweenness_centrality(graph)
    assert betweenness(matrix_of(graph)) == pytest.approx([expected[node] for node in graph])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_betweenness_without_others(count: int) -> None:
    assert betweenness(np.ones((count, count)) - np.eye(count)).tolist() == [0] * count


def test_communities_of_the_barbell() -> None:
    """networkx's example of `modularity`: two triangles joined by one tie, 0.3571…"""
    parts, modularity = communities(6, edges_of(nx.barbell_graph(3, 0)))
    assert parts == [[0, 1, 2], [3, 4, 5]]
    assert modularity == pytest.approx(0.35714285714285715)


def test_communities_of_the_petersen_graph() -> None:
    """networkx's example of `louvain_communities`, from its start 123."""
    parts, _modularity = communities(10, edges_of(nx.petersen_graph()), seed=123)
    assert parts == [[0, 4, 5, 7, 9], [1, 2, 3, 6, 8]]


def test_communities_of_the_karate_club() -> None:
    """The best division known has modularity 0.4198 (Brandes and others 2008); Louvain comes close."""
    parts, modularity = communities(34, edges_of(nx.karate_club_graph()))
    assert 0.40 < modularity <= 0.41980
    assert len(parts) == 4
    assert {0, 1, 2, 3} <= set(next(part for part in parts if 0 in part))
    assert {32, 33} <= set(next(part for part in parts if 33 in part))


def test_weights_decide_communities() -> None:
    """A ring of four: the two heavy ties hold their ends together."""
    parts, modularity = communities(4, [(0, 1, 9), (1, 2, 1), (2, 3, 9), (3, 0, 1)])
    assert parts == [[0, 1], [2, 3]]
    assert modularity == pytest.approx(18 / 20 - 2 * (20 / 40) ** 2)


def test_no_ties_no_communities() -> None:
    assert communities(3, []) == ([[0], [1], [2]], 0.0)


@pytest.mark.parametrize("seed", range(4))
def test_order_of_the_ties_changes_nothing(seed: int) -> None:
    edges = [(a, b, float(weight)) for a, b, weight in nx.karate_club_graph().edges.data("weight")]
    shuffled = [(b, a, weight) if number % 2 else (a, b, weight) for number, (a, b, weight) in enumerate(edges)]
    random.Random(seed).shuffle(shuffled)
    assert communities(34, shuffled) == communities(34, edges)
    assert spring_positions(34, shuffled).tolist() == spring_positions(34, edges).tolist()


def test_positions_lie_in_the_picture() -> None:
    places = spring_positions(5, BOW_TIE)
    assert places.shape == (5, 2)
    assert places.min() == 0
    assert places.max() == 1
    assert len({tuple(place) for place in places.tolist()}) == 5


@pytest.mark.parametrize("count", [0, 1, 2])
def test_positions_of_the_fewest(count: int) -> None:
    places = spring_positions(count, [(0, 1, 1.0)] if count == 2 else [])
    assert places.shape == (count, 2)
    assert len({tuple(place) for place in places.tolist()}) == count
