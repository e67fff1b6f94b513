"""What a document is made of. All words come as they are to be read; nothing here is markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

Style = Literal["plain", "strong", "quiet", "struck"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; a line feed begins a new line."""

    text: str
    style: Style = "plain"


Words: TypeAlias = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo (JPEG or PNG) or a drawing (SVG); `says` is read to who cannot see it and may not be
    empty, `caption` stands under it. Width and height are its proportions.
    """

    content: bytes = field(repr=False)
    media_type: Literal["image/jpeg", "image/png", "image/svg+xml"]
    width: int
    height: int
    says: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who speaks: the name, then its lines (tax number, address), the mark beside them."""

    name: str
    lines: tuple[str, ...] = ()
    mark: Picture | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A title within the document, and what it is of; it never stays behind alone at the foot of a
    page.
    """

    title: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph in a frame: what must not be overlooked."""

    words: Words


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values, two columns without heads; `share` of the width is the names'."""

    rows: tuple[tuple[str, Words], ...]
    share: float = 0.4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, 0 as wide as its words."""

    title: str
    share: float = 0.0
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page. Each row has one cell a column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures, two beside each other, each with its caption."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as wide as its room, and what is said under it, on the same page."""

    picture: Picture
    notes: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawings:
    """One over the whole width, or two beside each other."""

    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure to be seen from afar: its name, itself, and what is said beside it."""

    name: str
    value: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures, three beside each other."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block: TypeAlias = Section | Text | Notice | Pairs | Table | Pictures | Drawings | Tiles | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `locale` is its language (es, es_CO, es_MX, en); `made_at` (aware) is kept in
    the file, so that the same document made twice is the same bytes; `footer` stands on each page,
    `header` from the second on.
    """

    title: str
    locale: str
    made_at: datetime
    blocks: tuple[Block, ...]
    subtitle: str = ""
    letterhead: Letterhead | None = None
    footer: str = ""
    header: str = ""
