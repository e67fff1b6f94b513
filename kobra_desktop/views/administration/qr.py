"""A QR code on white, whatever the theme: phones read dark on light."""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4  # modules of white around it, as ISO 18004 asks for


class QrCode(QWidget):
    """Paints a text as a code of whole pixels a module."""

    def __init__(self, text: str, side: int, name: str) -> None:
        super().__init__()
        self.text, self._side = text, side
        self._modules = [[bool(cell) for cell in line] for line in _matrix(text)]
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
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        dot, black = self.pixels, QColor(Qt.GlobalColor.black)
        for y, line in enumerate(self._modules):
            for x, is_dark in enumerate(line):
                if is_dark:
                    painter.fillRect((x + QUIET) * dot, (y + QUIET) * dot, dot, dot, black)
        painter.end()


def _matrix(text: str) -> tuple[bytearray, ...]:
    """The modules: a link of this length is read from a screen at level M."""
    return tuple(segno.make(text, error="m", micro=False, boost_error=False).matrix)
