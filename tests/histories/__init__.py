"""Random histories of desktops and a server, and what must be true of each."""
