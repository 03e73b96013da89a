"""Tests of core/exchange."""
