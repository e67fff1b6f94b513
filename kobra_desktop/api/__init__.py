"""The HTTP client of the field API. Blocking; called from worker threads only."""
