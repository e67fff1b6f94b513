"""What has just happened in the field, to be told at once: visits that ended, promises, payments
reported, alerts, promises that were broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.reach import Reach
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.alerts import BACK, AlertKind, AlertState
from kobra_domain.dues import PromiseState
from kobra_domain.visits import ENDED_STATES, Outcome, Verdict, VisitState

KINDS = frozenset({"alert", "visit", "promise", "payment"})
BROKEN_FOR = timedelta(days=14)  # a promise that broke is news this long after its day


class Telling(StrEnum):
    """What is told, in order of danger."""

    SOS = "sos"
    AWAY = "away"
    ALERT = "alert"
    PROMISE_BROKEN = "promise_broken"
    PAYMENT_REPORTED = "payment_reported"
    PROMISE_MADE = "promise_made"
    VISIT_ENDED = "visit_ended"


OF_ALERT = {AlertKind.SOS: Telling.SOS, AlertKind.OUTSIDE_FENCE: Telling.AWAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One of them: the row `id`, when it was, and what may be said of it. `alert`: of which kind
    it is, where it is one; `is_back`: it is about a zone that was entered again.
    """

    telling: Telling
    id: str
    at: datetime
    portfolio_id: str = ""
    team_id: str = ""
    visit_id: str = ""
    agent_id: str = ""
    agent_name: str = ""
    party_name: str = ""
    alert: AlertKind | None = None
    is_back: bool = False
    state: VisitState | None = None
    outcome: Outcome | None = None
    verdict: Verdict | None = None
    amount_minor: int | None = None
    currency: str = ""

    @property
    def key(self) -> str:
        """Told once."""
        return f"{self.telling}:{self.id}{':back' if self.is_back else ''}"

    @property
    def about(self) -> str:
        """What of one visit belongs together."""
        return self.visit_id or self.key

    def is_within(self, reach: Reach) -> bool:
        """Whether it is of a scope; what names no team or no portfolio is of any."""
        teams, portfolios = reach.team_ids, reach.portfolio_ids
        return (teams is None or not self.team_id or self.team_id in teams) and (
            portfolios is None or not self.portfolio_id or self.portfolio_id in portfolios
        )


def happenings(replica: Replica, since: datetime, news: ChangeSet) -> list[Happening]:
    """What has happened since a moment in the rows that `news` name, the oldest first."""
    found: list[Happening] = []
    with replica.reading() as connection:
        for kind, read in _READERS.items():
            if news.touches(kind):
                found += read(connection, since, news.ids_of(kind))
    return sorted(found, key=lambda one: (one.at, one.key))


Ids = frozenset[str] | None


def _rows(connection: Connection, asked: Select[Any], kind: str, ids: Ids) -> Iterator[Row[Any]]:
    if ids is None:
        yield from connection.execute(asked)
        return
    for part in rows.chunks(ids):
        yield from connection.execute(asked.where(RECORDS[kind].c.id.in_(part)))


def _of_visits(connection: Connection, since: datetime, ids: Ids) -> Iterator[Happening]:
    visit = RECORDS["visit"]
    asked = (
        select(*visit.c, *_names())
        .select_from(_with_names(visit, visit.c.party_id))
        .where(visit.c.ended_at >= since, visit.c.state.in_(ENDED_STATES))
    )
    for row in _rows(connection, asked, "visit", ids):
        yield Happening(
            telling=Telling.VISIT_ENDED,
            id=row.id,
            at=row.ended_at,
            portfolio_id=row.portfolio_id,
            team_id=row.agent_team_id or "",
            visit_id=row.id,
            agent_id=row.agent_id or "",
            agent_name=row.agent_name or "",
            party_name=row.party_name or "",
            state=row.state,
            outcome=row.outcome,
            verdict=row.verdict,
        )


