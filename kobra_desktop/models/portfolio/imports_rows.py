"""The rows of one fate, brought from the server as far as somebody looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api import imports as online
from kobra_desktop.errors import Known
from kobra_desktop.models.portfolio.imports_words import RowsOf, RowWords, row_columns
from kobra_desktop.models.rows import RowsModel, prepared
from kobra_desktop.models.workspace import Workspace
from kobra_domain.imports.answers import ImportRow, ImportRows


class FateRows(QObject):
    """`changed`: other rows. `failed` (Known): those that were here stay."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, words: RowWords, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._words = workspace, words
        self.rows: RowsModel[ImportRow] = RowsModel(row_columns(workspace, words), self)
        self._items: list[ImportRow] = []
        self._asked = 0
        self._of: tuple[str, RowsOf, bool] | None = None
        self._next: int | None = None
        self.total = 0
        self.is_asking = False

    @property
    def has_more(self) -> bool:
        """Whether the server has more of them."""
        return self._next is not None

    @property
    def shown(self) -> int:
        """How many are here."""
        return len(self._items)

    def show(self, import_id: str, fate: RowsOf, *, closes: bool = False) -> None:
        """Those of another fate, from the first on; `closes`: absent accounts are to be closed."""
        self._of, self._items, self._next, self.total = (import_id, fate, closes), [], None, 0
        self._lay()
        self._ask(0)

    def more(self) -> None:
        """The next ones."""
        if self._next is not None and not self.is_asking:
            self._ask(self._next)

    def take(self, found: ImportRows) -> None:
        """A page of them has come."""
        self._items += found.items
        self.total, self._next = found.total, found.next
        self._lay()
        self.changed.emit()

    def _ask(self, after: int) -> None:
        assert self._of is not None
        self._asked += 1
        number, (import_id, fate, closes) = self._asked, self._of
        api, self.is_asking = self._workspace.desk.api, True
        self.changed.emit()

        def done(found: ImportRows) -> None:
            if number == self._asked:
                self.is_asking = False
                self.take(found)

        def failed(problem: Known) -> None:
            if number == self._asked:
                self.is_asking = False
                self.changed.emit()
                self.failed.emit(problem)

        def work() -> ImportRows:
            found = online.rows(api, import_id, fate, after, closes=closes)
            self._words.learn(found.items)
            return found

        self._workspace.background.network(work, done, failed, owner=self)

    def _lay(self) -> None:
        items = list(self._items)
        held = prepared(items, _identity, lambda _: "", {})
        self.rows.show(held, list(range(len(items))))


def _identity(row: ImportRow) -> str:
    """Lines of a file may be many of one account, and rows of the book have no line."""
    return f"{row.line}:{row.kind}:{row.id}:{row.key}:{row.column}:{row.code}"
