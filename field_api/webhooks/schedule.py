"""When a webhook is tried again, and how long an endpoint that does not answer is left alone."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_S, _MIN, _H = 1, 60, 3_600
# After the first try, the second, …; after the last one it is given up.
STEPS_S = (5 * _S, 5 * _MIN, 30 * _MIN, 2 * _H, 5 * _H, 10 * _H, 14 * _H, 20 * _H, 24 * _H)
# How long an endpoint rests after so many failures in a row: one try then, not all that wait.
RESTS_S = (5 * _S, 30 * _S, 2 * _MIN, 5 * _MIN, 15 * _MIN, 30 * _MIN, _H)
JITTER = 0.1
LONGEST = timedelta(hours=24) * (1 + JITTER)
GIVEN_UP_AFTER = timedelta(days=5)
_WIDEST_S = 24 * _H


def next_try(tries: int, now: datetime, asked: timedelta | None = None) -> datetime | None:
    """When a delivery that failed `tries` times is tried again; None: it is given up."""
    if tries > len(STEPS_S):
        return None
    wait = _jittered(STEPS_S[tries - 1])
    return now + max(wait, asked or timedelta())


def rest(failures: int, asked: timedelta | None = None) -> timedelta:
    """How long an endpoint rests that failed so many times in a row."""
    wait = _jittered(RESTS_S[min(failures, len(RESTS_S)) - 1])
    return max(wait, asked or timedelta())


def asked_wait(text: str, now: datetime) -> timedelta | None:
    """What a `Retry-After` asks for (seconds, or a moment), at most a day; None for nonsense."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return timedelta(seconds=min(int(text[:9]), _WIDEST_S))
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), timedelta(seconds=_WIDEST_S))


def _jittered(seconds: float) -> timedelta:
    """Up to a tenth later: those that failed together do not come back together."""
    return timedelta(seconds=seconds * (1 + random.random() * JITTER))
