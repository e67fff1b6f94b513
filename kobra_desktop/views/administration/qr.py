"""A QR code on white, whatever the theme: phones read dark on light."""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4  # modules of white around it, as ISO 18004 asks for


class QrCode(QWidget):
    """Paints a text as a code of whole pixels a module."""

    def __init__(self, text: str, side: int, name: str, level: str = "m") -> None:
        super().__init__()
        self.text, self._side = text, side
        self._modules = modules(text, level)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(self.sizeHint())

    @property
    def pixels(self) -> int:
        """The side of a module."""
        return max(2, self._side // (len(self._modules) + 2 * QUIET))

    def sizeHint(self) -> QSize:
        """A whole number of pixels a module."""
        side = self.pixels * (len(self._modules) + 2 * QUIET)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """White ground, black modules."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
            dot, black = self.pixels, QColor(Qt.GlobalColor.black)
            for y, line in enumerate(self._modules):
                for x, is_dark in enumerate(line):
                    if is_dark:
                        painter.fillRect((x + QUIET) * dot, (y + QUIET) * dot, dot, dot, black)


def modules(text: str, level: str = "m") -> list[list[bool]]:
    """Which modules are dark. A screen is read at level M; a long text needs level L."""
    made = segno.make(text, error=level, micro=False, boost_error=False)
    return [[bool(cell) for cell in line] for line in made.matrix]


def code_image(text: str, level: str = "m", dot: int = 8) -> QImage:
    """The code as a picture for paper, `dot` pixels a module, its white margin included."""
    dark = modules(text, level)
    side = (len(dark) + 2 * QUIET) * dot
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        for y, line in enumerate(dark):
            for x, is_dark in enumerate(line):
                if is_dark:
                    black = QColor(Qt.GlobalColor.black)
                    painter.fillRect((x + QUIET) * dot, (y + QUIET) * dot, dot, dot, black)
    return image
