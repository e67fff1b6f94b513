"""QR codes in pictures, as people send them: large, small, tilted, coloured, or none at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from kobra_desktop.errors import KobraError
from kobra_desktop.scanned import text_of_code
from kobra_desktop.views.administration.qr import code_image
from kobra_domain.errors import Invalid
from kobra_domain.invitations import Invitation, link_of

LINK = link_of(Invitation("https://kobra.example", "ABCD-EFGH-JKLM", "pilar@kobra.example"))


def screenshot(size: int = 1, turn: int = 0) -> QImage:
    """A code somewhere on a coloured screen."""
    code = code_image(LINK, dot=4 * size)
    code = code.transformed(QTransform().rotate(turn), Qt.TransformationMode.SmoothTransformation)
    screen = QImage(code.width() * 3, code.height() * 2, QImage.Format.Format_ARGB32)
    screen.fill(QColor("#D3ECEA"))
    with QPainter(screen) as painter:
        painter.drawImage(code.width(), code.height() // 3, code)
    return screen


@pytest.mark.parametrize(("size", "turn"), [(1, 0), (1, 12), (1, 90), (6, 0)])
def test_a_code_is_found_where_it_is(size: int, turn: int) -> None:
    assert text_of_code(screenshot(size, turn)) == LINK


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "bmp"])
def test_a_file_is_read_whatever_its_name_says(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"código de ñandú.{ending}"
    assert screenshot().save(str(path))
    other = path.rename(tmp_path / "foto.png")
    assert text_of_code(other) == LINK


def test_a_picture_without_a_code_is_said() -> None:
    blank = QImage(640, 480, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    for picture in (blank, QImage()):
        with pytest.raises(Invalid) as said:
            text_of_code(picture)
        assert said.value.code == "no_code"


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n and nothing"])
def test_what_is_no_picture_is_said_by_its_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "factura.png"
    path.write_bytes(content)
    with pytest.raises(KobraError) as said:
        text_of_code(path)
    assert said.value.params["path"] == "factura.png"
