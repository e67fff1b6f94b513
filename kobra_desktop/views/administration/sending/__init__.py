"""Administración › Envíos: what leaves by itself, who is told of what, and by which doors."""
