"""Sentences of every finding by its code: (sentence, words of the action); English is the source."""

FINDINGS: dict[str, tuple[str, str]] = {}
