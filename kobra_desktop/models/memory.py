"""What screens remember between starts (columns, widths, geometry), by key. Where it is kept is not
theirs.
"""

from __future__ import annotations

from typing import Protocol


class Memory(Protocol):
    """Plain JSON values by key; a key that was never written is None."""

    def read(self, key: str) -> object:
        """The value, or None."""

    def write(self, key: str, value: object) -> None:
        """Keep the value."""


class SessionMemory:
    """Remembers only while the program runs: for the first start and for tests."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def read(self, key: str) -> object:
        """The value, or None."""
        return self._values.get(key)

    def write(self, key: str, value: object) -> None:
        """Keep the value."""
        self._values[key] = value
