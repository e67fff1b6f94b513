"""Reports as files: on paper (PDF), as a workbook, as CSV, from the same data that a page shows."""

from kobra_records.files.reports.making import (
    SECONDS,
    Dress,
    ReportFile,
    ReportFormat,
    file_of,
)

__all__ = ["SECONDS", "Dress", "ReportFile", "ReportFormat", "file_of"]
