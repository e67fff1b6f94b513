"""One person with many accounts is one person: nothing that is theirs alone is seen by whoever has
a link, in no report, though it is of more rows than five.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from field_api.database import Database
from field_api.reports.links import result_text
from field_api.reports.making import Reader, made
from field_api.tables.money import account_snapshots, cuts
from kobra_domain.charts.spec import BarChart, Figure, Table
from kobra_domain.dues import BankPayment, Promise, PromiseState
from kobra_domain.portfolios import Account, AccountParty, AccountState, Party, PartyRole
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.report import Report
from kobra_domain.reports.sharing import Pair, Shared
from kobra_domain.scope import EVERYTHING
from kobra_domain.visits import Outcome, VisitState
from kobra_records.ids import new_id
from tests.field_api.world import Side, World, write

pytestmark = pytest.mark.both_engines

NOW = datetime(2026, 3, 4, 15, tzinfo=UTC)
CUT = date(2026, 1, 31)
CROWD, RICH = 12, 6  # people with one account, and accounts of one person
LITTLE, MUCH = 100_000_00, 7_654_321_00
FEBRUARY = (Pair("from", "2026-02-01"), Pair("to", "2026-03-01"))


@dataclass(frozen=True)
class Lives:
    """What becomes of some accounts: visited, promised, paid on one day, in a bucket."""

    on: date
    amount_minor: int
    outcome: Outcome
    state: PromiseState
    bucket: int
    hour: int


MANY = Lives(date(2026, 2, 24), LITTLE, Outcome.PROMISE, PromiseState.KEPT, 1, 14)
ONE = Lives(date(2026, 2, 1), MUCH, Outcome.REFUSED, PromiseState.BROKEN, 3, 20)


def rows(side: Side, people: int, accounts: int, lives: Lives) -> list[Any]:
    """So many people with so many accounts each, and all that becomes of them."""
    found: list[Any] = []
    for person in range(people):
        party = Party(id=new_id(), portfolio_id=side.portfolio.id, name=f"Persona {person}")
        found.append(party)
        for n in range(accounts):
            account = Account(
                id=new_id(),
                portfolio_id=side.portfolio.id,
                number=f"{lives.bucket}-{person}-{n}",
                parties=(AccountParty(party_id=party.id, role=PartyRole.HOLDER),),
                currency="COP",
                overdue_minor=lives.amount_minor,
            )
            found += [account, *_of(side, account, party, lives, person * 10 + n)]
    return found


def _of(side: Side, account: Account, party: Party, lives: Lives, minute: int) -> list[Any]:
    at = datetime(lives.on.year, lives.on.month, lives.on.day, lives.hour, tzinfo=UTC)
    visit = side.visit(
        party_id=party.id,
        account_ids=(account.id,),
        state=VisitState.COMPLETED,
        outcome=lives.outcome,
        ended_at=at + timedelta(seconds=20 * minute),
        planned_on=lives.on,
        agent_id=side.agent.id,
    )
    promise = Promise(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        account_id=account.id,
        made_at=at,
        amount_minor=lives.amount_minor,
        currency="COP",
        due_on=lives.on,
        state=lives.state,
    )
    payment = BankPayment(
        id=new_id(),
        portfolio_id=side.portfolio.id,
        account_number=account.number,
        account_id=account.id,
        amount_minor=lives.amount_minor,
        currency="COP",
        value_on=lives.on,
        booked_on=lives.on,
    )
    return [visit, promise, payment]


def stood(database: Database, side: Side, found: list[Any], lives: Lives) -> None:
    """The accounts at the corte before."""
    made_ = [
        {
            "account_id": one.id,
            "cut_on": CUT,
            "portfolio_id": one.portfolio_id,
            "bucket": lives.bucket,
            "days": 10 * lives.bucket,
            "balance_minor": one.overdue_minor,
            "overdue_minor": one.overdue_minor,
            "currency": "COP",
            "agent_id": None,
            "state": AccountState.ACTIVE,
        }
        for one in found
        if isinstance(one, Account)
    ]
    with database.begin() as connection:
        connection.execute(insert(account_snapshots), made_)


def fill(database: Database, side: Side, *parts: tuple[int, int, Lives]) -> None:
    cut = {
        "portfolio_id": side.portfolio.id,
        "cut_on": CUT,
        "buckets": "[7, 30, 60, 90]",
        "taken_at": NOW,
        "accounts": CROWD + RICH,
    }
    with database.begin() as connection:
        connection.execute(insert(cuts).values(cut))
    for people, accounts, lives in parts:
        found = rows(side, people, accounts, lives)
        write(database, *found)
        stood(database, side, found, lives)


def report(database: Database, key: str, *, is_known: bool = False) -> Report:
    reader = Reader(keys=(EVERYTHING,), zone="America/Bogota", now=NOW, is_known=is_known)
    with database.read() as connection:
        return made(connection, Shared(report=key, filters=FEBRUARY), reader)


def test_what_one_person_brought_is_in_no_report(database: Database, world: World) -> None:
    """By value: in minor units and as it is printed, one of the six and all of them."""
    fill(database, world.north, (CROWD, 1, MANY), (1, RICH, ONE))
    theirs = ("765432100", "7.654.321", str(RICH * MUCH), "45.925.926", "45,9 M")
    known = "".join(result_text(report(database, key, is_known=True)) for key in REPORTS)
    assert str(RICH * MUCH) in known
    for key in REPORTS:
        said = result_text(report(database, key))
        assert not [one for one in theirs if one in said], key
        assert '"value":' in said or key == "agents"  # the others are seen


def test_rows_of_one_person_are_hidden_where_rows_are_counted(
    database: Database, world: World
) -> None:
    broken = replace(MANY, state=PromiseState.BROKEN)
    late = replace(broken, on=date(2026, 2, 27), bucket=2)
    fill(database, world.north, (40, 1, broken), (41, 1, late), (1, RICH, ONE))
    ages = _chart(report(database, "promises"), "ages", BarChart)
    # Of the two that are seen the smaller is hidden too: the whole would tell the third.
    assert [one.value for one in ages.series[0].values] == [41, None, None, 0, 0]
    buckets = _chart(report(database, "recovery"), "buckets.cop", Table)
    assert [row[1:] == (Figure(),) * 4 for row in buckets.rows] == [False, False, True]
    assert buckets.total[2] == Figure()  # less what is seen it would be theirs


def test_of_one_person_alone_nothing_is_seen(database: Database, world: World) -> None:
    fill(database, world.north, (1, 2 * RICH, ONE))
    for key in set(REPORTS) - {"compliance"}:
        charts = [one.chart for one in report(database, key).panels if one.chart is not None]
        assert charts == [], key


def _chart(report: Report, key: str, kind: Any) -> Any:
    [found] = [one.chart for one in report.panels if one.key == key]
    assert isinstance(found, kind), (key, found)
    return found
