"""The values of one quality as they are offered to be ticked: chosen ones first, narrowed by what
is typed. No widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kobra_desktop.store.accents import plain, words_of

Option = tuple[str, str]  # value, word
Index = QModelIndex | QPersistentModelIndex


class OptionsModel(QAbstractListModel):
    """`ticked`: other values are. A ticked value stays when it is no longer offered: what a person
    asked for is never dropped unsaid.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        self._ticked: set[str] = set()
        self._order: list[str] = []
        self._lines: list[str] = []
        self._typed: tuple[str, ...] = ()

    @property
    def values(self) -> frozenset[str]:
        """What is ticked."""
        return frozenset(self._ticked)

    @property
    def ticked_words(self) -> list[str]:
        """What is ticked by its words, in the order that is offered; last, as they are, values
        whose words have not come.
        """
        return self._words_of(self._ticked)

    @property
    def told_words(self) -> list[str]:
        """The same for who reads them elsewhere or later."""
        return self.ticked_words

    def _words_of(self, values: Iterable[str]) -> list[str]:
        wanted = set(values)
        known = [word for value, word in self._words.items() if value in wanted]
        return [*known, *sorted(wanted - self._words.keys())]

    def value_at(self, line: int) -> str:
        """The value on a line."""
        return self._lines[line]

    def has_word(self, value: str) -> bool:
        """Whether it is or was offered."""
        return value in self._words

    @property
    def words(self) -> list[str]:
        """All that can be ticked, whatever is typed."""
        return list(self._words.values())

    def set_options(self, options: Sequence[Option]) -> None:
        """Other values; while they are looked at, each stays where it was."""
        offered = dict(options)
        if offered == self._offered:
            return
        gone = {v: w for v, w in self._words.items() if v in self._ticked and v not in offered}
        self._offered, self._words = offered, {**offered, **gone}
        self._plain = {value: plain(word) for value, word in self._words.items()}
        known = set(self._order)
        stay = [value for value in self._order if value in self._words]
        self._order = [*stay, *(value for value in self._words if value not in known)]
        self._show()

    def set_values(self, values: Iterable[str]) -> None:
        """Tick exactly these."""
        self._ticked = set(values)
        self._repaint(0, len(self._lines) - 1)
        self.ticked.emit()

    def toggle(self, line: int) -> None:
        """Tick what stands on a line, or take its tick."""
        self._ticked ^= {self._lines[line]}
        self._repaint(line, line)
        self.ticked.emit()

    def arrange(self) -> None:
        """For a new look: nothing typed, what is ticked first, what is gone no longer there."""
        held = self._offered.keys() | self._ticked
        self._words = {value: word for value, word in self._words.items() if value in held}
        first = [value for value in self._words if value in self._ticked]
        self._order = [*first, *(value for value in self._words if value not in self._ticked)]
        self.search("")

    def search(self, text: str) -> None:
        """Only those in whose word each typed word occurs, accents aside."""
        self._typed = words_of(text)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        self._lines = [v for v in self._order if all(w in self._plain[v] for w in self._typed)]
        self.endResetModel()

    def _repaint(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many pass."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt's: told as a box to tick to who listens."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's: word and tick."""
        if not index.isValid():
            return None
        value = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words[value]
        if role == Qt.ItemDataRole.CheckStateRole:
            is_on = value in self._ticked
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        return None
