"""F1: the help beside the work, at the page one was on; searched, gone through by links and
keys. It stays open while one goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.help.pages import HelpPage
from kobra_desktop.views.help.text import WIDEST, HelpText
from kobra_desktop.views.history import History, Visited
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row

_NAME = int(Qt.ItemDataRole.UserRole)
CONTENTS = 220  # pixels at 100 %


class HelpDialog(QDialog):
    """`place_wanted` («visits/review») is a place of the window that a page leads to. `offered` are
    the pages of the window that this person has.
    """

    place_wanted = Signal(str)

    def __init__(
        self, look: Look, parent: QWidget, pages: Sequence[HelpPage], offered: Collection[str]
    ) -> None:
        super().__init__(parent)
        self._look, self._pages, self._offered = look, {p.name: p for p in pages}, offered
        self._history, self._name = History(), ""
        self.setWindowTitle(self.tr("Help"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search in the help…"))
        self.field.setAccessibleName(self.tr("Search in the help"))
        self.contents = QListWidget()
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = label(self.tr("No page says that."), "secondary", wrap=True)
        self.nothing.hide()
        self.text = HelpText(look)
        self.back = IconButton(look, "arrow-left", self.tr("Back"), "Alt+Left")
        self.forward = IconButton(look, "arrow-right", self.tr("Forward"), "Alt+Right")
        self._build()
        self._connect()
        self._fill("")

    @property
    def name(self) -> str:
        """The page that is shown."""
        return self._name

    def show_page(self, name: str, heading: str = "") -> None:
        """Show a page, at a heading of it."""
        if name in self._pages and name != self._name:
            if self._name:
                self._history.leave(Visited(self._name, {}))
            self._show(name)
        if heading:
            self.text.show_heading(heading)
        self.show()
        self.raise_()
        self.activateWindow()

    def _build(self) -> None:
        side = holding(column(self.field, self.nothing, self.contents))
        side.setFixedWidth(self._look.pixels(CONTENTS))
        self.close_button = Button(self._look, self.tr("Close"), "primary")
        self.close_button.setAutoDefault(False)  # Return in the search is not for it
        page = column(row(self.back, self.forward, None, space=4), self.text)
        whole = row(side, page, space=16)
        whole.setStretchFactor(page, 1)
        foot = row(None, self.close_button)
        self.setLayout(column(whole, foot, space=12, margins=(16, 16, 16, 16)))
        give_room(self, self._look, CONTENTS + WIDEST + 64, 620)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._show_first)
        self.contents.currentItemChanged.connect(lambda item, _before: self._on_item(item))
        self.text.topic_wanted.connect(self.show_page)
        self.text.place_wanted.connect(self.place_wanted)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_forward)
        self.close_button.clicked.connect(self.reject)
        for keys, act in (
            ("Alt+Left", self._go_back),
            ("Alt+Right", self._go_forward),
            ("Ctrl+F", self.field.setFocus),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _fill(self, typed: str) -> None:
        """The pages that have what is typed; the one that is shown stays marked among them."""
        self.contents.blockSignals(True)
        self.contents.clear()
        for page in self._pages.values():
            if page.has(typed):
                item = QListWidgetItem(page.title)
                item.setData(_NAME, page.name)
                self.contents.addItem(item)
        self._mark()
        self.contents.blockSignals(False)
        self.nothing.setVisible(self.contents.count() == 0)

    def _mark(self) -> None:
        for line in range(self.contents.count()):
            if self.contents.item(line).data(_NAME) == self._name:
                self.contents.setCurrentRow(line)

    def _show_first(self) -> None:
        """Return in the search: the first page that it found."""
        if self.contents.count():
            self._on_item(self.contents.item(0))

    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_page(str(item.data(_NAME)))

    def _show(self, name: str) -> None:
        self._name = name
        page = self._pages[name]
        self.text.show_text(page.shown_to(self._offered))
        self.text.setAccessibleName(page.title)
        self.contents.blockSignals(True)
        self._mark()
        self.contents.blockSignals(False)
        self.back.setEnabled(self._history.can_go_back)
        self.forward.setEnabled(self._history.can_go_forward)

    def _go_back(self) -> None:
        if place := self._history.back(Visited(self._name, {})):
            self._show(place.key)

    def _go_forward(self) -> None:
        if place := self._history.forward(Visited(self._name, {})):
            self._show(place.key)
