"""What an .xlsx says in its cells: sheets, texts and number formats, and nothing else of it.

A book is read whoever wrote it: names of elements without their namespace (strict books have
others), parts by the book's own references (`workbook2.xml`, absolute targets, backslashes), and
nothing that only says how it looks, so that an odd colour or rule cannot keep its texts away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from itertools import islice
from posixpath import dirname, join, normpath
from typing import IO
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile, ZipInfo

from openpyxl.styles.numbers import BUILTIN_FORMATS

from kobra_records.files.problems import FileProblem

GENERAL = "General"
_TRUE = frozenset({"1", "true"})
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
# What Excel writes for a line end of Windows, and before what only looks like such a letter.
_ESCAPED = re.compile(r"_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)|_x00(0[9AaDd])_")
_LINE_END = re.compile(r"\r\n?")
_WORKBOOK = re.compile(r"(^|/)workbook\d*\.xml$")
# The reader knows no letter before the declaration, and some writers put one there.
_HEAD = 65_536
_PROLOG = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->)*(?=<[^!?]|<!DOCTYPE|$|[^<])", re.DOTALL)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*['\"]([^'\"]*)")
_ENCODINGS = (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"iso-8859-", b"windows-125")
_BEFORE_XML = b"\xef\xbb\xbf \t\r\n"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell with something in it, as written: `kind` is the letter of its type, `text` is None
    where a formula has left no value.
    """

    kind: str
    text: str | None
    format: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row by its number (from 1): cells by their place (from 0)."""

    number: int
    cells: dict[int, RawCell]


class Book:
    """An .xlsx whose envelope was looked at. Raises LookupError and what readers of archives and
    XML raise, wherever it is asked.
    """

    def __init__(self, data: bytes | ZipFile) -> None:
        self._packed = data if isinstance(data, ZipFile) else ZipFile(BytesIO(data))
        self._parts: dict[str, ZipInfo] = {}
        for part in self._packed.infolist():
            self._parts.setdefault(_name(part.filename), part)
        self._place = self._workbook()
        self._targets = self._related(self._place)

    @cached_property
    def counts_from_1904(self) -> bool:
        """Whether days are counted as old Macintoshes did."""
        found = next(self._elements(self._place, "workbookPr"), None)
        return found is not None and _said(found, "date1904").strip().lower() in _TRUE

    @cached_property
    def sheets(self) -> tuple[tuple[str, str], ...]:
        """Name and part of every worksheet in the book's order; charts and macros are none."""
        found = []
        for number, element in enumerate(self._elements(self._place, "sheet"), start=1):
            usual = _name(join(dirname(self._place), f"worksheets/sheet{number}.xml"))
            named = self._targets.get(_said(element, "id"))
            kind, part = named or ("worksheet", usual)
            if kind == "worksheet":
                found.append((_plain(_said(element, "name")), self._there(part)))
        if not found:
            raise LookupError(self._place)
        return tuple(found)

    def rows(self, part: str) -> Iterator[RawRow]:
        """The rows of a sheet as they stand in it."""
        last = 0
        for element in self._elements(part, "row"):
            number = _said(element, "r")
            last = int(number) if number.isascii() and number.isdigit() else last + 1
            yield RawRow(last, dict(self._cells(element)))
            element.clear()

    def _cells(self, row: Element) -> Iterator[tuple[int, RawCell]]:
        at = -1
        for element in row:
            if _local(element) != "c":
                continue
            at = _column(_said(element, "r"), at + 1)
            cell = self._cell(element)
            if cell is not None:
                yield at, cell

    def _cell(self, element: Element) -> RawCell | None:
        kind = _said(element, "t").strip() or "n"
        value: str | None = None
        has_formula = False
        for child in element:
            name = _local(child)
            if name == "v":
                value = _plain(child.text or "") if kind == "str" else child.text or ""
            elif name == "is":
                value = _words(child)
            has_formula = has_formula or name == "f"
        if kind == "s" and value is not None and value.strip():
            return RawCell(kind, self._strings[int(value)], GENERAL)
        if not value and not (value == "" and kind in ("str", "inlineStr")):
            return RawCell(kind, None, GENERAL) if has_formula else None
        if kind in ("str", "inlineStr"):
            return RawCell(kind, value, GENERAL)
        return RawCell(kind, value.strip(), self._format(_said(element, "s")))

    def _format(self, style: str) -> str:
        at = int(style) if style.isascii() and style.isdigit() else 0
        return self.formats[at] if at < len(self.formats) else GENERAL

    @cached_property
    def _strings(self) -> list[str]:
        part = self._other("sharedStrings")
        return [_words(element, ends=True) for element in self._elements(part, "si")]

    @cached_property
    def formats(self) -> list[str]:
        """The number format of each style; of a part that is not whole those before its fault."""
        own: dict[str, str] = {}
        found: list[str] = []
        try:
            for element in self._elements(self._other("styles"), "numFmt", "cellXfs"):
                if _local(element) == "numFmt":
                    own[_said(element, "numFmtId")] = _said(element, "formatCode")
                    continue
                ids = [_said(style, "numFmtId") for style in element if _local(style) == "xf"]
                found = [own.get(one) or _built_in(one) for one in ids]
        except (SyntaxError, ValueError, LookupError):
            pass
        return found

    def _workbook(self) -> str:
        """Where the book itself is: said by the package, or called so."""
        named = [part for kind, part in self._related("").values() if kind == "officeDocument"]
        for part in (*named, *filter(_WORKBOOK.search, self._parts)):
            if part in self._parts and self._is_book(part):
                return part
        raise FileProblem("file.not_workbook")

    def _is_book(self, part: str) -> bool:
        with self._packed.open(self._parts[part]) as stream:
            begun = iterparse(_Safe(stream), ("start",))
            return any(_local(element) == "workbook" for _, element in islice(begun, 1))

    def _related(self, source: str) -> dict[str, tuple[str, str]]:
        """Kind and part of what a part refers to, by the reference's id."""
        folder, _, name = source.rpartition("/")
        place = _name(f"{folder}/_rels/{name}.rels")
        found: dict[str, tuple[str, str]] = {}
        if place not in self._parts:
            return found
        for element in self._elements(place, "Relationship"):
            kind = _said(element, "Type").rpartition("/")[2]
            target = _target(dirname(source), _said(element, "Target"))
            if _said(element, "TargetMode") != "External":
                found[_said(element, "Id")] = kind, target
        return found

    def _other(self, kind: str) -> str:
        """The part of a kind of which a book has one."""
        for own, part in self._targets.values():
            if own == kind and part in self._parts:
                return part
        return self._there(_name(join(dirname(self._place), f"{kind}.xml")))

    def _there(self, part: str) -> str:
        if part not in self._parts:
            raise LookupError(part)
        return part

    def _elements(self, part: str, *names: str) -> Iterator[Element]:
        with self._packed.open(self._parts[part]) as stream:
            for _, element in iterparse(_Safe(stream)):
                if _local(element) in names:
                    yield element


