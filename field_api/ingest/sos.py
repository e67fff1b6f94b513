"""Calls for help: each is heard, whatever the shift, consent or place; one open alert an agent.

A record that a phone sends again is no second call. Its own name for the record tells the two apart
for good; without one, the same record is a call again once it was attended, or a minute has passed:
a doubled alert is the cheaper mistake.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import found
from field_api.database import upsert
from field_api.ingest.phone_report import PhoneReport
from field_api.tables.positions import sos_calls
from field_api.tables.replicated import alerts
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from kobra_domain.places import Point
from kobra_records.ids import new_id

SENT_AGAIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Call:
    """One record that calls: `at` by the phone's clock, never after its arrival; where, as far as
    it can be told. `is_refused`: the phone is told so and will send it again and again.
    """

    agent: Agent
    at: datetime
    received_at: datetime
    report: PhoneReport
    place: Point | None = None
    is_refused: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the record can be told from any other, however late it comes again."""
        return bool(self.report.uuid) or self.is_refused

    @property
    def key(self) -> str:
        """What is the same when the same record comes again; empty where nothing can be."""
        said = self.report.report
        if not (self.is_named or said.fix_at):
            return ""
        told = (self.report.uuid, said.fix_at, said.lat, said.lon)
        what = self.report.content if self.is_refused else repr(told)
        return hashlib.sha256(what.encode(errors="replace")).hexdigest()


def answer_calls(connection: Connection, calls: Sequence[Call], now: datetime) -> None:
    """Open an alert for each agent that calls, or add to the one that is open.

    The last write of the transaction, because it tells the feed. The first press ever shows that
    the phone can call, which the agent's card says.
    """
    edits: list[Edit] = []
    for agent_id in sorted({call.agent.id for call in calls}):
        before = _open_sos(connection, agent_id)
        own = [call for call in calls if call.agent.id == agent_id]
        fresh = _fresh(connection, own, is_open=before is not None)
        if fresh:
            edits.append((_raised(fresh, before), before))
            edits += _tested_edit(connection, fresh[0])
    record_all(connection, edits, at=now)


def _fresh(connection: Connection, calls: Sequence[Call], *, is_open: bool) -> list[Call]:
    """Those of one agent's calls that are no record sent again; remembers them all."""
    agent_id, keys = calls[0].agent.id, {call.key for call in calls}
    c = sos_calls.c
    query = select(c.call_key, c.called_at).where(c.agent_id == agent_id, c.call_key.in_(keys))
    called = {row[0]: row[1] for row in connection.execute(query)}
    fresh: list[Call] = []
    for call in calls:
        before_at = called.get(call.key)
        is_soon = before_at is not None and call.received_at - before_at <= SENT_AGAIN
        is_answered = not (is_open or fresh)
        if before_at is None or not (call.is_named or (is_soon and not is_answered)):
            fresh.append(call)
            called |= {call.key: call.received_at} if call.key else {}
    kept = [{"agent_id": agent_id, "call_key": k, "called_at": called[k]} for k in keys & {*called}]
    if kept:
        statement = upsert(connection, sos_calls)
        latest = {"called_at": statement.excluded.called_at}
        ids = sos_calls.primary_key.columns
        connection.execute(statement.on_conflict_do_update(index_elements=ids, set_=latest), kept)
    return fresh


def _raised(calls: Sequence[Call], before: Alert | None) -> Alert:
    agent = calls[0].agent
    after = before or Alert(
        id=new_id(),
        kind=AlertKind.SOS,
        raised_at=calls[0].received_at,
        last_at=calls[0].received_at,
        team_id=agent.team_id,
        agent_id=agent.id,
        count=0,
        detail=f"{calls[0].at.astimezone(ZoneInfo(agent.time_zone)):%H:%M}",
    )
    last = max(call.received_at for call in calls)
    after = replace(after, last_at=max(after.last_at, last), count=after.count + len(calls))
    for call in calls:
        if call.place is not None:
            after = replace(after, lat=call.place.lat, lon=call.place.lon)
    return after


def _open_sos(connection: Connection, agent_id: str) -> Alert | None:
    query = select(alerts.c.id).where(
        alerts.c.agent_id == agent_id,
        alerts.c.kind == AlertKind.SOS,
        alerts.c.state == AlertState.OPEN,
    )
    alert_id = connection.scalar(query)
    pair = found(connection, Alert, alert_id, lock=True) if alert_id else None
    # It may have been attended while its lock was awaited.
    return pair[0] if pair and pair[0].state is AlertState.OPEN else None


def _tested_edit(connection: Connection, call: Call) -> list[Edit]:
    if call.agent.sos_tested_at is not None:
        return []
    pair = found(connection, Agent, call.agent.id, lock=True)
    return [(replace(pair[0], sos_tested_at=call.received_at), pair[0])] if pair else []
