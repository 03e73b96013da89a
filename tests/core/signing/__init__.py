"""Tests of core/signing."""
