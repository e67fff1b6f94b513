"""Tabs inside a page: words in a row, the chosen one underlined. What they switch is the page's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, ElidedButton
from kobra_desktop.views.widgets.layouts import row

WIDEST, NARROWEST = 16, 2  # pixels between words


class TabBar(QWidget):
    """The words; says which one was chosen by its key."""

    chosen = Signal(str)

    def __init__(self, look: Look, tabs: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self._line = line = row(space=WIDEST)
        for key, word in tabs.items():
            button = ElidedButton(look, word, "tab", least=48)  # many, at 150 %, in Spanish
            button.setToolTip(word)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, k=key: self.chosen.emit(k))
            self._group.addButton(button)
            self._buttons[key] = button
            line.addWidget(button)
        line.addStretch(1)
        self.setLayout(line)
        next(iter(self._buttons.values())).setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is between the words gives way before a word is cut."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        seen = [one for one in self._buttons.values() if not one.isHidden()]
        left = self.width() - sum(one.sizeHint().width() for one in seen)
        self._line.setSpacing(max(NARROWEST, min(left // max(len(seen), 1), WIDEST)))

    @property
    def key(self) -> str:
        """The chosen one."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Choose as if it were clicked; a link may name one that is not there."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self.chosen.emit(key)

    def set_word(self, key: str, word: str, tip: str = "") -> None:
        """Another word, such as one with a count; `tip`: of what."""
        self._buttons[key].setText(word)
        self._buttons[key].setToolTip(tip or word)
        self._buttons[key].setAccessibleDescription(tip)
        self._fit()

    def set_shown(self, key: str, is_shown: bool) -> None:
        """One that has nothing to show may be left out; the chosen one stays."""
        button = self._buttons[key]
        button.setVisible(is_shown or button.isChecked())
        self._fit()
