"""Bodies and what belongs to them."""

from __future__ import annotations

from functools import lru_cache

from atlas.dataset import Dataset


@lru_cache(maxsize=4096)
def bodies_within(dataset: Dataset, body: str) -> frozenset[str]:
    """The body and every body beneath it, however deep."""
    frame = dataset["organizations"]
    parents = dict(zip(frame["organization_id"], frame["parent_id"], strict=True))
    found = {body}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return frozenset(found)
        found |= more
