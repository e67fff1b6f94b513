"""The money of the day in one low line: each amount is a button to its rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.today.cash import TILES, Cash, rows_of
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import row
from kobra_desktop.views.widgets.tiles import LowTile
from kobra_domain.metrics.asked import about, figure_words
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, PROMISE_AMOUNT, REPORTED_AMOUNT
from kobra_domain.metrics.tallies import Metric

SPACE = 12


class DayCash(QWidget):
    """`opened` brings the state that Acuerdos must show: exactly the rows of the amount."""

    opened = Signal(object)

    def __init__(self, look: Look, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self.tiles = {metric.key: self._tile(look, metric) for metric in TILES}
        self._line = row(*self.tiles.values(), space=SPACE)
        self.setLayout(self._line)
        self._fit()

    def _tile(self, look: Look, metric: Metric) -> LowTile:
        tile = LowTile(look, _title(metric))
        tile.opened.connect(lambda: self.opened.emit(rows_of(metric)))
        return tile

    def show_cash(self, cash: Cash) -> None:
        """The amounts, currencies side by side, and what they are."""
        for metric in TILES:
            words = figure_words(metric, cash.tallies[metric.key], self._locale)
            self.tiles[metric.key].set_amount(words, about(metric, self._locale))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No amount is cut: where one would be, all stand below their names."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tiles = self.tiles.values()
        width = (self.width() - SPACE * (len(tiles) - 1)) // len(tiles)
        is_stacked = any(tile.wanted_width > width for tile in tiles)
        # Several currencies need more than their part: the others have room to give.
        is_wide = any(tile.amount_width > width for tile in tiles)
        for tile in tiles:
            tile.set_stacked(is_stacked=is_stacked)
            self._line.setStretchFactor(tile, tile.amount_width if is_wide else 1)


def _title(metric: Metric) -> str:
    translate = QCoreApplication.translate
    return {
        PROMISE_AMOUNT.key: translate("DayCash", "Promised today"),
        REPORTED_AMOUNT.key: translate("DayCash", "Reported today"),
        COLLECTED_AMOUNT.key: translate("DayCash", "Recovered this month"),
    }[metric.key]
