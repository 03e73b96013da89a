"""Whole tasks through the real windows."""
