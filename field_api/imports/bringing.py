"""A file on its way in, wherever it comes from: written beside the server's own, counted and
hashed, recorded, and gone without a trace unless it was.
"""

import hashlib
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sqlalchemy import Connection

from field_api.change_log.record import record_all
from field_api.errors import ApiError
from field_api.imports.work import files_of, make_work
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.things import Import, ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.packing import MOST_BYTES
from kobra_records.ids import new_id
from kobra_records.private_files import make_file, make_folder

_LONGEST_NAME, _LONGEST_BYTES = 120, 240  # a disk counts bytes, and takes no more than 255
_CHUNK = 1 << 20


class Incoming:
    """One file that comes in. In a `with` block all of it goes at the end unless `keep` was called.

    No room is ApiError import_no_room, whichever of the disk's complaints it was.
    """

    def __init__(self, data_folder: Path) -> None:
        self.id = new_id()
        self.files = files_of(data_folder, self.id)
        self.bytes = 0
        self._digest = hashlib.sha256()
        self._file: BinaryIO | None = None
        self._is_kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        try:
            self._close()
        except OSError:  # what it could not write any more is not kept either
            self._is_kept = False
        if not self._is_kept:
            self.files.remove()

    @property
    def sha256(self) -> str:
        """Of all that was written."""
        return self._digest.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Some more of it. Raises ApiError too_big, import_no_room."""
        self.bytes += len(chunk)
        if self.bytes > MOST_BYTES:
            raise ApiError("too_big", limit=MOST_BYTES)
        self._digest.update(chunk)
        try:
            self._opened().write(chunk)
        except OSError as problem:
            raise ApiError("import_no_room") from problem

    def settle(self) -> None:
        """All of it is here: on the disk before anybody is told so. Raises ApiError."""
        try:
            file = self._opened()
            file.flush()
            os.fsync(file.fileno())
            self._close()
        except OSError as problem:
            raise ApiError("import_no_room") from problem

    def copy(self, path: Path) -> None:
        """All of another file. Raises ApiError, and OSError when that one cannot be read."""
        with path.open("rb") as source:
            while chunk := source.read(_CHUNK):
                self.write(chunk)
        self.settle()

    def item(
        self, portfolio: Portfolio, kind: ImportKind, name: str, now: datetime, by: str | None
    ) -> Import:
        """The row of an import of it."""
        return Import(
            id=self.id,
            portfolio_id=portfolio.id,
            kind=kind,
            filename=plain_name(name),
            bytes=self.bytes,
            sha256=self.sha256,
            received_at=now,
            received_by=by,
        )

    def keep(self) -> None:
        """It is recorded, so its files stay: said once the transaction has ended."""
        self._is_kept = True

    def _opened(self) -> BinaryIO:
        if self._file is None:
            make_folder(self.files.folder)
            make_file(self.files.raw)
            self._file = self.files.raw.open("wb")
        return self._file

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()


def record_incoming(
    connection: Connection,
    item: Import,
    mapping: Mapping | None,
    *,
    is_strict: bool = False,
    nightly_id: str | None = None,
) -> None:
    """Write down that a file is here."""
    make_work(connection, item.id, mapping, is_strict=is_strict, nightly_id=nightly_id)
    record_all(connection, [(item, None)], at=item.received_at)


def plain_name(name: str) -> str:
    """The name without folders and signs, as long as one may be; one that a file may have."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(one for one in last if one.isprintable()).strip()
    short = clean[-_LONGEST_NAME:].encode()[-_LONGEST_BYTES:].decode(errors="ignore").strip()
    return short if short.strip(". ") else "cartera"
