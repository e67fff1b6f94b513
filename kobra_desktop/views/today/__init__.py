"""The Hoy page and its parts."""
