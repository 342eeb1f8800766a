"""Organization: in work."""
