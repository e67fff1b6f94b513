"""Outgoing files in the book: asked for, made, held; their bytes; and what is told of them."""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from field_api.alarms import over_edits
from field_api.auth.audit import note
from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import find
from field_api.database import Database, chunks
from field_api.errors import ApiError
from field_api.outgoing.alarms import held_alerts
from field_api.outgoing.mailing import mail_states, mails_to
from field_api.outgoing.making import Frame, Held, Made, read_lines
from field_api.tables.outgoing import outgoing_files as files
from field_api.tables.outgoing import outgoing_parts as parts
from field_api.tables.outgoing import outgoing_terms as terms_table
from field_api.tables.outgoing import outgoing_told as told
from kobra_domain.outgoing.answers import Manifest, OutgoingFile
from kobra_domain.outgoing.naming import file_name
from kobra_domain.outgoing.things import ENDINGS, OutgoingState
from kobra_domain.portfolios import Portfolio
from kobra_records import json_form
from kobra_records.ids import new_id

PART_BYTES = 2**20
TO_BE_MADE = (OutgoingState.WAITING, OutgoingState.HELD)
MADE_STATES = (OutgoingState.MADE, OutgoingState.OUT, OutgoingState.FAILED)
MADE_ACT = "outgoing.make"


def ask(connection: Connection, portfolio_id: str, due_at: datetime, by: str | None) -> str:
    """Have a file made whose time ends at `due_at`; answers its id: also of one that is due then
    already.
    """
    f = files.c
    here = select(f.id).where(f.portfolio_id == portfolio_id, f.due_at == due_at)
    known: str | None = connection.scalar(here)
    if known is not None:
        return known
    made = new_id()
    blank = {"name": "", "problem": "", "params": "{}", "missing": "[]", "alerts": "[]"}
    connection.execute(
        insert(files).values(
            id=made,
            portfolio_id=portfolio_id,
            state=OutgoingState.WAITING,
            due_at=due_at,
            asked_by=by,
            tries=0,
            is_kept=True,
            **blank,
        )
    )
    return made


def first_to_make(connection: Connection, portfolio_id: str) -> Any | None:
    """The oldest file of a portfolio that is not made: no later one goes before it."""
    f = files.c
    query = select(files).where(f.portfolio_id == portfolio_id, f.state.in_(TO_BE_MADE))
    return connection.execute(query.order_by(f.due_at).limit(1)).one_or_none()


def try_again(connection: Connection, portfolio_id: str) -> None:
    """Have a held file looked at anew: its terms are others now."""
    f = files.c
    held = (f.portfolio_id == portfolio_id, f.state == OutgoingState.HELD)
    connection.execute(update(files).where(*held).values(state=OutgoingState.WAITING))


def name_of(connection: Connection, frame: Frame) -> str:
    """What the file is called: as its terms say, and as no other file of the portfolio is."""
    at = frame.until_at.astimezone(ZoneInfo(frame.portfolio.time_zone))
    wanted = Path(file_name(frame.terms.name, frame.terms.format, at, frame.sequence))
    query = select(files.c.name).where(files.c.portfolio_id == frame.portfolio.id)
    taken = {name.casefold() for name in connection.scalars(query)}
    made, count = wanted.name, 1
    while made.casefold() in taken:
        count += 1
        made = f"{wanted.stem}-{count}{wanted.suffix or ENDINGS[frame.terms.format]}"
    return made


