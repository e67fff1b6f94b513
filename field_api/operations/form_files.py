"""Contents of forms' files as the server keeps them: by their SHA-256, whole or not at all, never
changed. Which version names which is in `publishing`.
"""

import hashlib
import io
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from field_api.database import Database, upsert
from field_api.tables.phone_forms import form_file_parts, form_files, published_files
from field_api.tables.replicated import TABLES, questionnaires
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.asked_files import asked_files, by_name
from kobra_domain.questionnaires.files import KINDS, FileKind, ending
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.references import Reading

PART_BYTES = 2**20
UNNAMED = timedelta(days=30)
_SHA256 = re.compile(r'"sha256":"([0-9a-f]{64})"')


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
    asked = by_name(asked_files(Reading(form))) if form.files else {}
    return tuple(
        SentFile(
            name=asked[file.name][0].name if file.name in asked else file.name,
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
    row = upsert(connection, form_files)
    new = row.values(sha256=sha256, md5=md5, size=len(content), taken_at=at)
    noted = new.on_conflict_do_nothing().returning(form_files.c.sha256)
    if connection.scalar(noted) is None:
        return sha256  # another desk has put it just now
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


def purge(connection: Connection, now: datetime) -> int:
    """Forget contents that no version, draft or library block has named for a while. A desk that
    names one again is asked for it again. Answers how many.
    """
    old = select(form_files.c.sha256).where(
        form_files.c.taken_at < now - UNNAMED,
        form_files.c.sha256.not_in(select(published_files.c.sha256)),
    )
    gone = set(connection.scalars(old))
    for table in (questionnaires, TABLES["library_block"]):
        named = select(table.c.document).where(table.c.document.contains('"sha256":"'))
        for document in connection.scalars(named) if gone else ():
            gone.difference_update(_SHA256.findall(document))
    for kept in (form_file_parts, form_files):
        connection.execute(delete(kept).where(kept.c.sha256.in_(gone)))
    return len(gone)


def files_of(connection: Connection, version_id: str) -> tuple[SentFile, ...]:
    """The files that go with a version, by name."""
    columns = published_files.c
    query = (
        select(columns.name, columns.sha256, columns.md5, columns.size, columns.media_type)
        .where(columns.version_id == version_id)
        .order_by(columns.name)
    )
    return tuple(SentFile(**row._mapping) for row in connection.execute(query))
