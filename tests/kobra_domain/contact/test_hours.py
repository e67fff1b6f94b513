"""The lawful hours that screens show beside a day."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from kobra_domain.contact import lawful_window, rules_for
from kobra_domain.portfolios import CreditorType
from kobra_domain.shift import Span
from tests.kobra_domain.things import a_party, an_exception, weekly

CO = rules_for("CO", CreditorType.FINANCIAL)
ZONE = "America/Bogota"


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def test_saturday_ends_at_three() -> None:
    window = lawful_window(CO, date(2026, 3, 7), ZONE, lambda _: False)
    assert window == Span(at(7, 8), at(7, 15))


def test_a_sunday_and_a_holiday_have_no_window() -> None:
    assert lawful_window(CO, date(2026, 3, 8), ZONE, lambda _: False) is None
    assert lawful_window(CO, date(2026, 3, 7), ZONE, lambda _: True) is None


def test_stretches_that_were_asked_for_span_the_window_from_first_to_last() -> None:
    agreed = weekly(time(6), time(8), 0) + weekly(time(18), time(20), 0)
    party = a_party(hours_exceptions=(an_exception(agreed),))
    window = lawful_window(CO, date(2026, 3, 9), ZONE, lambda _: False, party)
    assert window == Span(at(9, 6), at(9, 20))
