"""The page Mapa: the field live, one day's trail and the zones, on one map with one selection.

Not the map itself, which is kobra_desktop.map, nor what the page knows, which is models.field_map.
"""
