"""What a workbook's bytes are, told before anything parses them: its kind, and whether unpacking
them is safe. Names of files are not believed.
"""

import zlib
from enum import Enum, auto
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from kobra_records.files.problems import FileProblem

MOST_BYTES = 30_000_000
MOST_UNPACKED = 300_000_000
MOST_PARTS = 2_000
# Sheets of blanks pack well; a part that is small when unpacked may pack as well as it likes.
MOST_RATIO = 200
_SMALL = 5_000_000
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Envelope(Enum):
    """The two kinds of workbook that are read."""

    XLSX = auto()
    XLS = auto()


def envelope_of(data: bytes) -> Envelope:
    """The kind of a workbook. Raises FileProblem for what is none, is locked or is a trap."""
    if not data.strip(b"\x00\r\n\t "):
        raise FileProblem("file.empty")
    if len(data) > MOST_BYTES:
        raise FileProblem("file.too_big", limit_mb=MOST_BYTES // 1_000_000)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileProblem("file.protected")
        return Envelope.XLS
    if data.startswith(_ZIP):
        _look_into(data)
        return Envelope.XLSX
    raise FileProblem("file.not_workbook")


def _look_into(data: bytes) -> None:
    """Sizes as the directory states them: the reader refuses a part that is longer than stated."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            _weigh(packed.infolist())
    except (BadZipFile, LargeZipFile, NotImplementedError, OSError, EOFError) as error:
        raise FileProblem("file.corrupt") from error
    except (zlib.error, ValueError) as error:
        raise FileProblem("file.corrupt") from error


def _weigh(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileProblem("file.bomb")
    for part in parts:
        if part.flag_bits & 1:
            raise FileProblem("file.protected")
        if part.file_size > max(_SMALL, MOST_RATIO * part.compress_size):
            raise FileProblem("file.bomb")
