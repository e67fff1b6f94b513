"""The rows of what was posted: which bytes, whose, when, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, or_, select, update

from field_api.database import is_postgresql, upsert
from field_api.submissions.post import XML_PART, Kept
from field_api.tables.replicated import agents
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.aside import PhoneEnd
from kobra_records.ids import new_id

RECEIVED, READ, CONFLICT, REFUSED = "received", "read", "conflict", "refused"
DISCARDED = "discarded"  # by a person, with a reason; its bytes stay as long as the others'
ASIDE = (REFUSED, CONFLICT)
UNTAKEN = (*ASIDE, DISCARDED)
NO_XML, LOST, TWO_FORMS = "no_xml", "lost", "two_forms"
NOT_READ = "not_read"  # the reader stumbled over it: a mistake of ours
# Why a file has no owner: it came without a form, or no answer of its form names it.
NO_FORM, NO_QUESTION = "no_form", "no_question"


@dataclass(frozen=True, slots=True)
class Ended:
    """A phone that is no longer the agent's: why, and since when."""

    reason: PhoneEnd
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPart:
    """One file that came with a form. `sha256` empty: it was too large to be taken."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One XML of one agent with all files that have come with it."""

    id: str
    agent_id: str
    xml_sha256: str
    xml_size: int
    received_at: datetime
    state: str
    problem: str
    instance_id: str | None
    submission_id: str | None
    is_final: bool
    is_settled: bool
    ended: Ended | None = None
    parts: tuple[RawPart, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether its visit was settled: what was refused once may be read when it comes again."""
        return self.state == READ and self.is_settled


def coming_raw(
    agent_id: str, kept: Sequence[Kept], now: datetime, *, is_final: bool, ended: Ended | None
) -> Raw:
    """What `keep_raw` will note of a post, if it is the first of its form."""
    xml = next((k for k in kept if k.name == XML_PART), None)
    stored = xml.stored if xml else None
    return Raw(
        id="",
        agent_id=agent_id,
        xml_sha256=stored.sha256 if stored else "",
        xml_size=stored.size if stored else 0,
        received_at=now,
        state=RECEIVED,
        problem="",
        instance_id=None,
        submission_id=None,
        is_final=is_final,
        is_settled=False,
        ended=ended,
        parts=tuple(
            RawPart(name=k.name, sha256=k.stored.sha256 if k.stored else "", size=k.size)
            for k in sorted(kept, key=lambda k: k.name)
            if k.name != XML_PART
        ),
    )


def keep_raw(connection: Connection, coming: Raw) -> str:
    """Note what a post brought; answers the id of its form's row, the first one's if it is a
    repeat. Files without a form are noted together, agent by agent.
    """
    sha256, ended = coming.xml_sha256, coming.ended
    row = upsert(connection, raw_submissions).values(
        id=new_id(),
        agent_id=coming.agent_id,
        xml_sha256=sha256,
        xml_size=coming.xml_size,
        received_at=coming.received_at,
        state=RECEIVED if sha256 else REFUSED,
        problem="" if sha256 else NO_XML,
        is_final=coming.is_final,
        is_settled=not sha256,
        ending=ended.reason if ended else None,
        ended_at=ended.at if ended else None,
    )
    same = [raw_submissions.c.agent_id, raw_submissions.c.xml_sha256]
    is_final = or_(raw_submissions.c.is_final, row.excluded.is_final)
    noted = row.on_conflict_do_update(index_elements=same, set_={"is_final": is_final})
    raw_id: str = connection.execute(noted.returning(raw_submissions.c.id)).scalar_one()
    lines = [
        {
            "raw_id": raw_id,
            "name": part.name,
            "sha256": part.sha256,
            "size": part.size,
            "received_at": coming.received_at,
            "aside": "" if sha256 else NO_FORM,
        }
        for part in coming.parts
    ]
    if lines:
        connection.execute(upsert(connection, raw_parts).on_conflict_do_nothing(), lines)
    return raw_id


def raw_of(connection: Connection, raw_id: str, *, lock: bool = False) -> Raw:
    """The form and its files, oldest first. `lock` keeps it for this transaction."""
    query = select(raw_submissions).where(raw_submissions.c.id == raw_id)
    if lock and is_postgresql(connection):
        query = query.with_for_update()
    row = connection.execute(query).one()
    parts = connection.execute(
        select(raw_parts)
        .where(raw_parts.c.raw_id == raw_id)
        .order_by(raw_parts.c.received_at, raw_parts.c.name)
    )
    return _raw(row, [RawPart(name=p.name, sha256=p.sha256, size=p.size) for p in parts])


def raw_of_submission(connection: Connection, submission_id: str) -> Raw | None:
    """The form that a submission was read from."""
    query = select(raw_submissions.c.id).where(raw_submissions.c.submission_id == submission_id)
    raw_id = connection.scalars(query).first()
    return None if raw_id is None else raw_of(connection, raw_id)


def set_aside(connection: Connection, limit: int) -> list[tuple[Raw, str | None]]:
    """What could not be taken, newest first, each with its agent's code."""
    query = (
        select(raw_submissions.c.id, agents.c.code)
        .join(agents, agents.c.id == raw_submissions.c.agent_id, isouter=True)
        .where(raw_submissions.c.state.in_(ASIDE))
        .order_by(raw_submissions.c.received_at.desc(), raw_submissions.c.id.desc())
        .limit(limit)
    )
    return [(raw_of(connection, row.id), row.code) for row in connection.execute(query).all()]


def set_aside_of(connection: Connection, raw_id: str) -> Raw | None:
    """One of them, None where there is none of that id."""
    query = select(raw_submissions.c.state).where(raw_submissions.c.id == raw_id)
    is_aside = connection.scalar(query) in ASIDE
    return raw_of(connection, raw_id) if is_aside else None


def mark(
    connection: Connection,
    raw: Raw,
    state: str,
    *,
    problem: str = "",
    instance_id: str | None = None,
    submission_id: str | None = None,
    is_settled: bool = True,
) -> None:
    """Note what became of a form."""
    connection.execute(
        update(raw_submissions)
        .where(raw_submissions.c.id == raw.id)
        .values(
            state=state,
            problem=problem,
            instance_id=instance_id,
            submission_id=submission_id,
            is_settled=is_settled,
        )
    )


def unsettled(connection: Connection, before: datetime, limit: int, now: datetime) -> list[str]:
    """The ids of forms that came before a moment and are not done with, oldest first. What came
    later than now came while the clock was wrong, and nobody knows how long ago.
    """
    came_at = raw_submissions.c.received_at
    return list(
        connection.scalars(
            select(raw_submissions.c.id)
            .where(~raw_submissions.c.is_settled, or_(came_at < before, came_at > now))
            .order_by(raw_submissions.c.received_at)
            .limit(limit)
        )
    )


def _raw(row: "Row[tuple[object, ...]]", parts: list[RawPart]) -> Raw:
    return Raw(
        id=row.id,
        agent_id=row.agent_id,
        xml_sha256=row.xml_sha256,
        xml_size=row.xml_size,
        received_at=row.received_at,
        state=row.state,
        problem=row.problem,
        instance_id=row.instance_id,
        submission_id=row.submission_id,
        is_final=row.is_final,
        is_settled=row.is_settled,
        ended=Ended(row.ending, row.ended_at) if row.ending else None,
        parts=tuple(parts),
    )
