"""Compare: in work."""
