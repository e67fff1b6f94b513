"""The field API: what phones and control centers speak to. FastAPI on SQLite or PostgreSQL."""
