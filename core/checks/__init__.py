"""The rules a record must pass, and the findings they give."""
