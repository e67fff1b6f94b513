"""Reports as files of the server: for routes, mails and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from field_api.auth.audit import note
from field_api.errors import ApiError
from field_api.reports.making import Reader, dress, source_of
from kobra_domain.reports.declared import ReportKind, built
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.report import Report
from kobra_records.files.exports.names import file_name
from kobra_records.files.reports import SECONDS, Dress, ReportFile, ReportFormat, file_of
from kobra_records.files.worker import Worker, WorkTimedOut

MADE = "export.file"


@dataclass(frozen=True, slots=True)
class Dressed:
    """A report and how its file is dressed."""

    report: Report
    dress: Dress


def dressed(
    connection: Connection,
    kind: ReportKind,
    filters: Filters,
    reader: Reader,
    locale: str,
    *,
    for_file: bool = False,
) -> Dressed:
    """The whole report, as a paper says it; `for_file`: as a table to reckon with holds it. Raises
    Invalid.
    """
    source = source_of(connection, filters, reader, locale)
    return Dressed(built(kind, source, filters, for_file=for_file), dress(source, kind, filters))


def named(report: Report, file: ReportFile) -> str:
    """What the file is called."""
    return file_name(f"{report.title}.{file.ending}")


def note_file(
    connection: Connection, made: Dressed, format: ReportFormat, user_id: str | None, at: datetime
) -> None:
    """A line of the audit: what left, and what it was held to."""
    report = made.report
    note(
        connection,
        at=at,
        user_id=user_id,
        act=MADE,
        subject=("report", report.key),
        details={"listing": f"{report.title} ({format.upper()})", "filter": report.about},
    )


class Press:
    """Makes the files of one server in a process of its own, which begins with the first."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._worker, self._seconds = Worker(seconds=seconds), seconds

    def file(self, made: Dressed, format: ReportFormat) -> ReportFile:
        """The file. Raises ApiError (`report_files_slow`), WorkFailure."""
        try:
            return self._worker.run(file_of, made.report, format, made.dress)
        except WorkTimedOut as problem:
            raise ApiError("report_files_slow", limit_s=self._seconds) from problem

    def start(self) -> None:
        """Nothing: a server of which no file is asked needs no process."""

    def stop(self) -> None:
        """End the process, whatever it makes."""
        self._worker.close()
