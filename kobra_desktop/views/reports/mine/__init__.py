"""Mis reportes: what a person put together, was given, or is putting together."""
