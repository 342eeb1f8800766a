"""Networks of numbered nodes: communities, betweenness, positions; the same in whatever order the ties come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

RESOLUTION, SEED = 1.0, 1
"""Parameters of the Louvain method and of the layout: resolution, and where the random order or the springs start."""

LAYOUT_STEPS = 50

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Edge = tuple[int, int, float]
"""Two nodes and the weight of their tie."""


def communities(count: int, edges: Sequence[Edge], seed: int = SEED) -> tuple[list[list[int]], float]:
    """Communities of nodes 0 to `count` - 1 by the Louvain method (Blondel et al. 2008, `networkx.community`), weighted, and the
    modularity of the division (0 without ties).
    """
    if not edges:
        return [[node] for node in range(count)], 0.0
    import networkx as nx  # noqa: PLC0415 - heavy, and needed on one page only

    graph = _graph(count, edges)
    parts = nx.community.louvain_communities(graph, weight="weight", resolution=RESOLUTION, seed=seed)
    modularity = nx.community.modularity(graph, parts, weight="weight", resolution=RESOLUTION)
    return sorted(sorted(part) for part in parts), float(modularity)


def spring_positions(count: int, edges: Sequence[Edge]) -> Floats:
    """A place from 0 to 1 for each node, heavier ties drawn closer: springs (Fruchterman and Reingold 1991,
    `networkx.spring_layout`) from a fixed start; more than half of each position is its rank: crowds open up.
    """
    if count < 3:
        return np.column_stack([np.linspace(0.25, 0.75, count), np.full(count, 0.5)])
    import networkx as nx  # noqa: PLC0415 - heavy, and needed on one page only

    found = nx.spring_layout(_graph(count, edges), seed=SEED, iterations=LAYOUT_STEPS, k=2.0 / count**0.5)
    places = np.array([found[node] for node in range(count)])
    spread = (places - places.min(axis=0)) / np.maximum(np.ptp(places, axis=0), 1e-9)
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / (count - 1)
    positions: Floats = (0.4 * spread + 0.6 * ranks).round(4)
    return positions


def _graph(count: int, edges: Sequence[Edge]) -> Any:
    """Nodes are numbers, not names: the order of a set of names differs from one run of Python to the next."""
    import networkx as nx  # noqa: PLC0415 - heavy, and needed on one page only

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(sorted((min(a, b), max(a, b), weight) for a, b, weight in edges))
    return graph


def betweenness(tied: Floats) -> Floats:
    """Share of the shortest paths between two other nodes that run through each node, 0 to 1 (Freeman 1977), ties unweighted.

    Brandes' algorithm (2001) over all sources at once, on matrices: the numbers of `networkx.betweenness_centrality`, which takes
    seconds on a dense network of some hundred bodies.
    """
    count = len(tied)
    if count < 3:
        return np.zeros(count)
    adjacency = (tied > 0).astype(float)
    paths = np.eye(count)
    distance = np.where(paths > 0, 0, -1)
    front, depth = paths, 0
    while front.any():
        depth += 1
        front = np.where(distance < 0, front @ adjacency, 0.0)
        distance[front > 0] = depth
        paths = paths + front
    through = np.zeros((count, count))
    for level in range(depth - 1, 1, -1):
        # What a node at this distance passes on to those one step nearer to the source.
        share = np.divide(1 + through, paths, out=np.zeros_like(through), where=distance == level)
        through += np.where(distance == level - 1, (share @ adjacency) * paths, 0.0)
    result: Floats = through.sum(axis=0) / ((count - 1) * (count - 2))
    return result
