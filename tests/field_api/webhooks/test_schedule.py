"""Tries follow the schedule, a little late; an endpoint's own wish is heard, within a day."""

from datetime import UTC, datetime, timedelta

import pytest

from field_api.webhooks.schedule import asked_wait, next_try, rest

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
HOUR = 3_600


def test_ten_tries_in_three_days() -> None:
    steps = [5, 300, 1_800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
    for tries, step in enumerate(steps, 1):
        at = next_try(tries, NOW)
        assert at is not None
        assert step <= (at - NOW).total_seconds() <= 1.1 * step
    assert next_try(10, NOW) is None


def test_what_the_endpoint_asks_is_waited_for() -> None:
    assert next_try(1, NOW, timedelta(minutes=2)) == NOW + timedelta(minutes=2)
    assert rest(1, timedelta(minutes=2)) == timedelta(minutes=2)


def test_rests_grow_to_an_hour() -> None:
    assert rest(1) < timedelta(seconds=6)
    assert timedelta(hours=1) <= rest(50) <= timedelta(hours=1.1)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("Fri, 20 Nov 2026 15:01:00 GMT", 60),
        ("Fri, 20 Nov 2026 14:00:00 GMT", 0),
        ("99999999999999999999", 86_400),
        ("Fri, 20 Nov 2099 15:01:00 GMT", 86_400),
    ],
)
def test_retry_after_is_read(text: str, seconds: int) -> None:
    assert asked_wait(text, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "soon", "-5", "1.5", "٣", "Fri, 99 Nov 2026 15:01:00 GMT"])
def test_nonsense_is_no_wish(text: str) -> None:
    assert asked_wait(text, NOW) is None
