"""Asks of each submission, after its phone has the answer, whether it obeys its form's logic: the
exact version, and the visit list that the phone had. What is found is flagged, nothing is refused.

It has a thread and a lease of its own: the form's engine is slow, and no alert may wait for it.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import found
from field_api.database import Database
from field_api.lease import hold, release
from field_api.operations.form_files import content_of, files_of
from field_api.submissions.logic import LogicAnswer
from field_api.submissions.raw import raw_of_submission
from field_api.submissions.store import AttachmentStore
from field_api.tables.phone_forms import published_forms, visit_lists
from field_api.tables.replicated import submissions
from kobra_domain.questionnaires.files import ITEMSETS
from kobra_domain.questionnaires.things import VISIT_LIST
from kobra_domain.submissions import Difference, Submission
from kobra_records.shipped import NotBuilt

LEASE = "logic"
MOST_DIFFERENCES = 200
# As long as a killed server keeps others waiting. A check may outlast it: if then another server
# asks the same, it gets the same answer.
_LEASE_S = 5.0
_RENEW_S = 2.0
_LOOK_S = 30.0
_AT_ONCE = 50
_WRITTEN_AT_ONCE = 10  # results, or as many as came within the time of a lease's renewal
_log = logging.getLogger(__name__)


class Engine(Protocol):
    """What evaluates a form; see `submissions.logic.LogicWorker`."""

    def check(self, xform: str, media: dict[str, str], submission: str) -> LogicAnswer: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Question:
    """All that a check needs. `media` None: the list that the phone had is not known any more."""

    xform: str
    media: dict[str, str] | None
    xml_sha256: str


class LogicChecker:
    """Checks what has not been checked, oldest first; woken by each arrival and every half minute,
    so that what a stopped server left is found again.
    """

    def __init__(
        self,
        database: Database,
        store: AttachmentStore,
        engine: Engine,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._store = store
        self._engine = engine
        self._clock = clock
        self._holder = str(uuid.uuid4())
        self._held_until_s = 0.0
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="logic", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def wake(self) -> None:
        """A submission has come; from any thread, at once."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the check at hand, and end."""
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()
        self._engine.close()

    def check_all(self) -> int:
        """Check everything unchecked; answers how many were looked at."""
        looked = 0
        while not self._stopped.is_set():
            if not self._hold():
                break
            with self._database.read() as connection:
                ids = _unchecked(connection)
            if not ids:
                break
            looked += self._check_some(ids)
        return looked

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._woken.clear()
            wait_s = _LOOK_S
            try:
                self.check_all()
                if self._is_any_left():  # whoever holds the lease is at them, or is dead
                    wait_s = _LEASE_S
            except (SQLAlchemyError, OSError, NotBuilt) as problem:  # the next look finds them
                _log.error("logic_check_failed", extra={"reason": type(problem).__name__})
            self._woken.wait(wait_s)
        try:
            with self._database.begin() as connection:
                release(connection, LEASE, self._holder)
        except SQLAlchemyError as problem:  # then it expires
            _log.error("logic_check_failed", extra={"reason": type(problem).__name__})

    def _is_any_left(self) -> bool:
        with self._database.read() as connection:
            return bool(_unchecked(connection))

    def _hold(self) -> bool:
        """Whether the lease is held for at least so long that it need not be renewed yet."""
        asked_s = time.monotonic()
        if asked_s < self._held_until_s:
            return True
        with self._database.begin() as connection:
            is_ours = hold(connection, LEASE, self._holder, self._clock(), _LEASE_S)
        self._held_until_s = asked_s + _RENEW_S if is_ours else 0.0
        return is_ours

    def _check_some(self, ids: Sequence[str]) -> int:
        """Check them, and write some results together; answers how many were looked at."""
        answers: dict[str, LogicAnswer] = {}
        looked, begun_s = 0, time.monotonic()
        try:
            for submission_id in ids:
                if self._stopped.is_set() or not self._hold():
                    break
                answers[submission_id] = self._asked(submission_id)
                looked += 1
                if len(answers) == _WRITTEN_AT_ONCE or time.monotonic() - begun_s > _RENEW_S:
                    self._write(answers)
                    answers, begun_s = {}, time.monotonic()
        finally:
            self._write(answers)
        return looked

    def _asked(self, submission_id: str) -> LogicAnswer:
        with self._database.read() as connection:
            pair = found(connection, Submission, submission_id)
            question = _question(connection, pair[0]) if pair else None
        return self._answer(question)

    def _write(self, answers: Mapping[str, LogicAnswer]) -> None:
        if not answers:
            return
        with self._database.begin() as connection:
            edits: list[Edit] = []
            for submission_id, answer in sorted(answers.items()):  # locked in one order
                pair = found(connection, Submission, submission_id, lock=True)
                if pair is not None:
                    edits.append((_judged(pair[0], answer), pair[0]))
            record_all(connection, edits, at=self._clock())

    def _answer(self, question: _Question | None) -> LogicAnswer:
        if question is None:
            return _broken("form")
        if question.media is None:
            return _broken("visit_list")
        try:
            xml = self._store.read(question.xml_sha256).decode("utf-8-sig")
        except (KeyError, UnicodeDecodeError):
            return _broken("submission")
        return self._engine.check(question.xform, question.media, xml)


