"""Edits that come over the wire: each applied exactly once,
or answered with why not. One transaction each.
"""
