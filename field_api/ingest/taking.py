"""The door of ingest: takes what a phone said and answers when it is durable."""

import logging
from collections.abc import Sequence
from datetime import UTC, date, timedelta

from sqlalchemy.exc import DataError, IntegrityError

from field_api.database import Database
from field_api.ingest.group_commit import GroupCommit
from field_api.ingest.partitions import Partitions
from field_api.ingest.rows import AgentCache
from field_api.ingest.storing import Answer, Submission, store
from field_api.notify import Notifier

_log = logging.getLogger(__name__)


class Ingest:
    """One process's writer of positions."""

    def __init__(
        self,
        database: Database,
        notifier: Notifier,
        *,
        retention_days: int,
        queue_limit: int = 5_000,
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
        received = max(s.received_at for s in submissions).date()
        self.partitions.ensure(_days(submissions), received)
        try:
            with self._notifier.telling() as telling:
                answers, heard = store(telling.connection, submissions, self._agents)
                telling.agents |= heard
            return answers
        except (DataError, IntegrityError) as problem:
            if len(submissions) > 1:
                raise
            # One that can never be stored must not stop its phone's queue: said, and let go.
            _log.error("report_not_storable", extra={"kind": type(problem.orig).__name__})
            return [Answer.TAKEN]


def _days(submissions: Sequence[Submission]) -> set[date]:
    """The days (UTC) that fixes of these submissions may fall on, those of arrival included."""
    days = {s.received_at.astimezone(UTC).date() for s in submissions}
    days |= {
        report.report.fix_at.date()
        for submission in submissions
        for report in submission.reports
        if report.report.fix_at is not None
    }
    return days | {day + timedelta(days=1) for day in tuple(days) if day < date.max}
