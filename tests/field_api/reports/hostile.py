"""A field of all that numbers may meet: two currencies, hours nobody knows, clocks that were put
on, a goal of nothing, and names that a sheet, a page, a paper or a mail could take for orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from field_api.database import Database
from kobra_domain.dues import Payment, PromiseState
from kobra_domain.goals import Goal, goal_id
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import AccountState, Address
from kobra_domain.visits import Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.money.made import paid, promised
from tests.field_api.servers import Client, Running, running
from tests.field_api.test_recovery_books import FEBRUARY, JANUARY, Stood, an_account, keep
from tests.field_api.world import Side, World, build_world, write

SHEET = "=cmd|' /C calc'!A0"  # what a program of sheets would run
MARKUP = '<img src=x onerror=f()> #panic("x") $1/0$ *a* _b_ \\ [c] @d `e` "><script>f()</script>'
LINES = "+1\t+2\r\nBcc: otra@kobra.example \u202egnp.exe 😀\x07"
NINE = datetime(2026, 2, 25, 14, 30, tzinfo=UTC)  # Wednesday 9:30 in Bogotá
PUT_ON = datetime(2026, 3, 8, 10, tzinfo=UTC)  # when Tijuana's clocks go from 2 to 3
SPAN = {"from": "2026-01-01", "to": "2026-04-01"}
LONG_SESSION = 10**9


def visit(side: Side, at: datetime | None, n: int, door: Address, **changes: object) -> Visit:
    """One that was made, of every third person, now and then without a bucket."""
    values = {
        "state": VisitState.COMPLETED,
        "outcome": (Outcome.PROMISE, Outcome.NO_CONTACT, Outcome.CONTACT_THIRD_PARTY)[n % 3],
        "verdict": (Verdict.AT_ADDRESS, Verdict.NO_FIX)[n % 2],
        "ended_at": at,
        "planned_on": at.date() if at else None,
        "on_phone_at": at,
        "agent_id": side.agent.id if n % 4 else None,
        "address_id": door.id,
        "bucket": n % 3 or None,
    }
    return side.visit(**{**values, **changes})


def rows(side: Side) -> list[Entity]:
    """What lies in one team's portfolio."""
    far = replace(
        side.address, id=new_id(), time_zone="America/Tijuana", neighbourhood=MARKUP[:60],
        municipality="@SUM(1)",
    )  # fmt: skip
    nowhere = replace(side.address, id=new_id(), neighbourhood="", lat=None, lon=None)
    made: list[Entity] = [far, nowhere]
    doors = (far, nowhere, side.address)
    made += [visit(side, NINE + timedelta(hours=n), n, doors[n % 3]) for n in range(14)]
    made += [visit(side, PUT_ON + timedelta(minutes=n - 60), n, far) for n in (0, 59, 60, 61, 120)]
    made += [visit(side, None, n, far) for n in range(2)]  # nobody knows when
    made += [visit(side, None, 4, far, state=VisitState.DRAFT, outcome=None, verdict=None)]
    for n, state in enumerate((PromiseState.KEPT, PromiseState.BROKEN, PromiseState.KEPT)):
        coin = ("COP", "COP", "MXN")[n]
        due = promised(side, (900, 100, 7)[n], n, state=state, currency=coin)
        made.append(replace(due, agent_id=side.agent.id if n else None))
        made.append(paid(side, (500, 200, 70)[n], -n, currency=coin, is_reversal=n == 1))
        made.append(
            Payment(
                id=new_id(),
                portfolio_id=side.portfolio.id,
                account_id=side.account.id,
                reported_at=NINE,
                amount_minor=n,
                currency=coin,
                paid_on=NINE.date(),
            )
        )
    month = date(2026, 3, 1)
    made.append(Goal(id=goal_id(month, "COP"), month_on=month, currency="COP", amount_minor=0))
    return made


def cortes(database: Database, side: Side) -> None:
    """Two days of corte, at which an account got worse, one was paid and one owed nothing."""
    worse, gone, none = (an_account(side, n, agent_id=side.agent.id) for n in range(3))
    write(database, worse, gone, none)
    keep(
        database,
        side.portfolio,
        Stood(worse, JANUARY, 20, 1_000, 100),
        Stood(worse, FEBRUARY, 45, 1_100, 200),
        Stood(gone, JANUARY, 70, 500, 500),
        Stood(gone, FEBRUARY, 99, 0, 0, AccountState.PAID),
        Stood(none, JANUARY, 5, 0, 0),
    )
    write(database, paid(side, 60, value_on=date(2026, 2, 1), account_id=worse.id))


@dataclass(frozen=True)
class Hostile:
    """The server, its field, and its supervisor of the north."""

    server: Running
    world: World
    client: Client


def filled(database: Database) -> World:
    """The field, in a database."""
    world = build_world(database)
    for n, side in enumerate((world.north, world.south)):
        held = rows(side)
        write(database, *(held[:-1] if n else held))
        cortes(database, side)
    return world


def named(server: Running, world: World) -> None:
    """Gives the north its names."""
    north = world.north
    server.edit(north.team, name=MARKUP[:120])
    server.edit(north.agent, name=LINES, code="=1+1")
    server.edit(north.institution, name=MARKUP[:120])
    server.edit(north.portfolio, name=SHEET)


@contextmanager
def hostile(url: str, folder: Path) -> Iterator[Hostile]:
    """A server over the field."""
    with running(url, folder, access_token_s=LONG_SESSION, refresh_token_s=LONG_SESSION) as server:
        world = filled(server.database)
        named(server, world)
        yield Hostile(server, world, server.client().sign_in(world.email("supervisor")))
