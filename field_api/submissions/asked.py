"""Submissions as they are asked for, inside a reader's scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select

from field_api.tables.replicated import agents, folded, submissions
from kobra_domain.kinds import DECLARED
from kobra_domain.submissions import Submission
from kobra_records.sql.kinds import inside
from kobra_records.sql.tables import entity_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked for; None asks for all. `before` is the id of a submission already told."""

    start_at: datetime
    end_at: datetime
    limit: int
    form_id: str | None = None
    visit_id: str | None = None
    agent_code: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A submission with its agent's code."""

    submission: Submission
    agent_code: str | None


def found_submissions(connection: Connection, keys: frozenset[str], asking: Asking) -> list[Found]:
    """Up to one more than `limit`, so that the caller knows of more; newest first."""
    query = (
        select(submissions, agents.c.code.label("agent_code"))
        .join(agents, agents.c.id == submissions.c.agent_id, isouter=True)
        .where(
            inside(DECLARED["submission"], submissions, keys),
            submissions.c.received_at >= asking.start_at,
            submissions.c.received_at <= asking.end_at,
            *_conditions(connection, asking),
        )
        .order_by(submissions.c.received_at.desc(), submissions.c.id.desc())
        .limit(asking.limit + 1)
    )
    rows = connection.execute(query)
    return [Found(entity_of(Submission, row), row.agent_code) for row in rows]


def _conditions(connection: Connection, asking: Asking) -> Iterable[ColumnElement[bool]]:
    if asking.form_id is not None:
        yield submissions.c.form_id == asking.form_id
    if asking.visit_id is not None:
        yield submissions.c.visit_id == asking.visit_id
    if asking.agent_code is not None:
        yield agents.c.code_key == folded(asking.agent_code)
    if asking.before is not None:
        yield _before(connection, asking.before)


def _before(connection: Connection, told_id: str) -> ColumnElement[bool]:
    """Older than a submission that was told already; nothing, where there is none of that id."""
    at = connection.scalar(select(submissions.c.received_at).where(submissions.c.id == told_id))
    if at is None:
        return false()
    earlier = submissions.c.received_at < at
    return or_(earlier, and_(submissions.c.received_at == at, submissions.c.id < told_id))
