"""Answers as people read them, each by the words of its own version; for screens and for files."""
