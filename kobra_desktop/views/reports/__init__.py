"""Reportes: tabs of panels under one line of filters."""
