"""A list that loads, searches, filters and orders off the GUI thread, and follows the replica's
news.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kobra_desktop.background import Background
from kobra_desktop.errors import Known
from kobra_desktop.models.rows import (
    Column,
    Prepared,
    RowsModel,
    View,
    arranged,
    lines_of,
    prepared,
)

R = TypeVar("R")
RELOAD_MS = 1_500


@dataclass(frozen=True, slots=True)
class ListSource(Generic[R]):
    """How rows are read and told apart; `load_ids` reads only some, for small changes."""

    load: Callable[[], Sequence[R]]
    identity: Callable[[R], str]
    words: Callable[[R], str]
    qualities: Callable[[], Mapping[str, Callable[[R], str]]]
    load_ids: Callable[[frozenset[str]], Sequence[R]] | None = None
    order: Callable[[], Callable[[R], Any]] | None = None

    def prepare(self, rows: Sequence[R]) -> Prepared[R]:
        """Rows with what search and filters read, in the order of who asked for none."""
        if self.order is not None:
            rows = sorted(rows, key=self.order())
        return prepared(rows, self.identity, self.words, self.qualities())

    def merge(self, held: Prepared[R], ids: frozenset[str]) -> Prepared[R]:
        """The held rows with those ids read anew; the ones that are gone are gone."""
        assert self.load_ids is not None
        fresh = {self.identity(row): row for row in self.load_ids(ids)}
        kept = [
            fresh.pop(row_id, row)
            for row_id, row in zip(held.ids, held.rows, strict=True)
            if row_id not in ids or row_id in fresh
        ]
        return self.prepare([*fresh.values(), *kept])


class ListState(QObject, Generic[R]):
    """`loaded`: there is something new to see. `failed`: a known error. One load runs at a time."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        background: Background,
        source: ListSource[R],
        columns: Sequence[Column[R]],
        view: View,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model: RowsModel[R] = RowsModel(columns, self)
        self.view = view
        self._background, self._source = background, source
        self._by_key = {column.key: column for column in columns}
        self._held: Prepared[R] = source.prepare(())
        self.is_loaded = False
        self._is_busy = False
        self._wants_all = False
        self._wanted_ids: frozenset[str] = frozenset()
        self._wants_view = self._wants_marks = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(RELOAD_MS)
        self._later.timeout.connect(self.reload)

    @property
    def held(self) -> Prepared[R]:
        """All rows, whatever the view."""
        return self._held

    def reload(self) -> None:
        """Read everything anew."""
        self._wants_all = True
        self._next()

    def reload_soon(self) -> None:
        """Read everything anew in a moment; many wishes become one."""
        if not self._later.isActive():
            self._later.start()

    def refresh(self, ids: frozenset[str]) -> None:
        """Read some rows anew, or all when the source cannot read some."""
        if self._source.load_ids is None:
            self.reload_soon()
            return
        self._wanted_ids |= ids
        self._next()

    def replace_rows(self, rows: Mapping[str, R]) -> None:
        """Show other rows under ids that are here, at once and in place; order follows later."""
        held = self._held
        made = [rows.get(i, row) for i, row in zip(held.ids, held.rows, strict=True)]
        self._held = replace(held, rows=made)
        self.model.repaint(self._held, rows.keys())

    def look(self, **changes: object) -> None:
        """Change the view: search, accepted, sort_key, is_descending."""
        view = replace(self.view, **changes)  # type: ignore[arg-type]
        if view != self.view:
            self.view = view
            self._wants_view = True
            self._next()

    def mark_anew(self) -> None:
        """The rows are the same, but something that filters read of them is not."""
        self._wants_marks = True
        self._next()

    def _next(self) -> None:
        if self._is_busy:
            return
        held, source, view, columns = self._held, self._source, self.view, self._by_key
        ids = self._wanted_ids
        work: Callable[[], Prepared[R]]
        if self._wants_all:
            work = lambda: source.prepare(source.load())  # noqa: E731
        elif ids:
            work = lambda: source.merge(held, ids)  # noqa: E731
        elif not self.is_loaded:
            return  # nothing was read yet: to show that would say that there is nothing
        elif self._wants_marks:
            work = lambda: source.prepare(held.rows)  # noqa: E731
        elif self._wants_view:
            work = lambda: held  # noqa: E731
        else:
            return
        self._is_busy = True
        self._wants_all, self._wanted_ids = False, frozenset()
        self._wants_view = self._wants_marks = False

        def run() -> tuple[Prepared[R], list[int], dict[str, int]]:
            made = work()
            shown = arranged(made, view, columns)
            return made, shown, lines_of(made, shown)

        self._background.read(run, self._on_done, self._on_failed, owner=self)

    def _on_done(self, answer: tuple[Prepared[R], list[int], dict[str, int]]) -> None:
        self._is_busy = False
        self._held, shown, lines = answer
        self.is_loaded = True
        self.model.show(self._held, shown, lines)
        self.loaded.emit()
        self._next()

    def _on_failed(self, problem: Known) -> None:
        self._is_busy = False
        self.failed.emit(problem)
