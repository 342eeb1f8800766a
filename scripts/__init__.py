"""Small documented commands. Run them from the project's root: `python -m scripts.import_leads`."""
