"""How wide the columns of a table are: as wide as a person drew them, else at least what they
declare, and the width that is left over is shared by their weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QTableView

from kobra_desktop.models.rows import Column
from kobra_desktop.views.theme import Look


@dataclass(frozen=True, slots=True)
class Wish:
    """One column in sight: pixels that it has at least, and its weight in what is left over."""

    least: int
    weight: int


def shared(wishes: Sequence[Wish], width: int) -> list[int]:
    """Pixels of each, together `width` where that is enough; without weights the last takes all
    that is left.
    """
    widths = [wish.least for wish in wishes]
    free, weights = max(width - sum(widths), 0), sum(wish.weight for wish in wishes)
    for number, wish in enumerate(wishes):
        # Each takes its part of what those before it left: no pixel is lost to rounding.
        part = free * wish.weight // weights if weights else 0
        widths[number] += part
        free, weights = free - part, weights - wish.weight
    if widths:
        widths[-1] += free
    return widths


class ColumnWidths(QObject):
    """Fits a table's columns to its room. `drawn`: a person drew one."""

    drawn = Signal()

    def __init__(self, look: Look, table: QTableView, columns: Sequence[Column[object]]) -> None:
        super().__init__(table)
        self._look, self._table, self._columns = look, table, columns
        self.by_hand: dict[str, int] = {}
        self._is_held = self._is_fitting = False
        header = table.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        header.viewport().installEventFilter(self)

    def fit(self) -> None:
        """Share the width that there is."""
        if self._is_fitting or self._is_held:
            return
        self._is_fitting = True
        # Narrower columns can take a scroll bar away, which gives room once more, and once only.
        if self._fit_to(room := self._table.viewport().width()) != room:
            self._fit_to(self._table.viewport().width())
        self._is_fitting = False

    def _fit_to(self, room: int) -> int:
        """Answers the room that there is now."""
        header = self._table.horizontalHeader()
        seen = (n for n in range(header.count()) if not header.isSectionHidden(n))
        sections = sorted(seen, key=header.visualIndex)
        widths = shared([self._wish(self._columns[n]) for n in sections], room)
        for section, width in zip(sections, widths, strict=True):
            header.resizeSection(section, width)
        return self._table.viewport().width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a hand draws nothing may move under it; when it lets go, the others give way."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._is_held = True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._is_held = False
            self.fit()
        return super().eventFilter(watched, event)

    def _wish(self, column: Column[object]) -> Wish:
        drawn = self.by_hand.get(column.key)
        if drawn is not None:
            return Wish(drawn, 0)
        return Wish(self._look.pixels(column.width), column.stretch)

    def _on_resized(self, section: int, _: int, width: int) -> None:
        if self._is_held:
            self.by_hand[self._columns[section].key] = width
            self.drawn.emit()
