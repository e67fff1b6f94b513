"""What bytes a file has, told before anything parses them: its form, whether it is a trap, and the
one file inside a ZIP. Names are believed in one thing only: `~$` is what Excel leaves beside a book
that is open.
"""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from kobra_domain.imports.problems import FileCode, FileRefused

MOST_BYTES = 512 * 2**20
MOST_UNPACKED = 2 * 2**30
MOST_PARTS = 4_000
MOST_RATIO = 200
_SMALL = 5_000_000  # what unpacks to no more than this may pack as well as it likes
_HEAD = 4_096
_ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    *(
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"Rar!",
        b"7z\xbc\xaf",
        b"{\\rtf",
    ),
    *(b"SQLite format 3", b"PAR1", b"PK\x05\x06", b"\x7fELF", b"MZ"),
)
_ANCIENT = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # Excel 2, 3, 4
_WEB = (
    b"<html",
    b"<!doctype",
    b"<table",
    b"<?xml",
    b"<meta",
    b"<head",
    b"<style",
    b"mime-version:",
)
_NOT_FILES = ("__macosx/", ".ds_store", "thumbs.db")


@dataclass(frozen=True, slots=True)
class Packed:
    """Where a file's bytes lie: the file itself, or one part of a ZIP. `is_book`: a workbook."""

    path: Path
    name: str
    member: str
    is_book: bool
    head: bytes

    def whole(self) -> bytes:
        """All bytes of a book, whose reader jumps about in them."""
        with self.open() as file:
            return file.read()

    def open(self) -> IO[bytes]:
        """The bytes from the first on. Raises OSError; BadZipFile while they are read."""
        if self.member:
            return ZipFile(self.path).open(self.member)
        return self.path.open("rb")


def packed(path: Path, name: str = "") -> Packed:
    """The file to be read, with `name` as its maker called it. Raises FileRefused, OSError."""
    called = name or path.name
    if Path(called).name.startswith("~$"):
        raise FileRefused(FileCode.LOCK_FILE, name=called)
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(FileCode.TOO_BIG, limit_mb=MOST_BYTES // 2**20)
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head.startswith(_ZIP):
        return Packed(path, called, "", _is_old_book(head), head)
    try:
        return _of_zip(path, called, head)
    except (BadZipFile, LargeZipFile, NotImplementedError, EOFError, zlib.error, ValueError) as bad:
        raise FileRefused(FileCode.CORRUPT) from bad


def _of_zip(path: Path, name: str, head: bytes) -> Packed:
    with ZipFile(path) as archive:
        parts = archive.infolist()
        _weigh(parts)
        names = {part.filename.replace("\\", "/").lower() for part in parts}
        if "[content_types].xml" in names:
            if not any(one.startswith("xl/") for one in names):
                raise FileRefused(FileCode.NOT_TABLE)
            return Packed(path, name, "", True, head)
        inside = [part for part in parts if _is_file(part)]
        if len(inside) != 1:
            code = FileCode.MANY_IN_ZIP if inside else FileCode.NONE_IN_ZIP
            raise FileRefused(code, count=len(inside))
        with archive.open(inside[0]) as stream:
            head = stream.read(_HEAD)
        is_book = _is_old_book(head) or head.startswith(_ZIP)
        return Packed(path, Path(inside[0].filename).name, inside[0].filename, is_book, head)


def _is_file(part: ZipInfo) -> bool:
    name = part.filename.lower()
    return not part.is_dir() and not any(mark in name for mark in _NOT_FILES)


def _weigh(parts: list[ZipInfo]) -> None:
    """Sizes as the directory states them: reading stops at what it states."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(FileCode.BOMB)
    for part in parts:
        if part.flag_bits & 1:
            raise FileRefused(FileCode.PROTECTED)
        if part.file_size > max(_SMALL, MOST_RATIO * part.compress_size):
            raise FileRefused(FileCode.BOMB)


def _is_old_book(head: bytes) -> bool:
    """Whether it is a book of before 2007, or one under a password. Refuses what is no table."""
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise FileRefused(FileCode.EMPTY)
    if head.startswith(OLE):
        return True
    if head.startswith(_ANCIENT):
        raise FileRefused(FileCode.OLD_FORMAT)
    if head.startswith(_FOREIGN):
        raise FileRefused(FileCode.NOT_TABLE)
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ")[:16].lower().startswith(_WEB):
        raise FileRefused(FileCode.WEB_PAGE)
    return False
