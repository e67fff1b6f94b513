"""The encrypted local replica: its tables, the outbox, conflicts, and what screens read from it."""
