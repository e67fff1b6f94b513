"""Paints a row of the tree: icon of the type, label, name, mark of a problem; edits the label in
place.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.outline import Outline
from kobra_desktop.models.questionnaires.tree import (
    ICON_ROLE,
    KIND_ROLE,
    NAME_ROLE,
    PROBLEM_ROLE,
    UID_ROLE,
)
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_domain.questionnaires.columns import default_language, join, shown
from kobra_domain.questionnaires.form import NodeKind
from kobra_domain.questionnaires.problems import Severity

Index = QModelIndex | QPersistentModelIndex
ROW, ICON, PAD = 30, 16, 6
_MARKS = {
    Severity.ERROR: ("octagon-alert", "error_fg"),
    Severity.WARNING: ("triangle-alert", "warn_fg"),
}


class TreeRows(QStyledItemDelegate):
    """One for the whole tree."""

    def __init__(self, look: Look, editor: EditorModel, outline: Outline, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._editor, self._outline = look, editor, outline

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all."""
        return QSize(80, self._look.pixels(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, words, mark."""
        look, rect = self._look, QRect(option.rect)
        painter.save()
        painter.fillRect(rect, look.colour(_ground(option)))
        has_focus = option.state & QStyle.StateFlag.State_HasFocus
        if has_focus:
            painter.setPen(look.colour("focus"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inside = rect.adjusted(look.pixels(PAD), 0, -look.pixels(PAD), 0)
        self._icon(painter, inside, str(index.data(ICON_ROLE) or "circle-help"), "text_2")
        mark = _MARKS.get(index.data(PROBLEM_ROLE))
        if mark:
            side = look.pixels(ICON)
            at_end = QRect(inside.right() - side, inside.y(), side, inside.height())
            self._icon(painter, at_end, *mark)
            inside.setRight(inside.right() - side - look.pixels(PAD))
        inside.setLeft(inside.left() + look.pixels(ICON + PAD + 2))
        self._words(painter, inside, index)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look, kind = self._look, index.data(KIND_ROLE)
        label, name = str(index.data() or ""), str(index.data(NAME_ROLE) or "")
        font = look.font("table")
        font.setBold(kind in (NodeKind.GROUP, NodeKind.REPEAT))
        metrics = QFontMetrics(font)
        small = look.font("caption")
        whole = QFontMetrics(small).horizontalAdvance(name) + 2  # at its exact width it is cut
        width = min(whole, rect.width() // 3)
        room = metrics.horizontalAdvance(label) + look.pixels(12)
        if name and name != label and room + width <= rect.width():
            painter.setFont(small)
            painter.setPen(look.colour("text_3"))
            painter.drawText(rect, int(_END), QFontMetrics(small).elidedText(name, _CUT, width))
            rect = rect.adjusted(0, 0, -width - look.pixels(8), 0)
        painter.setFont(font)
        painter.setPen(look.colour("text_3" if kind is NodeKind.COMMENT else "text"))
        painter.drawText(rect, int(_START), metrics.elidedText(label, _CUT, rect.width()))

    def _icon(self, painter: QPainter, rect: QRect, name: str, colour: str) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(self._look, name, ICON, colour, ratio)
        side = self._look.pixels(ICON)
        painter.drawPixmap(rect.x(), rect.y() + (rect.height() - side) // 2, picture)

    # Editing the label in place

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """F2: a line of text."""
        made = QLineEdit(parent)
        made.setFrame(False)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The label in the language that is written."""
        node = self._editor.node(str(index.data(UID_ROLE)))
        if isinstance(editor, QLineEdit) and node is not None:
            editor.setText(shown(node.cells, "label", self._editor.language or None))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """One act."""
        if isinstance(editor, QLineEdit):
            language = self._editor.language or default_language(self._editor.form)
            self._outline.set_label(
                str(index.data(UID_ROLE)), join("label", language), editor.text()
            )


_CUT = Qt.TextElideMode.ElideRight
_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _ground(option: QStyleOptionViewItem) -> str:
    if option.state & QStyle.StateFlag.State_Selected:
        return "selected"
    return "hover" if option.state & QStyle.StateFlag.State_MouseOver else "surface"
