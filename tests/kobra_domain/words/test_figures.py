"""Figures as people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.words import figures, monies
from tests.kobra_domain.things import NOW, after


@pytest.mark.parametrize(
    ("minor", "currency", "printed"),
    [
        (123_456_750, "COP", "$ 1.234.568 COP"),
        (123_456_750, "MXN", "$1,234,567.50 MXN"),
        (-25_000, "MXN", "-$250.00 MXN"),
        (-25, "COP", "$ 0 COP"),
        (1_234, "CLP", "$ 1.234 CLP"),
        (5, "PEN", "S/ 0.05 PEN"),
        (123_456, "BRL", "1,234.56 BRL"),
        (2**53 - 1, "COP", "$ 90.071.992.547.410 COP"),
    ],
)
def test_money_is_printed_as_its_country_does(minor: int, currency: str, printed: str) -> None:
    assert figures.money(minor, currency) == printed


@given(st.integers(0, 2**53 - 1))
def test_no_cent_of_a_peso_is_lost(minor: int) -> None:
    digits = "".join(c for c in figures.money(minor, "MXN") if c.isdigit())
    assert int(digits) == minor


@pytest.mark.parametrize(
    ("value", "locale", "decimals", "printed"),
    [
        (1234.5, "es", 1, "1.234,5"),
        (1234.5, "es_CO", 1, "1.234,5"),
        (1234.5, "es_MX", 1, "1,234.5"),
        (1234.5, "en", 0, "1,235"),
        (0.5, "es", 0, "1"),
        (-3, "es", 0, "-3"),
    ],
)
def test_numbers(value: float, locale: str, decimals: int, printed: str) -> None:
    assert figures.number(value, locale, decimals) == printed


@pytest.mark.parametrize(
    ("metres", "locale", "printed"),
    [
        (14.4, "es", "14 m"),
        (999.4, "es", "999 m"),
        (999.6, "es", "1,0 km"),
        (8_420, "es_CO", "8,4 km"),
        (8_420, "es_MX", "8.4 km"),
    ],
)
def test_distances(metres: float, locale: str, printed: str) -> None:
    assert figures.distance(metres, locale) == printed


@pytest.mark.parametrize(
    ("size", "locale", "printed"),
    [
        (0, "es", "0 B"),
        (999, "es", "999 B"),
        (97_400, "es", "97 kB"),
        (999_600, "es", "1,0 MB"),
        (1_440_000, "es_MX", "1.4 MB"),
        (12_000_000_000_000, "en", "12,000.0 GB"),
    ],
)
def test_sizes(size: int, locale: str, printed: str) -> None:
    assert figures.data_size(size, locale) == printed


def test_percentages() -> None:
    assert figures.percent(18.4, "es") == "18 %"
    assert figures.percent(18.4, "en") == "18%"


@pytest.mark.parametrize(
    ("seconds", "locale", "printed"),
    [
        (-5, "es", "0 s"),
        (12, "es", "12 s"),
        (59.6, "es", "1 min"),
        (2_500, "es", "41 min"),
        (15_480, "es", "4 h 18 min"),
        (7_200, "es", "2 h"),
        (86_400, "es", "1 día"),
        (2 * 86_400 + 3 * 3_600, "es", "2 días 3 h"),
        (2 * 86_400 + 3 * 3_600, "en", "2 days 3 h"),
    ],
)
def test_durations(seconds: float, locale: str, printed: str) -> None:
    assert figures.duration(seconds, locale) == printed


@pytest.mark.parametrize(
    ("seconds", "locale", "printed", "short"),
    [
        (1, "es", "ahora", "0:01"),
        (-9, "en", "now", "0:00"),
        (12, "es", "hace 12 s", "0:12"),
        (2_500, "es", "hace 41 min", "41:40"),
        (11_000, "en", "3 h ago", "3 h"),
        (86_400, "es", "hace 1 día", "1 d"),
        (200_000, "en", "2 days ago", "2 d"),
    ],
)
def test_ages(seconds: float, locale: str, printed: str, short: str) -> None:
    assert figures.age(seconds, locale) == printed
    assert figures.short_age(seconds) == short


MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_moments_are_told_in_the_zone() -> None:
    assert figures.hour(MONDAY, "America/Bogota") == "07:00"
    assert figures.moment(MONDAY, "America/Bogota", "es") == "lun 23 nov, 07:00"
    assert figures.moment(MONDAY, "America/Tijuana", "en") == "Mon 23 Nov, 04:00"


@pytest.mark.parametrize(
    ("days", "printed"), [(0, "mar 3, 10:00"), (5, "dom 8, 10:00"), (6, "lun 9 mar, 10:00")]
)
def test_a_near_moment_needs_no_month(days: int, printed: str) -> None:
    at = after(days * 86_400)
    assert figures.moment(at, "America/Bogota", "es", NOW) == printed


def test_a_moment_of_another_year_has_its_year() -> None:
    now, at = datetime(2026, 3, 4, 15, tzinfo=UTC), datetime(2028, 3, 5, 15, tzinfo=UTC)
    assert figures.moment(at, "America/Bogota", "es", now) == "dom 5 mar 2028, 10:00"


def test_days() -> None:
    day = date(2026, 11, 21)
    assert figures.day_words(day, "es") == "sáb 21 nov"
    assert figures.weekday_words(day, "es_CO") == "sábado"
    assert figures.weekday_words(day, "en") == "Saturday"
    assert figures.day_words(day, "en", date(2026, 1, 1)) == "Sat 21 Nov"
    assert figures.day_words(day, "es", date(2027, 1, 1)) == "sáb 21 nov 2026"


@pytest.mark.parametrize(
    ("minor", "currency", "whole"), [(12_345, "MXN", "123.45"), (5, "COP", "0.05"), (7, "CLP", "7")]
)
def test_minor_units_are_whole_ones_exactly(minor: int, currency: str, whole: str) -> None:
    assert figures.amount(minor, currency) == Decimal(whole)


def test_what_is_kept_says_the_whole_date() -> None:
    at = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
    assert figures.full_day(at.date(), "es") == "3 nov 2026"
    assert figures.full_moment(at, "America/Bogota", "en") == "3 Nov 2026, 07:00"


def test_sums_in_several_currencies_stand_each_by_itself() -> None:
    assert monies({"MXN": 12_345, "COP": 100_000}) == ["$ 1.000 COP", "$123.45 MXN"]
    assert monies({}) == []
