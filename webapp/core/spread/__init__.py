"""Communities spread over machines: keys, statements and rows that say where they belong."""
