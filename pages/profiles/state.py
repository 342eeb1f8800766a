"""State: in work."""
