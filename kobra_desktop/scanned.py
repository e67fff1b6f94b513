"""Reads a QR code out of a picture: a screenshot, a scan, a photo of somebody's screen."""

from __future__ import annotations

from pathlib import Path

import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from kobra_desktop.errors import KobraError
from kobra_domain.errors import Invalid

FILES = ("png", "jpg", "jpeg", "webp", "bmp", "gif")
# A telephone's photo has some four thousand pixels a side; a code is found in half of them.
_MOST_PIXELS = 3_000


def text_of_code(source: QImage | Path) -> str:
    """What the code in a picture or its file says. Raises Invalid (`no_code`), KobraError
    (`file_not_read`)."""
    picture = source if isinstance(source, QImage) else _picture(source)
    if max(picture.width(), picture.height()) > _MOST_PIXELS:
        picture = picture.scaled(_within(picture.size()))
    if picture.isNull():
        raise Invalid("no_code")
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    only = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcode(grey, formats=only)
    if found is None or not found.text:
        raise Invalid("no_code")
    return found.text


def _picture(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _MOST_PIXELS:
        reader.setScaledSize(_within(size))  # nothing is unfolded that nobody looks at
    picture = reader.read()
    if picture.isNull():
        raise KobraError("file_not_read", path=path.name)
    return picture


def _within(size: QSize) -> QSize:
    return size.scaled(_MOST_PIXELS, _MOST_PIXELS, Qt.AspectRatioMode.KeepAspectRatio)
