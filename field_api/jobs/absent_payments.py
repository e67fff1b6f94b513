"""Payments that were reported and are not in the bank's file in time: one alert an agent, as long
as it lasts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities, find_all, found
from field_api.database import Database
from field_api.jobs.watched import read_rules
from field_api.tables.replicated import alerts, bank_payments, imports, payments, portfolios
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.collected import DAYS_AFTER, DAYS_BEFORE
from kobra_domain.dues import Payment
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.payment_causes import (
    LOOKED_BACK,
    Files,
    absence_detail,
    absent_payments,
    by_agent,
)
from kobra_domain.people import Agent
from kobra_records.holidays import holidays_of
from kobra_records.ids import new_id

# The same money is told anew this long after somebody attended it: banks are slow, people forget.
_ATTENDED_FOR = timedelta(days=7)


class AbsentPayments:
    """The job; it looks only when payments, files, rules or the day have changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._looked: object = None

    def look(self, now: datetime) -> int:
        """Raise, tell again or end the alerts; answers how many were written."""
        with self._database.read() as connection:
            rules = read_rules(connection)
            mark = (now.date(), rules, *_marks(connection))
            if mark == self._looked:
                return 0
            is_off = AlertKind.PAYMENT_ABSENT in rules.off
            absent = [] if is_off else find_absent(connection, now.date(), rules.payment_days)
        details = {agent_id: absence_detail(of) for agent_id, of in by_agent(absent).items()}
        with self._database.begin() as connection:
            edits = list(_edits(connection, details, now))
            record_all(connection, edits, at=now)
        self._looked = mark
        return len(edits)


def find_absent(connection: Connection, today: date, days: int) -> list[Payment]:
    """All payments reported in the last two months that are absent as of today."""
    files, holidays = read_files(connection)
    heard, lines = read_heard(connection, today), read_lines(connection, today)
    return absent_payments(heard, lines, files, holidays, days)


def read_heard(connection: Connection, today: date) -> Sequence[Any]:
    """What was reported at doors in the last two months, as rows."""
    p = payments.c
    query = select(
        *(p.id, p.portfolio_id, p.account_id, p.amount_minor, p.currency, p.paid_on, p.agent_id)
    )
    return connection.execute(query.where(p.paid_on.between(today - LOOKED_BACK, today))).all()


def read_lines(connection: Connection, today: date) -> Sequence[Any]:
    """The bank's lines that may be one of them, as rows."""
    b, days = bank_payments.c, timedelta(days=1)
    since, until = today - LOOKED_BACK - DAYS_BEFORE * days, today + DAYS_AFTER * days
    query = select(b.id, b.account_id, b.amount_minor, b.currency, b.value_on, b.is_reversal)
    return connection.execute(query.where(b.value_on.between(since, until))).all()


def read_files(
    connection: Connection,
) -> tuple[dict[str, Files], dict[str, Callable[[date], bool]]]:
    """What the bank's files of each portfolio have told, and its country's holidays."""
    i, b, f = imports.c, bank_payments.c, portfolios.c
    came = (
        select(i.portfolio_id, func.max(i.received_at).label("last_at"))
        .where(i.kind == ImportKind.PAYMENTS, i.state == ImportState.COMMITTED)
        .group_by(i.portfolio_id)
    ).subquery()
    first = (
        select(b.portfolio_id, func.min(b.value_on).label("first_on"))
        .group_by(b.portfolio_id)
        .subquery()
    )
    query = (
        select(f.id, f.country, f.time_zone, came.c.last_at, first.c.first_on)
        .join(came, came.c.portfolio_id == f.id)
        .join(first, first.c.portfolio_id == f.id)
    )
    files: dict[str, Files] = {}
    holidays: dict[str, Callable[[date], bool]] = {}
    for key, country, zone, last_at, first_on in connection.execute(query):
        files[key] = Files(first_on, last_at.astimezone(ZoneInfo(zone)).date())
        holidays[key] = holidays_of(country)
    return files, holidays


def _marks(connection: Connection) -> tuple[int, ...]:
    return tuple(
        connection.scalar(select(func.max(table.c.version))) or 0
        for table in (payments, bank_payments, imports)
    )


def _edits(connection: Connection, details: dict[str, str], now: datetime) -> Iterable[Edit]:
    a = alerts.c
    kept = (a.state == AlertState.OPEN) | (a.attended_at > now - _ATTENDED_FOR)
    told = entities(connection, Alert, a.kind == AlertKind.PAYMENT_ABSENT, kept)
    agents = find_all(connection, Agent, details)
    answered: set[str | None] = set()
    for alert in sorted(told, key=lambda alert: alert.id):
        detail = details.get(alert.agent_id or "", "")
        if alert.state is AlertState.ATTENDED:
            answered |= {alert.agent_id} if alert.detail == detail else set()
            continue
        answered.add(alert.agent_id)
        pair = found(connection, Alert, alert.id, lock=True)
        if pair is None or pair[0].state is not AlertState.OPEN:
            continue
        before = pair[0]
        if not detail:
            yield replace(before, state=AlertState.OVER), before
        elif detail != before.detail:
            yield replace(before, last_at=now, count=before.count + 1, detail=detail), before
    for agent_id, detail in sorted(details.items()):
        if agent_id in agents and agent_id not in answered:
            yield _begun(agents[agent_id], detail, now), None


def _begun(agent: Agent, detail: str, now: datetime) -> Alert:
    return Alert(
        id=new_id(),
        kind=AlertKind.PAYMENT_ABSENT,
        raised_at=now,
        last_at=now,
        team_id=agent.team_id,
        agent_id=agent.id,
        detail=detail,
    )
