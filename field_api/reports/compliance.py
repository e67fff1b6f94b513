"""What only the server keeps of compliance: who looked at whose trail."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, func, select

from field_api.auth.audit import TRAIL_VIEW
from field_api.tables.audit import audit
from field_api.tables.replicated import users
from kobra_domain.reports.filters import Span
from kobra_domain.reports.papers import Look


def looks(
    connection: Connection,
    agents: Collection[str],
    span: Span,
    zone: str,
    sees_user: ColumnElement[bool],
) -> Sequence[Look]:
    """Who looked at the trails of some agents in the days of a span, by the clock of a zone. Those
    whom the reader does not see are together one, without a name.
    """
    a, place = audit.c, ZoneInfo(zone)
    held = [a.act == TRAIL_VIEW, a.subject_kind == "agent", a.subject_id.in_(sorted(agents))]
    if span.first is not None:
        held.append(a.at >= datetime.combine(span.first, time(), place).astimezone(UTC))
    if span.until is not None:
        held.append(a.at < datetime.combine(span.until, time(), place).astimezone(UTC))
    named = select(users.c.id, users.c.name).where(sees_user).subquery("named")
    name = func.coalesce(named.c.name, "").label("name")
    looked = select(name, a.subject_id, a.at).select_from(
        audit.outerjoin(named, named.c.id == a.user_id)
    )
    found = looked.where(*held).subquery().c
    rows = connection.execute(
        select(
            found.name, func.count(found.subject_id.distinct()), func.count(), func.max(found.at)
        ).group_by(found.name)
    )
    return [Look(who, of, times, last.astimezone(place).date()) for who, of, times, last in rows]
