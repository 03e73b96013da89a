"""Tests of core/base."""
