"""The rows of a text file, in chunks, with the line on which each begins; no more is held. A
quotation mark that never closes costs its own line and no other.

A chunk without quotation marks is parted by `str.split`, four times as fast as csv's reader and to
the letter the same; from the first one on, csv's reader goes on.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from kobra_domain.imports.formats import Encoding
from kobra_domain.imports.mapping import FixedColumn
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused
from kobra_records.files.portfolio_files.packing import Packed

ROWS = 4_000  # of a chunk
LONGEST_CELL = 1_000_000
_READ = 1 << 20
_LONGEST_LINE = 1 << 23
_MOST_LINES = 60  # of one row: no address has more
Chunk = tuple[Sequence[int], list[list[str]]]


@dataclass(slots=True)
class Feed:
    """Lines for csv's reader, which may be given back; `taken` are those of the row at hand. A row
    of more lines than any has is ended by force. `is_cut`: the file ended in the middle of the row.
    """

    lines: Iterator[str]
    taken: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)
    is_cut: bool = False

    def __iter__(self) -> Iterator[str]:
        while True:
            line = self.returned.pop() if self.returned else next(self.lines, None)
            if line is None:
                self.is_cut = bool(self.taken)
                return
            self.taken.append(line)
            yield line
            if len(self.taken) > _MOST_LINES:
                yield '"\n'

    def keep_first(self) -> None:
        """Of the row at hand only its first line; the others are read again."""
        self.returned.extend(reversed(self.taken[1:]))
        del self.taken[1:]
        self.is_cut = False


def opened(packed: Packed, encoding: Encoding) -> io.TextIOWrapper:
    """The file's letters, its line ends as they are."""
    return io.TextIOWrapper(packed.open(), encoding=encoding, newline="")


@dataclass(slots=True)
class Delimited:
    """Rows whose cells are parted by `delimiter`, without the line of `sep=`. `width` is how many
    cells a row has, 0 where that is not known. `broken` are the lines whose quotation mark never
    closes.
    """

    packed: Packed
    encoding: Encoding
    delimiter: str
    width: int = 0
    broken: set[int] = field(default_factory=set)
    doubts: tuple[Doubt, ...] = ()

    def chunks(self) -> Iterator[Chunk]:
        """Lines and cells of the rows. Raises FileRefused."""
        with opened(self.packed, self.encoding) as file:
            try:
                yield from self._parted(file)
            except UnicodeDecodeError as problem:
                raise _undecodable(self.packed, self.encoding) from problem

    def says_delimiter(self) -> bool:
        """Whether the first line says by what cells are parted."""
        with opened(self.packed, self.encoding) as file:
            return _says_delimiter(file.readline(100).rstrip("\r\n").split(self.delimiter))

    def raw(self) -> Iterator[tuple[int, list[str], str]]:
        """Line, cells and letters of each row, as it stands in the file."""
        with opened(self.packed, self.encoding) as file:
            yield from self._records(Feed(file), 1)

    def _parted(self, file: io.TextIOWrapper) -> Iterator[Chunk]:
        line, rest = 1, ""
        while text := file.read(_READ):
            whole, rest = _whole_lines(rest + text)
            if whole is None:
                begun = io.StringIO(rest + file.readline(), newline="")
                yield from self._chunked(self._records(Feed(chain(begun, file)), line))
                return
            if len(rest) > _LONGEST_LINE:
                raise FileRefused(FileCode.NOT_TABLE)
            rows = [one.split(self.delimiter) for one in whole]
            yield from self._without_sign(line, rows)
            line += len(rows)
        if "\r" in rest:
            yield from self._chunked(self._records(Feed(io.StringIO(rest, newline="")), line))
        elif rest:
            yield from self._without_sign(line, [rest.split(self.delimiter)])

    def _without_sign(self, line: int, rows: list[list[str]]) -> Iterator[Chunk]:
        if line == 1 and rows and _says_delimiter(rows[0]):
            line, rows = 2, rows[1:]
        if rows:
            yield range(line, line + len(rows)), rows

    def _chunked(self, records: Iterator[tuple[int, list[str], str]]) -> Iterator[Chunk]:
        while taken := list(islice(records, ROWS)):
            yield [line for line, _, _ in taken], [cells for _, cells, _ in taken]

    def _records(self, feed: Feed, line: int) -> Iterator[tuple[int, list[str], str]]:
        reader = csv.reader(feed, delimiter=self.delimiter)
        before = csv.field_size_limit(LONGEST_CELL)
        try:
            while True:
                try:
                    cells = next(reader)
                    is_one = len(feed.taken) == 1 or not self._has_swallowed(feed, cells)
                    is_whole = is_one and not feed.is_cut
                except StopIteration:
                    return
                except csv.Error:
                    is_whole = False
                if not is_whole:
                    feed.keep_first()
                    reader = csv.reader(feed, delimiter=self.delimiter)
                    cells = feed.taken[0].rstrip("\r\n").split(self.delimiter)
                    self.broken.add(line)
                taken, feed.taken = feed.taken, []
                if line > 1 or not _says_delimiter(cells):
                    yield line, cells, taken[0] if len(taken) == 1 else "".join(taken)
                line += len(taken)
        finally:
            csv.field_size_limit(before)

    def _has_swallowed(self, feed: Feed, cells: list[str]) -> bool:
        """Whether a row of several lines holds rows that are not its own."""
        if len(feed.taken) > _MOST_LINES:
            return True
        if not self.width:
            return False
        if len(cells) != self.width:
            return True
        inside = (part for cell in cells if "\n" in cell for part in cell.split("\n")[1:])
        most = self.width - 1
        return most > 0 and any(part.count(self.delimiter) >= most for part in inside)


