"""Data packages for tests: the shipped schema and code lists around the tables of `fixtures/tiny`, and edits to them.

Rows are addressed by their line in the file (the first row of data is 2), the way findings name them.
"""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
TINY = ROOT / "tests" / "fixtures" / "tiny"

Rows = list[list[str]]


def assemble(root: Path) -> Path:
    """Write the tiny package into the folder `root`."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(DATA / "datapackage.json", root)
    shutil.copytree(DATA / "codes", root / "codes")
    shutil.copytree(TINY / "tables", root / "tables")
    shutil.copytree(TINY / "curation", root / "curation")
    shutil.copy(TINY / "expectations.json", root)
    return root


def path_of(package: Path, table: str) -> Path:
    """The file of a table."""
    places = [package / folder / f"{table}.csv" for folder in ("tables", "codes", "curation")]
    return next(path for path in places if path.exists())


def read_rows(package: Path, table: str) -> Rows:
    """Header and rows of a table."""
    with path_of(package, table).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(package: Path, table: str, rows: Rows) -> None:
    """Replace a table, header included."""
    with path_of(package, table).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def line_with(package: Path, table: str, **cells: str) -> int:
    """The line of the one row that has these values."""
    header, *rows = read_rows(package, table)
    matches = [
        number
        for number, row in enumerate(rows, start=2)
        if all(row[header.index(column)] == value for column, value in cells.items())
    ]
    if len(matches) != 1:
        raise LookupError(f"{len(matches)} rows of {table} have {cells}")
    return matches[0]


def set_cell(package: Path, table: str, line: int, column: str, value: str) -> None:
    """Change one cell."""
    rows = read_rows(package, table)
    rows[line - 1][rows[0].index(column)] = value
    write_rows(package, table, rows)


def add_row(package: Path, table: str, **cells: str) -> int:
    """Append a row, other cells empty; return its line."""
    rows = read_rows(package, table)
    if unknown := set(cells) - set(rows[0]):
        raise LookupError(f"{table} has no columns {unknown}")
    write_rows(package, table, [*rows, [cells.get(column, "") for column in rows[0]]])
    return len(rows) + 1


def remove_rows(package: Path, table: str, **cells: str) -> None:
    """Remove every row that has these values; there must be one."""
    header, *rows = read_rows(package, table)
    kept = [row for row in rows if any(row[header.index(column)] != value for column, value in cells.items())]
    if len(kept) == len(rows):
        raise LookupError(f"no row of {table} has {cells}")
    write_rows(package, table, [header, *kept])


def add_second_visit(
    package: Path,
    *,
    bodies: tuple[str, ...] = ("wu-office", "steppe-pact"),
    date: str = "2013-03-15",
    place: str = "tjk-dushanbe",
) -> None:
    """Another event with organizations of `tjk-2013-visit`, in line 11 of events.csv."""
    add_row(
        package,
        "events",
        event_id="tjk-2013-again",
        title="Visit to Tajikistan",
        event_type="assessment_visit",
        status="held",
        date=date,
        date_basis="reported",
        mode="in_person",
        place_id=place,
        place_basis="reported" if place else "",
        participants_list="unknown",
    )
    add_row(package, "event_states", event_id="tjk-2013-again", state="TJK", relation="subject", basis="reported")
    add_row(package, "event_sources", event_id="tjk-2013-again", source_id="example-one")
    for body in bodies:
        add_row(
            package,
            "participations",
            event_id="tjk-2013-again",
            organization_id=body,
            role="participant",
            basis="reported",
            source_id="example-one",
        )


def shuffle_tables(package: Path, seed: int) -> None:
    """Put the rows of every table into another order. Code lists keep theirs: codes are shown in it."""
    order = random.Random(seed)
    for path in sorted((package / "tables").glob("*.csv")):
        header, *rows = read_rows(package, path.stem)
        order.shuffle(rows)
        write_rows(package, path.stem, [header, *rows])
