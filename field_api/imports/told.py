"""What is answered about a file: all that is known of it, and its rows page by page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.rows import entities, find, find_all
from field_api.imports import stage as stages
from field_api.imports.effects import visits_called_off
from field_api.imports.going_back import Undoing
from field_api.imports.planning import Planned
from field_api.imports.stage import KINDS, Stage
from field_api.imports.stored import Row, fields_of
from field_api.imports.work import Files, files_of, work_of
from field_api.tables.replicated import TABLES, accounts, imports
from kobra_domain.imports.answers import (
    Elsewhere,
    FieldChange,
    ImportDetail,
    ImportRow,
    ImportRows,
    Problem,
    UndoPreview,
)
from kobra_domain.imports.fates import Fate
from kobra_domain.imports.reading import Look
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, Party, PartyRole, Portfolio
from kobra_domain.visits import Visit
from kobra_records.sql.tables import JsonText

KEPT, VISITS = "kept", "visits"
VIEWS = (*(str(fate) for fate in Fate), KEPT, VISITS)
_HIDDEN = frozenset({"id", "portfolio_id", "import_id", "key", "party_id", "account_id"})


def detail_of(
    connection: Connection, item: Import, data_folder: Path, sees: Callable[[Portfolio], bool]
) -> ImportDetail:
    """All that is known of a file; other portfolios are named to who `sees` them."""
    work, files = work_of(connection, item.id), files_of(data_folder, item.id)
    done, of = _progress(files)
    problem = None
    if work.problem is not None:
        problem = Problem(code=work.problem.code, params=dict(work.problem.params))
    known = ImportDetail(item=item, step=work.step, done=done, of=of, problem=problem)
    if (said := work.said) is None:
        return replace(known, look=_look(files), asked=work.asked)
    before, effects = _before(connection, item), said.effects
    visits, agents = effects.visits, effects.agents
    if any(part.is_absent for part in work.parts):  # they were closed
        visits, agents = effects.closing_visits, effects.closing_agents
    is_open = item.committed_at is None
    return replace(
        known,
        look=said.look,
        asked=said.asked,
        mapping=said.mapping,
        is_remembered=said.is_remembered,
        reading=said.reading,
        asked_by_law=said.asked_by_law,
        rows_before=before.reading.rows if before else None,
        blanks_before=before.reading.blanks if before else None,
        fates=said.fates,
        doubts=effects.doubts,
        kept=effects.kept,
        visits=visits,
        agents=agents,
        closing_visits=effects.closing_visits if is_open else visits,
        closing_agents=effects.closing_agents if is_open else agents,
        elsewhere=_elsewhere(connection, said, sees),
    )


def _elsewhere(
    connection: Connection, said: Planned, sees: Callable[[Portfolio], bool]
) -> Elsewhere | None:
    held = said.elsewhere
    other = find(connection, Portfolio, held.portfolio_id) if held else None
    if held is None or other is None or not sees(other):
        return None
    return Elsewhere(portfolio=other.name, found=held.found, asked=held.asked)


def _progress(files: Files) -> tuple[int, int]:
    try:
        done, of = files.progress.read_text(encoding="ascii").split()
        return int(done), int(of)
    except (OSError, ValueError):  # nothing is read, or it is just being written
        return 0, 0


def _look(files: Files) -> Look | None:
    try:
        return msgspec.json.decode(files.look.read_bytes(), type=Look)
    except (OSError, msgspec.MsgspecError):
        return None


def _before(connection: Connection, item: Import) -> Planned | None:
    """The file of this kind that was taken last before this one."""
    i = imports.c
    query = select(i.id).where(
        i.portfolio_id == item.portfolio_id,
        i.kind == item.kind,
        i.state == ImportState.COMMITTED,
        i.id != item.id,
    )
    if item.committed_at is not None:
        query = query.where(i.committed_at < item.committed_at)
    last = connection.scalar(query.order_by(i.committed_at.desc()).limit(1))
    return work_of(connection, last).said if last else None


def rows_page(
    connection: Connection,
    item: Import,
    data_folder: Path,
    view: str,
    after: int,
    limit: int,
    *,
    closes: bool = False,
) -> ImportRows:
    """A page of rows of one fate; of visits also those to absent accounts if it `closes` these.
    Raises Invalid import_stage_lost.
    """
    with stages.opened(files_of(data_folder, item.id).stage) as stage:
        if view == VISITS:
            return _visits(connection, stage, item, closes=closes)
        made = _PAGES.get(view, _fate_page)(stage, view, after, limit)
    total, rows, last = made
    rows = _with_names(connection, item.portfolio_id, rows)
    return ImportRows(total=total, items=tuple(rows), next=last if len(rows) == limit else None)


_Page = tuple[int, list[ImportRow], int]


def _fate_page(stage: Stage, view: str, after: int, limit: int) -> _Page:
    found = list(
        stage.select(
            "SELECT rowid, line, key, name FROM lines WHERE fate = ? AND rowid > ?"
            " ORDER BY rowid LIMIT ?",
            view,
            after,
            limit,
        )
    )
    lines = [row[1] for row in found]
    changes = _changes(stage, lines) if view != Fate.SAME else {}
    rows = [
        ImportRow(line=line, key=key, name=name, changes=tuple(changes.get(line, ())))
        for _, line, key, name in found
    ]
    return stage.count("lines", "fate = ?", view), rows, found[-1][0] if found else after


def _changes(stage: Stage, lines: Sequence[int]) -> dict[int, list[FieldChange]]:
    made: dict[int, list[FieldChange]] = {}
    marked = ", ".join(str(int(line)) for line in lines) or "0"
    for kind in KINDS:
        for row in stage.select(f"SELECT * FROM new_{kind} WHERE line IN ({marked})"):
            made.setdefault(row[0], []).extend(_told(kind, None, row[1:]))
        for line, was, now in stage.pairs(kind, f"line IN ({marked})"):
            made.setdefault(line, []).extend(_told(kind, was, now))
    return made


def _told(kind: str, was: Row | None, now: Row) -> Iterator[FieldChange]:
    for place, field in enumerate(fields_of(kind)):
        if field in _HIDDEN:
            continue
        old = None if was is None else was[place]
        if now[place] != old and not (was is None and now[place] in ("", "[]", 0, None)):
            yield _change(kind, field, old, now[place])


def _change(kind: str, field: str, old: Any, new: Any) -> FieldChange:
    return FieldChange(
        kind=kind, field=field, old=_plain(kind, field, old), new=_plain(kind, field, new)
    )


def _plain(kind: str, field: str, value: Any) -> Any:
    """A stored value as JSON has it: nested ones are texts of JSON."""
    is_nested = isinstance(TABLES[kind].c[field].type, JsonText)
    return msgspec.json.decode(value) if is_nested and value is not None else value


def _refused_page(stage: Stage, view: str, after: int, limit: int) -> _Page:
    found = list(
        stage.select(
            'SELECT rowid, line, "column", code, params, key, name FROM refused WHERE rowid > ?'
            " ORDER BY rowid LIMIT ?",
            after,
            limit,
        )
    )
    rows = [
        ImportRow(
            line=line,
            key=key,
            name=name,
            column=column,
            code=f"row_code.{code}",
            params=msgspec.json.decode(params),
        )
        for _, line, column, code, params, key, name in found
    ]
    return stage.count("refused"), rows, found[-1][0] if found else after


def _absent_page(stage: Stage, view: str, after: int, limit: int) -> _Page:
    found = list(
        stage.select(
            "SELECT rowid, id, number FROM absent WHERE rowid > ? ORDER BY rowid LIMIT ?",
            after,
            limit,
        )
    )
    rows = [ImportRow(line=0, kind="account", id=id_, key=number) for _, id_, number in found]
    return stage.count("absent"), rows, found[-1][0] if found else after


def _kept_page(stage: Stage, view: str, after: int, limit: int) -> _Page:
    found = list(
        stage.select(
            "SELECT kept.rowid, kept.line, kind, id, field, ours, theirs, code, key, name FROM kept"
            " LEFT JOIN lines ON lines.line = kept.line"
            " WHERE kept.rowid > ? ORDER BY kept.rowid LIMIT ?",
            after,
            limit,
        )
    )
    rows = [
        ImportRow(
            line=line,
            kind=kind,
            id=id_,
            key=key or "",
            name=name or "",
            changes=(_change(kind, field, ours, theirs),),
            code=f"kept_out.{code}",
        )
        for _, line, kind, id_, field, ours, theirs, code, key, name in found
    ]
    return stage.count("kept"), rows, found[-1][0] if found else after


_PAGES = {Fate.REFUSED: _refused_page, Fate.ABSENT: _absent_page, KEPT: _kept_page}


def _with_names(
    connection: Connection, portfolio_id: str, rows: Sequence[ImportRow]
) -> list[ImportRow]:
    """Rows that name an account of the book and no person, with its holder."""
    numbers = {one.key for one in rows if one.key and not one.name}
    a = accounts.c
    here = (a.portfolio_id == portfolio_id, a.number.in_(numbers))
    holders = {
        account.number: part.party_id
        for account in (entities(connection, Account, *here) if numbers else ())
        for part in account.parties
        if part.role is PartyRole.HOLDER
    }
    people = find_all(connection, Party, set(holders.values()))
    named = {number: people[held].name for number, held in holders.items() if held in people}
    return [replace(one, name=one.name or named.get(one.key, "")) for one in rows]


def _visits(connection: Connection, stage: Stage, item: Import, *, closes: bool) -> ImportRows:
    settled = visits_called_off(
        connection, stage, item.portfolio_id, item.received_at, closes=closes, lock=False
    )
    rows = visit_rows(connection, settled.called_off)
    return ImportRows(total=len(rows), items=rows)


def visit_rows(connection: Connection, visits: Sequence[Visit]) -> tuple[ImportRow, ...]:
    """Visits, with whom they are about and whose they are."""
    people = find_all(connection, Party, {one.party_id for one in visits})
    agents = find_all(connection, Agent, {one.agent_id for one in visits if one.agent_id})
    return tuple(
        ImportRow(
            line=0,
            kind="visit",
            id=one.id,
            name=people[one.party_id].name if one.party_id in people else "",
            params={
                "state": one.state.value,
                "planned_on": one.planned_on.isoformat() if one.planned_on else None,
                "agent": agents[one.agent_id].name if one.agent_id in agents else None,
            },
        )
        for one in visits
    )


def preview_of(connection: Connection, undoing: Undoing) -> UndoPreview:
    """What taking an import back would do."""
    visits = [before for _, before in undoing.visits if isinstance(before, Visit)]
    return UndoPreview(
        rows=undoing.rows,
        visits=visit_rows(connection, visits),
        staying=tuple(undoing.staying),
    )
