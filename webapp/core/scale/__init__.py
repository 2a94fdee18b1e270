"""A large district on PostgreSQL: everything moved there, and the tables that grow fastest cut by time."""
