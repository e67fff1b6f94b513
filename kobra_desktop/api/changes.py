"""The feed as bytes of rows, and what the server counts for the same scope."""

from typing import Any

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.wire import DEFAULT_PAGE, ROWS_TYPE


def rows_page(api: FieldApi, since: str | None, limit: int = DEFAULT_PAGE) -> bytes:
    """The next page after a cursor, undecoded. Raises ResyncRequired, ApiError."""
    params: dict[str, Any] = {"limit": limit}
    if since is not None:
        params["since"] = since
    return api.request("GET", "/changes", params=params, headers={"Accept": ROWS_TYPE}).content


def counts(api: FieldApi) -> dict[str, int]:
    """How many rows of each kind lie in the user's scope and window."""
    found: dict[str, int] = read(api.request("GET", "/changes/counts"), dict[str, int])
    return found


def row_hash(api: FieldApi, kind: str) -> str:
    """The server's hash over ids and versions of a kind."""
    answer = api.request("GET", "/changes/hashes", params={"kind": kind})
    return str(read(answer, dict[str, str]).get(kind, ""))
