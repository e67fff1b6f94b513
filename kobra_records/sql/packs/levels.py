"""Blocks of days: what their days count for together, so that years are read as few of them.

A block forgets what tells its days' rows apart most: the hour, or else the day. It is fresh only
while all of its days are; what is not is answered by what lies beneath.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """Blocks of `size` days each, the first from day 0 on, that tell days apart and no hours, or
    hours of weekdays and no days (then only of what is before the first day's and after the last
    day's midnight at the address is it known that it is).
    """

    name: str
    size: int
    has_days: bool = False

    def kind(self, kind: str) -> str:
        """How its blocks are called among days."""
        return f"{kind}/{self.name}"

    def block(self, day: int) -> int:
        """The first day of the block that a day is in."""
        return day // self.size * self.size


DAYS = Level("days32", 32, has_days=True)
HOURS = Level("hours32", 32)
MANY_HOURS = Level("hours256", 256)  # made of those
LEVELS = (MANY_HOURS, HOURS, DAYS)  # in the order in which they are asked
