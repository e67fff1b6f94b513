"""What the server does without being asked: alerts, expiry, parts of days to come, retention.

Jobs run in whichever process holds the lease; each is a function that may run twice without harm.
"""
