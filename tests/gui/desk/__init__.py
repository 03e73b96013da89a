"""Tests of the county's desk in windows."""
