"""Promises and the money that came in, as lists."""
