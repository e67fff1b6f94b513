"""The Visitas page and its parts."""
