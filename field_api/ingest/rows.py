"""Reads and writes what a batch needs in few statements: phones, agents, what is known."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    bindparam,
    case,
    insert,
    or_,
    select,
    update,
)

from field_api.database import upsert
from field_api.ingest.known import Known, read_recent, recent_text
from field_api.ingest.phone_report import is_sos
from field_api.tables.phones import phone_tokens
from field_api.tables.positions import latest, positions, quarantine, unstored
from field_api.tables.replicated import agents
from kobra_domain.aside import GRACE, PhoneEnd
from kobra_domain.people import Agent
from kobra_domain.positions import Latest, Position
from kobra_records.sql.tables import entity_of

_LATEST_FIELDS = tuple(item.name for item in fields(Latest))
_POSITION_FIELDS = tuple(item.name for item in fields(Position))


class Phone(NamedTuple):
    """Whose phone a token is, and the name the phone gives itself."""

    agent_id: str
    device_id: str
    agent_version: int
    ending: PhoneEnd | None = None
    ended_at: datetime | None = None
    begun_at: datetime | None = None

    def end_at(self, at: datetime) -> PhoneEnd | None:
        """Why the phone was not the agent's at a moment: since it was lost or the agent left, or
        until it was theirs again.
        """
        if self.ending is None or self.ended_at is None or at < self.ended_at:
            return None
        is_back = self.begun_at is not None and at >= self.begun_at
        return None if is_back else self.ending


class AgentCache:
    """Agents already read, by id and version: a row is decoded once, not once a batch."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[int, Agent]] = {}

    def load(self, connection: Connection, wanted: Mapping[str, int]) -> dict[str, Agent]:
        """The agents of these ids at these versions."""
        stale = [i for i, version in wanted.items() if self._held.get(i, (0, None))[0] != version]
        if stale:
            for row in connection.execute(select(agents).where(agents.c.id.in_(stale))):
                self._held[row.id] = (row.version, entity_of(Agent, row))
        return {i: self._held[i][1] for i in wanted}


def find_phones(
    connection: Connection, token_hashes: Iterable[str], now: datetime
) -> dict[str, Phone]:
    """The phones of those hashes that stand, or were lost or left not long ago; unknown and revoked
    ones are missing. A phone that stands knows of the last such end before it.
    """
    query = (
        select(
            phone_tokens.c.token_hash,
            phone_tokens.c.agent_id,
            phone_tokens.c.device_id,
            agents.c.version,
            phone_tokens.c.ending,
            phone_tokens.c.revoked_at,
            phone_tokens.c.created_at,
        )
        .join(agents, agents.c.id == phone_tokens.c.agent_id)
        .where(
            phone_tokens.c.token_hash.in_(list(token_hashes)),
            phone_tokens.c.revoked_at.is_(None)
            | (phone_tokens.c.ending.is_not(None) & (phone_tokens.c.revoked_at > now - GRACE)),
        )
    )
    found = connection.execute(query).all()
    ends = _last_ends(connection, {row.agent_id for row in found if row.ending is None})
    return {row.token_hash: _phone(row, ends.get(row.agent_id)) for row in found}


def _phone(row: Any, end: Any) -> Phone:
    if row.ending is not None:
        return Phone(row.agent_id, row.device_id, row.version, row.ending, row.revoked_at)
    if end is None:
        return Phone(row.agent_id, row.device_id, row.version)
    return Phone(
        row.agent_id, row.device_id, row.version, end.ending, end.revoked_at, row.created_at
    )


def _last_ends(connection: Connection, agent_ids: Collection[str]) -> dict[str, Any]:
    """The last phone that each of these agents lost, or left with."""
    query = (
        select(phone_tokens.c.agent_id, phone_tokens.c.ending, phone_tokens.c.revoked_at)
        .where(phone_tokens.c.agent_id.in_(agent_ids), phone_tokens.c.ending.is_not(None))
        .order_by(phone_tokens.c.revoked_at)
    )
    return {row.agent_id: row for row in connection.execute(query)}


