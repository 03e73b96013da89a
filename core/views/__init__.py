"""Frozen read models: all that crosses to the windows."""