def keep_made(database: Database, file_id: str, made: Made, now: datetime) -> bool:
    """Write a file that was made into the book with all that it tells; False, and nothing of it, if
    something has changed since it was read: another file, its terms, a person who was erased.
    """
    frame = made.frame
    with database.begin() as connection:
        t = terms_table.c
        as_read = (t.portfolio_id == frame.portfolio.id, t.stamp == frame.kept.stamp)
        counted = {"stamp": t.stamp + 1, "sequence": frame.sequence, "as_of": frame.as_of}
        moved = update(terms_table).where(*as_read).values(**counted, until_at=frame.until_at)
        row = connection.execute(select(files).where(files.c.id == file_id)).one_or_none()
        if row is None or row.state not in TO_BE_MADE or not connection.execute(moved).rowcount:
            return False
        _keep_parts(connection, file_id, made.path)
        _keep_told(connection, file_id, made)
        _keep_facts(connection, file_id, made, now)
        emails, owner = frame.terms.emails, frame.portfolio.id
        mails_to(connection, emails, file_id, made.manifest.file, owner, now)
        _note_made(connection, row, made.manifest, now)
        record_all(connection, over_edits(connection, msgspec.json.decode(row.alerts)), at=now)
    return True


def _keep_told(connection: Connection, file_id: str, made: Made) -> None:
    """Of each gestión that the file tells, that it is the last word now."""
    for lines in read_lines(made.lines):
        ids = [one.id for one in lines]
        connection.execute(update(told).where(told.c.entity_id.in_(ids)).values(is_last=False))
        values = [
            {
                "entity_id": one.id,
                "file_id": file_id,
                "portfolio_id": made.frame.portfolio.id,
                "digest": one.digest,
                "totals": json_form.text(one.totals),
                "is_last": True,
            }
            for one in lines
        ]
        connection.execute(insert(told), values)


def _keep_facts(connection: Connection, file_id: str, made: Made, now: datetime) -> None:
    """What is known of the file, which nothing holds any more."""
    facts = {
        "state": OutgoingState.MADE,
        "sequence": made.frame.sequence,
        "name": made.manifest.file,
        "made_at": now,
        "terms": json_form.text(made.frame.terms),
        "manifest": json_form.text(made.manifest),
    }
    cleared = {"problem": "", "params": "{}", "missing": "[]"}
    connection.execute(update(files).where(files.c.id == file_id).values(**facts, **cleared))


def leave_out(database: Database, file_id: str, frame: Frame, now: datetime) -> bool:
    """A file without a row, where none such is made: its time is over all the same. False if
    something has changed since it was read.
    """
    t = terms_table.c
    own = (t.portfolio_id == frame.portfolio.id, t.stamp == frame.kept.stamp)
    counted = {"stamp": t.stamp + 1, "as_of": frame.as_of, "until_at": frame.until_at}
    with database.begin() as connection:
        alerts = connection.scalar(select(files.c.alerts).where(files.c.id == file_id)) or "[]"
        if not connection.execute(update(terms_table).where(*own).values(counted)).rowcount:
            return False
        connection.execute(files.delete().where(files.c.id == file_id))
        record_all(connection, over_edits(connection, msgspec.json.decode(alerts)), at=now)
    return True


def hold(database: Database, file_id: str, problem: Held, now: datetime) -> None:
    """Hold a file, say why, and call for somebody, once."""
    with database.begin() as connection:
        row = connection.execute(select(files).where(files.c.id == file_id)).one_or_none()
        if row is None or row.state not in TO_BE_MADE:
            return
        portfolio = find(connection, Portfolio, row.portfolio_id)
        edits: list[Edit] = []
        alerts = row.alerts
        if portfolio is not None and alerts == "[]":
            edits = held_alerts(connection, portfolio, file_id, problem.code, now)
            alerts = json_form.text([after.id for after, _ in edits if after is not None])
        connection.execute(
            update(files)
            .where(files.c.id == file_id)
            .values(
                state=OutgoingState.HELD,
                problem=problem.code,
                params=json_form.text(dict(problem.params)),
                missing=json_form.text(list(problem.missing)),
                alerts=alerts,
            )
        )
        record_all(connection, edits, at=now)


def _keep_parts(connection: Connection, file_id: str, path: Path) -> None:
    with path.open("rb") as file:
        for part, content in enumerate(iter(lambda: file.read(PART_BYTES), b"")):
            values = {"file_id": file_id, "part": part, "content": content}
            connection.execute(insert(parts).values(values))


