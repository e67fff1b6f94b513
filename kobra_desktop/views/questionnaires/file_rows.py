"""How a file of a form is painted in a list: a picture of its kind, its name, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kobra_desktop.models.questionnaires.file_lines import FileLine
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.files import FileKind

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
STATE_ROLE = LINE_ROLE + 1
ROW, ICON = 48, 16
PICTURES = {
    FileKind.IMAGE: "image",
    FileKind.AUDIO: "mic",
    FileKind.VIDEO: "video",
    FileKind.DATA: "file-spreadsheet",
}


class FileRows(QStyledItemDelegate):
    """Two lines a file."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All of one height."""
        return QSize(200, self._look.pixels(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """What it is at the left, whether something is wrong before the words."""
        look, rect = self._look, option.rect
        line: FileLine = index.data(LINE_ROLE)
        painter.save()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "selected" if is_chosen else "hover" if is_over else "surface"
        painter.fillRect(rect, look.colour(ground))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name = PICTURES.get(line.kind, "file-text") if line.kind else "file-text"
        self._icon(painter, rect.x() + 12, rect.center().y() - ICON // 2, name, "text_2")
        inside = rect.adjusted(look.pixels(40), look.pixels(5), -12, -look.pixels(5))
        half = inside.height() // 2
        upper = QRect(inside.x(), inside.y(), inside.width(), half)
        lower = QRect(inside.x(), inside.y() + half, inside.width(), half)
        self._text(painter, upper, line.name, "strong", "text")
        colour = "text_2"
        if line.problems:
            colour = "error_fg" if line.has_error else "warn_fg"
            mark = "circle-x" if line.has_error else "triangle-alert"
            self._icon(painter, lower.x(), lower.center().y() - ICON // 2 + 1, mark, colour)
            lower.adjust(ICON + 6, 0, 0, 0)
        self._text(painter, lower, str(index.data(STATE_ROLE)), "table", colour)
        painter.restore()

    def _icon(self, painter: QPainter, x: int, y: int, name: str, colour: str) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(x, y, icons.pixmap(self._look, name, ICON, colour, ratio))

    def _text(self, painter: QPainter, rect: QRect, text: str, font: str, colour: str) -> None:
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(colour))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(align), cut)
