"""Tests of gui/windows."""
