"""Reports that the server builds: of days or sources that no replica holds."""

from __future__ import annotations

from typing import Any

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.reports.filters import Filters, said
from kobra_domain.reports.report import Report, report_of
from kobra_records.json_form import body

BUILT_S = 120.0  # a report of years may be counted so long before its first byte


def server_report(api: FieldApi, key: str, filters: Filters) -> Report:
    """The report of a key. Raises ApiError; Invalid for an answer that is none."""
    path = f"/reports/{key}"
    answer = api.request("GET", path, params=_params(filters), read_timeout_s=BUILT_S)
    return report_of(read(answer, dict[str, Any]))


def server_design(api: FieldApi, saved: SavedReport, filters: Filters) -> Report:
    """A report that is being put together. Raises as `server_report`."""
    answer = api.request("POST", "/reports/design", json=body(saved), params=_params(filters))
    return report_of(read(answer, dict[str, Any]))


def _params(filters: Filters) -> dict[str, list[str]]:
    params: dict[str, list[str]] = {}
    for name, value in said(filters):
        params.setdefault(name, []).append(value)
    return params
