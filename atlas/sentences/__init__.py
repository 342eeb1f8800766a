"""Sentences computed from the numbers: `alt` texts, notes, opening lines; one module a page."""
