"""Ranges of days past due, and days of corte."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kobra_domain.buckets import (
    bucket_at,
    bucket_of,
    bucket_words,
    check_bounds,
    cut_before,
    last_cut,
)
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import BUCKETS
from tests.kobra_domain.things import a_portfolio, an_account


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-3, 0), (0, 0), (1, 1), (7, 1), (8, 2), (30, 2), (31, 3), (60, 3), (61, 4), (90, 4), (91, 5)],
)
def test_a_day_falls_into_its_bucket(days: int, bucket: int) -> None:
    assert bucket_of(days, BUCKETS) == bucket


def test_buckets_have_words_in_their_order() -> None:
    assert bucket_words(BUCKETS, "es") == [
        *("Al día", "1–7", "8–30", "31–60", "61–90", "Más de 90"),
    ]
    assert bucket_words((1, 30), "en") == ["Up to date", "1", "2–30", "Over 30"]


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ((), "missing"),
        ((0, 30), "bounds_must_rise"),
        ((7, 7), "bounds_must_rise"),
        ((30, 7), "bounds_must_rise"),
        (tuple(range(1, 14)), "too_many"),
        ((7, 4_000), "too_large"),
    ],
)
def test_bounds_that_do_not_rise_are_no_ranges(bounds: tuple[int, ...], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_bounds(bounds)
    assert refused.value.code == code
    with pytest.raises(Invalid):
        revise(COMMANDS["portfolio.edit"], a_portfolio(), {"buckets": bounds})


def test_lawful_bounds_are_taken() -> None:
    after = revise(COMMANDS["portfolio.edit"], a_portfolio(), {"buckets": (15, 120)})
    assert after == a_portfolio(buckets=(15, 120))


@given(
    bounds=st.lists(st.integers(1, 3_650), min_size=1, max_size=12, unique=True).map(sorted),
    days=st.lists(st.integers(-10, 4_000), min_size=2, max_size=2).map(sorted),
)
def test_more_days_are_never_a_lower_bucket(bounds: list[int], days: list[int]) -> None:
    fewer, more = (bucket_of(one, bounds) for one in days)
    assert 0 <= fewer <= more <= len(bounds) + 1


@pytest.mark.parametrize(
    ("days", "overdue_minor", "bucket"), [(0, 0, 0), (5, 100, 1), (95, 100, 5), (0, 100, None)]
)
def test_an_account_stands_where_its_days_are_known(
    days: int, overdue_minor: int, bucket: int | None
) -> None:
    account = an_account(days_past_due=days, overdue_minor=overdue_minor)
    assert bucket_at(account, BUCKETS) == bucket
    assert bucket_at(None, BUCKETS) is None


@pytest.mark.parametrize(
    ("cut_day", "day", "cut_on"),
    [
        (31, date(2026, 2, 27), date(2026, 1, 31)),
        (31, date(2026, 2, 28), date(2026, 2, 28)),
        (31, date(2028, 2, 29), date(2028, 2, 29)),
        (30, date(2026, 3, 1), date(2026, 2, 28)),
        (25, date(2026, 3, 24), date(2026, 2, 25)),
        (25, date(2026, 3, 25), date(2026, 3, 25)),
        (25, date(2026, 1, 1), date(2025, 12, 25)),
        (31, date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_a_shorter_month_is_cut_on_its_last_day(cut_day: int, day: date, cut_on: date) -> None:
    assert last_cut(cut_day, day) == cut_on


@given(cut_day=st.integers(1, 31), day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_days_of_corte_are_one_a_month(cut_day: int, day: date) -> None:
    found = [last_cut(cut_day, day)]
    while len(found) < 13:
        found.append(cut_before(cut_day, found[-1]))
    months = [one.year * 12 + one.month for one in found]
    assert months == list(range(months[0], months[0] - 13, -1))
    for before, after in zip(found[1:], found, strict=False):
        assert last_cut(cut_day, after - timedelta(days=1)) == before
