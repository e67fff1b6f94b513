"""Reports that the server builds: of days or sources that no replica holds."""

from __future__ import annotations

from typing import Any

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.reports.filters import Filters, said
from kobra_domain.reports.report import Report, report_of


def server_report(api: FieldApi, key: str, filters: Filters) -> Report:
    """The report of a key. Raises ApiError; Invalid for an answer that is none."""
    params: dict[str, list[str]] = {}
    for name, value in said(filters):
        params.setdefault(name, []).append(value)
    answer = api.request("GET", f"/reports/{key}", params=params)
    found: dict[str, Any] = read(answer, dict[str, Any])
    return report_of(found)
