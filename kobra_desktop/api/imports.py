"""Files of a portfolio: brought to the server, read there as a person says, taken, taken back."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import BinaryIO

import msgspec
import requests

from kobra_desktop.api.errors import TooLarge
from kobra_desktop.api.fetched_file import fetch
from kobra_desktop.api.http import FieldApi, read
from kobra_desktop.api.told_file import ToldFile
from kobra_desktop.errors import Known
from kobra_domain.imports.answers import (
    ImportDetail,
    ImportRows,
    NightlyFile,
    UndoPreview,
    UploadAddress,
)
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.things import ImportKind, NightlyTerms

_ANSWER_S = 120.0  # a large file is settled on the server's disk before it answers
ROWS = 200  # that are asked for at once


def send(
    api: FieldApi,
    path: Path,
    *,
    portfolio_id: str,
    kind: ImportKind,
    name: str,
    report: Callable[[int, int], None] = lambda done, whole: None,
    stopped: Callable[[], bool] = lambda: False,
) -> ImportDetail:
    """Bring a file to the server from the disk, never whole in memory. `report(done, whole)` in
    bytes. Raises Stopped once `stopped`, FileRefused for one that is too large, ApiError, OSError.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        # Asked first: it renews an expired token while there is nothing to send twice.
        api.request("GET", "/session")
        try:
            answer = api.request(
                "POST",
                "/imports",
                params={"portfolio": portfolio_id, "kind": kind.value, "filename": name},
                data=ToldFile(file, size, report, stopped),
                headers={"Content-Type": "application/octet-stream"},
                read_timeout_s=_ANSWER_S,
            )
        except TooLarge as problem:
            raise _too_big(problem) from problem
    return _detail(answer)


def _too_big(problem: TooLarge) -> Known:
    """In words of files, where the server says how large they may be."""
    limit = problem.params.get("limit")
    if not isinstance(limit, int):
        return problem
    return FileRefused(FileCode.TOO_BIG, limit_mb=max(1, limit // 2**20))


def detail(api: FieldApi, import_id: str) -> ImportDetail:
    """How it stands. Raises ApiError."""
    return _detail(api.request("GET", f"/imports/{import_id}"))


def read_again(api: FieldApi, import_id: str, mapping: Mapping | None) -> ImportDetail:
    """Have it read as a person says, or (None) as is remembered or proposed. Raises ApiError."""
    body = {"mapping": msgspec.to_builtins(mapping)}
    return _detail(api.request("POST", f"/imports/{import_id}/reading", json=body))


def stop_reading(api: FieldApi, import_id: str) -> ImportDetail:
    """End what the server does with it; the file stays. Raises ApiError."""
    return _detail(api.request("POST", f"/imports/{import_id}/reading/stop"))


def rows(
    api: FieldApi,
    import_id: str,
    fate: str,
    after: int = 0,
    limit: int = ROWS,
    *,
    closes: bool = False,
) -> ImportRows:
    """Some rows that end so (also `kept`, `visits`, which are more if absent accounts are closed),
    behind `after` (`next` of those before). Raises ApiError.
    """
    asked = {"fate": fate, "after": after, "limit": limit, "absent": "close" if closes else "keep"}
    found: ImportRows = read(
        api.request("GET", f"/imports/{import_id}/rows", params=asked), ImportRows
    )
    return found


def commit(api: FieldApi, import_id: str, *, closes_absent: bool) -> ImportDetail:
    """Take it, held or not; it may still be going on when this returns. Raises Clash, ApiError."""
    body = {"absent": "close" if closes_absent else "keep"}
    return _detail(
        api.request("POST", f"/imports/{import_id}/commit", json=body, read_timeout_s=_ANSWER_S)
    )


def undo_preview(api: FieldApi, import_id: str) -> UndoPreview:
    """What taking it back would do. Raises ApiError."""
    answer = api.request("POST", f"/imports/{import_id}/undo/preview", read_timeout_s=_ANSWER_S)
    found: UndoPreview = read(answer, UndoPreview)
    return found


def undo(api: FieldApi, import_id: str, also: Collection[str] = ()) -> ImportDetail:
    """Take it back, with those rows that were changed since and are chosen. Raises ApiError."""
    body = {"also": sorted(also)}
    return _detail(
        api.request("POST", f"/imports/{import_id}/undo", json=body, read_timeout_s=_ANSWER_S)
    )


def discard(api: FieldApi, import_id: str) -> None:
    """Never take it: what the server holds of it goes. Raises ApiError."""
    api.request("DELETE", f"/imports/{import_id}")


def refused_rows(api: FieldApi, import_id: str, file: BinaryIO) -> None:
    """The refused rows as their own file. Raises ApiError, OSError."""
    fetch(api, f"/imports/{import_id}/refused", file)


def nightly(api: FieldApi, portfolio_id: str) -> tuple[NightlyFile, ...]:
    """The files that come by themselves. Raises ApiError."""
    answer = api.request("GET", f"/portfolios/{portfolio_id}/nightly")
    found: tuple[NightlyFile, ...] = read(answer, tuple[NightlyFile, ...])
    return found


def keep_nightly(
    api: FieldApi, portfolio_id: str, kind: ImportKind, terms: NightlyTerms, mapping_of: str
) -> None:
    """Look for a file each night, and read it as the import `mapping_of` was. Raises NotValid,
    ApiError.
    """
    body = {**msgspec.to_builtins(terms), "mapping_of": mapping_of}
    api.request("PUT", f"/portfolios/{portfolio_id}/nightly/{kind.value}", json=body)


def make_upload_key(api: FieldApi, portfolio_id: str, kind: ImportKind) -> UploadAddress:
    """Where such a file may be brought to, and a new key to it; the old one ends. Raises
    ApiError.
    """
    path = f"/portfolios/{portfolio_id}/nightly/{kind.value}/key"
    made: UploadAddress = read(api.request("POST", path), UploadAddress)
    return made


def end_upload_key(api: FieldApi, portfolio_id: str, kind: ImportKind) -> None:
    """Close the upload address. Raises ApiError."""
    api.request("DELETE", f"/portfolios/{portfolio_id}/nightly/{kind.value}/key")


def end_nightly(api: FieldApi, portfolio_id: str, kind: ImportKind) -> None:
    """Look for it no longer. Raises ApiError."""
    api.request("DELETE", f"/portfolios/{portfolio_id}/nightly/{kind.value}")


def _detail(answer: requests.Response) -> ImportDetail:
    found: ImportDetail = read(answer, ImportDetail)
    return found
