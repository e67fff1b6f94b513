"""The server's packed days answer what its rows do, whoever wrote them and whenever."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects import sqlite

from field_api.change_log import packs as marks
from field_api.change_log import record
from field_api.change_log.bulk import Changed, Gone, record_bulk
from field_api.change_log.rows import found
from field_api.database import Database
from field_api.jobs.packing import forget_packs, pack_days
from field_api.tables.packs import packs
from field_api.tables.replicated import TABLES, stored_values
from kobra_domain.contacts import Contact
from kobra_domain.dues import BankPayment
from kobra_domain.kinds import Entity
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, CONTACT_RATE, DONE
from kobra_domain.metrics.dimensions import AGENT, CHANNEL, IS_FIRST, TEAM, ZONE
from kobra_domain.metrics.predicates import Clock, Term
from kobra_domain.metrics.tallies import Tallies
from kobra_domain.people import Agent
from kobra_domain.portfolios import Address, ChannelKind, Portfolio
from kobra_domain.visits import Outcome, Visit, VisitState
from kobra_records.sql.metrics import tallies
from kobra_records.sql.packs import blocks, kinds
from kobra_records.sql.packs.levels import Level
from kobra_records.sql.tables import feed_fields
from tests.kobra_domain.things import a_portfolio, a_visit, an_address, an_agent, an_id

NOW = datetime(2026, 11, 20, 18, tzinfo=UTC)
ACCOUNTS = [an_id(20 + n) for n in range(3)]
BY: list[tuple[Term, ...]] = [
    (Clock("ended_at", "weekday"), Clock("ended_at", "hour")),
    (Clock("ended_at", "day"), TEAM, ZONE),
    ("portfolio_id", AGENT, IS_FIRST),
]


def visit(number: int, dice: random.Random) -> Visit:
    return a_visit(
        id=an_id(1_000 + number),
        portfolio_id=an_id(1),
        address_id=an_id(10 + dice.randrange(3)),
        agent_id=an_id(7 + dice.randrange(2)),
        account_ids=tuple(dice.sample(ACCOUNTS, 2)),
        state=dice.choice([VisitState.COMPLETED, VisitState.NOT_COMPLETED, VisitState.ASSIGNED]),
        ended_at=NOW - timedelta(hours=dice.randrange(24 * 8)),
        outcome=dice.choice([Outcome.PROMISE, Outcome.NO_CONTACT]),
    )


def paid(number: int, dice: random.Random) -> BankPayment:
    on = NOW.date() - timedelta(days=dice.randrange(8))
    return BankPayment(
        id=an_id(3_000 + number), portfolio_id=an_id(1), account_number="1", value_on=on,
        booked_on=on, account_id=dice.choice([*ACCOUNTS, None]), currency="COP",
        amount_minor=dice.randrange(10**9),
    )  # fmt: skip


def door(number: int, dice: random.Random) -> Address:
    zone, near = dice.choice([None, "America/Tijuana"]), dice.choice(["Centro", "La Paz"])
    return an_address(
        id=an_id(10 + number), portfolio_id=an_id(1), time_zone=zone, neighbourhood=near
    )


def call(number: int, dice: random.Random) -> Contact:
    return Contact(
        id=an_id(4_000 + number), portfolio_id=an_id(1), party_id=an_id(5),
        at=NOW - timedelta(hours=dice.randrange(24 * 8)), account_id=dice.choice(ACCOUNTS),
        channel=dice.choice([ChannelKind.PHONE, ChannelKind.SMS]),
        is_two_way=dice.random() < 0.7,
    )  # fmt: skip


def agent(number: int, dice: random.Random) -> Agent:
    team = dice.choice([an_id(70), an_id(71), None])
    return an_agent(id=an_id(7 + number), code=f"AG-{number}", team_id=team)


def portfolio(dice: random.Random) -> Portfolio:
    return a_portfolio(id=an_id(1), time_zone=dice.choice(["America/Bogota", "Asia/Kolkata"]))


def put(database: Database, *entities: Entity) -> None:
    """Write rows as the product does, new or changed."""
    with database.begin() as connection:
        edits: list[record.Edit] = []
        for one in entities:
            had = found(connection, type(one), one.id)
            edits.append((one, None if had is None else had[0]))
        record.record_all(connection, edits, at=NOW)


def take(database: Database, one: Entity) -> None:
    with database.begin() as connection:
        had = found(connection, type(one), one.id)
        if had is not None:
            record.record_all(connection, [(None, had[0])], at=NOW)


def said(connection: Connection) -> list[Tallies]:
    visits = [tallies(connection, TABLES, [DONE, CONTACT_RATE], by=by) for by in BY]
    came = [("booked_on", AGENT), (CHANNEL,)]
    return [*visits, *(tallies(connection, TABLES, [COLLECTED_AMOUNT], by=by) for by in came)]


def agree(database: Database) -> None:
    """Packs and rows give one answer."""
    with database.engine.connect() as connection:
        packed = said(connection)
        connection.execute(delete(packs.days))
        of_rows = said(connection)
        connection.rollback()
    assert packed == of_rows


def fresh(database: Database, kind: str = "visit") -> int:
    with database.read() as connection:
        days = select(func.count()).select_from(packs.days).where(packs.days.c.kind == kind)
        return connection.scalar(days) or 0


def filled(database: Database) -> None:
    """Some visits and payments, packed."""
    dice = random.Random(1)
    put(database, portfolio(dice), *(agent(n, dice) for n in range(2)))
    put(database, *(door(n, dice) for n in range(3)))
    put(database, *(visit(n, dice) for n in range(15)), *(paid(n, dice) for n in range(10)))
    pack_days(database, NOW)


KINDS = {Address: "address", BankPayment: "bank_payment", Contact: "contact"}
SMALL = (Level("hours4", 4), Level("hours2", 2), Level("days2", 2, has_days=True))


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a week has blocks of each level."""
    for module in (kinds, blocks):
        monkeypatch.setattr(module, "LEVELS", SMALL)


