"""Gaps and recency: in work."""
