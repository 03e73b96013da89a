"""Measurements against what one would otherwise use; figures to report, not tests."""
