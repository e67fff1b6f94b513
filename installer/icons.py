"""Draws the program's icon from its mark for each system: the same mark, the same bytes."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.console import ROOT

MARK = ROOT / "resources" / "mark.svg"
# What menus, bars and software centres of Linux ask for.
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS = (32, 64, 128, 256, 512, 1024)


def drawn(size: int) -> Image.Image:
    """The mark in a square of `size` pixels on nothing, each size from the vectors anew."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(str(MARK))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # A breath of air around it, as other programs' icons have.
    air = size / 32
    renderer.render(painter, QRectF(air, air, size - 2 * air, size - 2 * air))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def png(size: int) -> bytes:
    """The mark as a PNG without a date or a comment."""
    into = BytesIO()
    drawn(size).save(into, "PNG", optimize=True)
    return into.getvalue()


def ico() -> bytes:
    """Windows' icon with all its sizes."""
    sizes = [(size, size) for size in WINDOWS]
    return _saved("ICO", [drawn(size) for size in WINDOWS], sizes=sizes)


def icns() -> bytes:
    """macOS' icon with all its sizes, those of finer screens too."""
    return _saved("ICNS", [drawn(size) for size in MACOS])


def side() -> bytes:
    """The picture beside the words of Windows' setup program, a bitmap of the size that it asks
    for.
    """
    into = BytesIO()
    picture = Image.new("RGB", (164, 314), "#FFFFFF")
    mark = drawn(112)
    picture.paste(mark, (26, 60), mark)
    picture.save(into, "BMP")
    return into.getvalue()


def _saved(kind: str, pictures: list[Image.Image], **options: object) -> bytes:
    into = BytesIO()
    pictures[-1].save(into, kind, append_images=pictures[:-1], **options)
    return into.getvalue()


def made(folder: Path) -> Path:
    """Write this system's icon into a folder; answers where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {"win32": (".ico", ico), "darwin": (".icns", icns)}
    suffix, make = kinds.get(sys.platform, (".png", lambda: png(256)))
    path = folder / f"kobra-desktop{suffix}"
    path.write_bytes(make())
    return path
