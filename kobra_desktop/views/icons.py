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

_SIDES = (16, 20)  # of buttons and lists; of the rail


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(resources.icon_svg(name, colour))).render(
            painter, QRectF(0, 0, side, side)
        )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(
    look: Look, name: str, size: int = 16, colour: str = "text_2", ratio: float = 1.0
) -> QPixmap:
    """An icon of `size` pixels at 100 %, in a colour named by its token."""
    return _pixmap(name, look.colour(colour).name(), look.pixels(size), ratio)


def icon(look: Look, name: str, colour: str = "text_2", on: str | None = None) -> QIcon:
    """An icon for buttons, sharp on double-density screens; `on` is its colour while checked."""
    colours = [look.colour(each).name() for each in (colour, "text_3", on or colour)]
    return QIcon(_icon(name, *colours, look.scale))


@lru_cache(maxsize=1024)  # all icons of both themes: buttons of one icon share what was drawn
def _icon(name: str, colour: str, disabled: str, on: str, scale: float) -> QIcon:
    made = QIcon()
    for ratio in (1.0, 2.0):
        for size in (round(side * scale) for side in _SIDES):
            made.addPixmap(_pixmap(name, colour, size, ratio))
            made.addPixmap(_pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
            if on != colour:
                made.addPixmap(_pixmap(name, on, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def product_mark() -> QIcon:
    """The product's mark, for windows and the tray."""
    return QIcon(str(resources.path("mark.svg")))
