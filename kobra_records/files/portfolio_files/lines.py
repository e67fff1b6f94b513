"""The rows of a text file, one by one, with the line on which each begins; nothing is held but one
row. A quotation mark that never closes costs its own line and no other.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from kobra_domain.imports.formats import Encoding
from kobra_domain.imports.mapping import FixedColumn
from kobra_domain.imports.problems import Doubt, FileCode, FileRefused
from kobra_records.files.portfolio_files.packing import Packed

LONGEST_CELL = 1_000_000
_MOST_LINES = 60  # of one row: no address has more
Record = tuple[int, list[str]]


class _NeverEnds(Exception):
    """A row that goes on for more lines than any has."""


@dataclass(slots=True)
class Feed:
    """Lines for csv's reader, which may be given back; `taken` are those of the row at hand."""

    lines: Iterator[str]
    taken: list[str] = field(default_factory=list)
    returned: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.returned.pop() if self.returned else next(self.lines)
        self.taken.append(line)
        if len(self.taken) > _MOST_LINES:
            raise _NeverEnds
        return line

    def keep_first(self) -> None:
        """Of the row at hand only its first line; the others are read again."""
        self.returned.extend(reversed(self.taken[1:]))
        del self.taken[1:]


def opened(packed: Packed, encoding: Encoding) -> io.TextIOWrapper:
    """The file's letters, its line ends as they are."""
    return io.TextIOWrapper(packed.open(), encoding=encoding, newline="")


@dataclass(slots=True)
class Delimited:
    """Rows whose cells are parted by `delimiter`, without the line of `sep=`. `width` is how many
    cells a row has, 0 where that is not known. `broken` are the lines whose quotation mark never
    closes; `raw` is the row at hand as it stands in the file.
    """

    packed: Packed
    encoding: Encoding
    delimiter: str
    width: int = 0
    broken: set[int] = field(default_factory=set)
    raw: str = ""
    doubts: tuple[Doubt, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        """Line and cells of each row. Raises FileRefused."""
        with opened(self.packed, self.encoding) as file:
            try:
                yield from self._records(Feed(iter(file)))
            except UnicodeDecodeError as problem:
                raise _undecodable(self.packed, self.encoding) from problem

    def _records(self, feed: Feed) -> Iterator[Record]:
        reader = csv.reader(feed, delimiter=self.delimiter)
        before = csv.field_size_limit(LONGEST_CELL)
        line = 1
        try:
            while True:
                try:
                    cells = next(reader)
                    is_whole = len(feed.taken) == 1 or not self._has_swallowed(cells)
                except StopIteration:
                    return
                except (csv.Error, _NeverEnds):
                    is_whole = False
                if not is_whole:
                    feed.keep_first()
                    cells = feed.taken[0].rstrip("\r\n").split(self.delimiter)
                    self.broken.add(line)
                taken, feed.taken = feed.taken, []
                if line > 1 or not _says_delimiter(cells):
                    self.raw = taken[0] if len(taken) == 1 else "".join(taken)
                    yield line, cells
                line += len(taken)
        finally:
            csv.field_size_limit(before)

    def _has_swallowed(self, cells: list[str]) -> bool:
        """Whether a row of several lines holds rows that are not its own."""
        if not self.width:
            return False
        if len(cells) != self.width:
            return True
        inside = (part for cell in cells if "\n" in cell for part in cell.split("\n")[1:])
        most = self.width - 1
        return most > 0 and any(part.count(self.delimiter) >= most for part in inside)


def _says_delimiter(cells: list[str]) -> bool:
    return "".join(cells).strip().lower().removeprefix("\ufeff") == "sep="


@dataclass(slots=True)
class Fixed:
    """Rows whose cells have their places in the line."""

    packed: Packed
    encoding: Encoding
    columns: tuple[FixedColumn, ...]
    broken: set[int] = field(default_factory=set)
    raw: str = ""
    doubts: tuple[Doubt, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        """Line and cells of each row. Raises FileRefused."""
        places = [(one.start - 1, one.start - 1 + one.width) for one in self.columns]
        with opened(self.packed, self.encoding) as file:
            try:
                for number, self.raw in enumerate(file, 1):
                    text = self.raw.rstrip("\r\n\x1a")
                    yield number, [text[begin:end].strip() for begin, end in places]
            except UnicodeDecodeError as problem:
                raise _undecodable(self.packed, self.encoding) from problem


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
