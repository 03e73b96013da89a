"""Editors built from the fields of a record kind."""
