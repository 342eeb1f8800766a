"""Checks a data package against every rule: `python -m atlas.validate [FOLDER]`. Exits 1 on an error, 0 otherwise."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from atlas.load import DatasetError, read_raw_tables
from atlas.rules import Finding, Rule, all_rules
from atlas.schema import DATA_DIR, read_schema


@dataclass(frozen=True)
class Result:
    """What one rule found."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def is_passed(self) -> bool:
        """Whether the rule holds everywhere."""
        return not self.findings


def validate(root: Path = DATA_DIR) -> tuple[Result, ...]:
    """Every rule with its findings.

    Raises:
        DatasetError: if a table cannot be read at all.
    """
    schema = read_schema(root)
    raw = read_raw_tables(root, schema)
    return tuple(Result(rule, tuple(rule.check(raw, schema))) for rule in all_rules(root))


def main(arguments: list[str]) -> int:
    """Print every finding and a closing line; return the exit code."""
    root = Path(arguments[0]) if arguments else DATA_DIR
    try:
        results = validate(root)
    except DatasetError as error:
        print(error)
        return 1
    errors = [finding for result in results if result.rule.severity == "error" for finding in result.findings]
    notices = [finding for result in results if result.rule.severity == "notice" for finding in result.findings]
    for finding in errors:
        print(f"error: {finding}")
    for finding in notices:
        print(f"notice: {finding}")
    print(f"{len(results)} rules: {len(errors)} errors, {len(notices)} notices in {root}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
