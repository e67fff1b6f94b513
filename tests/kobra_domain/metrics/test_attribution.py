"""Whose work a payment is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kobra_domain.metrics.attribution import DAYS, Contact, Paid, owners

FIRST = datetime(2026, 11, 1, 3, tzinfo=UTC)


def test_a_contact_counts_for_fourteen_days_and_the_later_one_wins() -> None:
    day = date(2026, 11, 3)
    early = Contact("a", day, FIRST, "ana")
    later = Contact("a", day + timedelta(days=2), FIRST + timedelta(days=2), "luis")
    told = [
        Paid("same_day", "a", day),
        Paid("before", "a", day - timedelta(days=1)),
        Paid("later", "a", day + timedelta(days=2)),
        Paid("last", "a", day + timedelta(days=2 + DAYS)),
        Paid("too_late", "a", day + timedelta(days=3 + DAYS)),
        Paid("other", "b", day),
    ]
    assert owners(told, [later, early]) == {
        "same_day": "ana", "before": None, "later": "luis", "last": "luis", "too_late": None,
        "other": None,
    }  # fmt: skip
