"""Tests of gui/forms."""
