"""Filter chips above a list: each opens its values to tick, and shows what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.listing import Days, Figures, Quality
from kobra_desktop.models.options import Option, OptionsModel
from kobra_desktop.models.told_days import DaysModel
from kobra_desktop.models.told_figures import FiguresModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import ElidedButton
from kobra_desktop.views.widgets.days_popover import DaysPopover
from kobra_desktop.views.widgets.figures_popover import FiguresPopover
from kobra_desktop.views.widgets.labels import plain_tip
from kobra_desktop.views.widgets.options_popover import OptionsPopover
from kobra_desktop.views.widgets.popover import Popover

_OPENING = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterChip(ElidedButton):
    """One quality of the rows with its values; nothing ticked means no filter."""

    values_changed = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        parent: QWidget | None = None,
        options: OptionsModel | None = None,
    ) -> None:
        super().__init__(look, name, "chip", least=36)
        if parent is not None:
            self.setParent(parent)
        self._name = name
        self._options = options or OptionsModel()
        self._options.setParent(self)
        self._options.ticked.connect(self._on_ticked)
        self._popover: Popover | None = None
        self.setCheckable(True)
        self.clicked.connect(self.open_values)
        self._say()

    @property
    def values(self) -> frozenset[str]:
        """What is ticked."""
        return self._options.values

    @property
    def name(self) -> str:
        """What it is called."""
        return self._name

    @property
    def strangers(self) -> frozenset[str]:
        """What is ticked and has no word: it is not offered, and never was."""
        return frozenset(one for one in self.values if not self._options.has_word(one))

    @property
    def words(self) -> str:
        """What it holds to, every value by its word, days with their dates."""
        return f"{self._name}: {', '.join(self._options.told_words)}"

    def set_options(self, options: Sequence[Option]) -> None:
        """The values there are; a ticked one that is no longer among them stays ticked."""
        self._options.set_options(options)
        self._say()

    def set_values(self, values: Iterable[str]) -> None:
        """Tick exactly these."""
        self._options.set_values(values)

    def open_values(self) -> None:
        """Show the values below it."""
        if self._popover is None:  # most chips are never opened
            self._popover = self._make_popover()
        self._popover.open()

    def _make_popover(self) -> Popover:
        return OptionsPopover(self._look, self._options, self._name, self)

    def nextCheckState(self) -> None:
        """A press opens it; only values make it look pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter open it, as Space does."""
        if event.key() in _OPENING:
            self.open_values()
        else:
            super().keyPressEvent(event)

    def _on_ticked(self) -> None:
        self._say()
        self.values_changed.emit()

    def _say(self) -> None:
        values = self.values
        is_one = len(values) == 1 and not self.strangers
        held = self._options.ticked_words[0] if is_one else f"{len(values)}"
        text = f"{self._name}: {held}" if values else self._name
        self.setText(f"{text}  ▾".replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(self.words if values else text))
        self.setChecked(bool(values))


class DaysChip(FilterChip):
    """Days by name, or from one to another."""

    def __init__(self, look: Look, name: str, days: Days, parent: QWidget | None = None) -> None:
        self._days = DaysModel(days)
        super().__init__(look, name, parent, self._days)

    def _make_popover(self) -> Popover:
        return DaysPopover(self._look, self._days, self._name, self)


class FiguresChip(FilterChip):
    """Numbers in steps, or from one to another."""

    def __init__(
        self, look: Look, name: str, figures: Figures, parent: QWidget | None = None
    ) -> None:
        self._figures = FiguresModel(figures)
        super().__init__(look, name, parent, self._figures)

    def _make_popover(self) -> Popover:
        return FiguresPopover(self._look, self._figures, self._name, self)


def chip_of(look: Look, quality: Quality[Any]) -> FilterChip:
    """The chip that a quality asks for."""
    if quality.days is not None:
        return DaysChip(look, quality.title, quality.days)
    if quality.figures is not None:
        return FiguresChip(look, quality.title, quality.figures)
    return FilterChip(look, quality.title)


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
        self.setToolTip(plain_tip(self.accessibleName()))
        self.setChecked(True)
        self.setVisible(bool(text))
