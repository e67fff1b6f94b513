"""Takes an import back: what it changed is as it was, what it brought goes. What somebody has
changed since, or what hangs on a row that came, is listed and stays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, text

from field_api.auth import audit
from field_api.change_log.bulk import Changed, Gone, Part, record_bulk
from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.database import Database, chunks, is_postgresql
from field_api.errors import ApiError
from field_api.imports import stage as stages
from field_api.imports.accounts import STATE
from field_api.imports.going_back import AT_ONCE, Looking, Undoing, Versions
from field_api.imports.staff import staff_back
from field_api.imports.stage import Stage
from field_api.imports.stored import Row, rows_by_id
from field_api.imports.work import (
    WrittenPart,
    files_of,
    import_of,
    note_work,
    work_of,
)
from field_api.money.payments import taken_back
from field_api.money.promises import promise_edits
from field_api.operations.settled import forget_settled
from field_api.tables.replicated import bank_payments
from kobra_domain.dues import BankPayment
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import AccountState
from kobra_records.ids import new_id

ACT = "import.undo"


def undo_preview(database: Database, data_folder: Path, import_id: str, now: datetime) -> Undoing:
    """What an undo would do now. Raises ApiError import_state, Invalid import_stage_lost."""
    with database.read() as connection:
        item, work = import_of(connection, import_id), work_of(connection, import_id)
        _check_state(item)
        with stages.opened(files_of(data_folder, import_id).stage) as stage:
            return Looking(connection, stage, item, work, frozenset(), now).look()


def undo(
    database: Database,
    data_folder: Path,
    import_id: str,
    *,
    by: str | None,
    now: datetime,
    also: frozenset[str] = frozenset(),
) -> Import:
    """Take an import back; `also` are rows that were changed since and go back all the same. One
    that was taken back is answered as it is. Raises as `undo_preview`.
    """
    with database.begin() as connection:
        item = import_of(connection, import_id, lock=True)
        if item.state is ImportState.UNDONE:
            return item
        _check_state(item)
        work = work_of(connection, import_id)
        if is_postgresql(connection):
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        with stages.opened(files_of(data_folder, import_id).stage) as stage:
            undoing = Looking(connection, stage, item, work, also, now).look()
            return _write(connection, stage, item, undoing, by, now)


def _check_state(item: Import) -> None:
    if item.state is not ImportState.COMMITTED:
        raise ApiError("import_state", state=item.state.value)


def _write(
    connection: Connection,
    stage: Stage,
    item: Import,
    undoing: Undoing,
    by: str | None,
    now: datetime,
) -> Import:
    undone = replace(item, state=ImportState.UNDONE, undone_at=now, undone_by=by)
    parts: list[Part] = [
        Changed(
            kind=part.kind,
            count=len(versions),
            rows=partial(_restored, connection, stage, part, versions),
        )
        for part, versions in undoing.back
    ]
    edits = [*undoing.visits, *undoing.withdrawn, *undoing.reopened, *undoing.waiting]
    edits += staff_back(connection, stage)
    edits += _money_back(connection, item, undoing, now)
    audit.note(
        connection,
        at=now,
        user_id=by,
        act=ACT,
        subject=("import", item.id),
        details={
            "rows": undoing.rows,
            "visits": [one.id for _, one in undoing.visits if one],
            "staying": len(undoing.staying),
        },
    )
    for kind, ids in undoing.gone.items():
        forget_settled(connection, kind, ids)
    parts += [Gone(kind=kind, ids=ids) for kind, ids in reversed(undoing.gone.items())]
    record_bulk(connection, item.portfolio_id, parts, [*edits, (undone, item)], at=now)
    note_work(connection, item.id, step="", problem=None)
    return undone


def _money_back(
    connection: Connection, item: Import, undoing: Undoing, now: datetime
) -> list[Edit]:
    """Payments of the file that count in frozen months stay, and their contrary comes; promises
    follow all that go.
    """
    ids = undoing.gone.get("bank_payment", [])
    payments = [
        one
        for some in chunks(ids, AT_ONCE)
        for one in entities(connection, BankPayment, bank_payments.c.id.in_(some))
    ]
    back = taken_back(connection, item.portfolio_id, payments, new_id)
    leaving = {before.id for after, before in back if after is None and before is not None}
    contrary: list[Edit] = [edit for edit in back if edit[0] is not None]
    if ids:
        undoing.gone["bank_payment"] = [id_ for id_ in ids if id_ in leaving]
    return [*contrary, *promise_edits(connection, back, now)]


def _restored(
    connection: Connection, stage: Stage, part: WrittenPart, versions: Versions, first: int
) -> Iterable[Row]:
    """The rows of a part as they were, with versions from `first` on, and those that are there."""
    if part.is_absent:
        reopened = list(_reopened(connection, versions))
        return [(*row, number, versions[row[0]]) for number, row in enumerate(reopened, first)]
    befores = (was for _, was in stage.befores(part.kind) if was[0] in versions)
    return ((*was, number, versions[was[0]]) for number, was in enumerate(befores, first))


def _reopened(connection: Connection, versions: Versions) -> Iterator[Row]:
    """Accounts that were closed because a file did not name them, active again."""
    for some in chunks(list(versions), AT_ONCE):
        for row in rows_by_id(connection, "account", some).values():
            values = list(row[:-1])
            values[STATE] = AccountState.ACTIVE.value
            yield tuple(values)
