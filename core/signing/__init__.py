"""Keys, certificates, signatures, and the judge of every received file."""
