"""Accounts are kept as they stand at each corte, once, and again while the month is open."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from field_api.change_log.record import record, record_all
from field_api.database import Database
from field_api.money.months import close_month, closed_until, cuts_of
from field_api.money.snapshots import keep_cuts, take_cut
from field_api.tables.money import account_snapshots
from kobra_domain.errors import Invalid
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Account, AccountState
from kobra_records.ids import new_id
from tests.field_api.money.made import a_file, kept, noon
from tests.field_api.world import World, build_world, write

pytestmark = pytest.mark.both_engines

JANUARY, FEBRUARY, MARCH = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


@pytest.fixture
def small(database: Database) -> World:
    """Whoever is in the north owes 500 and is nine days late."""
    made = build_world(database)
    owed = change(database, made.north.account, balance_minor=500, days_past_due=9)
    return replace(made, north=replace(made.north, account=owed))


def change(database: Database, before: Account | Import, **values: Any) -> Any:
    after = replace(before, **values)
    with database.begin() as connection:
        record(connection, after, before, at=noon(MARCH))
    return after


def test_each_account_is_kept_with_its_bucket(database: Database, small: World) -> None:
    portfolio = small.north.portfolio
    buckets = {0: 0, 1: 1, 7: 1, 8: 2, 30: 2, 31: 3, 60: 3, 61: 4, 90: 4, 91: 5, 900: 5}
    made = [
        replace(small.north.account, id=new_id(), number=f"D-{n}", days_past_due=n) for n in buckets
    ]
    write(database, *made)
    with database.begin() as connection:
        count = take_cut(connection, portfolio, FEBRUARY, noon(MARCH), FEBRUARY)
        assert count == len(made) + 1
        assert take_cut(connection, portfolio, FEBRUARY, noon(MARCH), FEBRUARY) == count
    with database.read() as connection:
        rows = connection.execute(select(account_snapshots)).all()
        [cut] = cuts_of(connection, portfolio.id)
    assert len(rows) == count == cut.accounts
    assert {row.days: row.bucket for row in rows} == {**buckets, 9: 2}
    assert {row.account_id for row in rows} == {small.north.account.id, *(a.id for a in made)}


def test_who_is_not_collected_any_more_is_kept_once(database: Database, small: World) -> None:
    portfolio, account = small.north.portfolio, small.north.account
    with database.begin() as connection:
        take_cut(connection, portfolio, JANUARY, noon(FEBRUARY), None)
    change(database, account, state=AccountState.PAID)
    with database.begin() as connection:
        assert take_cut(connection, portfolio, FEBRUARY, noon(MARCH), None) == 1
        assert take_cut(connection, portfolio, MARCH, noon(MARCH), None) == 0
    assert kept(database) == {
        (account.id, JANUARY): (2, 500, "active"),
        (account.id, FEBRUARY): (2, 500, "paid"),
    }


def test_a_closed_month_stays_as_it_was_told(database: Database, small: World) -> None:
    portfolio, account = small.north.portfolio, small.north.account
    me, now = small.users["admin"].id, noon(MARCH)
    for cut_on in (JANUARY, FEBRUARY):
        with database.begin() as connection:
            take_cut(connection, portfolio, cut_on, now, None)
    with database.begin() as connection:
        assert closed_until(connection, portfolio.id) is None
        with pytest.raises(Invalid, match="cut_not_taken"):
            close_month(connection, portfolio.id, MARCH, by=me, now=now)
        assert close_month(connection, portfolio.id, FEBRUARY, by=me, now=now) == 2
        assert close_month(connection, portfolio.id, FEBRUARY, by=me, now=now) == 0
        assert closed_until(connection, portfolio.id) == FEBRUARY
        assert closed_until(connection, small.south.portfolio.id) is None
    change(database, account, balance_minor=5)
    with database.begin() as connection:
        assert take_cut(connection, portfolio, FEBRUARY, now, None) == 0
    assert kept(database)[account.id, FEBRUARY] == (2, 500, "active")


def after(day: date, hours: int = 6) -> datetime:
    """So many hours after a day's end in UTC; Bogotá's ends at five."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, hours=hours)


def test_the_job_waits_for_a_file_and_for_the_end_of_the_day(
    database: Database, small: World
) -> None:
    portfolio = small.north.portfolio
    assert keep_cuts(database, after(FEBRUARY)) == 0  # no file yet
    write(database, a_file(portfolio, noon(FEBRUARY), cut_off_on=FEBRUARY - timedelta(days=1)))
    assert keep_cuts(database, after(FEBRUARY, 4)) == 0  # it is still the 28th in Bogotá
    assert keep_cuts(database, after(FEBRUARY)) == 1
    assert keep_cuts(database, after(FEBRUARY)) == 0
    with database.read() as connection:
        [cut] = cuts_of(connection, portfolio.id)
    assert (cut.cut_on, cut.as_of_on) == (FEBRUARY, FEBRUARY - timedelta(days=1))


def test_the_file_of_the_corte_comes_after_midnight(database: Database, small: World) -> None:
    portfolio, account = small.north.portfolio, small.north.account
    write(database, a_file(portfolio, noon(FEBRUARY), cut_off_on=FEBRUARY - timedelta(days=1)))
    keep_cuts(database, after(FEBRUARY))
    change(database, account, balance_minor=70)
    night = a_file(portfolio, after(FEBRUARY, 8), cut_off_on=FEBRUARY)
    write(database, night)
    assert keep_cuts(database, after(FEBRUARY, 9)) == 1
    assert kept(database)[account.id, FEBRUARY] == (2, 70, "active")
    # The next night's file is of another day, and an undone one leaves what it had found.
    write(database, a_file(portfolio, after(MARCH, -600), cut_off_on=date(2026, 3, 2)))
    assert keep_cuts(database, after(MARCH, -599)) == 0


def test_what_is_undone_is_counted_anew(database: Database, small: World) -> None:
    portfolio, account = small.north.portfolio, small.north.account
    early = a_file(portfolio, noon(FEBRUARY), cut_off_on=FEBRUARY - timedelta(days=1))
    night = a_file(portfolio, after(FEBRUARY, 5), cut_off_on=FEBRUARY)
    write(database, early, night)
    keep_cuts(database, after(FEBRUARY))
    change(database, account, balance_minor=30)
    change(database, night, state=ImportState.UNDONE, undone_at=after(FEBRUARY, 9))
    assert keep_cuts(database, after(FEBRUARY, 10)) == 1
    assert kept(database)[account.id, FEBRUARY] == (2, 30, "active")


def test_a_first_file_of_a_later_day_says_nothing_of_the_corte_before(
    database: Database, small: World
) -> None:
    first = a_file(small.north.portfolio, noon(date(2026, 3, 10)), cut_off_on=date(2026, 3, 9))
    late = a_file(small.south.portfolio, noon(date(2026, 3, 10)), cut_off_on=FEBRUARY)
    with database.begin() as connection:
        record_all(connection, [(first, None), (late, None)], at=noon(MARCH))
    assert keep_cuts(database, noon(date(2026, 3, 11))) == 1
    assert {account_id for account_id, _ in kept(database)} == {small.south.account.id}
