"""Webhooks (Standard Webhooks 1.0.0): what happened, posted to the endpoints of
client institutions.

At least once, nothing lost: a repeat carries the same id.
"""
