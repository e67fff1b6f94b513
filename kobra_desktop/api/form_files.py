"""Contents of forms' own files, by their SHA-256, to and from the server."""

from collections.abc import Sequence

from kobra_desktop.api.http import FieldApi, read
from kobra_domain.answers import MissingFiles

_ANSWER_S = 120.0  # a slow network, and a disk that settles


def missing(api: FieldApi, sha256s: Sequence[str]) -> tuple[str, ...]:
    """Which of these contents the server lacks. Raises ApiError."""
    answer = api.request("POST", "/form-files/missing", json=list(sha256s))
    found: MissingFiles = read(answer, MissingFiles)
    return found.missing


def put(api: FieldApi, sha256: str, content: bytes) -> None:
    """Give the server a content; again is no harm. Raises TooLarge, ApiError."""
    api.request(
        "PUT",
        f"/form-files/{sha256}",
        data=content,
        headers={"Content-Type": "application/octet-stream"},
        read_timeout_s=_ANSWER_S,
    )


def get(api: FieldApi, sha256: str) -> bytes:
    """A content as the server has it. Raises NotFound, ApiError."""
    path = f"/form-files/{sha256}"
    answer = api.request("GET", path, headers={"Accept": "*/*"}, read_timeout_s=_ANSWER_S)
    return answer.content
