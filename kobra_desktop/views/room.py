"""The room on the screen: a window is never larger than what a person can see of it, and stays the
same window for the system from its first moment on.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRhiWidget, QWidget

from kobra_desktop.views.theme import Look

_FRAME = QSize(8, 40)  # what window managers put around it, not known before it is shown

_WITHOUT_SCREEN = ("offscreen", "minimal")


def steady(window: QWidget) -> None:
    """Before it is shown: make the window of the kind that a web page needs. Else the first page
    has the system make another in its place, and a click on its close button meanwhile is lost.
    """
    if QGuiApplication.platformName() not in _WITHOUT_SCREEN:
        QRhiWidget(window).hide()


def give_room(dialog: QWidget, look: Look, wide: int, high: int) -> None:
    """As large as it likes, in pixels at 100 %, but no larger than its screen: its buttons are at
    its foot. The system places it over its parent.
    """
    wanted = QSize(look.pixels(wide), look.pixels(high))
    if QGuiApplication.platformName() not in _WITHOUT_SCREEN:  # whose size says nothing
        wanted = wanted.boundedTo(dialog.screen().availableGeometry().size() - _FRAME)
    dialog.resize(wanted)


def fit(window: QWidget, wanted: QSize) -> None:
    """Give the window the wanted size, or what its screen has room for, and keep it on there."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return  # the system has fitted it
    there = window.screen().availableGeometry()
    size = wanted.boundedTo(there.size() - _FRAME)
    window.resize(size)
    place = QRect(window.pos(), size)
    if not there.contains(place):
        place.moveCenter(there.center())
        window.move(place.topLeft())