@pytest.mark.both_engines
def test_after_any_edits_packs_and_rows_agree(database: Database) -> None:
    filled(database)
    dice = random.Random(7)
    acts: list[Callable[[], object]] = [
        lambda: put(database, visit(dice.randrange(20), dice)),
        lambda: take(database, visit(dice.randrange(20), dice)),
        lambda: put(database, paid(dice.randrange(12), dice)),
        lambda: take(database, paid(dice.randrange(12), dice)),
        lambda: put(database, call(dice.randrange(6), dice)),
        lambda: take(database, call(dice.randrange(6), dice)),
        lambda: put(database, door(dice.randrange(3), dice)),
        lambda: put(database, agent(dice.randrange(2), dice)),
        lambda: put(database, portfolio(dice)),
    ]
    for _ in range(14):
        dice.choice([*acts[:1] * 3, *acts])()
        agree(database)
        if dice.random() < 0.5:
            pack_days(database, NOW)
            agree(database)


@pytest.mark.both_engines
def test_only_days_that_changed_are_packed_anew(database: Database) -> None:
    filled(database)
    assert pack_days(database, NOW) == 0
    had, made = fresh(database), visit(0, random.Random(1))
    ended = NOW - timedelta(days=3)
    made = replace(made, state=VisitState.COMPLETED, ended_at=ended, address_id=an_id(60))
    put(database, replace(made, id=an_id(5_000)))
    assert fresh(database) == had - 1
    pack_days(database, NOW)
    in_blocks = [fresh(database, level.kind("visit")) for level in SMALL]
    assert all(in_blocks)
    put(database, replace(made, id=an_id(5_000), note="otra"))
    assert fresh(database) == had
    put(database, replace(made, id=an_id(5_000), outcome=Outcome.REFUSED))
    left = [fresh(database, level.kind("visit")) for level in SMALL]
    assert left == [count - 1 for count in in_blocks]
    agree(database)
    forget_packs(database)
    assert fresh(database) == 0
    pack_days(database, NOW)
    agree(database)


def stored(entity: Entity, version: int) -> list[Any]:
    """A row as the door of files has it."""
    table, values = TABLES[table_kind(entity)], []
    for name in feed_fields(table_kind(entity))[:-1]:
        kind = table.c[name].type
        process = kind.bind_processor(sqlite.dialect())
        value = stored_values(entity)[name]
        values.append(process(value) if process else value)
    return [*values, version]


def table_kind(entity: Entity) -> str:
    return KINDS[type(entity)]


@pytest.mark.both_engines
def test_a_file_that_moves_doors_and_payments_makes_their_days_stale(database: Database) -> None:
    filled(database)
    dice = random.Random(11)
    for one in (
        replace(door(0, dice), neighbourhood="Otro", time_zone="Asia/Tokyo"),
        replace(paid(0, dice), booked_on=NOW.date() - timedelta(days=1), amount_minor=1),
    ):
        with database.begin() as connection:
            had = found(connection, type(one), one.id)
            assert had is not None
            seen = had[1]

            def rows(first: int, one: Entity = one, seen: int = seen) -> list[list[Any]]:
                return [[*stored(one, first), seen]]

            part = Changed(kind=table_kind(one), count=1, rows=rows)
            record_bulk(connection, an_id(1), [part], [], at=NOW)
        agree(database)
        pack_days(database, NOW)
        agree(database)
    with database.begin() as connection:
        part_gone = Gone(kind="bank_payment", ids=[an_id(3_000 + n) for n in range(4)])
        record_bulk(connection, an_id(1), [part_gone], [], at=NOW)
    agree(database)
    pack_days(database, NOW)
    agree(database)


@pytest.mark.both_engines
def test_a_file_of_calls_makes_the_payments_soon_after_them_stale(database: Database) -> None:
    filled(database)
    dice = random.Random(3)
    calls = [replace(call(n, dice), is_two_way=False) for n in range(4)]
    put(database, *calls)
    pack_days(database, NOW)
    with database.read() as connection:
        seen = [found(connection, Contact, one.id) for one in calls]
    versions = [had[1] for had in seen if had]

    def rows(first: int) -> list[list[Any]]:
        answered = [replace(one, is_two_way=True) for one in calls]
        held = enumerate(zip(answered, versions, strict=True), first)
        return [[*stored(one, version), was] for version, (one, was) in held]

    ids = [one.id for one in calls]
    changed = Changed(kind="contact", count=len(calls), rows=rows)
    for part in (changed, Gone(kind="contact", ids=ids)):
        had = fresh(database, "bank_payment")
        with database.begin() as connection:
            record_bulk(connection, an_id(1), [part], [], at=NOW)
        assert fresh(database, "bank_payment") < had
        agree(database)
        pack_days(database, NOW)
        agree(database)


def test_a_day_is_not_kept_that_somebody_is_about_to_change(postgresql_url: str) -> None:
    """Rows are written before the log is locked; a job that packs meanwhile does not see them."""
    database = Database(postgresql_url)
    filled(database)
    made = replace(visit(900, random.Random(2)), state=VisitState.COMPLETED)
    with database.begin() as connection:
        record.write(connection, [(made, None)], [0])
        forget = Database(postgresql_url)
        forget_packs(forget)
        pack_days(forget, NOW)
        forget.close()
        record.lock(connection)
        marks.make_stale(connection, marks.touched([(made, None)]))
    agree(database)
    pack_days(database, NOW)
    agree(database)
    database.close()
