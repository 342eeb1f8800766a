"""Named rules over the raw tables: `all_rules` lists them; each has one broken fixture and one test."""

from __future__ import annotations

from pathlib import Path

from atlas.rules.columns import COLUMN_RULES
from atlas.rules.dates import DATE_RULES
from atlas.rules.events import EVENT_RULES
from atlas.rules.expectations import expectation_rule
from atlas.rules.finding import Finding, RawTables, Rule
from atlas.rules.organizations import ORGANIZATION_RULES
from atlas.rules.places import PLACE_RULES

__all__ = ["Finding", "RawTables", "Rule", "all_rules"]


def all_rules(root: Path) -> tuple[Rule, ...]:
    """Every rule, in the order in which they are reported, for the package in the folder `root`."""
    return (
        *COLUMN_RULES,
        *DATE_RULES,
        *EVENT_RULES,
        *ORGANIZATION_RULES,
        *PLACE_RULES,
        expectation_rule(root),
    )
