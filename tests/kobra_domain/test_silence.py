"""Who has not reported yet."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from kobra_domain.people import Agent, ShiftSpan
from kobra_domain.silence import Silence, Silent, silent
from kobra_records.ids import new_id

NOW = datetime(2026, 4, 15, 14, tzinfo=UTC)  # a Wednesday, nine in Bogotá
EIGHT = NOW - timedelta(hours=1)
BEFORE = NOW - timedelta(days=3)
ANA = Agent(
    id=new_id(),
    code="G1",
    name="Ana",
    enrolled_at=BEFORE,
    shift=(ShiftSpan(weekday=2, start=time(8), end=time(17)),),
)


def test_who_has_no_phone_or_never_spoke_is_silent_whatever_the_hour() -> None:
    assert silent(replace(ANA, enrolled_at=None), NOW, NOW) == Silent(Silence.WITHOUT_PHONE)
    assert silent(ANA, None, NOW) == Silent(Silence.NEVER, BEFORE)
    assert silent(ANA, BEFORE - timedelta(hours=1), NOW) == Silent(Silence.NEVER, BEFORE)
    assert silent(replace(ANA, is_active=False), None, NOW) is None


def test_who_spoke_before_is_silent_once_the_shift_began() -> None:
    yesterday = NOW - timedelta(days=1)
    assert silent(ANA, yesterday, NOW) == Silent(Silence.NOT_TODAY, EIGHT)
    assert silent(ANA, yesterday, EIGHT - timedelta(minutes=1)) is None
    assert silent(ANA, NOW - timedelta(minutes=5), NOW) is None
    assert silent(replace(ANA, absent_on=NOW.date()), yesterday, NOW) is None
