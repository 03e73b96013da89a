"""The county desk's store: the authority's keys in an encrypted file, the register there too or in PostgreSQL."""
