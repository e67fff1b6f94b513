"""An item model over frozen rows: named columns with native sort keys, search and filters worked
out off the GUI thread.

100,000 rows stay smooth because the view only ever asks for what is on the screen: `shown` is a
list of row numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kobra_desktop.models.ranges import Range, every_line, ranges_of
from kobra_domain.metrics.predicates import EVERY, Predicate
from kobra_records.files.exports.table import MEASURES, ColumnType, ExportColumn, Value

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1
MARK_ROLE = ID_ROLE + 1
TONE_ROLE = ID_ROLE + 2
ROW_ROLE = ID_ROLE + 3


@dataclass(frozen=True, slots=True)
class Fact(Generic[R]):
    """One thing that a column says of a row: what it is, and its value (None: nothing).

    `title` heads it in a file where it is not the column's first, `unit` stands behind numbers.
    """

    type: ColumnType
    value: Callable[[R], Value]
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's title on paper, and its side."""

    title: str
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: `text` is what is read, `sort` its key (None last), `mark` «family:name» of a
    drawn mark or «icon:name» in the text's tone, `facts` what it says, value by value: what leaves
    the screen, and on which side it stands. `Columns` makes text and key of the first fact; without
    facts the text is all there is.

    `say` writes a value out, so that it is true wherever and whenever it is read: no «Hoy», no
    «hace 3 min».
    `tone` is the token of the text's colour, empty for the usual one; `tip` what more is said to
    who hovers. `stretch` is its share of the width that is left over, `width` what it has at least
    before a person drags it; a name (`is_name`) is cut last.
    """

    key: str
    title: str
    text: Callable[[R], str]
    sort: Callable[[R], Any]
    width: int = 120
    is_shown: bool = True
    stretch: int = 0
    is_name: bool = False
    mark: Callable[[R], str] | None = None
    tone: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    facts: tuple[Fact[R], ...] = ()
    say: Callable[[Value, ColumnType], str] = lambda value, _: str(value)

    @property
    def type(self) -> ColumnType:
        """What it says first."""
        return self.facts[0].type if self.facts else ColumnType.TEXT

    @property
    def heading(self) -> Heading:
        """As it stands over the column on paper."""
        return Heading(self.title, self.type in MEASURES)

    @property
    def exported(self) -> tuple[ExportColumn, ...]:
        """Its columns in a file, one a fact."""
        if not self.facts:
            return (ExportColumn(self.key, self.title),)
        return tuple(
            ExportColumn(f"{self.key}.{n}" if n else self.key, _headed(fact, self), fact.type)
            for n, fact in enumerate(self.facts)
        )

    def values(self, row: R) -> list[Value]:
        """What a file is given for these."""
        if not self.facts:
            return [_one_line(self.text(row))]
        found = (fact.value(row) for fact in self.facts)
        return [_one_line(one) if isinstance(one, str) else one for one in found]

    def leaving(self, row: R) -> str:
        """What is copied or printed, on one line; the text where there is nothing to say."""
        found = ((fact, fact.value(row)) for fact in self.facts)
        told = [
            f"{self.say(value, fact.type)} {fact.unit}"
            for fact, value in found
            if value is not None and value != ""
        ]
        return _one_line(" · ".join(one.strip() for one in told) or self.text(row))


def _headed(fact: Fact[Any], column: Column[Any]) -> str:
    title = fact.title or column.title
    return f"{title} ({fact.unit})" if fact.unit else title


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class View:
    """How the rows are looked at: words that must all occur, accepted values by quality, a
    condition on the rows' own fields, order.
    """

    search: str = ""
    where: Predicate = EVERY
    accepted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sort_key: str = ""
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Prepared(Generic[R]):
    """Rows with what search and filters read, made once per load off the GUI thread."""

    rows: Sequence[R]
    ids: Sequence[str]
    haystacks: Sequence[str]
    qualities: Mapping[str, Sequence[str]]
    numbers: dict[str, int] = field(default_factory=dict)  # of the rows, by id

    def __post_init__(self) -> None:
        if len(self.numbers) != len(self.ids):
            object.__setattr__(self, "numbers", {i: n for n, i in enumerate(self.ids)})

    def row(self, row_id: str) -> R | None:
        """A row by its id, whether a filter hides it or not."""
        number = self.numbers.get(row_id)
        return None if number is None else self.rows[number]


def prepared(
    rows: Sequence[R],
    identity: Callable[[R], str],
    words: Callable[[R], str],
    qualities: Mapping[str, Callable[[R], str]],
) -> Prepared[R]:
    """Precompute what is asked of every row at each keystroke; `words` are accent-free already."""
    return Prepared(
        rows=rows,
        ids=[identity(row) for row in rows],
        haystacks=[words(row) for row in rows],
        qualities={name: [read(row) for row in rows] for name, read in qualities.items()},
    )


def lines_of(held: Prepared[R], shown: list[int]) -> dict[str, int]:
    """On which line of the screen each shown id stands."""
    return {held.ids[n]: line for line, n in enumerate(shown)}


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is painted of a cell, asked for at once."""

    text: str
    mark: str
    tone: str
    alignment: int


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows a Prepared through an arrangement; selection survives because views remember ids."""

    replacing = Signal()
    replaced = Signal()

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._held: Prepared[R] = Prepared((), (), (), {})
        self._shown: list[int] = []
        self._lines: dict[str, int] = {}

    @property
    def total(self) -> int:
        """How many rows there are before filters."""
        return len(self._held.rows)

    def show(
        self, held: Prepared[R], shown: list[int], lines: dict[str, int] | None = None
    ) -> None:
        """Take rows and their arrangement; says `replaced` so that views select anew by id.

        `lines` is what `lines_of` a worker made of both: of many rows it takes a frame's time.
        """
        self.beginResetModel()
        self._held, self._shown = held, shown
        self._lines = lines_of(held, shown) if lines is None else lines
        self.endResetModel()
        self.replaced.emit()

    def begin_patch(self, held: Prepared[R]) -> None:
        """Rows that `take_out` and `put_in` move from now on; views remember what is chosen."""
        self.replacing.emit()
        self._held = held
        self._lines = {}

    def take_out(self, line: int) -> None:
        """A line goes."""
        self.beginRemoveRows(QModelIndex(), line, line)
        del self._shown[line]
        self.endRemoveRows()

    def put_in(self, line: int, number: int) -> None:
        """A row comes, on that line."""
        self.beginInsertRows(QModelIndex(), line, line)
        self._shown.insert(line, number)
        self.endInsertRows()

    def end_patch(self, held: Prepared[R], shown: list[int], lines: dict[str, int]) -> None:
        """The same lines as now stand, under the numbers that they have from now on."""
        self._held, self._shown, self._lines = held, shown, lines
        self.replaced.emit()

    def repaint(
        self, held: Prepared[R], ids: Iterable[str], shown: list[int] | None = None
    ) -> None:
        """The same lines with other contents; `shown` when their rows have other numbers."""
        self._held = held
        if shown is not None:
            self._shown = shown
        lines = sorted(line for i in ids if (line := self._lines.get(i)) is not None)
        if lines:
            last = self.columnCount() - 1
            self.dataChanged.emit(self.index(lines[0], 0), self.index(lines[-1], last))

    def cell(self, index: Index) -> Cell:
        """What `data` would answer role by role."""
        column, row = self.columns[index.column()], self.row_at(index.row())
        return Cell(
            column.text(row),
            column.mark(row) if column.mark else "",
            column.tone(row) if column.tone else "",
            int(alignment_of(column)),
        )

    def with_rows(self, ids: Sequence[str], then: Callable[[list[R]], None]) -> None:
        """Call `then` with the rows that are shown of these, in their order."""
        then([row for one in ids if (row := self.row_of(one)) is not None])

    def with_said(
        self, ids: Sequence[str], say: Callable[[R], str], then: Callable[[list[str]], None]
    ) -> None:
        """Call `then` with what `say` makes of these rows."""
        self.with_rows(ids, lambda rows: then(list(map(say, rows))))

    def when_whole(self, then: Callable[[], None]) -> None:
        """Call `then` once all rows are known: here they always are."""
        then()

    def choice(self, ranges: Sequence[Range]) -> Sequence[str]:
        """The ids of all lines of these ranges, in order."""
        return [self.id_at(line) for line in every_line(ranges)]

    def ranges_of(self, chosen: Sequence[str]) -> list[Range]:
        """The lines on which those stand that are shown."""
        lines = map(self.line_of, chosen)
        return ranges_of(line for line in lines if line is not None)

    def shown_rows(self) -> Callable[[], Iterable[R]]:
        """The rows as they stand now, to be read on a worker whatever is shown by then."""
        held, shown = self._held, self._shown
        return lambda: (held.rows[number] for number in shown)

    def row_at(self, line: int) -> R:
        """The row on a line of the screen."""
        return self._held.rows[self._shown[line]]

    def id_at(self, line: int) -> str:
        """Its id."""
        return self._held.ids[self._shown[line]]

    def line_of(self, row_id: str) -> int | None:
        """Where a row stands now, None when it is not shown."""
        return self._lines.get(row_id)

    def row_of(self, row_id: str) -> R | None:
        """The row by its id, when it is shown."""
        line = self._lines.get(row_id)
        return None if line is None else self.row_at(line)

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's: how many are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt's: how many columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's: titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title  # a question has no room for all of it
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_of(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's: one quality of a cell."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        column, row = self.columns[index.column()], self.row_at(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment_of(column)
        if role == MARK_ROLE:
            return column.mark(row) if column.mark else ""
        if role == TONE_ROLE:
            return column.tone(row) if column.tone else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else ""
        if role == ID_ROLE:
            return self.id_at(index.row())
        return row if role == ROW_ROLE else None


_SIDE = {
    kind: (Qt.AlignmentFlag.AlignRight if kind in MEASURES else Qt.AlignmentFlag.AlignLeft)
    | Qt.AlignmentFlag.AlignVCenter
    for kind in ColumnType
}


def alignment_of(column: Column[Any]) -> Qt.AlignmentFlag:
    """What is compared by its size stands on the right."""
    return _SIDE[column.type]
