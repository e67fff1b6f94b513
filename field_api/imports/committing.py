"""Takes a plan into the book: all of it in one transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select, text

from field_api.alarms import import_over_edits
from field_api.auth import audit
from field_api.change_log.bulk import Changed, Lying, New, Overtaken, Part, record_bulk
from field_api.change_log.record import Edit
from field_api.database import Database, chunks, is_postgresql
from field_api.errors import ApiError
from field_api.imports import stage as stages
from field_api.imports.accounts import STATE
from field_api.imports.dues import CLOSED
from field_api.imports.effects import visits_called_off
from field_api.imports.mappings import remember
from field_api.imports.money_edits import money_edits
from field_api.imports.planning import Planned
from field_api.imports.staff import staff_edits
from field_api.imports.stage import Stage
from field_api.imports.stored import Row, rows_by_id
from field_api.imports.work import (
    CalledOff,
    WrittenPart,
    files_of,
    import_of,
    note_work,
    setting_of,
    work_of,
)
from field_api.money.months import closed_until
from field_api.tables.change_log import change_log
from field_api.tables.replicated import parties
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.portfolios import AccountState
from kobra_domain.scope import portfolio_key
from kobra_records import json_form

ACT = "import.commit"
_TAKEN_FROM = (ImportState.READY, ImportState.HELD)
_GONE_MATTERS = ("party", "account", "address")
_AT_ONCE = 4_000
# In a portfolio, by the change log's bulk door; who names comes after who is named.
BULK = ("party", "address", "account", "authorisation", "bank_payment", "contact", "promise")


def commit(
    database: Database,
    data_folder: Path,
    import_id: str,
    *,
    by: str | None,
    now: datetime,
    closes_absent: bool = False,
) -> Import:
    """Write the plan of an import. One that is taken already is answered as it is.

    Raises ApiError import_state (it has no plan that may be taken), changed_since (the book is
    another than the plan saw: plan anew), Invalid import_stage_lost.
    """
    with database.begin() as connection:
        item = import_of(connection, import_id, lock=True)
        if item.state is ImportState.COMMITTED:
            return item
        work = work_of(connection, import_id)
        if item.state not in _TAKEN_FROM or work.said is None:
            raise ApiError("import_state", state=item.state.value)
        if is_postgresql(connection):
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        with stages.opened(files_of(data_folder, import_id).stage) as stage:
            taking = _Taking(connection, stage, item, work.said, by, now, closes_absent)
            try:
                return taking.take()
            except Overtaken as problem:
                raise ApiError("changed_since") from problem


class _Taking:
    """One commit."""

    def __init__(
        self,
        connection: Connection,
        stage: Stage,
        item: Import,
        said: Planned,
        by: str | None,
        now: datetime,
        closes_absent: bool,
    ) -> None:
        self._connection, self._stage, self._item = connection, stage, item
        self._said, self._by, self._now = said, by, now
        self._closes = closes_absent

    def take(self) -> Import:
        """Write and log everything. Raises Overtaken."""
        self._check_people()
        self._check_gone()
        self._check_months()
        visits = visits_called_off(
            self._connection,
            self._stage,
            self._item.portfolio_id,
            self._now,
            closes=self._closes,
            lock=True,
        ).edits
        self._remember()
        self._note_act(visits)
        taken = replace(
            self._item, state=ImportState.COMMITTED, committed_at=self._now, committed_by=self._by
        )
        self._write(visits, taken)
        return taken

    def _remember(self) -> None:
        """How the file was read, for the next of its kind."""
        said = self._said
        remember(
            self._connection,
            setting_of(self._connection, self._item, self._now).portfolio,
            self._item.kind,
            said.look.headers,
            said.mapping,
            self._now,
            assumed={one.column for one in said.reading.survey.assumed},
        )

    def _note_act(self, visits: Sequence[Edit]) -> None:
        called_off = [before.id for _, before in visits if before]
        audit.note(
            self._connection,
            at=self._now,
            user_id=self._by,
            act=ACT,
            subject=("import", self._item.id),
            details={"closes_absent": self._closes, "visits": called_off},
        )

    def _write(self, visits: Sequence[Edit], taken: Import) -> None:
        """The rows and the edits, and what of them an undo wants to know."""
        connection, item = self._connection, self._item
        edits: list[Edit] = [
            *visits,
            *staff_edits(self._stage),
            *money_edits(connection, self._stage, item.portfolio_id, self._now),
            *import_over_edits(connection, item.id),
            (taken, item),
        ]
        parts = self._parts()
        written = record_bulk(
            connection, item.portfolio_id, [part for part, _ in parts], edits, at=self._now
        )
        note_work(
            connection,
            item.id,
            step="",
            problem=None,
            parts=[
                replace(noted, first=first)
                for (_, noted), first in zip(parts, written.firsts, strict=True)
                if noted.count
            ],
            cancelled=[
                CalledOff(id=before.id, version=version, before=json_form.body(before))
                for (_, before), version in zip(visits, written.versions, strict=False)
                if before is not None
            ],
        )

    def _parts(self) -> list[tuple[Part, WrittenPart]]:
        made: list[tuple[Part, WrittenPart]] = []
        stage = self._stage
        for part, name, rows_of in (
            (New, "new", stage.new_rows),
            (Changed, "changed", stage.changed_rows),
        ):
            for kind in BULK:
                table = f"{name}_{kind}"
                count = stage.count(table)
                written = part(
                    kind=kind,
                    count=count,
                    rows=partial(rows_of, kind),
                    lying=Lying(stage.path, table),
                )
                noted = WrittenPart(kind=kind, first=0, count=count, is_new=part is New)
                made.append((written, noted))
        count = stage.count("absent") if self._closes else 0
        noted = WrittenPart(kind="account", first=0, count=count, is_new=False, is_absent=True)
        made.append((Changed(kind="account", count=count, rows=self._closed), noted))
        return made

    def _closed(self, first: int) -> list[Row]:
        """The accounts that the file does not name, closed."""
        made: list[Row] = []
        absent = list(self._stage.select("SELECT id, seen FROM absent ORDER BY rowid"))
        for some in chunks(absent, _AT_ONCE):
            held = rows_by_id(self._connection, "account", [id_ for id_, _ in some])
            for number, (id_, seen) in enumerate(some, first + len(made)):
                if id_ not in held:
                    raise Overtaken
                values = list(held[id_][:-1])
                values[STATE] = AccountState.CLOSED.value
                made.append((*values, number, seen))
        return made

    def _check_people(self) -> None:
        """Nobody has come since whom the plan would bring a second time."""
        p = parties.c
        since = self._connection.scalars(
            select(p.document_number).where(
                p.portfolio_id == self._item.portfolio_id,
                p.version > self._said.seq,
                p.document_number != "",
            )
        )
        come = set(since)
        if come:
            new = self._stage.select("SELECT document_number FROM new_party")
            if any(row[0] in come for row in new):
                raise Overtaken

    def _check_months(self) -> None:
        """No month was frozen since that a payment of the plan counts in."""
        if self._item.kind is not ImportKind.PAYMENTS:
            return
        closed = closed_until(self._connection, self._item.portfolio_id)
        if self._stage.said(CLOSED) != (closed.isoformat() if closed else None):
            raise Overtaken

    def _check_gone(self) -> None:
        """Nothing that the plan's rows may name has gone since."""
        log = change_log.c
        gone = select(log.entity_id).where(
            log.scope_key == portfolio_key(self._item.portfolio_id),
            log.seq > self._said.seq,
            log.is_gone.is_(True),
            log.kind.in_(_GONE_MATTERS),
        )
        if self._connection.scalar(gone.limit(1)) is not None:
            raise Overtaken
