"""What a PDF says, for tests: its text page by page, and what readers of screens go by."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from kobra_records.files.paper.setting import _BREAK


def pages(content: bytes) -> list[str]:
    """The text of each page, lines joined by blanks, places to break long words taken out."""
    reader = PdfReader(io.BytesIO(content))
    return [" ".join(page.extract_text().replace(_BREAK, "").split()) for page in reader.pages]


def text(content: bytes) -> str:
    """All of it."""
    return " ".join(pages(content))


def language(content: bytes) -> str:
    """The document's language, as in its catalogue."""
    return str(_catalogue(content)["/Lang"])


def roles(content: bytes) -> set[str]:
    """The roles of its structure: H1, P, Table, TH, Figure…; empty for one without tags."""
    return {str(one["/S"]).removeprefix("/") for one in _elements(content) if "/S" in one}


def alternatives(content: bytes) -> list[str]:
    """What is read out for each figure."""
    return [str(one["/Alt"]) for one in _elements(content) if "/Alt" in one]


def _catalogue(content: bytes) -> DictionaryObject:
    found = PdfReader(io.BytesIO(content)).trailer["/Root"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def _elements(content: bytes) -> Iterator[DictionaryObject]:
    """Every element of the structure."""
    root = _catalogue(content)
    left = [root["/StructTreeRoot"]] if "/StructTreeRoot" in root else []
    while left:
        one = left.pop().get_object()
        if isinstance(one, ArrayObject):
            left.extend(one)
        elif isinstance(one, DictionaryObject):
            yield one
            if "/K" in one:
                left.append(one["/K"])
