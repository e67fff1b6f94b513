"""From parsed phone reports to durable positions, one group commit at a time.

Knows no HTTP and no phone protocol.
"""
