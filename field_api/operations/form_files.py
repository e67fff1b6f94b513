"""Contents of forms' files as the server keeps them: by their SHA-256, whole or not at all, never
changed. Which version names which is in `publishing`.
"""

import hashlib
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from field_api.database import Database
from field_api.tables.phone_forms import form_file_parts, form_files, published_files
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.asked_files import asked_files, same_name
from kobra_domain.questionnaires.files import KINDS, FileKind, ending
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.references import Reading

PART_BYTES = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file as phones get it: under the very letters by which its form asks for it."""

    name: str
    sha256: str
    md5: str
    size: int
    media_type: str

    @property
    def is_table(self) -> bool:
        """Whether the form looks things up in it."""
        return KINDS[ending(self.name)] is FileKind.DATA


def sent_files(form: Form) -> tuple[SentFile, ...]:
    """What goes with a form. A name that the form spells with letters taken apart is sent so."""
    asked = [each.name for each in asked_files(Reading(form))] if form.files else []
    return tuple(
        SentFile(
            name=next((name for name in asked if same_name(name, file.name)), file.name),
            sha256=file.sha256,
            md5=file.md5,
            size=file.size,
            media_type=file.media_type,
        )
        for file in form.files
    )


def missing(connection: Connection, wanted: Collection[str]) -> list[str]:
    """Of these contents (SHA-256) those that are not here, in the order they were asked."""
    known = select(form_files.c.sha256).where(form_files.c.sha256.in_(list(wanted)))
    there = set(connection.scalars(known))
    return [sha256 for sha256 in dict.fromkeys(wanted) if sha256 not in there]


def keep_content(connection: Connection, content: bytes, at: datetime) -> str:
    """Keep a content; answers its SHA-256. One that is here already stays."""
    sha256 = hashlib.sha256(content).hexdigest()
    if not missing(connection, [sha256]):
        return sha256
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    connection.execute(
        insert(form_files).values(sha256=sha256, md5=md5, size=len(content), taken_at=at)
    )
    for part, start in enumerate(range(0, len(content), PART_BYTES)):
        piece = content[start : start + PART_BYTES]
        connection.execute(insert(form_file_parts).values(sha256=sha256, part=part, content=piece))
    return sha256


def content_of(connection: Connection, sha256: str) -> bytes:
    """A content whole. Raises KeyError."""
    parts = form_file_parts.c
    query = select(parts.content).where(parts.sha256 == sha256).order_by(parts.part)
    found = b"".join(bytes(piece) for piece in connection.scalars(query))
    if not found:
        raise KeyError(sha256)
    return found


class ContentReader(io.RawIOBase):
    """A content read part by part, each in a short transaction: a slow phone holds nothing open."""

    def __init__(self, database: Database, sha256: str) -> None:
        self._database, self._sha256 = database, sha256
        self._part, self._left = 0, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most a part; empty at the end."""
        if not self._left:
            self._left = self._next()
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return taken

    def _next(self) -> bytes:
        parts = form_file_parts.c
        query = select(parts.content).where(parts.sha256 == self._sha256, parts.part == self._part)
        with self._database.read() as connection:
            found = connection.scalar(query)
        self._part += 1
        return b"" if found is None else bytes(found)


def check_contents(connection: Connection, files: Iterable[SentFile]) -> None:
    """Raise Invalid for a file whose content is not here, or is another than was noted."""
    files = list(files)
    known = select(form_files).where(form_files.c.sha256.in_([file.sha256 for file in files]))
    found = {row.sha256: row for row in connection.execute(known)}
    for file in files:
        row = found.get(file.sha256)
        if row is None:
            raise Invalid("form_file.not_there", field="files", name=file.name)
        if (row.md5, row.size) != (file.md5, file.size):
            raise Invalid("form_file.differs", field="files", name=file.name)


def keep_files(connection: Connection, version_id: str, files: Iterable[SentFile]) -> None:
    """Note which files go with a version."""
    rows = [
        {
            "version_id": version_id,
            "name": file.name,
            "sha256": file.sha256,
            "md5": file.md5,
            "size": file.size,
            "media_type": file.media_type,
        }
        for file in files
    ]
    if rows:
        connection.execute(insert(published_files), rows)


def files_of(connection: Connection, version_id: str) -> tuple[SentFile, ...]:
    """The files that go with a version, by name."""
    columns = published_files.c
    query = (
        select(columns.name, columns.sha256, columns.md5, columns.size, columns.media_type)
        .where(columns.version_id == version_id)
        .order_by(columns.name)
    )
    return tuple(SentFile(**row._mapping) for row in connection.execute(query))
