"""Sentences of every reason a judgement may give: (reason, action); English is the source."""

REASONS: dict[str, tuple[str, str]] = {}
