"""How a vault of an older program becomes one of this program: numbered steps, run on a copy and checked."""