class _Safe:
    """A part from its first letter on, with no type declared before its root: the parser is the
    quick one, which would make the entities that are declared there.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        head = stream.read(_HEAD)
        trimmed = head.lstrip(_BEFORE_XML)
        self._head = trimmed if trimmed.startswith(b"<") else head
        plain = self._head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
        begun = _PROLOG.match(plain)
        if begun is None or b"<!DOCTYPE" in plain[: begun.end() + 9]:
            raise FileProblem("file.hostile")
        encoding = _ENCODING.match(plain)
        if encoding and not encoding[1].lower().startswith(_ENCODINGS):
            raise LookupError(encoding[1])

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        head, self._head = self._head, b""
        return head or self._stream.read(size)


def _name(written: str) -> str:
    """A part's name as references find it: one slash, no capitals."""
    return normpath(written.replace("\\", "/").lstrip("/") or ".").lower()


def _target(folder: str, written: str) -> str:
    plain = written.replace("\\", "/")
    return _name(plain if plain.startswith("/") else join(folder, plain))


def _local(element: Element) -> str:
    return _without_namespace(element.tag)


@lru_cache(maxsize=512)  # a sheet has millions of elements of a few names
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def _said(element: Element, name: str) -> str:
    """An attribute, empty if there is none; in any namespace, of which strict books have others."""
    found = element.get(name)
    if found is None:
        named = (value for key, value in element.attrib.items() if key.endswith(f"}}{name}"))
        found = next(named, "")
    return found


def _column(written: str, following: int) -> int:
    """The place (from 0) that a cell names; one that names none follows the one before."""
    found = _PLACE.fullmatch(written)
    if found is None:
        return following
    place = 0
    for letter in found[1].upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _built_in(number: str) -> str:
    return BUILTIN_FORMATS.get(int(number), GENERAL) if number.isdigit() else GENERAL


def _words(element: Element, *, ends: bool = False) -> str:
    """The text of a string in one dress or several, without how it is spoken."""
    found = []
    for child in element:
        name = _local(child)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found += [own.text or "" for own in child if _local(own) == "t"]
    if ends:
        element.clear()
    return _plain("".join(found))


def _plain(text: str) -> str:
    """A text as Excel shows it: its line ends, and no mark before what looks like a letter."""
    if "_x00" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else "_", text)
    return _LINE_END.sub("\n", text)
