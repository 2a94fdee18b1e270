"""Finding rows: sealed names and numbers, words, prefixes, alike on both databases."""
