"""Reads the server's audit from its newest end. The server tells it oldest first and numbers its
lines upwards, so the newest number is looked for by halving. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kobra_desktop.api.audit import AuditPage, AuditRow

PAGE = 500
_FIRST_STEP = 1_024

# (since, limit) → a page: lines numbered above `since`, oldest first.
Ask = Callable[[int, int], AuditPage]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines newest first; `before` is the number to go on from, 0 when there are no older ones."""

    rows: tuple[AuditRow, ...]
    before: int


def newest(ask: Ask) -> Stretch:
    """The newest page."""
    top = _last_number(ask)
    return older(ask, top + 1)


def older(ask: Ask, before: int) -> Stretch:
    """The page of lines numbered below `before`; gaps in the numbers make it shorter."""
    since = max(0, before - 1 - PAGE)
    page = ask(since, PAGE)
    rows = [row for row in page.items if row.id < before]
    return Stretch(tuple(reversed(rows)), since + 1 if since else 0)


def newer(ask: Ask, after: int) -> tuple[AuditRow, ...]:
    """What was written after a number, newest first."""
    made: list[AuditRow] = []
    while True:
        page = ask(after, PAGE)
        made += page.items
        if page.next is None:
            return tuple(reversed(made))
        after = int(page.next)


def _last_number(ask: Ask) -> int:
    """The number of the newest line, 0 when there is none. About 2·log2 n small questions."""
    low, step = 0, _FIRST_STEP
    while True:
        page = ask(low, 1)
        if not page.items:
            return low
        low = page.items[0].id
        high = low + step
        if not ask(high, 1).items:
            break
        low, step = high, step * 2
    while low < high:  # `low` is known to exist; nothing is above `high`
        middle = (low + high) // 2
        page = ask(middle, 1)
        if page.items:
            low = page.items[0].id
        else:
            high = middle
    return low
