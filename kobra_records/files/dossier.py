"""A dossier: one ZIP with everything about a visit or a person, the SHA-256 of each file in it, and
a seal over the whole archive, so that one changed byte anywhere is found.

The seal proves that nothing was changed by chance or in part; whoever can make dossiers can make
another one. Which one the program made stands in the server's audit, by the archive's SHA-256.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, BinaryIO

LIST_NAME = "SHA256.txt"
_MARK = b"kobra-dossier 1 sha256 "
_HEX = 64
_CHUNK = 2**20
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no zone; when it was made stands in its text
# What the reader of ZIPs raises for bytes that are none, of which a changed one makes any.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError),
    *(ValueError, RuntimeError, KeyError),
)


class DossierFault(StrEnum):
    """What is wrong with an archive."""

    NOT_A_DOSSIER = "not_a_dossier"
    SEAL_BROKEN = "seal_broken"
    FILE_CHANGED = "file_changed"
    FILE_MISSING = "file_missing"
    FILE_ADDED = "file_added"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `name` is the file it is about, empty for the archive."""

    kind: DossierFault
    name: str = ""


class DossierWriter:
    """Writes an archive into a new file that can be read and written; without `seal` it is none.
    Raises OSError.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._sums: dict[str, str] = {}

    def add(self, name: str, content: bytes | Iterable[bytes]) -> None:
        """A file under its path («formularios/…/foto.jpg»). Raises ValueError for a name that is
        there already.
        """
        if name in self._sums or name == LIST_NAME:
            raise ValueError(name)
        parts = (content,) if isinstance(content, bytes) else content
        digest = hashlib.sha256()
        with self._zip.open(_entry(name), "w", force_zip64=True) as file:
            for part in parts:
                file.write(part)
                digest.update(part)
        self._sums[name] = digest.hexdigest()

    def seal(self) -> str:
        """Add the list and the seal; answers the archive's SHA-256, the file at its
        beginning. Called once, at the end.
        """
        lines = (f"{digest}  {name}\n" for name, digest in self._sums.items())
        self._zip.writestr(_entry(LIST_NAME), "".join(lines))
        self._zip.comment = _MARK + b"0" * _HEX
        self._zip.close()
        seal, _ = _digests(self._file)
        self._file.seek(-_HEX, 2)
        self._file.write(seal.encode())
        self._file.seek(0)
        digest = hashlib.sha256()
        for part in chunks(self._file):
            digest.update(part)
        self._file.seek(0)
        return digest.hexdigest()


def faults(path: Path) -> list[Fault]:
    """What is wrong with an archive, nothing if it is as it was made. Raises OSError."""
    with path.open("rb") as file:
        seal, told = _digests(file)
    if told is None:
        return [Fault(DossierFault.NOT_A_DOSSIER)]
    found = [] if told == seal else [Fault(DossierFault.SEAL_BROKEN)]
    try:
        with zipfile.ZipFile(path) as archive:
            found += _content_faults(archive)
    except _UNREADABLE:
        found = found or [Fault(DossierFault.SEAL_BROKEN)]
    except OSError:  # where a place in the file was changed; of a whole one it is the disk
        if not found:
            raise
    return found


def contents(path: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of an archive but its list, each to be read before the next is asked for."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name != LIST_NAME:
                with archive.open(name) as file:
                    yield name, chunks(file)


def chunks(content: IO[bytes]) -> Iterator[bytes]:
    """A content in parts that fit into memory."""
    while part := content.read(_CHUNK):
        yield part


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _digests(file: BinaryIO) -> tuple[str, str | None]:
    """The SHA-256 of all before the seal, and the seal; None where there is none."""
    size = file.seek(0, 2)
    body = size - _HEX
    if body < len(_MARK):
        return "", None
    file.seek(body - len(_MARK))
    if file.read(len(_MARK)) != _MARK:
        return "", None
    told = file.read(_HEX).decode("ascii", "replace")
    file.seek(0)
    digest, left = hashlib.sha256(), body
    while left:
        part = file.read(min(_CHUNK, left))
        digest.update(part)
        left -= len(part)
    return digest.hexdigest(), told


def _content_faults(archive: zipfile.ZipFile) -> Iterator[Fault]:
    names = archive.namelist()
    if LIST_NAME not in names:
        yield Fault(DossierFault.FILE_MISSING, LIST_NAME)
        return
    listed = dict(_listed(archive))
    for name in sorted(set(names) - set(listed) - {LIST_NAME}):
        yield Fault(DossierFault.FILE_ADDED, name)
    for name, told in listed.items():
        if name not in names:
            yield Fault(DossierFault.FILE_MISSING, name)
        elif _digest(archive, name) != told:
            yield Fault(DossierFault.FILE_CHANGED, name)


def _listed(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for line in archive.read(LIST_NAME).decode("utf-8", "replace").split("\n"):
        told, gap, name = line.partition("  ")
        if gap:
            yield name, told


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    """The SHA-256 of a file, empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with archive.open(name) as file:
            for part in chunks(file):
                digest.update(part)
    except _UNREADABLE:
        return ""
    return digest.hexdigest()
