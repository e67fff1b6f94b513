"""From a document to the bytes of its PDF: a job for the killable worker (`files/worker.py`)."""

from __future__ import annotations

import json
import re
import tempfile
from base64 import b64encode
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Any

import typst

from kobra_domain.words import say
from kobra_records.files.paper.blocks import (
    Drawings,
    Letterhead,
    NewPage,
    Notice,
    Pairs,
    Paper,
    Picture,
    Pictures,
    Section,
    Table,
    Text,
    Tiles,
    Words,
)
from kobra_records.files.paper.face import covered, face_folder
from kobra_records.shipped import resources_root

# A document of some hundred pages takes a second or two.
SECONDS = 60.0
NOT_PRINTED = "\N{REPLACEMENT CHARACTER}"
# The template knows the numbers.
_NUMBERS = {"page": "{page}", "pages": "{pages}"}
# What only turns the direction of reading, or is nothing to see: it would hide what a name is.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Signs of our own words that the face lacks.
_STAND_INS = {"→": "›", "⚠": "!"}
# A word that fills no line is broken nowhere by itself and would run out of the page.
_LONG = re.compile(r"\S{25}(?=\S{8})")
_BREAK = "\N{ZERO WIDTH SPACE}"


def set_paper(paper: Paper) -> bytes:
    """The PDF, tagged (PDF/UA-1), in the document's language; the same document gives the same
    bytes. Runs in the worker. Raises typst.TypstError for a drawing (SVG) that is none or that
    names another file: drawings are ours, never a client's.
    """
    data = _Data(paper).whole()
    template = (resources_root() / "paper" / "paper.typ").read_bytes()
    with tempfile.TemporaryDirectory(prefix="kobra-paper-") as nothing:
        compiler = typst.Compiler(
            template,
            root=nothing,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(data)},
        )
        made = compiler.compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=int(paper.made_at.timestamp())
        )
    assert isinstance(made, bytes)  # only pictures of pages come as a list
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(face_folder())],
    )


class _Data:
    """The document as the template reads it. A character that the face lacks cannot be set: it is
    printed as a sign, and the document says at its end that there are some.
    """

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._lacks = False

    def whole(self) -> Mapping[str, Any]:
        """As JSON."""
        paper = self._paper
        language, _, region = paper.locale.partition("_")
        blocks = [self._block(block) for block in paper.blocks]
        data = {
            "title": self._line(paper.title) or "—",
            "subtitle": self._line(paper.subtitle),
            "language": language,
            "region": region.lower() or None,
            "page": say("paper.page", _NUMBERS, paper.locale),
            "footer": self._line(paper.footer),
            "header": self._line(paper.header),
            "letterhead": self._letterhead(paper.letterhead) if paper.letterhead else None,
        }
        if self._lacks:
            told = Text(say("paper.not_printed", {"sign": NOT_PRINTED}, paper.locale))
            blocks.append(self._block(told))
        return {**data, "blocks": blocks}

    def _block(self, block: object) -> Mapping[str, Any]:
        match block:
            case Section(title, beside):
                told = {"title": self._line(title) or "—", "beside": self._line(beside)}
                return {"kind": "section", **told}
            case Text(words):
                return {"kind": "text", "words": self._words(words)}
            case Notice(words):
                return {"kind": "notice", "words": self._words(words)}
            case Pairs(rows, share):
                pairs = [(self._words(name), self._words(value)) for name, value in rows]
                return {"kind": "pairs", "share": share, "rows": pairs}
            case Table():
                return self._table(block)
            case Pictures(pictures):
                return {"kind": "pictures", "pictures": [self._picture(one) for one in pictures]}
            case Drawings():
                return self._drawings(block)
            case Tiles():
                return self._tiles(block)
            case NewPage():
                return {"kind": "page"}
        raise TypeError(f"{type(block).__name__} is no block")

    def _table(self, table: Table) -> Mapping[str, Any]:
        columns = [
            {"title": self._line(one.title), "share": one.share, "right": one.is_right}
            for one in table.columns
        ]
        rows = [[{"words": self._words(cell)} for cell in row] for row in table.rows]
        return {"kind": "table", "columns": columns, "rows": rows}

    def _drawings(self, block: Drawings) -> Mapping[str, Any]:
        drawings = [
            {**self._picture(one.picture), "notes": [self._words(note) for note in one.notes]}
            for one in block.drawings
        ]
        return {"kind": "drawings", "drawings": drawings}

    def _tiles(self, block: Tiles) -> Mapping[str, Any]:
        tiles = [
            {
                "name": self._line(one.name),
                "value": self._line(one.value),
                "beside": [self._line(line) for line in one.beside],
            }
            for one in block.tiles
        ]
        return {"kind": "tiles", "tiles": tiles}

    def _letterhead(self, head: Letterhead) -> Mapping[str, Any]:
        return {
            "name": self._line(head.name),
            "lines": [self._line(line) for line in head.lines],
            "mark": self._picture(head.mark) if head.mark else None,
        }

    def _picture(self, picture: Picture) -> Mapping[str, Any]:
        """A photo stands in a drawing of its size: so that it travels as text, as all else."""
        if picture.media_type == "image/svg+xml":
            svg = self._shown(picture.content.decode())
        else:
            size = f'width="{picture.width}" height="{picture.height}"'
            href = f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
            svg = (
                '<svg xmlns="http://www.w3.org/2000/svg" '
                f'xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
                f'<image {size} xlink:href="{href}"/></svg>'
            )
        says, caption = self._line(picture.says) or "—", self._line(picture.caption)
        ratio = max(picture.width, 1) / max(picture.height, 1)
        return {"svg": svg, "says": says, "caption": caption, "ratio": ratio}

    def _words(self, words: Words) -> list[Mapping[str, str]]:
        if isinstance(words, str):
            return [{"text": self._text(words), "style": "plain"}]
        return [{"text": self._text(run.text), "style": run.style} for run in words]

    def _line(self, text: str) -> str:
        return " ".join(self._text(text).split())

    def _text(self, text: str) -> str:
        """What can be set of a text, with places where a long word may be broken."""
        return _LONG.sub(rf"\g<0>{_BREAK}", self._shown(text.replace("\t", " ")))

    def _shown(self, text: str) -> str:
        """What can be set of a text."""
        return "".join(self._sign(c) for c in _UNSEEN.sub("", text))

    def _sign(self, sign: str) -> str:
        sign = _STAND_INS.get(sign, sign)
        if sign == "\n" or _has(ord(sign)):
            return sign
        self._lacks = True
        return NOT_PRINTED


def _has(code: int) -> bool:
    """Whether the face has a character."""
    ranges = covered()
    n = bisect_right(ranges, code, key=lambda one: one.start) - 1
    return n >= 0 and code in ranges[n]
