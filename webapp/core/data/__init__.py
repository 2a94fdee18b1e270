"""Rows: the database, its transactions, ids, backups and migrations."""
