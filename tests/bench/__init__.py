"""Tests of what measures: the table, with figures that stand in. Nothing is timed here."""
