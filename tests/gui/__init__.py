"""Tests of the windows, with real widgets."""
