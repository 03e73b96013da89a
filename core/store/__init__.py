"""The vault: an encrypted database of everything one school keeps."""
