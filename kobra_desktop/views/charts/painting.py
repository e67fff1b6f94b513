"""Draws a scene with a Qt painter, as it stands: the one sink of the screen and of PNG pictures."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
)

from kobra_domain.charts.scene import Hatch, Line, Path, Rect, Scene, Stroke, Text
from kobra_domain.charts.svg import FACE
from kobra_records.files.paper.face import upright_file

_MOST_PIXELS = 64_000_000
_SAME = 0.5  # pixels that nobody sees


@cache
def load_face() -> str:
    """Give the shipped face to Qt, once; answers its family. Needs a QGuiApplication."""
    number = QFontDatabase.addApplicationFont(str(upright_file()))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else FACE


def paint(painter: QPainter, scene: Scene, *, is_spaced: bool = True) -> None:
    """Draw every item in its order. `is_spaced`: letters keep to the width that was measured; on
    paper, where a search would find none of their words, they are a hair off it.
    """
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for item in scene.items:
        if isinstance(item, Text):
            _write(painter, item, is_spaced=is_spaced)
        else:
            _draw(painter, item)


def picture(scene: Scene, scale: float = 1.0) -> QImage:
    """The scene as pixels, `scale` of them to each of the scene's; fewer where they were too many
    to be held.
    """
    most = (_MOST_PIXELS / (scene.width * scene.height)) ** 0.5
    scale = min(scale, most)
    size = QSize(round(scene.width * scale), round(scene.height * scale))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(scene.ground))
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        paint(painter, scene)
    return image


def _draw(painter: QPainter, item: Rect | Line | Path | Hatch) -> None:
    match item:
        case Rect():
            painter.setPen(_pen(item.stroke))
            painter.setBrush(_brush(item.fill))
            painter.drawRect(QRectF(item.x, item.y, item.width, item.height))
        case Line():
            painter.setPen(_pen(item.stroke))
            painter.drawLine(QLineF(item.x1, item.y1, item.x2, item.y2))
        case Path():
            pen = _pen(item.stroke)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(_brush(item.fill, item.opacity))
            painter.drawPath(_path(item))
        case Hatch():
            _draw(painter, Rect(item.x, item.y, item.width, item.height, item.fill))
            for line in item.lines:
                _draw(painter, line)


def _write(painter: QPainter, item: Text, *, is_spaced: bool) -> None:
    font = text_font(item.size, item.weight)
    # A machine's own cut of the face may come before the shipped one and be a hair wider.
    other = QFontMetricsF(font).horizontalAdvance(item.words) - item.width
    if is_spaced and item.words and abs(other) > _SAME:
        spacing = -other / len(item.words)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    painter.setFont(font)
    painter.setPen(QColor(item.fill))
    painter.drawText(QPointF(item.left, item.y), item.words)


def text_font(size: float, weight: int) -> QFont:
    """The shipped face at a size in pixels of the scene."""
    font = QFont(load_face())
    font.setPixelSize(round(size))
    font.setWeight(QFont.Weight(weight))
    # At every scale letters stand where they were measured.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _path(item: Path) -> QPainterPath:
    path = QPainterPath()
    for step in item.steps:
        ends: tuple[float, ...] = step[1:]
        match step[0]:
            case "M":
                path.moveTo(ends[0], ends[1])
            case "L":
                path.lineTo(ends[0], ends[1])
            case "C":
                path.cubicTo(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5])
            case _:
                path.closeSubpath()
    return path


def _pen(stroke: Stroke | None) -> QPen:
    if stroke is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(stroke.colour), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if stroke.dash:  # Qt counts in widths of the pen
        pattern = [part / stroke.width for part in stroke.dash]
        pen.setDashPattern(pattern)
    return pen


def _brush(colour: str, opacity: float = 1.0) -> QBrush:
    if not colour:
        return QBrush(Qt.BrushStyle.NoBrush)
    made = QColor(colour)
    made.setAlphaF(opacity)
    return QBrush(made)
