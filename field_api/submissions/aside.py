"""Forms that could not be taken, and files that no form names: listed, looked up, discarded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select, update

from field_api.change_log.rows import entities
from field_api.database import upsert
from field_api.submissions.raw import (
    ASIDE,
    DISCARDED,
    NO_FORM,
    NO_QUESTION,
    raw_of_submission,
)
from field_api.tables.replicated import agents, submissions
from field_api.tables.submissions import raw_parts, raw_submissions
from kobra_domain.answers import AsideItem, AsideKind
from kobra_domain.submissions import AttachmentState, Submission

TOO_BIG = "file_too_big"


@dataclass(frozen=True, slots=True)
class AsidePart:
    """One file without an owner; `sha256` empty: its bytes were not kept."""

    raw_id: str
    name: str
    sha256: str
    size: int
    agent_id: str


def forms_aside(connection: Connection, limit: int) -> list[AsideItem]:
    """The newest of the forms that could not be taken. Where only files came, they are listed as
    such, and no form.
    """
    raw = raw_submissions.c
    files = (
        select(raw_parts.c.raw_id, func.count().label("files"))
        .group_by(raw_parts.c.raw_id)
        .subquery()
    )
    query = (
        select(
            raw.id, raw.agent_id, raw.received_at, raw.problem, raw.state, raw.instance_id,
            raw.xml_size, agents.c.code, files.c.files,
        )
        .select_from(raw_submissions)
        .join(agents, agents.c.id == raw.agent_id, isouter=True)
        .join(files, files.c.raw_id == raw.id, isouter=True)
        .where(
            raw.state.in_(ASIDE),
            or_(raw.xml_sha256 != "", files.c.files.is_(None)),
        )
        .order_by(raw.received_at.desc(), raw.id.desc())
        .limit(limit)
    )  # fmt: skip
    # Row by row by position: by name, ten thousand of them take twice as long.
    return [
        AsideItem(
            kind=AsideKind.FORMS,
            agent=code,
            agent_id=agent_id,
            reason=problem or state,
            received_at=received_at,
            count=1,
            id=raw_id,
            name=instance_id or "",
            size=size,
            files=count or 0,
        )
        for raw_id, agent_id, received_at, problem, state, instance_id, size, code, count in (
            connection.execute(query).all()
        )
    ]


def files_aside(connection: Connection, limit: int) -> list[AsideItem]:
    """The newest of the files without an owner."""
    query = (
        _parts()
        .where(raw_parts.c.aside.in_((NO_FORM, NO_QUESTION)))
        .order_by(raw_parts.c.received_at.desc(), raw_parts.c.raw_id, raw_parts.c.name)
        .limit(limit)
    )
    return [_file(*row) for row in connection.execute(query).all()]


def _parts() -> Select[Any]:
    part = raw_parts.c
    return (
        select(
            part.raw_id, part.name, part.sha256, part.size, part.received_at, part.aside,
            raw_submissions.c.agent_id, agents.c.code,
        )
        .join(raw_submissions, raw_submissions.c.id == part.raw_id)
        .join(agents, agents.c.id == raw_submissions.c.agent_id, isouter=True)
    )  # fmt: skip


def _file(
    raw_id: str,
    name: str,
    sha256: str,
    size: int,
    received_at: datetime,
    aside: str,
    agent_id: str,
    code: str | None,
) -> AsideItem:
    return AsideItem(
        kind=AsideKind.ATTACHMENTS,
        agent=code,
        agent_id=agent_id,
        reason=aside if sha256 else TOO_BIG,
        received_at=received_at,
        count=1,
        id=f"{raw_id}:{sha256}:{name}",
        name=name,
        size=size if sha256 else None,
    )


def part_aside(connection: Connection, item_id: str) -> AsidePart | None:
    """The file of an item's id, None where there is none without an owner."""
    raw_id, _, rest = item_id.partition(":")
    sha256, _, name = rest.partition(":")
    query = _parts().where(
        raw_parts.c.raw_id == raw_id,
        raw_parts.c.sha256 == sha256,
        raw_parts.c.name == name,
        raw_parts.c.aside.in_((NO_FORM, NO_QUESTION)),
    )
    row = connection.execute(query).one_or_none()
    return (
        None if row is None else AsidePart(row.raw_id, row.name, row.sha256, row.size, row.agent_id)
    )


def give_owner(connection: Connection, part: AsidePart, now: datetime) -> str | None:
    """Put the file beside the form of its agent that misses it; answers that form's row. None where
    no form does, or several.
    """
    waiting = entities(
        connection,
        Submission,
        submissions.c.agent_id == part.agent_id,
        submissions.c.is_complete.is_(False),
    )
    wanted = [
        (one.id, attachment.name)
        for one in waiting
        for attachment in one.attachments
        if attachment.state is AttachmentState.MISSING
        and attachment.name.casefold() == part.name.casefold()
    ]
    if len(wanted) != 1:
        return None
    [(submission_id, name)] = wanted
    raw = raw_of_submission(connection, submission_id)
    if raw is None:
        return None
    connection.execute(
        upsert(connection, raw_parts)
        .values(raw_id=raw.id, name=name, sha256=part.sha256, size=part.size, received_at=now)
        .on_conflict_do_nothing()
    )
    _mark_part(connection, part, "")
    return raw.id


def discard_part(connection: Connection, part: AsidePart) -> None:
    """A file is listed no more; its bytes stay as long as any other's."""
    _mark_part(connection, part, DISCARDED)


def discard_form(connection: Connection, raw_id: str) -> str | None:
    """A form is listed no more; its bytes stay as long as any other's. Answers whose it was, None
    where none of that id was set aside.
    """
    raw = raw_submissions.c
    statement = (
        update(raw_submissions)
        .where(raw.id == raw_id, raw.state.in_(ASIDE))
        .values(state=DISCARDED)
        .returning(raw.agent_id)
    )
    agent_id: str | None = connection.execute(statement).scalar_one_or_none()
    return agent_id


def note_owners(connection: Connection, raw_id: str, without: Iterable[str]) -> None:
    """Which files of a form no answer names; those a person has discarded stay so."""
    part = raw_parts.c
    mine = part.raw_id == raw_id, part.aside == NO_QUESTION
    connection.execute(update(raw_parts).where(*mine).values(aside=""))
    if names := list(without):
        stray = part.raw_id == raw_id, part.name.in_(names), part.aside == ""
        connection.execute(update(raw_parts).where(*stray).values(aside=NO_QUESTION))


def _mark_part(connection: Connection, part: AsidePart, aside: str) -> None:
    """That content only: another may have come under the same name."""
    row = raw_parts.c
    mine = row.raw_id == part.raw_id, row.name == part.name, row.sha256 == part.sha256
    connection.execute(update(raw_parts).where(*mine).values(aside=aside))
