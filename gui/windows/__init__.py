"""Top-level windows: the main window, unlock, the judge."""
