"""A log for the repairer that never holds what a person wrote."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LIMIT = 512 * 1024
"""Bytes after which a new log file begins; one old one is kept."""


def logger(name: str) -> logging.Logger:
    """Return the logger of a module. Messages carry codes, counts and times, never values of records."""
    return logging.getLogger(f"taizhang.{name}")


def keep_log(path: Path) -> logging.Handler:
    """Send the log to a file; returns the handler so that it can be taken off again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=LIMIT, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger("taizhang")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler
