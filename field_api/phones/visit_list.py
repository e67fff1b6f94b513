"""An agent's visit list as phones keep it: one for all forms, because Collect has one by that name.

What a manifest names is kept as bytes, so that what is fetched next is exactly that, whatever
changed in between; and an answer can be checked against the list that the phone had.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import found
from field_api.database import Database, upsert
from field_api.errors import ApiError
from field_api.phones.errands import Errand, todays_errands
from field_api.phones.forms import offered_forms
from field_api.phones.visit_row import COLUMNS, cells
from field_api.tables.phone_forms import form_keys, visit_lists, visit_rows
from kobra_domain.commands import COMMANDS, revise
from kobra_domain.limits import ID_PATTERN
from kobra_domain.people import Agent
from kobra_domain.questionnaires.things import VISIT_LIST
from kobra_domain.visits import Visit, VisitState
from kobra_records.sql.tables import from_ms, to_ms

FILE_NAME = VISIT_LIST
# How long a list that another has replaced may still be fetched by a phone on its way.
_ON_ITS_WAY = timedelta(minutes=10)
_HEADER = ("name", "label", "__version", *COLUMNS)


@dataclass(frozen=True, slots=True)
class VisitList:
    """The file as bytes, and the MD5 phones know it by."""

    content: bytes
    md5: str


@dataclass(frozen=True, slots=True)
class _Line:
    visit_id: str
    cells: Mapping[str, str]
    row_hash: str
    version: int
    is_new: bool
    is_assigned: bool


@dataclass(frozen=True, slots=True)
class _Last:
    md5: str
    made_at: datetime
    fetched_at: datetime | None


def offer(database: Database, agent: Agent, now: datetime) -> VisitList:
    """The agent's list as a manifest names it now; kept if it is another than the last one."""
    with database.read() as connection:
        lines, made = _made(connection, agent, now)
        last = _last(connection, agent.id)
        is_held = last is not None and last.md5 == made.md5
        waits = last is not None and last.fetched_at and any(line.is_assigned for line in lines)
        if is_held and not waits:
            return made
    with database.begin() as connection:
        _lock(connection, agent.id)
        lines, made = _made(connection, agent, now)
        last = _last(connection, agent.id)
        _keep(connection, agent.id, lines, made, now)
        if last is not None and last.md5 == made.md5 and last.fetched_at:
            # The phone has this very file and will not ask for it again.
            _deliver(connection, agent, [line.visit_id for line in lines], now)
    return made


def kept(connection: Connection, agent: Agent, md5: str, now: datetime) -> VisitList:
    """A list that was offered to the agent. Raises ApiError list_replaced when it is too old."""
    last = _last(connection, agent.id)
    query = select(visit_lists).where(visit_lists.c.agent_id == agent.id, visit_lists.c.md5 == md5)
    row = connection.execute(query).one_or_none()
    is_last = last is not None and last.md5 == md5
    if row is None or not (is_last or row.made_at >= now - _ON_ITS_WAY):
        raise ApiError("list_replaced")
    return VisitList(bytes(row.content), row.md5)


def take(database: Database, agent: Agent, md5: str, now: datetime) -> VisitList:
    """The list for a phone that fetches it: its visits are on the phone from now on."""
    with database.begin() as connection:
        _lock(connection, agent.id)
        taken = kept(connection, agent, md5, now)
        connection.execute(
            update(visit_lists)
            .where(visit_lists.c.agent_id == agent.id, visit_lists.c.md5 == md5)
            .values(fetched_at=now)
        )
        _deliver(connection, agent, visit_ids(taken.content), now)
    return taken


def gone(
    connection: Connection, agent: Agent, ids: Sequence[str], now: datetime
) -> dict[str, bool]:
    """Of each id, whether it was on the agent's list once and is no more."""
    held = {errand.visit.id for errand in todays_errands(connection, agent, now)}
    known = [key for key in ids if ID_PATTERN.fullmatch(key)]
    query = select(visit_rows.c.visit_id).where(
        visit_rows.c.agent_id == agent.id, visit_rows.c.visit_id.in_(known)
    )
    once = set(connection.scalars(query))
    return {key: key in once and key not in held for key in ids}


def visit_ids(content: bytes) -> list[str]:
    """The visits of a list's bytes, in its order."""
    return [row["name"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))]


