"""Does the long work on files beside the routes: reads them one after the other in a process that
can be killed, commits and takes back on a thread. What a stopped server left is begun again.
"""

import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import find
from field_api.database import Database
from field_api.errors import ApiError
from field_api.imports.alarms import held_edits
from field_api.imports.committing import commit
from field_api.imports.holding import held_reason
from field_api.imports.planning import Planned, plan_file
from field_api.imports.undoing import undo
from field_api.imports.work import (
    files_of,
    import_of,
    note_work,
    ready,
    setting_of,
    work_of,
)
from field_api.settings import Settings
from field_api.tables.imports import import_work
from field_api.tables.replicated import imports
from kobra_domain.errors import DomainError
from kobra_domain.imports.reading import Look
from kobra_domain.imports.things import Import, ImportState
from kobra_domain.portfolios import Portfolio
from kobra_records.files.worker import Worker

_log = logging.getLogger(__name__)
READING, COMMITTING, UNDOING = "reading", "committing", "undoing"
_WAITING = (ImportState.RECEIVED, ImportState.READING)
_MEMORY_MB, _SECONDS = 4_000, 2 * 3_600.0


def plan_stored(url: str, data_folder: Path, import_id: str, now: datetime) -> Planned:
    """The plan of a file that the server keeps: the job of the process. Raises DomainError."""
    files = files_of(data_folder, import_id)

    def told(done: int, of: int) -> None:
        files.progress.write_text(f"{done} {of}", encoding="ascii")

    def looked(seen: Look) -> None:
        files.look.write_bytes(msgspec.json.encode(seen))

    with closing(Database(url, pool_size=1)) as database, database.read() as connection:
        item, work = import_of(connection, import_id), work_of(connection, import_id)
        setting = setting_of(connection, item, now)
        try:
            return plan_file(
                connection,
                files.raw,
                files.stage,
                setting,
                work.asked,
                is_strict=work.is_strict,
                told=told,
                looked=looked,
            )
        except (sqlite3.Error, OSError) as problem:
            _log.warning("a file could not be staged", exc_info=problem)
            raise DomainError("import_no_room") from problem


