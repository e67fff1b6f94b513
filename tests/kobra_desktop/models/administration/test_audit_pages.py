"""Finding the newest end of a list that is only told from its oldest."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_desktop.api.audit import AuditPage, AuditRow
from kobra_desktop.models.administration.audit_pages import PAGE, newer, newest, older

AT = datetime(2026, 11, 20, tzinfo=UTC)


class Server:
    """Answers as the field API does, and counts how often it is asked."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers, self.asked = sorted(numbers), 0

    def __call__(self, since: int, limit: int) -> AuditPage:
        self.asked += 1
        first = bisect_right(self.numbers, since)
        found = self.numbers[first : first + limit]
        more = len(self.numbers) > first + limit
        rows = tuple(AuditRow(id=number, at=AT, act="agent.edit") for number in found)
        return AuditPage(items=rows, next=found[-1] if more else None)


def _all(server: Server) -> list[int]:
    stretch = newest(server)
    made = [row.id for row in stretch.rows]
    while stretch.before:
        stretch = older(server, stretch.before)
        made += [row.id for row in stretch.rows]
    return made


@given(st.sets(st.integers(1, 5_000), max_size=60))
def test_every_line_is_read_once_newest_first(numbers: set[int]) -> None:
    assert _all(Server(list(numbers))) == sorted(numbers, reverse=True)


def test_a_long_audit_is_entered_at_its_end_with_few_questions() -> None:
    server = Server(list(range(1, 1_000_001)))
    stretch = newest(server)
    assert [row.id for row in stretch.rows] == list(range(1_000_000, 1_000_000 - PAGE, -1))
    assert server.asked < 60


@pytest.mark.parametrize("count", [0, 1, PAGE, PAGE + 1, 3 * PAGE])
def test_what_was_written_since_is_read_in_pages(count: int) -> None:
    found = newer(Server(list(range(1, 10 + count + 1))), 10)
    assert [row.id for row in found] == list(range(10 + count, 10, -1))
