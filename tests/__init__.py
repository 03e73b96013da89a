"""Tests: one folder for each floor, and one for what crosses them."""
