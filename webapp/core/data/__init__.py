"""Rows: the database, its transactions, ids, searches, backups and migrations."""
