"""Which rules must be read again, and what it does that somebody has read one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kobra_domain.contact import rules_for
from kobra_domain.contact.reviews import review_of, to_read, with_reading
from kobra_domain.contact.rules import HOUSE
from kobra_domain.house_rules import kept_by, no_house
from kobra_domain.portfolios import CreditorType
from tests.kobra_domain.things import an_id

FINANCIAL, COMMERCIAL = CreditorType.FINANCIAL, CreditorType.COMMERCIAL
HOURS = rules_for("CO", FINANCIAL).hours
ROW = no_house("CO", FINANCIAL)
DAY = date(2027, 5, 31)  # by when Colombia's must be read


def test_a_rule_is_near_for_thirty_days_and_then_over() -> None:
    found = review_of(HOURS, ())
    assert found is not None
    assert found.due_on == DAY
    assert not found.is_near(DAY - timedelta(days=31))
    assert found.is_near(DAY - timedelta(days=30))
    assert not found.is_over(DAY)
    assert found.is_over(DAY + timedelta(days=1))
    assert review_of(HOUSE, ()) is None
    assert review_of(replace(HOURS, review_by=None), ()) is None


def test_who_read_it_again_has_it_rest_as_long_as_the_first_reading_did() -> None:
    at = datetime(2027, 5, 20, 15, tzinfo=UTC)
    row = kept_by(with_reading(ROW, "co.hours", " Igual "), ROW, an_id(1), at)
    found = review_of(HOURS, [row])
    assert found is not None
    assert (found.read_on, found.by, found.text) == (at.date(), an_id(1), "Igual")
    assert HOURS.verified_on is not None
    assert found.due_on == at.date() + (DAY - HOURS.verified_on)
    again = with_reading(row, "co.hours")
    assert [one.text for one in again.read_again] == [""]


def test_a_reading_that_nobody_signed_or_older_than_the_laws_data_counts_for_nothing() -> None:
    unsent = with_reading(ROW, "co.hours")
    old = kept_by(unsent, ROW, an_id(1), datetime(2026, 1, 1, tzinfo=UTC))
    for row in (unsent, old):
        found = review_of(HOURS, [row])
        assert found is not None
        assert found.due_on == DAY


def test_the_most_urgent_come_first_and_one_rule_of_two_creditor_types_once() -> None:
    where = [("CO", FINANCIAL), ("CO", COMMERCIAL), ("PE", FINANCIAL)]
    keys = [one.rule.key for one in to_read(where, (), DAY)]
    assert keys == [
        *("pe.holidays", "pe.hours"),
        *("co.frequency", "co.holidays", "co.hours", "co.no_references", "co.visits"),
    ]
    assert to_read(where, (), date(2026, 12, 1)) == []
    read = kept_by(with_reading(ROW, "co.hours"), ROW, an_id(1), datetime(2027, 5, 1, tzinfo=UTC))
    assert "co.hours" not in [one.rule.key for one in to_read(where, [read], DAY)]
