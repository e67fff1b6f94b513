"""A server's first minutes: its administrator, how it is reached, its first portfolio."""
