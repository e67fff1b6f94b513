"""Finds a holder by typing: what is found stands below the line, and arrows and Enter act on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.search_field import TYPING_MS
from kobra_domain.errors import Invalid

_ID = int(Qt.ItemDataRole.UserRole)


class PartyFinder(QWidget):
    """`typed`, once the typing pauses: look for it, and answer with `show_hits`. `chosen`: the id
    of one that was found. `nobody`: what is said when none is, where other things than holders are
    looked for.
    """

    typed = Signal(str)
    chosen = Signal(str)
    edited = Signal()

    def __init__(self, look: Look, example: str, nobody: str = "") -> None:
        super().__init__()
        self.party_id = ""
        self.line: QLineEdit = line_edit(example)
        self.hits = QListWidget()
        self.hits.setAccessibleName(QCoreApplication.translate("Form", "Holders found"))
        self.hits.setFixedHeight(look.pixels(112))
        hide_unless(self.hits, False)
        words = QCoreApplication.translate("Form", "Nobody has this name, document or credit.")
        self.nobody = label(nobody or words, "caption", wrap=True)
        hide_unless(self.nobody, False)
        self.setLayout(column(self.line, self.hits, self.nobody, space=4))
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_MS)
        self._pause.timeout.connect(lambda: self.typed.emit(self.line.text()))
        self.line.installEventFilter(self)
        self.hits.itemClicked.connect(self._on_hit)
        self.hits.itemActivated.connect(self._on_hit)

    def setAccessibleName(self, name: str) -> None:
        """The line is read with the field's name."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        """What is wrong, for who listens."""
        super().setAccessibleDescription(words)
        self.line.setAccessibleDescription(words)

    def show_party(self, party_id: str, name: str) -> None:
        """A holder is chosen."""
        self._pause.stop()
        self.party_id = party_id
        self.line.setText(name)
        self.nobody.hide()
        self.edited.emit()

    def show_hits(self, hits: Iterable[tuple[str, str]], *, are_proposed: bool = False) -> None:
        """What was found: (party id, words). What nobody looked for is proposed, and none of it
        looks chosen.
        """
        self.hits.clear()
        for party_id, words in hits:
            item = QListWidgetItem(words)
            item.setData(_ID, party_id)
            self.hits.addItem(item)
        self.hits.setCurrentRow(-1 if are_proposed else 0)
        self.hits.setVisible(self.hits.count() > 0)
        self.nobody.setVisible(not self.hits.count() and bool(self.line.text().strip()))

    def _on_edited(self) -> None:
        self.party_id = ""
        self.nobody.hide()
        self.edited.emit()
        self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on what is found while the line keeps the focus."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if not is_key or self.hits.isHidden():
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            last = self.hits.count() - 1
            self.hits.setCurrentRow(max(0, min(last, self.hits.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hits.currentRow() >= 0:
            self._on_hit(self.hits.currentItem())
            return True
        return super().eventFilter(watched, event)

    def _on_hit(self, item: QListWidgetItem) -> None:
        self.hits.hide()
        self.chosen.emit(str(item.data(_ID)))


class PartyEditor(Editor):
    """A holder: one that was found, by its id."""

    def __init__(self, finder: PartyFinder) -> None:
        self.widget: PartyFinder = finder

    @property
    def focus(self) -> QWidget:
        """The line."""
        return self.widget.line

    def put(self, value: Any) -> None:
        """Hold an id; its name is shown by whoever knows it."""
        self.widget.party_id = value or ""

    def typed(self) -> object:
        """The id, else the text that is nobody's yet."""
        return self.widget.party_id or (self.widget.line.text(),)

    def read(self) -> Any:
        """The id."""
        if not self.widget.party_id:
            raise Invalid("missing")
        return self.widget.party_id

    def listen(self, told: Told) -> None:
        """After each letter and each choice."""
        self.widget.edited.connect(told)
