"""From leads to tables: reading and correcting leads, resolving names, building rows. See docs/curation.md."""
