"""The file of gestiones that a client institution gets: what it says, when, and what was told."""