def read_known(connection: Connection, agent_ids: Iterable[str]) -> dict[str, Known]:
    """What is known of each agent, locked for this transaction in one order for all processes."""
    wanted = sorted(agent_ids)
    found = _read_known(connection, wanted)
    missing = [{"agent_id": i, "recent": ""} for i in wanted if i not in found]
    if missing:
        connection.execute(upsert(connection, latest).on_conflict_do_nothing(), missing)
        found |= _read_known(connection, [row["agent_id"] for row in missing])
    return found


def _read_known(connection: Connection, agent_ids: list[str]) -> dict[str, Known]:
    query = select(latest).where(latest.c.agent_id.in_(agent_ids))
    rows = connection.execute(query.order_by(latest.c.agent_id).with_for_update())
    return {
        row.agent_id: Known(
            latest=entity_of(Latest, row),
            recent=read_recent(row.recent),
            battery_at=row.battery_at,
            last_mock=row.last_mock,
            last_mock_at=row.last_mock_at,
            aside_count=row.aside_count,
            aside_reason=row.aside_reason,
            aside_since_at=row.aside_since_at,
        )
        for row in rows
    }


def write_known(connection: Connection, changed: Iterable[Known]) -> None:
    """Write back what is known of these agents. `at_visit_id` belongs to the jobs and stays."""
    names = [n for n in _LATEST_FIELDS if n not in {"agent_id", "at_visit_id"}]
    rows = [
        {
            "key": known.latest.agent_id,
            **{name: getattr(known.latest, name) for name in names},
            "battery_at": known.battery_at,
            "recent": recent_text(known),
            "last_mock": known.last_mock,
            "last_mock_at": known.last_mock_at,
            "aside_count": known.aside_count,
            "aside_reason": known.aside_reason,
            "aside_since_at": known.aside_since_at,
        }
        for known in sorted(changed, key=lambda known: known.latest.agent_id)
    ]
    if rows:
        connection.execute(_UPDATE_LATEST, rows)


_UPDATE_LATEST = (
    update(latest)
    .where(latest.c.agent_id == bindparam("key"))
    .values(
        {
            c.name: bindparam(c.name, type_=c.type)
            for c in latest.c
            if c.name not in {"agent_id", "at_visit_id"}
        }
    )
)


def write_alarms(connection: Connection, found: Iterable[Position]) -> None:
    """Put alarms on what was stored without: a phone may call with a place it reported before."""
    rows = [
        {"agent": p.agent_id, "at": p.fix_at, "said": p.alarm, "is_call": is_sos(p.alarm)}
        for p in found
        if p.alarm
    ]
    if rows:
        p = positions.c
        statement = update(positions).where(
            p.agent_id == bindparam("agent"),
            p.fix_at == bindparam("at", type_=p.fix_at.type),
            or_(p.alarm == "", bindparam("is_call", type_=Boolean)),
        )
        connection.execute(statement.values(alarm=bindparam("said")), rows)


def write_positions(connection: Connection, rows: Iterable[Position]) -> None:
    """Store positions; of those of one moment the most exact stays."""
    values = [{name: getattr(row, name) for name in _POSITION_FIELDS} for row in rows]
    if not values:
        return
    statement = upsert(connection, positions)
    fresh, held = statement.excluded, positions.c
    keys = positions.primary_key.columns
    better = {name: fresh[name] for name in _POSITION_FIELDS if name not in keys}
    better["alarm"] = case((held.alarm == "", fresh.alarm), else_=held.alarm)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=keys, set_=better, where=_vagueness(fresh) < _vagueness(held)
        ),
        values,
    )


def _vagueness(c: Any) -> ColumnElement[float]:
    """As `Position.vagueness`, in one number."""
    is_unknown = or_(c.accuracy_m.is_(None), c.accuracy_m <= 0)
    return case((c.mock.is_not(None), 1e12), (is_unknown, 1e9), else_=c.accuracy_m)


def write_quarantine(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Keep what was set aside."""
    if rows:
        connection.execute(insert(quarantine), rows)


def count_unstored(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Add to the counts of what was answered and not kept."""
    if rows:
        statement = upsert(connection, unstored)
        more = {
            "count": unstored.c.count + statement.excluded.count,
            "last_at": statement.excluded.last_at,
        }
        keys = list(unstored.primary_key.columns)
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=more), rows)
