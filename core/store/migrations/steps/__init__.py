"""One module for each number of the schema; once released a step is never edited again."""
