"""The one face of paper and charts, alike on every machine, and which characters it has."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kobra_records.shipped import NotBuilt

_PACKAGE = "fontpkg_noto_sans"
_UPRIGHT = "NotoSans[[]*].ttf"
# Segments of the whole of Unicode, under Windows' and Unicode's own numbers.
_WHOLE = {(3, 10), (0, 4), (0, 6)}
_SEGMENTED = 12


@cache
def face_folder() -> Path:
    """The folder of the face's files; found, and none of its package's code is run. Raises
    NotBuilt.
    """
    spec = find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "files"
        if any(folder.glob(_UPRIGHT)):
            return folder
    raise NotBuilt(f"{_PACKAGE} is not installed")


def upright_file() -> Path:
    """The file of the upright face, with all weights. Raises NotBuilt."""
    return next(face_folder().glob(_UPRIGHT))


@cache
def covered() -> tuple[range, ...]:
    """The characters that the face has, as ranges in order (OpenType 1.9, table `cmap`)."""
    content = upright_file().read_bytes()
    table = content[_place_of(content, b"cmap") :]
    (count,) = struct.unpack_from(">H", table, 2)
    for n in range(count):
        platform, encoding, at = struct.unpack_from(">HHI", table, 4 + 8 * n)
        if (platform, encoding) in _WHOLE and struct.unpack_from(">H", table, at)[0] == _SEGMENTED:
            return tuple(_segments(table[at:]))
    raise NotBuilt("the face has no table of all its characters")


def _place_of(content: bytes, tag: bytes) -> int:
    """Where a table of the font file begins. Raises NotBuilt."""
    (count,) = struct.unpack_from(">H", content, 4)
    for n in range(count):
        name, _, at, _ = struct.unpack_from(">4sIII", content, 12 + 16 * n)
        if name == tag:
            return int(at)
    raise NotBuilt(f"the face has no table {tag!r}")


def _segments(table: bytes) -> Iterator[range]:
    (count,) = struct.unpack_from(">I", table, 12)
    for n in range(count):
        first, last, _ = struct.unpack_from(">III", table, 16 + 12 * n)
        yield range(first, last + 1)
