"""The database as a district has it: a primary that may change, standbys, PgBouncer between."""
