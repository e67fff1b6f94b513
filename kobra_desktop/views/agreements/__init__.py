"""Acuerdos: promises and payments."""
