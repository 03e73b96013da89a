"""Tests of the county desk's services."""
