"""Who did what on the server, in pages."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kobra_desktop.api.http import FieldApi, read


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One entry; `subject_kind` and `subject_id` name what it was done to."""

    id: int
    at: datetime
    act: str
    user_id: str | None = None
    subject_kind: str = ""
    subject_id: str = ""
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """Entries, newest first; `next` is what to give as `before` for older ones."""

    items: tuple[AuditRow, ...]
    next: int | None = None


def audit(api: FieldApi, *, before: int | None = None, limit: int = 200) -> AuditPage:
    """A page of the audit, the newest unless below a line's number. Raises Forbidden, ApiError."""
    params: dict[str, Any] = {"limit": limit}
    if before is not None:
        params["before"] = before
    found: AuditPage = read(api.request("GET", "/audit", params=params), AuditPage)
    return found
