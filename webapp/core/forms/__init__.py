"""Forms and their fields, and what becomes of a post."""
