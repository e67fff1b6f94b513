"""The logo of an institution: a PNG small enough to be carried by every desktop."""

from __future__ import annotations

import base64
import binascii
import struct
from pathlib import Path

from PySide6.QtGui import QImage

from kobra_domain.errors import Invalid

MOST_BYTES = 64 * 1024
MOST_PIXELS = 2_000  # a side
_HEAD = struct.Struct(">16xII")  # width and height stand after the signature and a chunk's head
_PNG = b"\x89PNG\r\n\x1a\n"


def read_logo(path: Path) -> str:
    """A file as base64. Raises Invalid: not_a_png, logo_too_big, logo_too_wide, unreadable_file."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise Invalid("unreadable_file", field="logo") from problem
    if not content.startswith(_PNG):
        raise Invalid("not_a_png", field="logo")
    if len(content) > MOST_BYTES:
        raise Invalid("logo_too_big", field="logo", limit=MOST_BYTES // 1024)
    _image(content)
    return base64.b64encode(content).decode()


def logo_image(logo: str) -> QImage:
    """What is painted; a null image for none, or for what is no picture."""
    try:
        return _image(base64.b64decode(logo, validate=True)) if logo else QImage()
    except (Invalid, binascii.Error):
        return QImage()


def _image(content: bytes) -> QImage:
    if len(content) < _HEAD.size:
        raise Invalid("not_a_png", field="logo")
    # Said by its head, before anything is unpacked.
    if max(_HEAD.unpack_from(content)) > MOST_PIXELS:
        raise Invalid("logo_too_wide", field="logo", limit=MOST_PIXELS)
    image = QImage.fromData(content)
    if image.isNull():
        raise Invalid("not_a_png", field="logo")
    return image
