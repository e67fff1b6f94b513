"""What a reader of workbooks does not tell of an .xlsx: which cells have an error or a formula that
nobody counted (it gives both as empty), and which numbers are shown with zeros before them. Found
by the letters of the sheets' parts, which are read whole for their checksums anyway.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO
from zipfile import ZipFile

from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_records.files.ooxml import Book as Cells
from kobra_records.files.problems import FileProblem

MOST_SHEET = 450_000_000  # bytes of XML: some twelve million cells, which take a gigabyte
MOST_CELLS = 32 * 1_048_576  # of the rectangle around all cells, for which the reader makes room
_CHUNK = 1 << 20
_ERROR = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+"[^>]*\bt="e"')
_UNCOUNTED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+"[^>]*><(?:\w+:)?f[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_STYLED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+" s="(\d+)"(?: t="n")?><(?:\w+:)?v>')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d{1,9})"')
_FAR = re.compile(rb'<(?:\w+:)?c r="([A-Z]{2,3})(\d{1,9})"(?:[^>]*[^/>])?>')
_ZEROS = re.compile(r"0{2,15}")


@dataclass(frozen=True, slots=True)
class Parts:
    """By sheet and column (from 0): how many cells say nothing because of an error or a formula,
    and how many figures numbers are shown with.
    """

    silent: dict[str, dict[int, int]] = field(default_factory=dict)
    zeros: dict[str, dict[int, int]] = field(default_factory=dict)


def looked_through(archive: ZipFile) -> Parts:
    """Read every part to its end. Raises FileRefused, and BadZipFile for one that is not as its
    directory says.
    """
    found = Parts()
    sheets, widths = _known(archive)
    for part in archive.infolist():
        name = sheets.get(part.filename.replace("\\", "/").lstrip("/").lower())
        if name is not None and part.file_size > MOST_SHEET:
            raise FileRefused(FileCode.TOO_MANY_CELLS, sheet=name)
        with archive.open(part) as stream:
            if name is None:
                while stream.read(_CHUNK):
                    pass
            else:
                found.silent[name], found.zeros[name] = _scanned(stream, widths, name)
    return found


def _known(archive: ZipFile) -> tuple[dict[str, str], dict[int, int]]:
    """The sheets by their parts, and the styles that show zeros before a number."""
    try:
        book = Cells(archive)
        sheets = {part: name for name, part in book.sheets}
        shown = {at: len(one) for at, one in enumerate(book.formats) if _ZEROS.fullmatch(one)}
    except (SyntaxError, LookupError, ValueError, FileProblem):
        return {}, {}  # whether it can be read at all, its reader says
    return sheets, shown


def _scanned(
    stream: IO[bytes], widths: dict[int, int], name: str
) -> tuple[dict[int, int], dict[int, int]]:
    span = _Span()
    silent: Counter[bytes] = Counter()
    shown: Counter[tuple[bytes, int]] = Counter()
    rest = b""
    while chunk := stream.read(_CHUNK):
        text, rest = _to_the_last_cell(rest + chunk)
        span.look(text)
        if span.cells > MOST_CELLS:
            raise FileRefused(FileCode.SPREAD, sheet=name, cell=span.corner)
        if b't="e"' in text:
            silent.update(_ERROR.findall(text))
        if b"f>" in text or b"f/>" in text:
            silent.update(_UNCOUNTED.findall(text))
        if widths:
            shown.update(_with_zeros(_STYLED.findall(text), widths))
    by_column: dict[int, int] = {}
    for (letters, width), _ in sorted(shown.items(), key=lambda one: one[1]):
        by_column[_place(letters)] = width
    return {_place(letters): count for letters, count in silent.items()}, by_column


@dataclass(slots=True)
class _Span:
    """How far from the first cell the last ones are: a stray one in a far corner asks for billions
    between.
    """

    rows: int = 0
    columns: int = 26

    def look(self, text: bytes) -> None:
        """More of a sheet."""
        rows = _ROW.findall(text)
        far = _FAR.findall(text)
        self.rows = max(self.rows, *map(int, rows[-1:]), *(int(row) for _, row in far), 0)
        self.columns = max(self.columns, *(_place(one) + 1 for one in {one for one, _ in far}), 0)

    @property
    def cells(self) -> int:
        """Of the rectangle."""
        return self.rows * self.columns

    @property
    def corner(self) -> str:
        """The last cell, as Excel names it."""
        letters, place = "", self.columns
        while place:
            place, one = divmod(place - 1, 26)
            letters = chr(65 + one) + letters
        return f"{letters}{self.rows}"


def _with_zeros(
    cells: Iterable[tuple[bytes, bytes]], widths: dict[int, int]
) -> Iterable[tuple[bytes, int]]:
    return ((letters, widths[int(style)]) for letters, style in cells if int(style) in widths)


def _to_the_last_cell(text: bytes) -> tuple[bytes, bytes]:
    """The text up to its last whole cell, and what goes on in the next."""
    end = text.rfind(b"</c>")
    if end < 0:
        end = text.rfind(b":c>")
    return (
        (text[: end + 4], text[end + 4 :]) if end > 0 and len(text) < 64 * _CHUNK else (text, b"")
    )


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
