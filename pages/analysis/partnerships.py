"""Partnerships: in work."""
