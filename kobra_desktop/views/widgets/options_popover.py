"""The values of a chip: a field that narrows them, ticks for several, and Clear."""

from __future__ import annotations

from heapq import nlargest

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kobra_desktop.models.options import OptionsModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.popover import Popover

FEW = 8  # so many are found without typing
MOST_LINES = 12
LINE = 30
_BESIDE = 76  # the tick, the paddings and the scroll bar
_MARGIN = 8
_MEASURED = 50  # only the longest words are measured, whose letters may be narrow
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

translate = QCoreApplication.translate


class OptionsPopover(Popover):
    """Ticks in an OptionsModel; stays open for several."""

    def __init__(
        self,
        look: Look,
        model: OptionsModel,
        name: str,
        anchor: QWidget,
        above: QWidget | None = None,
    ) -> None:
        super().__init__(anchor)
        self._look, self._model, self._above = look, model, above
        self.setAccessibleName(name)
        self.field = QLineEdit()
        self.field.setProperty("look", "search")
        self.field.setPlaceholderText(translate("Chips", "Search"))
        self.field.setAccessibleName(translate("Chips", "Search in {name}").format(name=name))
        self.field.setClearButtonEnabled(True)
        self.list = OptionList(look, model)
        self.list.setAccessibleName(name)
        self.nothing = label(translate("Chips", "Nothing is called that."), "secondary")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(8, 6, 8, 6)
        self.nothing.setWordWrap(True)
        self.clear = Button(look, translate("Chips", "Clear"), "quiet", "x")
        lines = column(
            self.field,
            self.list,
            self.nothing,
            row(None, self.clear),
            space=6,
            margins=(_MARGIN,) * 4,
        )
        lines.setStretch(1, 1)
        lines.setStretch(2, 1)
        if above is not None:
            lines.insertWidget(0, above)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        model = self._model
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.typed.connect(self._on_typed_in_list)
        self.list.left.connect(self.field.setFocus)
        self.clear.clicked.connect(self._on_clear)
        model.ticked.connect(self._on_ticked)
        model.modelReset.connect(self._on_reset)

    # Popover

    def prepare(self, room: QSize) -> None:
        """As wide as its longest word and as high as its lines, if the screen is."""
        self._model.arrange()
        look, words = self._look, self._model.words
        self.field.clear()
        self.field.setVisible(len(words) > FEW)
        self._on_ticked()
        self.list.ensurePolished()
        metrics = self.list.fontMetrics()
        longest = nlargest(_MEASURED, words, key=len)
        needed = max((metrics.horizontalAdvance(word) for word in longest), default=0)
        width = max(needed + look.pixels(_BESIDE), look.pixels(200))
        if self._above is not None:
            width = max(width, self._above.sizeHint().width())
        around = 2 * (_MARGIN + 1)
        self.list.setFixedWidth(min(width, room.width() - around))
        shown = (self.field if len(words) > FEW else None, self._above, self.clear)
        others = [part for part in shown if part is not None]
        rest = sum(part.sizeHint().height() + 6 for part in others) + around
        lines = self.list.height_of(max(1, min(len(words), MOST_LINES)))
        self.list.setFixedHeight(min(lines, max(self.list.height_of(1), room.height() - rest)))
        self.nothing.setFixedSize(self.list.size())

    def focus_first(self) -> None:
        """The field, without one the list."""
        if self.field.isHidden():
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus()
        else:
            self.field.setFocus()

    # Keys

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Down goes from the field to the list; Enter ticks what is marked there."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Down:
            self.list.enter()
            return True
        if event.key() in _ENTER:
            self.list.toggle_current()
            return True
        return False

    def _on_typed(self, text: str) -> None:
        self._model.search(text)
        if text.strip():
            self.list.setCurrentIndex(self._model.index(0))

    def _on_typed_in_list(self, text: str) -> None:
        if not self.field.isHidden():
            self.field.setFocus()
            self.field.setText(self.field.text() + text)

    def _on_clear(self) -> None:
        self._model.set_values(())
        self.focus_first()

    def _on_ticked(self) -> None:
        self.clear.setEnabled(bool(self._model.values))

    def _on_reset(self) -> None:
        has_some = self._model.rowCount() > 0
        self.list.setVisible(has_some)
        self.nothing.setVisible(not has_some)


class OptionList(QListView):
    """`typed` (text): letters that are meant for the field. `left`: up from the first line."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, look: Look, model: OptionsModel) -> None:
        super().__init__()
        self._options = model
        self.setModel(model)
        self.setProperty("look", "bare")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_Lines(look, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: model.toggle(index.row()))

    def height_of(self, lines: int) -> int:
        """What so many lines need without a scroll bar."""
        return lines * self.sizeHintForRow(0) + 2 * self.frameWidth() if lines else 0

    def enter(self) -> None:
        """Take the keyboard, on the marked line or the first."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._options.index(0))
        self.setFocus()

    def toggle_current(self) -> None:
        """Tick the marked line, or take its tick."""
        if self.currentIndex().isValid():
            self._options.toggle(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick, letters go to the field."""
        is_first = self.currentIndex().row() <= 0
        if event.key() == Qt.Key.Key_Space or event.key() in _ENTER:
            self.toggle_current()
        elif event.key() == Qt.Key.Key_Up and is_first:
            self.left.emit()
        elif event.text().strip() and event.text().isprintable() and not event.modifiers():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class _Lines(QStyledItemDelegate):
    """Lines of one height; who ticks is the list, wherever on the line one clicks."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """A touchable line."""
        return QSize(80, self._look.pixels(LINE))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Nothing is left to Qt."""
        return False
