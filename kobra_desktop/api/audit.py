"""Who did what on the server, in pages."""

from typing import Any

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import AuditPage


def audit(api: FieldApi, *, before: int | None = None, limit: int = 200) -> AuditPage:
    """A page of the audit, the newest unless below a line's number. Raises Forbidden, ApiError."""
    params: dict[str, Any] = {"limit": limit}
    if before is not None:
        params["before"] = before
    found: AuditPage = read(api.request("GET", "/audit", params=params), AuditPage)
    return found
