"""Order by similarity: who is listed in the same columns stands side by side, in named blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Seriation:
    """order: positions of the rows in their new order. blocks: the block of each row in that order, from 1; 0 alone."""

    order: NDArray[np.int64]
    blocks: NDArray[np.int64]


def jaccard_distances(rows: NDArray[np.int64], columns: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Condensed Jaccard distances among `count` rows: 1 - columns with both / columns with either. `rows` and `columns` name
    the filled cells, each once, and every row has one.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - heavy, and needed for this order only

    presence = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, int(columns.max(initial=0)) + 1))
    both = (presence @ presence.T).toarray()
    size = both.diagonal()
    distances: NDArray[np.float64] = 1 - both / (size[:, None] + size[None, :] - both)
    return distances[np.triu_indices(count, 1)]


def seriation(distances: NDArray[np.float64], cut: float) -> Seriation:
    """Optimal leaf ordering (Bar-Joseph et al. 2001) of the tree by average linkage; its subtrees below the distance `cut` are
    the blocks, numbered in the order of the rows.
    """
    if len(distances) == 0:
        return Seriation(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))
    from scipy.cluster.hierarchy import fcluster, leaves_list, linkage  # noqa: PLC0415 - heavy, for this order only

    tree: Any = linkage(distances, method="average", optimal_ordering=True)
    order = leaves_list(tree).astype(np.int64)
    clusters = fcluster(tree, cut, criterion="distance")[order]
    sizes = np.bincount(clusters)
    blocks = np.zeros(len(order), dtype=np.int64)
    number: dict[int, int] = {}
    for position, cluster in enumerate(clusters.tolist()):
        if sizes[cluster] > 1:
            blocks[position] = number.setdefault(cluster, len(number) + 1)
    return Seriation(order, blocks)
