"""Step-by-step windows: first run, packet."""
