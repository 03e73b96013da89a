"""Tests of core/records."""
