"""The campaign: its template, its calendar, and how far a school has come."""
