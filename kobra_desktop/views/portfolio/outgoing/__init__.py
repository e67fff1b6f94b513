"""Cartera › Entregas: files of gestiones that leave for clients."""