def _whole_lines(text: str) -> tuple[list[str] | None, str]:
    """The lines that have ended, and what goes on; None where only csv's reader can part them."""
    end = text.rfind("\n") + 1
    whole = text[:end].replace("\r\n", "\n")
    if '"' in text or "\r" in whole or (not end and "\r" in text):
        return None, text
    return whole.split("\n")[:-1], text[end:]


def _says_delimiter(cells: list[str]) -> bool:
    return "".join(cells).strip().lower().removeprefix("\ufeff") == "sep="


@dataclass(slots=True)
class Fixed:
    """Rows whose cells have their places in the line."""

    packed: Packed
    encoding: Encoding
    columns: tuple[FixedColumn, ...]
    broken: set[int] = field(default_factory=set)
    doubts: tuple[Doubt, ...] = ()

    def chunks(self) -> Iterator[Chunk]:
        """Lines and cells of the rows. Raises FileRefused."""
        records = self.raw()
        try:
            while taken := list(islice(records, ROWS)):
                yield [line for line, _, _ in taken], [cells for _, cells, _ in taken]
        except UnicodeDecodeError as problem:
            raise _undecodable(self.packed, self.encoding) from problem

    def raw(self) -> Iterator[tuple[int, list[str], str]]:
        """Line, cells and letters of each row, as it stands in the file."""
        places = [(one.start - 1, one.start - 1 + one.width) for one in self.columns]
        with opened(self.packed, self.encoding) as file:
            for number, raw in enumerate(file, 1):
                text = raw.rstrip("\r\n\x1a")
                yield number, [text[begin:end].strip() for begin, end in places], raw


def _undecodable(packed: Packed, encoding: Encoding) -> FileRefused:
    """Where the first byte stands that the encoding does not have: looked for once it is known that
    there is one.
    """
    with packed.open() as file:
        for number, raw in enumerate(file, 1):
            try:
                raw.decode(encoding)
            except UnicodeDecodeError as problem:
                return FileRefused(
                    FileCode.UNDECODABLE, line=number, column=problem.start + 1, encoding=encoding
                )
    return FileRefused(FileCode.UNDECODABLE, line=0, column=0, encoding=encoding)
