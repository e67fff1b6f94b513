"""What came back over time: young accounts have had less of it, and that is seen."""

from __future__ import annotations

from datetime import date

import pytest

from kobra_domain.reports.curves import Back, Given, by_days, by_months

TODAY = date(2026, 11, 20)


def given(account_id: str, cohort: str, since: date, owed: int = 1_000) -> Given:
    return Given(account_id=account_id, cohort=cohort, since=since, owed_minor=owed)


def test_a_lot_by_days_since_it_was_assigned() -> None:
    accounts = [given("a", "L1", date(2026, 11, 15)), given("b", "L1", date(2026, 11, 18))]
    back = [
        Back("a", date(2026, 11, 15), 100),
        Back("a", date(2026, 11, 17), 300),
        Back("a", date(2026, 11, 19), -100),
        Back("b", date(2026, 11, 20), 200),
        Back("a", date(2026, 11, 14), 999),  # before it was given
        Back("z", date(2026, 11, 19), 999),  # never given
    ]
    [curve] = by_days(accounts, back, TODAY)
    assert curve.shares == pytest.approx((0.05, 0.05, 0.3, 0.3, 0.25, 0.25))
    assert (curve.owed_minor, curve.is_whole_until) == (2_000, 2)
    values = curve.series(7).values
    assert [one.is_estimate for one in values] == [False, False, False, True, True, True, False]
    assert values[6].value is None


def test_months_of_origination_by_months_on_book() -> None:
    accounts = [
        given("a", "2026-08", date(2026, 8, 31)),
        given("b", "2026-10", date(2026, 10, 1), 0),
        given("c", "2027-01", date(2027, 1, 1)),  # has not begun
    ]
    [august] = by_months(accounts, [Back("a", date(2026, 9, 1), 500)], TODAY)  # b owed nothing
    assert august.shares == pytest.approx((0.0, 0.5, 0.5, 0.5))
    assert august.is_whole_until == 3
