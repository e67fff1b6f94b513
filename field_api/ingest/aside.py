"""Reports of positions that were set aside, or counted and not kept, by agent and reason."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Connection, delete, func, select

from field_api.tables.positions import quarantine, unstored
from field_api.tables.replicated import agents
from kobra_domain.answers import AsideItem, AsideKind
from kobra_domain.positions import QuarantineReason

_MOST_READ = 10_000


def positions_aside(connection: Connection) -> list[AsideItem]:
    """One item for each agent and reason; the counted ones have no content to look at."""
    return _quarantined(connection) + _unstored(connection)


def _quarantined(connection: Connection) -> list[AsideItem]:
    q = quarantine.c
    groups = (
        select(
            q.agent_id,
            q.reason,
            func.count().label("reports"),
            func.max(q.received_at, type_=q.received_at.type).label("last_at"),
        )
        .group_by(q.agent_id, q.reason)
        .subquery()
    )
    found = connection.execute(_with_code(groups))
    return [_item(row, row.reason.value, row.last_at) for row in found]


def _unstored(connection: Connection) -> list[AsideItem]:
    u = unstored.c
    groups = (
        select(
            u.agent_id,
            u.reason,
            func.sum(u.count).label("reports"),
            func.max(u.last_at, type_=u.last_at.type).label("last_at"),
            func.max(u.day, type_=u.day.type).label("day"),
        )
        .group_by(u.agent_id, u.reason)
        .subquery()
    )
    # Counts of before the moment was kept know their day only.
    return [
        _item(row, row.reason, row.last_at or datetime.combine(row.day, time(), UTC))
        for row in connection.execute(_with_code(groups))
    ]


def _with_code(groups: Any) -> Any:
    joined = groups.join(agents, agents.c.id == groups.c.agent_id, isouter=True)
    return select(groups, agents.c.code).select_from(joined)


def _item(row: Any, reason: str, last_at: datetime) -> AsideItem:
    return AsideItem(
        kind=AsideKind.POSITIONS,
        agent=row.code,
        agent_id=row.agent_id,
        reason=reason,
        received_at=last_at,
        count=int(row.reports),
        id=f"{row.agent_id}:{reason}",
    )


def set_aside_reports(
    connection: Connection, agent_id: str, reason: QuarantineReason
) -> Sequence[Any]:
    """`id`, `content` and `received_at` of an agent's reports with that reason whose content was
    kept, oldest first.
    """
    q = quarantine.c
    query = (
        select(q.id, q.content, q.received_at)
        .where(q.agent_id == agent_id, q.reason == reason, q.content != "")
        .order_by(q.received_at, q.id)
        .limit(_MOST_READ)
    )
    return connection.execute(query).all()


def forget_reports(connection: Connection, ids: Sequence[int]) -> None:
    """These are set aside no more."""
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        connection.execute(delete(quarantine).where(quarantine.c.id.in_(part)))


def discard_reports(
    connection: Connection, agent_id: str, reason: QuarantineReason, until: datetime
) -> int:
    """Forget an agent's reports with that reason that came until then; answers how many."""
    q = quarantine.c
    gone = delete(quarantine).where(
        q.agent_id == agent_id, q.reason == reason, q.received_at <= until
    )
    return connection.execute(gone).rowcount
