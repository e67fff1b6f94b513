"""Cartera: accounts, holders, doors to be placed, imports, and one holder in full."""
