"""What the participation matrix needs of the page: addresses behind its names."""

from __future__ import annotations

from atlas.dataset import Dataset
from atlas.matrix import Matrix
from atlas.queries.families import profile_of
from components.links import organization_href, state_href


def row_hrefs(matrix: Matrix, dataset: Dataset) -> dict[str, str]:
    """Row to the profile of its organization; a folded family leads to the organization at its root, where it has one."""
    profiles = {row: profile_of(row, dataset) for row in matrix.rows["body"]}
    return {row: organization_href(body) for row, body in profiles.items() if body}


def column_hrefs(matrix: Matrix, dataset: Dataset) -> dict[str, str]:
    """Column to the profile of its State, where the columns are States."""
    return {key: state_href(key) for key in matrix.columns["key"] if key in dataset.central_asian_states}
