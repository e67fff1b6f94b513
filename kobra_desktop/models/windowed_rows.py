"""The item model of a list of very many rows. To a table it is what `RowsModel` is; a row that has
not been read yet is an empty line.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from kobra_desktop.models.ranges import Range
from kobra_desktop.models.rows import (
    ID_ROLE,
    MARK_ROLE,
    ROW_ROLE,
    TONE_ROLE,
    Cell,
    Column,
    Index,
    alignment_of,
)
from kobra_desktop.models.windows import WINDOW, Arrangement, Few, Source, read_window

R = TypeVar("R")
AHEAD = 60  # rows before the end of a window at which the next is read
MOST_WINDOWS = 12
# Hands a function to a worker, and what it returns to the other.
Read = Callable[[Callable[[], Any], Callable[[Any], None]], None]


class WindowedModel(QAbstractTableModel, Generic[R]):
    """`wanted` (window): its rows are about to be seen. `replaced`: views choose anew by id."""

    wanted = Signal(int)
    replacing = Signal()
    replaced = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        source: Source[R],
        read: Read,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns, self._source, self._read = list(columns), source, read
        self._standing: Arrangement = Few()
        self._windows: OrderedDict[int, list[R | None]] = OrderedDict()
        self._waiting: list[Callable[[], None]] = []
        self._wanted = -1  # the window that was asked for last

    @property
    def total(self) -> int:
        """How many rows there are before filters."""
        return self._standing.total

    def show(self, standing: Arrangement, windows: Mapping[int, list[R | None]]) -> None:
        """Take an arrangement with the windows that are read already."""
        self.beginResetModel()
        self._standing, self._windows, self._wanted = standing, OrderedDict(windows), -1
        self.endResetModel()
        self.replaced.emit()

    def when_whole(self, then: Callable[[], None]) -> None:
        """Call `then` once all rows are known: what leaves or is chosen as a whole is the whole."""
        if self._standing.is_whole:
            then()
        else:
            self._waiting.append(then)

    def go_on(self, *, is_given_up: bool = False) -> None:
        """Call those that waited for the whole, or forget them: it could not be read."""
        if is_given_up or self._standing.is_whole:
            waiting, self._waiting = self._waiting, []
            for then in () if is_given_up else waiting:
                then()

    def renew(self, standing: Arrangement, windows: Mapping[int, list[R | None]]) -> None:
        """The same rows on the same lines, those that are read with other contents; the others are
        read when they are looked at.
        """
        before, self._standing, self._wanted = self._windows, standing, -1
        self._windows = OrderedDict(windows)
        for window, rows in windows.items():
            held = before.get(window, [None] * len(rows))
            top = window * WINDOW
            for place, (old, new) in enumerate(zip(held, rows, strict=True)):
                if old != new:
                    self._repaint(top + place, top + place)
        for window in before.keys() - windows.keys():
            top = window * WINDOW
            self._repaint(top, min(top + WINDOW, self.rowCount()) - 1)

    def repaint(self) -> None:
        """Columns say something else of the same rows."""
        if self.rowCount():
            self._repaint(0, self.rowCount() - 1)

    def _repaint(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def take(self, standing: Arrangement, window: int, rows: list[R | None]) -> None:
        """The rows of a window; dropped when the lines are others by now."""
        if standing is not self._standing:
            return
        self._windows[window], self._wanted = rows, -1
        while len(self._windows) > MOST_WINDOWS:
            self._windows.popitem(last=False)
        top = window * WINDOW
        last = min(top + WINDOW, self.rowCount()) - 1
        self._repaint(top, last)

    @property
    def windows(self) -> dict[int, list[R | None]]:
        """Those that are read, the longest unseen first."""
        return dict(self._windows)

    def row_at(self, line: int) -> R | None:
        """The row on a line, None while it is being read."""
        window, place = divmod(line, WINDOW)
        held = self._windows.get(window)
        if held is None:
            self._want(window)
            return None
        self._windows.move_to_end(window)
        for near in (line - AHEAD, line + AHEAD):
            if 0 <= near < self._standing.count and near // WINDOW not in self._windows:
                self._want(near // WINDOW)
        return held[place] if place < len(held) else None

    def _want(self, window: int) -> None:
        """Some hundred cells of a window ask one after the other."""
        if window != self._wanted:
            self._wanted = window
            self.wanted.emit(window)

    def id_at(self, line: int) -> str:
        """Its id, whether it is read or not."""
        return next(iter(self._standing.ids(line, line + 1)), "")

    def choice(self, ranges: Sequence[Range]) -> Sequence[str]:
        """The ids of all lines of these ranges, in order; of very many they are not made before
        somebody goes through them.
        """
        return self._standing.choice(ranges)

    def ranges_of(self, chosen: Sequence[str]) -> list[Range]:
        """The lines on which those stand that are shown."""
        return self._standing.ranges_of(chosen)

    def with_rows(self, ids: Sequence[str], then: Callable[[list[R]], None]) -> None:
        """Call `then` with rows in the order of their ids: at once when all of them are read, else
        as soon as a worker has read them. Those that are gone are absent.
        """
        held = {one: row for one in ids if (row := self.row_of(one)) is not None}
        missing = [one for one in ids if one not in held]

        def answer(found: Mapping[str, R]) -> None:
            rows = {**found, **held}
            then([rows[one] for one in ids if one in rows])

        if missing:
            source = self._source
            self._read(lambda: source.rows(missing), answer)
        else:
            answer({})

    def with_said(
        self, ids: Sequence[str], say: Callable[[R], str], then: Callable[[list[str]], None]
    ) -> None:
        """Call `then` with what `say` makes of these rows: of few at once, of many a worker."""
        if len(ids) <= WINDOW:
            self.with_rows(ids, lambda rows: then(list(map(say, rows))))
            return
        source = self._source

        def said() -> list[str]:
            parts = (ids[start : start + WINDOW] for start in range(0, len(ids), WINDOW))
            read = ((part, source.rows(part)) for part in parts)
            return [say(rows[one]) for part, rows in read for one in part if one in rows]

        self._read(said, then)

    def shown_rows(self) -> Callable[[], Iterator[R]]:
        """The rows as they stand now, to be read on a worker, window by window, whatever is shown
        by then; those that are gone meanwhile are absent.
        """
        standing, source = self._standing, self._source

        def rows() -> Iterator[R]:
            for window in range(-(-standing.count // WINDOW)):
                yield from (row for row in read_window(source, standing, window) if row is not None)

        return rows

    def line_of(self, row_id: str) -> int | None:
        """Where a row stands now, None when it is not shown."""
        return self._standing.line_of(row_id)

    def row_of(self, row_id: str) -> R | None:
        """The row by its id, when it is shown and read."""
        line = self.line_of(row_id)
        if line is None:
            return None
        held = self._windows.get(line // WINDOW)
        return held[line % WINDOW] if held else None

    def cell(self, index: Index) -> Cell:
        """All that is painted of a cell; nothing of a row that is being read."""
        column, row = self.columns[index.column()], self.row_at(index.row())
        side = int(alignment_of(column))
        if row is None:
            return Cell("", "", "", side)
        return Cell(
            column.text(row),
            column.mark(row) if column.mark else "",
            column.tone(row) if column.tone else "",
            side,
        )

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many are shown."""
        return 0 if parent is not None and parent.isValid() else self._standing.count

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt's: how many columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's: titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_of(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: one quality of a cell."""
        if not index.isValid() or index.row() >= self._standing.count:
            return None
        if role == ID_ROLE:
            return self.id_at(index.row())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_of(column)
        read = self._reader(column, role)
        row = self.row_at(index.row()) if read else None
        return None if read is None or row is None else read(row)

    def _reader(self, column: Column[R], role: int) -> Callable[[R], Any] | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text
        if role == ROW_ROLE:
            return lambda row: row
        nothing: Callable[[R], str] = lambda _: ""  # noqa: E731
        readers = {
            MARK_ROLE: column.mark,
            TONE_ROLE: column.tone,
            int(Qt.ItemDataRole.ToolTipRole): column.tip,
        }
        return (readers[role] or nothing) if role in readers else None
