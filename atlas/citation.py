"""How to cite the dataset."""

from __future__ import annotations

from atlas.schema import Schema


def citation_text(schema: Schema) -> str:
    """One line for a reference list."""
    return f"{schema.title}, data version {schema.version} ({schema.created}). Data set, {schema.licence}."


def citation_bibtex(schema: Schema) -> str:
    """A BibTeX entry."""
    return "\n".join(
        [
            f"@misc{{atlas-{schema.version},",
            f"  title = {{{{{schema.title}}}}},",
            f"  year = {{{schema.created[:4]}}},",
            f"  version = {{{schema.version}}},",
            f"  note = {{Data set, {schema.licence}}},",
            "}",
        ]
    )
