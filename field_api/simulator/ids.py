"""Ids that depend on a seed only, in the forms that the real makers use."""

from datetime import datetime
from random import Random
from uuid import UUID


class SeededIds:
    """Makes UUIDs from a seed; the same order of calls gives the same ids."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)

    def random(self) -> str:
        """A version 4 UUID, as phones make them."""
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def timed(self, at: datetime) -> str:
        """A version 7 UUID of that moment, as server and desktop make them."""
        bits = int(at.timestamp() * 1000) << 80 | 0x7 << 76
        bits |= self._random.getrandbits(12) << 64 | 0b10 << 62 | self._random.getrandbits(62)
        return str(UUID(int=bits))
