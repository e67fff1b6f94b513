"""How wide the columns of a table are: as wide as a person drew them, else as what stands in the
rows in sight needs; what is left over is shared by their weights, and what is missing is taken
first where there is air, then where it hurts least, before the table scrolls sideways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QTableView

from kobra_desktop.models.rows import Column, RowsModel
from kobra_desktop.models.windowed_rows import WindowedModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.cells import Cells

SETTLED_MS = 120  # after the last news, or the last move of the wheel
MOST_ROWS = 75  # of a hundred
MOST_LINES = 100
BESIDE_TITLE = 24  # what the style puts beside one, and an arrow takes once more
WIDEST_HEADER = 160  # longer titles are cut where the declared width is less


@dataclass(frozen=True, slots=True)
class Wish:
    """One column in sight, in pixels: `least` that it likes to have, `need` so that nothing is cut,
    `usual` so that little is, `title` so that its title is whole; its weight in what is left over;
    names are cut last.
    """

    least: int
    weight: int
    need: int = 0
    title: int = 0
    usual: int = 0
    is_name: bool = False

    @property
    def whole(self) -> int:
        """With which nothing is cut."""
        return max(self.need, self.title)


def shared(wishes: Sequence[Wish], room: int) -> list[int]:
    """Pixels of each, together `room` where that is enough; without weights the last takes all
    that is left. What has to scroll sideways is not cut.
    """
    widths = [max(wish.least, wish.whole) for wish in wishes]
    if sum(widths) > room:
        whole = [wish.whole or wish.least for wish in wishes]
        if sum(whole) <= room:
            _take_air(widths, whole, sum(widths) - room)
        else:
            cut = (_level(before, after, room) for before, after in pairwise(_steps(wishes)))
            widths = next((made for made in cut if made is not None), whole)
            if widths is whole:
                return whole
    return _given(widths, [wish.weight for wish in wishes], room - sum(widths))


def _steps(wishes: Sequence[Wish]) -> list[list[int]]:
    """To what the columns give way, one step after the other: the ends of long texts, then of
    names, then what few rows say at length, at last all but names and titles.
    """
    whole = [wish.whole or wish.least for wish in wishes]
    some = [min(wish.least, one) for wish, one in zip(wishes, whole, strict=True)]
    title = [min(wish.title or one, one) for wish, one in zip(wishes, some, strict=True)]
    usual = [
        max(min(wish.usual, one), two) for wish, one, two in zip(wishes, some, title, strict=True)
    ]

    def but_names(names: Sequence[int], others: Sequence[int]) -> list[int]:
        chosen = zip(wishes, names, others, strict=True)
        return [one if wish.is_name else two for wish, one, two in chosen]

    return [whole, but_names(whole, some), some, but_names(some, usual), but_names(some, title)]


def _take_air(widths: list[int], whole: Sequence[int], missing: int) -> None:
    """From all in equal parts of what they have above their need."""
    above = [width - one for width, one in zip(widths, whole, strict=True)]
    left = sum(above)
    for number, part in enumerate(above):
        taken = missing * part // left if left else 0
        widths[number] -= taken
        missing, left = missing - taken, left - part


def _level(widths: Sequence[int], targets: Sequence[int], room: int) -> list[int] | None:
    """The widest are cut first, all to one level, none below its target; None if that is not
    enough.
    """
    if sum(targets) > room:
        return None

    def cut(level: int) -> list[int]:
        chosen = zip(widths, targets, strict=True)
        return [min(width, max(target, level)) for width, target in chosen]

    low, high = 0, max(widths)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(cut(middle)) <= room else (low, middle - 1)
    return cut(low)


def _given(widths: list[int], weights: Sequence[int], free: int) -> list[int]:
    left = sum(weights)
    for number, weight in enumerate(weights):
        # Each takes its part of what those before it left: no pixel is lost to rounding.
        part = free * weight // left if left else 0
        widths[number] += part
        free, left = free - part, left - weight
    if widths:
        widths[-1] += free
    return widths


def _cut(wishes: Sequence[Wish], widths: Sequence[int]) -> int:
    return sum(max(wish.whole - width, 0) for wish, width in zip(wishes, widths, strict=True))


class ColumnWidths(QObject):
    """Fits a table's columns to its room. `drawn`: a person drew one."""

    drawn = Signal()

    def __init__(
        self, look: Look, table: QTableView, model: RowsModel[Any] | WindowedModel[Any]
    ) -> None:
        super().__init__(table)
        self._look, self._table, self._model = look, table, model
        self.by_hand: dict[str, int] = {}
        self._needs: dict[str, tuple[int, int]] = {}
        self._is_held = self._is_fitting = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        header = table.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        header.sortIndicatorChanged.connect(lambda *_: self.fit())  # the arrow takes room
        header.viewport().installEventFilter(self)
        for changed in (model.modelReset, model.dataChanged, model.rowsInserted):
            changed.connect(self._settled.start)
        table.verticalScrollBar().valueChanged.connect(self._settled.start)

    def fit(self) -> None:
        """Share the width that there is."""
        if self._is_fitting or self._is_held:
            return
        self._is_fitting = True
        # Narrower columns can take a scroll bar away, which gives room once more, and once only.
        if self._fit_to(room := self._table.viewport().width()) != room:
            self._fit_to(self._table.viewport().width())
        self._is_fitting = False

    def refit(self) -> None:
        """Share it anew when there is other room: other rows may be in sight too."""
        self.fit()
        self._settled.start()

    def wishes(self) -> list[Wish]:
        """What the columns in sight would have, in the order of the screen."""
        room = self._table.viewport().width()
        return [self._wish(section, room) for section in self._sections()]

    def widths(self) -> list[int]:
        """What they have."""
        header = self._table.horizontalHeader()
        return [header.sectionSize(section) for section in self._sections()]

    def _fit_to(self, room: int) -> int:
        """Answers the room that there is now."""
        header = self._table.horizontalHeader()
        for section, width in zip(self._sections(), shared(self.wishes(), room), strict=True):
            header.resizeSection(section, width)
        return self._table.viewport().width()

    def _sections(self) -> list[int]:
        header = self._table.horizontalHeader()
        seen = (n for n in range(header.count()) if not header.isSectionHidden(n))
        return sorted(seen, key=header.visualIndex)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a hand draws nothing may move under it; when it lets go, the others give way."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self._is_held = True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._is_held = False
            self.fit()
        return super().eventFilter(watched, event)

    def _wish(self, section: int, room: int) -> Wish:
        column: Column[Any] = self._model.columns[section]
        drawn = self.by_hand.get(column.key)
        if drawn is not None:
            return Wish(drawn, 0, drawn, drawn)
        least = self._look.pixels(column.width)
        most = max(least, room // (2 if column.is_name else 3))
        need, usual = self._needs.get(column.key, (0, 0))
        title = min(self._title(section), max(least, self._look.pixels(WIDEST_HEADER)))
        return Wish(
            least, column.stretch, min(need, most), title, min(usual, most), is_name=column.is_name
        )

    def _title(self, section: int) -> int:
        """Pixels of a title; Qt's own hint has room for an arrow in each of them."""
        header, title = self._table.horizontalHeader(), self._model.columns[section].title
        arrow = BESIDE_TITLE if header.sortIndicatorSection() == section else 0
        beside = self._look.pixels(BESIDE_TITLE + arrow)
        return header.fontMetrics().horizontalAdvance(title) + beside

    def _on_settled(self) -> None:
        """Widths move only where less is cut for it: a list that is read does not jump."""
        self._needs = self._measured()
        wishes = self.wishes()
        fresh = shared(wishes, self._table.viewport().width())
        if _cut(wishes, fresh) < _cut(wishes, self.widths()):
            self.fit()

    def _measured(self) -> dict[str, tuple[int, int]]:
        """Pixels that the cells in sight need, all of them and most, by column."""
        table, model = self._table, self._model
        cells, count = table.itemDelegate(), model.rowCount()
        if not isinstance(cells, Cells) or not count:
            return {}
        first = max(table.rowAt(0), 0)
        below = table.rowAt(table.viewport().height() - 1)
        last = below if below >= 0 else count - 1  # it may be no more than begun to be laid out
        lines = range(first, min(last, first + MOST_LINES) + 1)
        made = {}
        for section in self._sections():
            found = sorted(cells.need(model.cell(model.index(line, section))) for line in lines)
            made[model.columns[section].key] = found[-1], found[len(found) * MOST_ROWS // 100]
        return made

    def _on_resized(self, section: int, _: int, width: int) -> None:
        if self._is_held:
            self.by_hand[self._model.columns[section].key] = width
            self.drawn.emit()
