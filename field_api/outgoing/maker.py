"""Makes files beside the routes and the jobs, one after the other on a thread of its own, in
whichever process holds the lease: a hundred thousand rows hold up no alert.
"""

import logging
import shutil
import time
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from field_api.change_log.rows import entities
from field_api.database import Database
from field_api.lease import hold as hold_lease
from field_api.lease import release
from field_api.outgoing import files
from field_api.outgoing.leaving import put_waiting
from field_api.outgoing.making import ROOM, GivenUp, Held, room_for, written
from field_api.outgoing.told_terms import terms_of_text
from field_api.settings import Settings
from field_api.tables.outgoing import outgoing_files, outgoing_terms
from field_api.worker import Worker
from kobra_domain.outgoing.schedule import last_due
from kobra_domain.outgoing.things import OutgoingState
from kobra_domain.portfolios import Portfolio

LEASE = "outgoing"
_LEASE_S, _LOOK_S = 120.0, 15.0
_STRAY_AFTER_S = 86_400  # no file takes as long to be made
_AGAIN = 5  # a file that something changes under is made anew at most so often at once
_log = logging.getLogger(__name__)


class OutgoingMaker(Worker):
    """Looks every quarter of a minute, and at once when it is woken."""

    def __init__(self, database: Database, settings: Settings) -> None:
        super().__init__("outgoing", _LOOK_S)
        self._database, self._settings = database, settings
        self._holder = str(uuid.uuid4())

    def work(self, now: datetime) -> int:
        """Ask for what is due, make all that can be made, put it where it goes; answers how many
        files were made.
        """
        self._ask_due(now)
        made = 0
        with self._database.read() as connection:
            waiting = select(outgoing_files.c.portfolio_id).where(
                outgoing_files.c.state == OutgoingState.WAITING
            )
            portfolios = list(connection.scalars(waiting.distinct()))
        for portfolio_id in portfolios:
            while not self.is_over and self._make_next(portfolio_id, now):
                made += 1
        put_waiting(self._database, now)
        return made

    def _ask_due(self, now: datetime) -> None:
        with self._database.read() as connection:
            rows = connection.execute(
                select(outgoing_terms).where(outgoing_terms.c.terms.is_not(None))
            ).all()
            portfolios = {one.id: one for one in entities(connection, Portfolio)}
        for row in rows:
            portfolio, terms = portfolios.get(row.portfolio_id), terms_of_text(row.terms)
            if portfolio is None or not portfolio.is_active or terms is None:
                continue
            due = last_due(terms, portfolio.time_zone, now)
            if due is None or due <= row.on_since_at or (row.until_at and due <= row.until_at):
                continue
            with self._database.begin() as connection:
                files.ask(connection, portfolio.id, due, None)
                files.try_again(connection, portfolio.id)  # what it is held for may be mended

    def _make_next(self, portfolio_id: str, now: datetime) -> bool:
        """Make the oldest file of a portfolio that waits; False if none was: a held one holds up
        those behind it.
        """
        with self._database.read() as connection:
            row = files.first_to_make(connection, portfolio_id)
        if row is None or row.state is not OutgoingState.WAITING:
            return False
        try:
            return any(self._make(row, now) for _ in range(_AGAIN))
        except Held as problem:
            files.hold(self._database, row.id, problem, now)
        except GivenUp:
            pass
        except OSError as problem:
            _log.warning("outgoing_not_made", extra={"reason": str(problem)})
        return False

    def _make(self, row: Any, now: datetime) -> bool:
        """One try; False if something changed under it."""
        file_id: str = row.id
        with room_for(self._settings.data_folder) as folder:
            made = written(
                self._database,
                Path(folder),
                row.portfolio_id,
                row.due_at,
                name_of=files.name_of,
                now=now,
                stopped=lambda: self.is_over,
            )
            if made is None:
                self._drop(file_id)
                return False
            is_empty = not made.manifest.rows and not made.frame.terms.leaves_empty
            if is_empty and row.asked_by is None:
                return files.leave_out(self._database, file_id, made.frame, now)
            return files.keep_made(self._database, file_id, made, now)

    def _drop(self, file_id: str) -> None:
        """It has no terms any more."""
        with self._database.begin() as connection:
            connection.execute(outgoing_files.delete().where(outgoing_files.c.id == file_id))

    def begun(self) -> None:
        """What a killed server left half made goes; not what another one makes now."""
        for left in self._settings.data_folder.glob(f"{ROOM}*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _STRAY_AFTER_S:
                    shutil.rmtree(left, ignore_errors=True)

    def look(self) -> None:
        """Make what there is, while this process is the one to do so."""
        if self._hold():
            self.work(self._settings.clock())

    def ended(self) -> None:
        """What is being made is left to the next server, at once."""
        with suppress(SQLAlchemyError), self._database.begin() as connection:
            release(connection, LEASE, self._holder)

    def _hold(self) -> bool:
        with self._database.begin() as connection:
            now = self._settings.clock()
            return hold_lease(connection, LEASE, self._holder, now, _LEASE_S)
