"""The import wizard and the list of what came in."""
