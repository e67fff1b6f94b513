"""What a file's bytes are: of the kind its name says, fit for a phone, and what a table holds.

Nothing is decoded but texts; a picture's size is read from its head. Run what a stranger sent in a
`worker`: a table may be large.
"""

import hashlib

from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.files import (
    FileKind,
    FormFile,
    check_name,
    check_size,
    clean_name,
    ending,
)
from kobra_records.files.form_files.pictures import MOST_PIXELS, pixels_of

# How contents of a kind begin: the offset, then one of these. What is no table is told by this.
_HEADS: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "jpg": (0, (b"\xff\xd8\xff",)),
    "png": (0, (b"\x89PNG\r\n\x1a\n",)),
    "gif": (0, (b"GIF87a", b"GIF89a")),
    "webp": (8, (b"WEBP",)),
    "bmp": (0, (b"BM",)),
    "mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3")),
    "wav": (8, (b"WAVE",)),
    "m4a": (4, (b"ftyp",)),
    "aac": (0, (b"\xff\xf1", b"\xff\xf9", b"ADIF")),
    "ogg": (0, (b"OggS",)),
    "amr": (0, (b"#!AMR",)),
    "flac": (0, (b"fLaC",)),
    "mp4": (4, (b"ftyp",)),
    "3gp": (4, (b"ftyp",)),
    "webm": (0, (b"\x1aE\xdf\xa3",)),
}
_HEADS["jpeg"] = _HEADS["jpg"]
# What would run where a vector picture is shown as a page.
_ACTIVE = (b"<script", b"javascript:", b"<foreignobject", b"<!entity", b"<!doctype", b"<iframe")
_HANDLER = b" on"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def looked_at(raw_name: str, data: bytes) -> FormFile:
    """The file as it is noted. Raises Invalid (`form_file.…`) for what is not taken in."""
    name = clean_name(raw_name)
    check_name(name)
    check_size(name, len(data))
    end = ending(name)
    if not _is_what_it_says(end, data):
        raise Invalid("form_file.content_other", field="name", name=name)
    pixels = pixels_of(end, data)
    if pixels > MOST_PIXELS:
        raise Invalid("form_file.too_many_pixels", field="name", name=name)
    file = FormFile(
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        md5=hashlib.md5(data, usedforsecurity=False).hexdigest(),
    )
    if end == "svg" and _is_active(data):
        raise Invalid("form_file.active", field="name", name=name)
    return _read(file, data) if file.kind is FileKind.DATA else file


def _read(file: FormFile, data: bytes) -> FormFile:
    from kobra_records.files.form_files.tables import table_of  # a parser, for tables only

    return table_of(file, data)


def _is_what_it_says(end: str, data: bytes) -> bool:
    if end in _HEADS:
        at, heads = _HEADS[end]
        return data.startswith(heads, at)
    if end == "svg":
        return b"<svg" in data[:4096].lower()
    # A table is text: a workbook or a picture under another name is none.
    return b"\x00" not in data[:4096] or data.startswith(_UTF_16)


def _is_active(data: bytes) -> bool:
    if b"\x00" in data:  # UTF-16, or no picture at all: nobody here would see what it says
        return True
    text = b" ".join(data.lower().split())
    return any(word in text for word in _ACTIVE) or _has_handler(text)


def _has_handler(text: bytes) -> bool:
    """Whether an attribute of an element is one of those that run: `onload=`."""
    at = text.find(_HANDLER)
    while at >= 0:
        name = text[at + 1 : at + 30].partition(b"=")
        if name[1] and name[0].strip().isalpha():
            return True
        at = text.find(_HANDLER, at + 1)
    return False
