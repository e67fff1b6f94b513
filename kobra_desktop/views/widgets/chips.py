"""Filter chips above a list: each opens a menu of values to tick; a ticked one shows what it
holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import ElidedButton

Option = tuple[str, str]  # value, word


class FilterChip(ElidedButton):
    """One quality of the rows with its values; nothing ticked means no filter."""

    values_changed = Signal()

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, "chip", least=36)
        if parent is not None:
            self.setParent(parent)
        self._name = name
        self._options: dict[str, str] = {}
        self._chosen: set[str] = set()
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.setMenu(self._menu)
        self.setCheckable(True)
        self._say()

    @property
    def values(self) -> frozenset[str]:
        """What is ticked."""
        return frozenset(self._chosen)

    @property
    def words(self) -> str:
        """What it holds to, every value by its word."""
        held = sorted(self._options.get(value, value) for value in self._chosen)
        return f"{self._name}: {', '.join(held)}"

    def set_options(self, options: Sequence[Option]) -> None:
        """The values there are; ticks on values that are gone are lost."""
        if dict(options) == self._options and self._menu.actions():
            return
        self._options = dict(options)
        self._chosen &= self._options.keys()
        self._menu.clear()
        for value, word in options:
            action = QAction(word, self._menu)
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value in self._chosen)
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Clear"))
        self._say()

    def set_values(self, values: Iterable[str]) -> None:
        """Tick exactly these."""
        self._chosen = set(values)
        for action in self._menu.actions():
            action.setChecked(action.data() in self._chosen)
        self._say()
        self.values_changed.emit()

    def _on_triggered(self, action: QAction) -> None:
        value = action.data()
        self.set_values(set() if value is None else self._chosen ^ {str(value)})

    def _say(self) -> None:
        words = [self._options.get(value, value) for value in sorted(self._chosen)]
        held = words[0] if len(words) == 1 else f"{len(words)}"
        text = f"{self._name}: {held}" if words else self._name
        self.setText(f"{text}  ▾".replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setChecked(bool(words))


class RemovableChip(ElidedButton):
    """One condition that came with a link; seen while it holds, a press takes it away."""

    removed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "", "chip", "x", least=60)
        if parent is not None:
            self.setParent(parent)
        self.setCheckable(True)
        self.clicked.connect(self.removed)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """What the rows have in common; empty hides it."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(self.tr("Only {what}; press to see all").format(what=text))
        self.setToolTip(self.accessibleName())
        self.setChecked(True)
        self.setVisible(bool(text))