def _note_made(connection: Connection, row: Any, manifest: Manifest, now: datetime) -> None:
    """People's data leaves: the audit says how much, and by whom."""
    note(
        connection,
        at=now,
        user_id=row.asked_by,
        act=MADE_ACT,
        subject=("portfolio", row.portfolio_id),
        details={
            "file": manifest.file,
            "number": manifest.sequence,
            "rows": manifest.rows,
            "sha256": manifest.sha256,
        },
    )


def content_parts(database: Database, file_id: str) -> Iterator[bytes]:
    """The bytes of a file as they left, a part at a time."""
    part = 0
    while True:
        here = (parts.c.file_id == file_id, parts.c.part == part)
        with database.read() as connection:
            content = connection.scalar(select(parts.c.content).where(*here))
        if content is None:
            return
        yield bytes(content)
        part += 1


def write_content(database: Database, file: OutgoingFile, path: Path) -> None:
    """Make the file again, byte for byte. Raises ApiError outgoing_gone for one whose bytes are not
    here any more, or are others than its manifest says. Raises OSError.
    """
    digest = hashlib.sha256()
    with path.open("wb") as out:
        for part in content_parts(database, file.id):
            digest.update(part)
            out.write(part)
    if not file.is_kept or file.manifest is None or digest.hexdigest() != file.manifest.sha256:
        path.unlink()
        raise ApiError("outgoing_gone")


def file_of(connection: Connection, portfolio_id: str, file_id: str) -> OutgoingFile:
    """One file. Raises ApiError not_found."""
    own = (files.c.portfolio_id == portfolio_id, files.c.id == file_id)
    row = connection.execute(select(files).where(*own)).one_or_none()
    if row is None:
        raise ApiError("not_found", field="file_id")
    return _told(row, mail_states(connection, [row.id]))


def files_of(
    connection: Connection, portfolio_ids: Collection[str], limit: int
) -> list[OutgoingFile]:
    """The files of some portfolios, the newest first."""
    query = select(files).where(files.c.portfolio_id.in_(list(portfolio_ids)))
    rows = connection.execute(query.order_by(files.c.due_at.desc()).limit(limit)).all()
    mailed = mail_states(connection, [row.id for row in rows])
    return [_told(row, mailed) for row in rows]


def _told(row: Any, mailed: dict[str, datetime | None]) -> OutgoingFile:
    manifest = None if row.manifest is None else json_form.read_text(row.manifest, Manifest)
    return OutgoingFile(
        id=row.id,
        portfolio_id=row.portfolio_id,
        state=row.state,
        due_at=row.due_at,
        asked_by=row.asked_by,
        sequence=row.sequence or 0,
        name=row.name,
        made_at=row.made_at,
        manifest=manifest,
        problem=row.problem,
        params=msgspec.json.decode(row.params),
        missing=tuple(msgspec.json.decode(row.missing)),
        in_folder_at=row.in_folder_at,
        mailed_at=mailed.get(row.id),
        is_kept=row.is_kept,
    )


def forget_old(database: Database, before: datetime) -> int:
    """Bytes of files made before a moment go, but for each portfolio's last; answers how many."""
    f = files.c
    with database.begin() as connection:
        newest = (
            select(f.portfolio_id, func.max(f.sequence).label("sequence"))
            .group_by(f.portfolio_id)
            .subquery()
        )
        old = (
            select(f.id)
            .join(newest, newest.c.portfolio_id == f.portfolio_id)
            .where(f.is_kept, f.made_at < before, f.sequence < newest.c.sequence)
        )
        ids = list(connection.scalars(old))
        for some in chunks(ids, 1_000):
            connection.execute(parts.delete().where(parts.c.file_id.in_(some)))
            connection.execute(update(files).where(f.id.in_(some)).values(is_kept=False))
    return len(ids)
