"""Reportes: what they are held to, and where they are built."""
