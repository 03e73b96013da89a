"""Tests of the house itself: what every file must keep to."""
