"""Tests of gui/pages."""
