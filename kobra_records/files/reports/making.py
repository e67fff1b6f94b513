"""From a report as data to the bytes of a file: a job for the killable worker. The same report with
the same dress is the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kobra_domain.portfolios import Institution
from kobra_domain.reports.report import Report
from kobra_records.files.paper import set_paper
from kobra_records.files.reports.books import csv_of, workbook_of
from kobra_records.files.reports.paper import report_paper

# A client's month takes a second.
SECONDS = 40.0
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportFormat(StrEnum):
    """What a report can be written as."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What a file shows beside the report: its language, whose paper it is, and from when it says
    it is (aware); `printed_by`: who had it made and when, where that is to be seen.
    """

    locale: str
    made_at: datetime
    institution: Institution | None = None
    printed_by: str = ""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """`ending`: zip where there are several tables of CSV. `told`: how it is written and what it
    does not hold, in words.
    """

    content: bytes
    ending: str
    media_type: str
    told: tuple[str, ...] = ()


def file_of(report: Report, format: ReportFormat, dress: Dress) -> ReportFile:
    """The file. Runs in the worker."""
    match format:
        case ReportFormat.PDF:
            return ReportFile(set_paper(report_paper(report, dress)), "pdf", "application/pdf")
        case ReportFormat.XLSX:
            content, told = workbook_of(report, dress.locale, dress.printed_by)
            return ReportFile(content, "xlsx", _XLSX, told)
    content, told, is_many = csv_of(report, dress.locale, dress.printed_by)
    if is_many:
        return ReportFile(content, "zip", "application/zip", told)
    return ReportFile(content, "csv", "text/csv; charset=utf-8", told)
