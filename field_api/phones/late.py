"""Taking a form that waited because its phone was no longer the agent's: its visit, which was moved
when the phone ended, is the agent's once more if nobody has begun it since.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.record import record
from field_api.change_log.rows import found
from field_api.database import Database
from field_api.submissions.raw import Raw
from field_api.submissions.reading import Outcome
from field_api.submissions.receiving import Receiving
from field_api.tables.phones import phone_endings
from kobra_domain.visits import NOT_BEGUN_STATES, Visit, VisitState


def take_late(database: Database, receiving: Receiving, raw: Raw, now: datetime) -> Outcome:
    """Read the form as the agent's who filled it in. Blocks. Where it cannot be taken, its visit is
    left as it was.
    """
    visit_id = receiving.visit_of(raw.id)
    with database.begin() as connection:
        lent = _given_back(connection, raw.agent_id, visit_id, now)
    outcome = receiving.again(raw.id, now)
    if lent is not None and outcome.submission_id is None:
        with database.begin() as connection:
            pair = found(connection, Visit, visit_id, lock=True)
            if pair is not None and pair[0] == lent[0]:
                record(connection, lent[1], lent[0], at=now)
    return outcome


def _given_back(
    connection: Connection, agent_id: str, visit_id: str, now: datetime
) -> tuple[Visit, Visit] | None:
    """The visit as it is now and as it was, None where it stays whose it is."""
    if not any(visit_id in moved for moved in _moved(connection, agent_id)):
        return None
    pair = found(connection, Visit, visit_id, lock=True)
    if pair is None or pair[0].agent_id == agent_id or pair[0].state not in NOT_BEGUN_STATES:
        return None
    before = pair[0]
    after = replace(
        before,
        agent_id=agent_id,
        state=VisitState.ON_PHONE,
        assigned_at=before.assigned_at or now,
        on_phone_at=before.on_phone_at or now,
    )
    record(connection, after, before, at=now)
    return after, before


def _moved(connection: Connection, agent_id: str) -> Sequence[list[str]]:
    """The visits that were taken from the agent with each phone that ended."""
    query = select(phone_endings.c.moved).where(phone_endings.c.agent_id == agent_id)
    return [msgspec.json.decode(text, type=list[str]) for text in connection.scalars(query)]
