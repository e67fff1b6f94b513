"""What a portfolio's file says: its columns, and what becomes of its rows."""
