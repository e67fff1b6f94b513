"""How a loop waits and learns that it must end; `background` has the one for threads."""

from math import inf
from random import Random
from typing import Protocol


class Pulse(Protocol):
    """What a loop is given."""

    def stopped(self) -> bool:
        """Whether to end."""

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; answers whether somebody poked."""


class BackOff:
    """Waits that grow from `first_s` to `longest_s`, scattered so that a server that comes back is
    not met by everybody at once.
    """

    def __init__(self, chance: Random, *, first_s: float = 1.0, longest_s: float = 60.0) -> None:
        self._chance = chance
        self._first_s = first_s
        self._longest_s = longest_s
        self._failures = 0

    def succeeded(self) -> None:
        """Begin again with short waits."""
        self._failures = 0

    def failed(self, at_most_s: float = inf) -> float:
        """Seconds to wait after one more failure, of a kind that need not wait longer than this."""
        whole = min(self._longest_s, at_most_s, self._first_s * float(1 << self._failures))
        self._failures = min(self._failures + 1, 16)
        return whole * self._chance.uniform(0.5, 1.0)
