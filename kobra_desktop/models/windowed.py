"""A list of very many rows: where each stands is known, what it says is read in windows before it
is seen. To a table it is what `RowsModel` is; a row that has not been read yet is an empty line.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, QTimer, Signal

from kobra_desktop.background import Background
from kobra_desktop.errors import Known
from kobra_desktop.models.rows import (
    ID_ROLE,
    MARK_ROLE,
    ROW_ROLE,
    TONE_ROLE,
    Cell,
    Column,
    Index,
    View,
    alignment_of,
)
from kobra_desktop.store.changes import ChangeSet

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
WINDOW = 200
AHEAD = 60  # rows before the end of a window at which the next is read
MOST_WINDOWS = 24
SOON_MS = 400
MOST_ASKED = 2  # whoever scrolls on no longer sees the ones before
MOST_READING = 1  # at once: more would take the interpreter from the window


class Arrangement(Protocol):
    """Where every row stands. Asked on any thread."""

    @property
    def count(self) -> int:
        """How many rows pass."""

    @property
    def total(self) -> int:
        """How many there are before filters."""

    def ids(self, first: int, last: int) -> list[str]:
        """The ids of the lines from `first` to before `last`."""

    def line_of(self, row_id: str) -> int | None:
        """Where a row stands, None when it is not shown."""


class Source(Protocol[R_co]):
    """What the list asks of the store: all of it on workers, and but for `first` and `rows` one
    thing at a time.
    """

    def first(self, view: View) -> Mapping[str, R_co]:
        """The first rows in order, by id, where they can be read before it is known where all
        stand; else none.
        """

    def warm(self) -> None:
        """Read what the next question will need."""

    def arrange(self, view: View) -> Arrangement:
        """Where every row stands."""

    def follow(self, news: ChangeSet) -> bool:
        """Take in what has changed; whether any of it concerns the list."""

    def rows(self, ids: Sequence[str]) -> Mapping[str, R_co]:
        """What rows say, by id; those that are gone are absent."""


class _Few:
    """The first rows while it is not known where the rest stands."""

    def __init__(self, ids: Sequence[str] = ()) -> None:
        self._ids = list(ids)
        self._lines = {one: line for line, one in enumerate(self._ids)}
        self.count = self.total = len(self._ids)

    def ids(self, first: int, last: int) -> list[str]:
        """As `Arrangement`."""
        return self._ids[first:last]

    def line_of(self, row_id: str) -> int | None:
        """As `Arrangement`."""
        return self._lines.get(row_id)


class WindowedModel(QAbstractTableModel, Generic[R]):
    """`wanted` (window): its rows are about to be seen. `replaced`: views choose anew by id."""

    wanted = Signal(int)
    replacing = Signal()
    replaced = Signal()

    def __init__(
        self, columns: Sequence[Column[R]], source: Source[R], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns, self._source = list(columns), source
        self._standing: Arrangement = _Few()
        self._windows: OrderedDict[int, list[R | None]] = OrderedDict()

    @property
    def total(self) -> int:
        """How many rows there are before filters."""
        return self._standing.total

    def show(self, standing: Arrangement, windows: Mapping[int, list[R | None]]) -> None:
        """Take an arrangement with the windows that are read already."""
        self.beginResetModel()
        self._standing, self._windows = standing, OrderedDict(windows)
        self.endResetModel()
        self.replaced.emit()

    def take(self, standing: Arrangement, window: int, rows: list[R | None]) -> None:
        """The rows of a window; dropped when the lines are others by now."""
        if standing is not self._standing:
            return
        self._windows[window] = rows
        while len(self._windows) > MOST_WINDOWS:
            self._windows.popitem(last=False)
        top = window * WINDOW
        last = min(top + WINDOW, self.rowCount()) - 1
        self.dataChanged.emit(self.index(top, 0), self.index(last, len(self.columns) - 1))

    @property
    def windows(self) -> list[int]:
        """Those that are read, the longest unseen first."""
        return list(self._windows)

    def row_at(self, line: int) -> R | None:
        """The row on a line, None while it is being read."""
        window, place = divmod(line, WINDOW)
        held = self._windows.get(window)
        if held is None:
            self.wanted.emit(window)
            return None
        self._windows.move_to_end(window)
        for near in (line - AHEAD, line + AHEAD):
            if 0 <= near < self._standing.count and near // WINDOW not in self._windows:
                self.wanted.emit(near // WINDOW)
        return held[place] if place < len(held) else None

    def id_at(self, line: int) -> str:
        """Its id, whether it is read or not."""
        return next(iter(self._standing.ids(line, line + 1)), "")

    def ids(self) -> list[str]:
        """All of them, in order: for who chooses or copies everything."""
        return self._standing.ids(0, self._standing.count)

    def shown_rows(self) -> Callable[[], Iterator[R]]:
        """The rows as they stand now, to be read on a worker, window by window, whatever is shown
        by then; those that are gone meanwhile are absent.
        """
        standing, source = self._standing, self._source

        def rows() -> Iterator[R]:
            for window in range(-(-standing.count // WINDOW)):
                yield from (row for row in _read(source, standing, window) if row is not None)

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


class WindowedList(QObject, Generic[R]):
    """`loaded`: there is something new to see. `failed`: a known error. Where rows stand is worked
    out once at a time; windows are read beside it, the ones asked for last first.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        background: Background,
        source: Source[R],
        columns: Sequence[Column[R]],
        view: View | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model: WindowedModel[R] = WindowedModel(columns, source, self)
        self.view = view or View()
        self.is_loaded = False
        self._background, self._source = background, source
        self._standing: Arrangement = _Few()
        self._is_busy = self._wants_view = self._is_warm = False
        self._news = ChangeSet()
        self._took_ms = 0.0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._next)
        self._asked: list[int] = []
        self._reading: set[int] = set()
        self.model.wanted.connect(self._on_wanted)

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out."""
        return self._is_busy

    def reload(self) -> None:
        """Show the first rows at once, and all when it is known where they stand."""
        if not self.is_loaded and not self._is_busy:
            view, source = self.view, self._source
            shown = lambda rows: self._on_first(view, rows)  # noqa: E731
            self._background.read(lambda: source.first(view), shown, owner=self)
        self._wants_view = True
        self._next()

    def look(self, **changes: object) -> None:
        """Change the view: search, accepted, sort_key, is_descending."""
        view = replace(self.view, **changes)  # type: ignore[arg-type]
        if view != self.view:
            self.view = view
            self._wants_view = True
            self._next()

    def mark_anew(self) -> None:
        """Something that filters read of the rows is another."""
        self._wants_view = True
        self._next()

    def follow(self, news: ChangeSet) -> None:
        """Something has changed in the replica; where whole kinds have, more of it is waited for:
        twice as long as it takes to read.
        """
        self._news |= news
        if not self._news.all_of:
            self._next()
        elif not self._soon.isActive():
            self._soon.start(int(max(SOON_MS, 2 * self._took_ms)))

    def _next(self) -> None:
        if self._is_busy:
            return
        if not self._wants_view and not (self._news and self.is_loaded):
            self._warm()
            return
        self._is_busy, begun = True, monotonic()
        news, self._news = self._news, ChangeSet()
        is_wanted, self._wants_view = self._wants_view, False
        view, source, seen = self.view, self._source, self.model.windows[-2:]

        def work() -> tuple[Arrangement, dict[int, list[R | None]]] | None:
            if not source.follow(news) and not is_wanted:
                return None
            standing = source.arrange(view)
            return standing, {one: _read(source, standing, one) for one in {0, *seen}}

        def done(answer: tuple[Arrangement, dict[int, list[R | None]]] | None) -> None:
            self._took_ms = (monotonic() - begun) * 1_000
            self._on_arranged(answer)

        self._background.read(work, done, self._on_failed, owner=self)

    def _on_first(self, view: View, rows: Mapping[str, R]) -> None:
        if rows and not self.is_loaded and view == self.view:
            self.model.show(_Few(list(rows)), {0: list(rows.values())})
            self.loaded.emit()

    def _warm(self) -> None:
        if self.is_loaded and not self._is_warm:
            self._is_busy = self._is_warm = True
            self._background.read(
                self._source.warm, lambda _: self._on_arranged(None), self._on_failed, owner=self
            )

    def _on_arranged(self, answer: tuple[Arrangement, dict[int, list[R | None]]] | None) -> None:
        self._is_busy = False
        if answer is not None:
            self._standing, windows = answer
            self.is_loaded = True
            self._asked, self._reading = [], set()
            self.model.show(self._standing, windows)
            self.loaded.emit()
        self._next()

    def _on_failed(self, problem: Known) -> None:
        self._is_busy = False
        self.failed.emit(problem)

    def _on_wanted(self, window: int) -> None:
        if window in self._reading or not self.is_loaded:
            return
        self._asked = [*(one for one in self._asked if one != window), window][-MOST_ASKED:]
        self._read_next()

    def _read_next(self) -> None:
        while self._asked and len(self._reading) < MOST_READING:
            self._fetch(self._asked.pop())

    def _fetch(self, window: int) -> None:
        standing, source = self._standing, self._source
        self._reading.add(window)

        def done(rows: list[R | None]) -> None:
            if standing is self._standing:
                self._reading.discard(window)
                self.model.take(standing, window, rows)
                self._read_next()

        read = lambda: _read(source, standing, window)  # noqa: E731
        self._background.read(read, done, self._on_unread, owner=self)

    def _on_unread(self, problem: Known) -> None:
        self._reading.clear()
        self.failed.emit(problem)


def _read(source: Source[R], standing: Arrangement, window: int) -> list[R | None]:
    """The rows of a window; runs on a worker."""
    ids = standing.ids(window * WINDOW, (window + 1) * WINDOW)
    found = source.rows(ids)
    return [found.get(one) for one in ids]
