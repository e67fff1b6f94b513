"""Icons of the set in the theme's colours, as QIcon and QPixmap. Marks of agents and visits are
drawn in map/marks.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kobra_desktop import resources
from kobra_desktop.views.theme import Look


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(resources.icon_svg(name, colour))).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(
    look: Look, name: str, size: int = 16, colour: str = "text_2", ratio: float = 1.0
) -> QPixmap:
    """An icon of `size` pixels at 100 %, in a colour named by its token."""
    return _pixmap(name, look.colour(colour).name(), look.pixels(size), ratio)


def icon(look: Look, name: str, colour: str = "text_2", on: str | None = None) -> QIcon:
    """An icon for buttons, sharp on double-density screens; `on` is its colour while checked."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        for size in (16, 20, 24):
            made.addPixmap(pixmap(look, name, size, colour, ratio))
            made.addPixmap(pixmap(look, name, size, "text_3", ratio), QIcon.Mode.Disabled)
            if on:
                checked = pixmap(look, name, size, on, ratio)
                made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
    return made


def product_mark() -> QIcon:
    """The product's mark, for windows and the tray."""
    return QIcon(str(resources.path("mark.svg")))