class Importer:
    """One a server. Started and stopped with it."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database, self._settings = database, settings
        self._worker = Worker(memory_mb=_MEMORY_MB, seconds=_SECONDS)
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="import-read")
        self._writers = ThreadPoolExecutor(1, thread_name_prefix="import-write")
        self._lock = threading.Lock()
        self._current = ""
        self._queue: set[str] = set()
        self._writing = Counter[str]()
        self._is_stopped = False

    def start(self) -> None:
        """Begin again what a stopped server left."""
        self._writers.submit(self._guarded, self._begin_again)

    def stop(self) -> None:
        """End what is read; a commit is finished or leaves nothing."""
        self._is_stopped = True
        self._worker.close()
        self._readers.shutdown(cancel_futures=True)
        self._writers.shutdown(cancel_futures=True)

    def read(self, import_id: str) -> None:
        """Read a file, after those that wait."""
        with self._lock:
            if import_id in self._queue:
                return
            self._queue.add(import_id)
        self._readers.submit(self._guarded, lambda: self._next(import_id))

    def _next(self, import_id: str) -> None:
        # From here on another wish to read it is one of its own: it may be by another mapping.
        with self._lock:
            self._queue.discard(import_id)
        self.read_now(import_id)

    def stop_reading(self, import_id: str) -> None:
        """Kill the reading of a file, if it is the one that is read."""
        with self._lock:
            if self._current == import_id:
                self._worker.close()
                self._worker = Worker(memory_mb=_MEMORY_MB, seconds=_SECONDS)

    def commit(self, import_id: str, by: str | None, *, closes_absent: bool) -> "Future[Import]":
        """Take a plan into the book, on a thread."""

        def act() -> Import:
            now = self._settings.clock()
            folder = self._settings.data_folder
            return commit(
                self._database, folder, import_id, by=by, now=now, closes_absent=closes_absent
            )

        return self._write(import_id, COMMITTING, act)

    def undo(self, import_id: str, by: str | None, also: frozenset[str]) -> "Future[Import]":
        """Take an import back, on a thread."""

        def act() -> Import:
            now = self._settings.clock()
            folder = self._settings.data_folder
            return undo(self._database, folder, import_id, by=by, now=now, also=also)

        return self._write(import_id, UNDOING, act)

    def read_now(self, import_id: str) -> None:
        """Read a file to its plan, and write down what became of it."""
        if not self._begin(import_id):
            return
        planned: Planned | None = None
        problem: DomainError | None = None
        try:
            planned = self._plan(import_id)
        except DomainError as found:
            problem = found
        if self._is_stopped and planned is None:
            return
        try:
            self._end(import_id, planned, problem)
        except Exception:  # else it would be said to be read for ever
            _log.exception("import_not_ended")
            self._end(import_id, None, DomainError("import_interrupted"))

    def _plan(self, import_id: str) -> Planned:
        """The plan, made in the process. Raises DomainError."""
        with self._lock:
            self._current = import_id
            worker = self._worker
        folder, now = self._settings.data_folder, self._settings.clock()
        url = self._database.url.render_as_string(hide_password=False)
        try:
            return worker.run(plan_stored, url, folder, import_id, now)
        finally:
            with self._lock:
                self._current = ""
            files_of(folder, import_id).progress.unlink(missing_ok=True)

    def _begin(self, import_id: str) -> bool:
        with self._database.begin() as connection:
            item = import_of(connection, import_id, lock=True)
            if item.state not in _WAITING:
                return False
            note_work(connection, import_id, step=READING, problem=None, said=None)
            reading = replace(item, state=ImportState.READING, problem="")
            if reading != item:
                record_all(connection, [(reading, item)], at=self._settings.clock())
            return True

    def _end(self, import_id: str, planned: Planned | None, problem: DomainError | None) -> None:
        with self._database.begin() as connection:
            item = import_of(connection, import_id, lock=True)
            if item.state is not ImportState.READING:  # stopped or discarded meanwhile
                return
            work = work_of(connection, import_id)
            if planned is not None:
                after = ready(item, planned)
                problem = held_reason(connection, after, planned) if work.nightly_id else None
                if problem is not None:
                    after = replace(after, state=ImportState.HELD, problem=problem.code)
            else:
                assert problem is not None
                after = replace(item, state=ImportState.FAILED, problem=problem.code)
            note_work(connection, import_id, step="", said=planned, problem=problem)
            edits: list[Edit] = [(after, item)]
            is_of_night = work.nightly_id is not None
            if is_of_night and problem is not None:
                edits += self._alarm(connection, after, problem)
            record_all(connection, edits, at=self._settings.clock())
        if is_of_night and problem is None:
            self.commit(import_id, None, closes_absent=False)

    def _alarm(self, connection: Connection, item: Import, problem: DomainError) -> list[Edit]:
        portfolio = find(connection, Portfolio, item.portfolio_id)
        if portfolio is None:
            return []
        now = self._settings.clock()
        return held_edits(connection, portfolio, item.filename, problem.code, now, item.id)

    def _write(self, import_id: str, step: str, act: Callable[[], Import]) -> "Future[Import]":
        with self._lock:
            self._writing[import_id] += 1
        try:
            with self._database.begin() as connection:
                note_work(connection, import_id, step=step, problem=None)
            done = self._writers.submit(self._written, import_id, act)
        except BaseException:
            self._is_over(import_id)
            raise
        done.add_done_callback(lambda _: self._is_over(import_id))
        return done

    def _is_over(self, import_id: str) -> None:
        with self._lock:
            self._writing[import_id] -= 1

    def _written(self, import_id: str, act: Callable[[], Import]) -> Import:
        try:
            item = act()
        except DomainError as problem:
            self._failed(import_id, problem)
            raise
        except Exception as problem:  # no room, or no database: nothing of it was written
            _log.exception("import_not_written")
            self._failed(import_id, DomainError("import_not_written"))
            raise ApiError("import_not_written") from problem
        with self._database.begin() as connection:  # another's wish may have found it done
            note_work(connection, import_id, step="")
        return item

    def _failed(self, import_id: str, problem: DomainError) -> None:
        with self._database.begin() as connection:
            item = import_of(connection, import_id, lock=True)
            note_work(connection, import_id, step="", problem=problem)
            if item.state not in (ImportState.READY, ImportState.HELD):
                return
            edits: list[Edit] = []
            is_stale = isinstance(problem, ApiError) and problem.code == "changed_since"
            if is_stale:
                edits = [(replace(item, state=ImportState.RECEIVED), item)]
            elif item.state is ImportState.READY and work_of(connection, import_id).nightly_id:
                # Nobody looks at what takes itself: it is said that this one did not.
                held = replace(item, state=ImportState.HELD, problem=problem.code)
                edits = [(held, item), *self._alarm(connection, held, problem)]
            if edits:
                record_all(connection, edits, at=self._settings.clock())
        if is_stale:
            self.read(import_id)

    def _begin_again(self) -> None:
        """Read what was not read to its end; what was not committed to its end has changed nothing
        and can be committed.
        """
        with self._database.begin() as connection:
            is_working = import_work.c.step != ""
            connection.execute(import_work.update().where(is_working).values(step=""))
        self._go_on(_WAITING)

    def look(self) -> None:
        """Go on with what nobody works on although it is said: the database was away when it was to
        be ended. What was stopped on request stays so.
        """
        w = import_work.c
        with self._lock:
            writing = {one for one, count in self._writing.items() if count > 0}
        is_said = (w.step.in_((COMMITTING, UNDOING)), w.import_id.not_in(writing))
        with self._database.begin() as connection:
            connection.execute(import_work.update().where(*is_said).values(step=""))
        self._go_on((ImportState.READING,))

    def _go_on(self, states: Sequence[ImportState]) -> None:
        """Read what is in one of these states; take what came at night and waits for nobody."""
        i, w = imports.c, import_work.c
        waiting = select(i.id).where(i.state.in_(states))
        is_left = (i.state == ImportState.READY, w.step == "", w.nightly_id.is_not(None))
        left = select(i.id).join(import_work, w.import_id == i.id).where(*is_left)
        with self._database.read() as connection:
            to_read = connection.scalars(waiting.order_by(i.id)).all()
            to_take = connection.scalars(left.order_by(i.id)).all()
        for import_id in to_read:
            self.read(import_id)
        for import_id in to_take:
            self.commit(import_id, None, closes_absent=False)

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception:
            _log.exception("import_failed")
