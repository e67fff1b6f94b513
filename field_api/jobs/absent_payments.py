"""Payments that were reported and are not in the bank's file in time: one alert an agent, and one
of those without, as long as it lasts.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import entities, find_all, found
from field_api.database import Database
from field_api.tables.replicated import alerts, bank_payments, imports, payments
from field_api.watching.payments import find_absent
from field_api.watching.reading import read_rules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.payment_causes import (
    absence_detail,
    by_agent,
)
from kobra_domain.people import Agent
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
        details = {one: absence_detail(one, of) for one, of in by_agent(absent).items()}
        with self._database.begin() as connection:
            edits = list(_edits(connection, details, now))
            record_all(connection, edits, at=now)
        self._looked = mark
        return len(edits)


def _marks(connection: Connection) -> tuple[int, ...]:
    return tuple(
        connection.scalar(select(func.max(table.c.version))) or 0
        for table in (payments, bank_payments, imports)
    )


def _edits(connection: Connection, details: dict[str | None, str], now: datetime) -> Iterable[Edit]:
    a = alerts.c
    kept = (a.state == AlertState.OPEN) | (a.attended_at > now - _ATTENDED_FOR)
    told = entities(connection, Alert, a.kind == AlertKind.PAYMENT_ABSENT, kept)
    agents = find_all(connection, Agent, [one for one in details if one])
    answered: set[str | None] = set()
    for alert in sorted(told, key=lambda alert: alert.id):
        detail = details.get(alert.agent_id, "")
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
    for agent_id, detail in sorted(details.items(), key=lambda pair: pair[0] or ""):
        agent = agents.get(agent_id or "")
        if agent_id not in answered and (agent is not None or agent_id is None):
            yield _begun(agent, detail, now), None


def _begun(agent: Agent | None, detail: str, now: datetime) -> Alert:
    return Alert(
        id=new_id(),
        kind=AlertKind.PAYMENT_ABSENT,
        raised_at=now,
        last_at=now,
        team_id=agent.team_id if agent else None,
        agent_id=agent.id if agent else None,
        detail=detail,
    )