def _of_alerts(connection: Connection, since: datetime, ids: Ids) -> Iterator[Happening]:
    alert, visit = RECORDS["alert"], RECORDS["visit"]
    joined = alert.outerjoin(visit, visit.c.id == alert.c.visit_id)
    is_open = (alert.c.raised_at >= since) & (alert.c.state == AlertState.OPEN)
    is_zone = alert.c.kind == AlertKind.LEFT_ZONE
    is_back = is_zone & (alert.c.last_at >= since) & alert.c.detail.startswith(f"{BACK} ")
    asked = (
        select(*alert.c, is_back.label("is_back"), *_names())
        .select_from(_with_names(joined, visit.c.party_id, alert.c.agent_id))
        .where(or_(is_open, is_back))
    )
    for row in _rows(connection, asked, "alert", ids):
        yield Happening(
            telling=OF_ALERT.get(row.kind, Telling.ALERT),
            id=row.id,
            at=row.last_at if row.is_back else row.raised_at,
            team_id=row.team_id or "",
            visit_id=row.visit_id or "",
            agent_id=row.agent_id or "",
            agent_name=row.agent_name or "",
            party_name=row.party_name or "",
            alert=row.kind,
            is_back=bool(row.is_back),
        )


def _of_dues(
    kind: str, telling: Telling, at: str
) -> Callable[[Connection, datetime, Ids], Iterator[Happening]]:
    """Promises or payments that were made since the moment."""

    def read(connection: Connection, since: datetime, ids: Ids) -> Iterator[Happening]:
        condition = RECORDS[kind].c[at] >= since
        yield from _dues(connection, kind, telling, at, condition, ids)

    return read


def _of_promises(connection: Connection, since: datetime, ids: Ids) -> Iterator[Happening]:
    """Made since the moment, or broken within the last days."""
    promise = RECORDS["promise"].c
    made = _of_dues("promise", Telling.PROMISE_MADE, "made_at")
    yield from made(connection, since, ids)
    broken = (promise.state == PromiseState.BROKEN) & (
        promise.due_on >= (since - BROKEN_FOR).date()
    )
    yield from _dues(connection, "promise", Telling.PROMISE_BROKEN, "made_at", broken, ids)


def _dues(
    connection: Connection,
    kind: str,
    telling: Telling,
    at: str,
    condition: ColumnElement[bool],
    ids: Ids,
) -> Iterator[Happening]:
    due, visit = RECORDS[kind], RECORDS["visit"]
    joined = due.outerjoin(visit, visit.c.id == due.c.visit_id)
    asked = (
        select(*due.c, *_names())
        .select_from(_with_names(joined, visit.c.party_id, due.c.agent_id))
        .where(condition)
    )
    for row in _rows(connection, asked, kind, ids):
        yield Happening(
            telling=telling,
            id=row.id,
            at=getattr(row, at),
            portfolio_id=row.portfolio_id,
            team_id=row.agent_team_id or "",
            visit_id=row.visit_id or "",
            agent_id=row.agent_id or "",
            agent_name=row.agent_name or "",
            party_name=row.party_name or "",
            amount_minor=row.amount_minor,
            currency=row.currency,
        )


def _names() -> tuple[ColumnElement[str], ...]:
    return (
        RECORDS["agent"].c.name.label("agent_name"),
        RECORDS["agent"].c.team_id.label("agent_team_id"),
        RECORDS["party"].c.name.label("party_name"),
    )


def _with_names(joined: Any, party_id: Any, agent_id: Any = None) -> Any:
    agent, party = RECORDS["agent"], RECORDS["party"]
    whose = RECORDS["visit"].c.agent_id if agent_id is None else agent_id
    return joined.outerjoin(agent, agent.c.id == whose).outerjoin(party, party.c.id == party_id)


_READERS: dict[str, Callable[[Connection, datetime, Ids], Iterator[Happening]]] = {
    "alert": _of_alerts,
    "visit": _of_visits,
    "promise": _of_promises,
    "payment": _of_dues("payment", Telling.PAYMENT_REPORTED, "reported_at"),
}
