"""The door of ingest: takes what a phone said and answers when it is durable."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.exc import DataError

from field_api.database import Database
from field_api.ingest.group_commit import QUEUE_LIMIT, GroupCommit
from field_api.ingest.phone_report import PhoneReport
from field_api.ingest.rows import AgentCache
from field_api.ingest.storing import Answer, Submission, store
from field_api.notify import Notifier
from field_api.partitions import Partitions
from kobra_domain.report import Report

_log = logging.getLogger(__name__)


class Ingest:
    """One process's writer of positions."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        *,
        retention_days: int,
        queue_limit: int = QUEUE_LIMIT,
    ) -> None:
        self._notifier = notifier
        self._agents = AgentCache()
        self.partitions = Partitions(database, retention_days=retention_days)
        self._group = GroupCommit(self._commit, queue_limit=queue_limit)

    def start(self) -> None:
        """Begin to take submissions."""
        self._group.start()

    def stop(self) -> None:
        """Commit what waits, then take no more."""
        self._group.stop()

    async def take(self, submission: Submission) -> Answer:
        """The answer, once the submission is durable.

        Raises `group_commit.Full` when too many wait, and the database's errors.
        """
        return await self._group.submit(submission)

    def _commit(self, submissions: Sequence[Submission]) -> list[Answer]:
        self.partitions.ensure(_days(submissions), submissions[0].received_at.date())
        try:
            return self._store(submissions)
        except DataError as problem:
            if len(submissions) > 1:
                raise  # each is tried alone
            # What no column can hold must not stop its phone's queue.
            _log.error("report_not_storable", extra={"reason": type(problem.orig).__name__})
            return self._store([_unreadable(submissions[0])])

    def _store(self, submissions: Sequence[Submission]) -> list[Answer]:
        with self._notifier.telling() as telling:
            answers, heard = store(telling.connection, submissions, self._agents)
            telling.agents |= heard
        return answers


def _unreadable(submission: Submission) -> Submission:
    reports = tuple(
        PhoneReport(
            report=Report(unreadable=("value",)),
            device_id=report.device_id,
            alarm="sos" if report.is_sos else "",
        )
        for report in submission.reports
    )
    return replace(submission, reports=reports)


def _days(submissions: Sequence[Submission]) -> set[date]:
    """The days (UTC) of all fixes and arrivals."""
    fixes = {r.report.fix_at for s in submissions for r in s.reports if r.report.fix_at is not None}
    return {at.date() for at in fixes | {s.received_at for s in submissions}}
