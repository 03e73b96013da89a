"""Everything the program knows and does, without a window and without a sentence."""
