"""Rows under one another whose widgets outlive the news: what says the same stays the same widget,
and nothing moves under a hand that is pressing one of its buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton, QWidget

from kobra_desktop.views.widgets.layouts import column

AGAIN_MS = 50


@dataclass(frozen=True, slots=True)
class RowWish:
    """A row that shall stand. `key`: what it is about; `said`: all that it shows, by which a row
    that stands is known to be the same; `make` makes it.
    """

    key: str
    said: object
    make: Callable[[], QWidget]


@dataclass(slots=True)
class _Kept:
    said: object
    row: QWidget


class KeptRows(QWidget):
    """`filled`: what was wished for stands."""

    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[str, _Kept] = {}  # in their order
        self._wanted: Sequence[RowWish] = ()
        self._lines = column(space=0, margins=(0, 0, 0, 0))
        self._lines.addStretch(1)
        self.setLayout(self._lines)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AGAIN_MS)
        self._later.timeout.connect(self._fill)

    @property
    def rows(self) -> dict[str, QWidget]:
        """What stands, by its key, in order."""
        return {key: one.row for key, one in self._kept.items()}

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The acts of all rows, in order."""
        return [one for row in self.rows.values() for one in _buttons(row)]

    def show_rows(self, wanted: Sequence[RowWish]) -> None:
        """Show these, each key once, in their order; once no button of a row is held down."""
        self._wanted = wanted
        self._fill()

    def forget(self) -> None:
        """Whatever stands is made anew at the next showing."""
        for one in self._kept.values():
            one.said = _NOTHING

    def _fill(self) -> None:
        if any(map(_is_held, self.buttons)):
            self._later.start()
            return
        self._later.stop()
        before, self._kept = self._kept, {}
        for wish in self._wanted:
            old = before.get(wish.key)
            is_same = old is not None and old.said == wish.said
            self._kept[wish.key] = old if old and is_same else _Kept(wish.said, wish.make())
        self._arrange()
        for key, one in before.items():
            standing = self._kept.get(key)
            if standing is not one:
                self._let_go(one.row, standing.row if standing else None)
        self.filled.emit()

    def _arrange(self) -> None:
        """A row is taken out only where it stands elsewhere: one that stays is not touched."""
        for place, one in enumerate(self._kept.values()):
            while self._lines.indexOf(one.row) != place:
                item = self._lines.itemAt(place)
                other = item.widget() if item else None
                if other is not None and all(kept.row is not other for kept in self._kept.values()):
                    self._lines.removeWidget(other)
                else:
                    self._lines.removeWidget(one.row)
                    self._lines.insertWidget(place, one.row)

    def _let_go(self, row: QWidget, instead: QWidget | None) -> None:
        """The keyboard stays on the same act of what stands in its place, else here: Qt would give
        it to the first widget of the window.
        """
        held = QApplication.focusWidget()
        if held is not None and (held is row or row.isAncestorOf(held)):
            acts, others = _buttons(row), _buttons(instead) if instead else []
            at = acts.index(held) if isinstance(held, QAbstractButton) and held in acts else 0
            heir = others[min(at, len(others) - 1)] if others else self
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


_NOTHING = object()


def _buttons(row: QWidget) -> list[QAbstractButton]:
    return row.findChildren(QAbstractButton)


def _is_held(button: QAbstractButton) -> bool:
    """Whether a press has not ended yet, or a menu that it opened is still there."""
    menu = button.menu() if isinstance(button, QToolButton) else None
    return button.isDown() or (menu is not None and menu.isVisible())
