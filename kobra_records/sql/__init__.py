"""Tables and queries that desktop and server share; compiled for SQLite and PostgreSQL."""
