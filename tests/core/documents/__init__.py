"""Tests of core/documents."""
