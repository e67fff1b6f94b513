"""A chart as a file: SVG, or a picture of pixels."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageWriter

from kobra_desktop.views.charts.painting import picture
from kobra_domain.charts import Scene, svg

PNG_SCALE = 2.0  # so that it is sharp on slides and on paper


def chart_file(scene: Scene, ending: str) -> bytes:
    """The bytes of a file that ends in `svg` or `png`."""
    return svg(scene).encode() if ending == "svg" else png(scene)


def png(scene: Scene, scale: float = PNG_SCALE) -> bytes:
    """The scene as PNG. Needs a QGuiApplication."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture(scene, scale))
    buffer.close()
    return bytes(held.data())
