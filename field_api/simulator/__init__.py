"""An invented city and its people, for demonstrations and benchmarks; no server needs it."""
