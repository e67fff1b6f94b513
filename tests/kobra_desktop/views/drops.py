"""Files dropped as a file manager drops them: over what lies under the pointer, to whoever takes
them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

_AT = QPoint(5, 5)


def drop(over: QWidget, *paths: Path) -> bool:
    """Drop files over a widget; answers whether it or what it lies in has taken them. Qt asks each
    only if it says that it accepts drops.
    """
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(_AT, copy, data, left, none)
    QCoreApplication.sendEvent(over, enters)
    if not enters.isAccepted():
        return False
    falls = QDropEvent(QPointF(_AT), copy, data, left, none)
    QCoreApplication.sendEvent(over, falls)
    return falls.isAccepted()
