"""The ground floor: errors, time, identifiers, digests, safe files, progress, paths and settings."""
