"""Brings replica and server together: one run as named steps, and the live stream. No Qt, no
threads.
"""