def _judged(submission: Submission, answer: LogicAnswer) -> Submission:
    return replace(
        submission,
        logic_mismatch=None if answer.is_broken else bool(answer.differences),
        differences=answer.differences[:MOST_DIFFERENCES],
    )


def _broken(detail: str) -> LogicAnswer:
    return LogicAnswer((Difference(kind="broken", detail=detail),))


def _unchecked(connection: Connection) -> list[str]:
    """Neither checked nor found to be uncheckable. A form that still waits for files is whole."""
    query = (
        select(submissions.c.id)
        .where(
            submissions.c.logic_mismatch.is_(None),
            submissions.c.differences == (),
            submissions.c.version_id.is_not(None),
        )
        .order_by(submissions.c.received_at)
        .limit(_AT_ONCE)
    )
    return list(connection.scalars(query))


def _question(connection: Connection, submission: Submission) -> _Question | None:
    raw = raw_of_submission(connection, submission.id)
    forms = published_forms.c
    query = select(forms.xform, forms.reads_visits, forms.itemsets).where(
        forms.version_id == submission.version_id
    )
    form = connection.execute(query).one_or_none()
    if raw is None or form is None:
        return None
    media: dict[str, str] | None = {}
    if form.reads_visits:
        content = _list_of(connection, submission)
        media = None if content is None else {VISIT_LIST: content.decode()}
    if media is not None and form.itemsets is not None:
        media[ITEMSETS] = form.itemsets.decode()
    if media is not None:
        media |= _tables_of(connection, submission.version_id or "")
    return _Question(form.xform.decode(), media, raw.xml_sha256)


def _tables_of(connection: Connection, version_id: str) -> dict[str, str]:
    """The tables that the form looks things up in, as texts."""
    return {
        file.name: content_of(connection, file.sha256).decode("utf-8-sig", "replace")
        for file in files_of(connection, version_id)
        if file.is_table
    }


def _list_of(connection: Connection, submission: Submission) -> bytes | None:
    """The list the phone had when the form was begun: the last one fetched before that holds the
    visit; where clocks disagree, the last that holds it, or else the last.
    """
    lists = connection.execute(
        select(visit_lists.c.content, visit_lists.c.made_at)
        .where(visit_lists.c.agent_id == submission.agent_id)
        .order_by(visit_lists.c.fetched_at.desc().nulls_last(), visit_lists.c.made_at.desc())
    ).all()
    begun_at = submission.started_at or submission.received_at
    visit = (submission.visit_id or "").encode()
    holding = [row for row in lists if visit in row.content]
    before = [row for row in holding if row.made_at <= begun_at]
    chosen = next(iter(before or holding or lists), None)
    return None if chosen is None else bytes(chosen.content)
