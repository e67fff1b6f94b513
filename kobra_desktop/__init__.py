"""The Qt control center. Knows the rules and the records, never the server's code."""
