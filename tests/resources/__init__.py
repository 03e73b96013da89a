"""The things shipped beside the code: fonts, icons."""