def _made(connection: Connection, agent: Agent, now: datetime) -> tuple[list[_Line], VisitList]:
    errands = todays_errands(connection, agent, now)
    lines = _lines(connection, agent, errands)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for line in lines:
        label, *rest = (line.cells[name] for name in ("label", *COLUMNS))
        writer.writerow((line.visit_id, label, line.version, *rest))
    content = text.getvalue().encode()
    return lines, VisitList(content, hashlib.md5(content, usedforsecurity=False).hexdigest())


def _lines(connection: Connection, agent: Agent, errands: Iterable[Errand]) -> list[_Line]:
    """The rows with their versions: one more than the last if a row says something else."""
    query = select(visit_rows).where(visit_rows.c.agent_id == agent.id)
    known = {row.visit_id: row for row in connection.execute(query)}
    forms = [form for form in offered_forms(connection, agent) if form.reads_visits]
    lines = []
    for errand in errands:
        told = cells(errand, forms)
        row_hash = hashlib.md5("\0".join(told.values()).encode(), usedforsecurity=False)
        before = known.get(errand.visit.id)
        is_same = before is not None and before.row_hash == row_hash.hexdigest()
        version = 1 if before is None else before.version + (not is_same)
        is_assigned = errand.visit.state is VisitState.ASSIGNED
        digest = row_hash.hexdigest()
        lines.append(_Line(errand.visit.id, told, digest, version, not is_same, is_assigned))
    return lines


def _keep(
    connection: Connection, agent_id: str, lines: Iterable[_Line], made: VisitList, now: datetime
) -> None:
    rows = [
        {
            "agent_id": agent_id,
            "visit_id": line.visit_id,
            "row_hash": line.row_hash,
            "version": line.version,
            "listed_at": now,
        }
        for line in lines
        if line.is_new
    ]
    if rows:
        statement = upsert(connection, visit_rows)
        fresh = {n: statement.excluded[n] for n in ("row_hash", "version", "listed_at")}
        keys = visit_rows.primary_key.columns
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh), rows)
    last = _last(connection, agent_id)
    if last is not None and last.md5 == made.md5:
        return
    # Later than the last one, even within its millisecond: the order says which is the last.
    made_at = now if last is None else max(now, from_ms(to_ms(last.made_at) + 1))
    listed = upsert(connection, visit_lists).values(
        agent_id=agent_id, md5=made.md5, content=made.content, made_at=made_at
    )
    connection.execute(
        listed.on_conflict_do_update(
            index_elements=visit_lists.primary_key.columns,
            set_={"made_at": made_at, "fetched_at": None},
        )
    )


def _last(connection: Connection, agent_id: str) -> _Last | None:
    """The list that was offered last."""
    query = (
        select(visit_lists.c.md5, visit_lists.c.made_at, visit_lists.c.fetched_at)
        .where(visit_lists.c.agent_id == agent_id)
        .order_by(visit_lists.c.made_at.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else _Last(row.md5, row.made_at, row.fetched_at)


def _lock(connection: Connection, agent_id: str) -> None:
    """Two requests of one agent's phone count its rows one after the other."""
    ours = select(form_keys.c.token_hash).where(
        form_keys.c.agent_id == agent_id, form_keys.c.revoked_at.is_(None)
    )
    connection.execute(ours.with_for_update()).all()


def _deliver(connection: Connection, agent: Agent, ids: Iterable[str], now: datetime) -> None:
    """Those of the visits that were only assigned are on the phone now, if the law allows it."""
    wanted = set(ids)
    waiting = [
        errand.visit.id
        for errand in todays_errands(connection, agent, now)
        if errand.visit.id in wanted and errand.visit.state is VisitState.ASSIGNED
    ]
    edits: list[Edit] = []
    for visit_id in sorted(waiting):
        pair = found(connection, Visit, visit_id, lock=True)
        # Meanwhile it may have been taken away.
        if pair is None or (pair[0].state, pair[0].agent_id) != (VisitState.ASSIGNED, agent.id):
            continue
        changes = {"state": VisitState.ON_PHONE, "on_phone_at": now}
        edits.append((revise(COMMANDS["visit.deliver"], pair[0], changes), pair[0]))
    record_all(connection, edits, at=now)
