"""What screens read from the replica, by noun: plain functions that return frozen rows."""
