"""The left rail: icon and word of each page; icons alone when the window is narrow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QWidget

from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row

WIDE, NARROW = 188, 60


class Rail(QFrame):
    """Says which page is wanted by its key."""

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        entries: Iterable[tuple[str, int, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._look = look
        self._words: dict[str, str] = {}
        self._buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._mark = QLabel()
        self._name = label("Kobra", "section")
        lines = column(row(self._mark, self._name, None, margins=(8, 4, 0, 12)), space=2)
        for key, digit, icon, word in entries:
            lines.addWidget(self._entry(key, icon, word, digit))
        lines.addStretch(1)
        lines.setContentsMargins(8, 8, 8, 8)
        self.setLayout(lines)
        self._mark.setPixmap(icons.product_mark().pixmap(QSize(24, 24), self.devicePixelRatioF()))
        self.set_narrow(False)

    def _entry(self, key: str, icon: str, word: str, digit: int) -> Button:
        button = Button(self._look, word, "rail", icon)
        button.setCheckable(True)
        button.setAccessibleName(word)
        button.setToolTip(f"{word} ({key_words(f'Ctrl+{digit}')})")
        button.clicked.connect(lambda _checked=False, k=key: self.chosen.emit(k))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button)
        self._words[key], self._buttons[key] = word, button
        return button

    def show_chosen(self, key: str) -> None:
        """Mark the page in front."""
        self._buttons[key].setChecked(True)

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons alone, or icons with words."""
        for key, button in self._buttons.items():
            button.setText("" if is_narrow else f" {self._words[key]}")
        self._name.setVisible(not is_narrow)
        widest = max((b.sizeHint().width() for b in self._buttons.values()), default=0)
        wide = max(self._look.pixels(WIDE), widest + 16)
        self.setFixedWidth(self._look.pixels(NARROW) if is_narrow else wide)
