"""Families of bodies under a short code: a folded one is a row of its own in the participation matrix."""

from __future__ import annotations

from collections.abc import Mapping

from atlas.dataset import Dataset
from atlas.matrix import FOLDED


def family_codes(dataset: Dataset) -> Mapping[str, str]:
    """Code to heading, in the order of the headings: the organization at the root of a family, else the first kind of body."""
    kinds = dataset["organization_kinds"][["heading", "kind"]].to_numpy().tolist()
    first_kind: dict[str, str] = dict(reversed(kinds))
    return {dataset.family_roots.get(heading) or first_kind[heading]: heading for heading in dataset.headings}


def heading_of(row: str, dataset: Dataset) -> str:
    """The heading that a folded row stands for; "" for a body."""
    return family_codes(dataset)[row.removeprefix(FOLDED)] if row.startswith(FOLDED) else ""


def profile_of(row: str, dataset: Dataset) -> str:
    """The organization whose profile a row leads to; "" for a family without a root."""
    return dataset.family_roots.get(heading_of(row, dataset), "") if row.startswith(FOLDED) else row
