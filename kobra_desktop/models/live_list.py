"""A list that loads, searches, filters and orders off the GUI thread, and follows the news that its
own statements read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from kobra_desktop.errors import Known
from kobra_desktop.models.arranging import MOST_STEPS, Arranged, Patch, arranged, patched
from kobra_desktop.models.listed import OUTBOX, Listed
from kobra_desktop.models.listing import Listing, Options
from kobra_desktop.models.live import noted
from kobra_desktop.models.rows import Prepared, RowsModel, View
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet

R = TypeVar("R")
MOST_PATCHED = 1_000  # with more rows than these the whole is read as quickly


@dataclass(frozen=True, slots=True)
class _Answer(Generic[R]):
    """What a worker brings; `patch` when little changed, `kinds` when all was read; `has_gone`:
    rows among them are gone, and stay on their lines until the pointer leaves.
    """

    arranged: Arranged[R]
    options: Mapping[str, Options]
    kinds: frozenset[str]
    patch: Patch[R] | None = None
    is_same: bool = False
    has_gone: bool = False


class LiveList(Listed, Generic[R]):
    """`loaded`: there is something new to see. `failed`: a known error. One load runs at a time."""

    def __init__(
        self,
        workspace: Workspace,
        listing: Listing[R],
        view: View | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(workspace, view, parent)
        self.listing, self.name, self.qualities = listing, listing.name, listing.qualities
        self.model: RowsModel[R] = RowsModel(listing.columns, self)
        self._now: Arranged[R] = Arranged(listing.prepare(()), [], {})
        self._wants_all = self._wants_marks = self._has_gone = False
        self._wanted_ids: frozenset[str] = frozenset()

    @property
    def held(self) -> Prepared[R]:
        """All rows, whatever the view."""
        return self._now.held

    def row(self, row_id: str) -> R | None:
        """A row by its id, whether a filter hides it or not."""
        return self.held.row(row_id)

    def reload(self) -> None:
        """Read everything anew."""
        self._later.stop()
        self._wants_all = True
        self._next()

    def replace_rows(self, rows: Mapping[str, R]) -> None:
        """Show other rows under ids that are here, at once and in place; order follows later."""
        held = self.held
        made = list(held.rows)
        for row_id, row in rows.items():
            if row_id in held.numbers:
                made[held.numbers[row_id]] = row
        self._now = replace(self._now, held=replace(held, rows=made))
        self.model.repaint(self.held, rows.keys())

    def mark_anew(self) -> None:
        """The rows are the same, but something that filters read of them is not."""
        self._wants_marks = True
        self._next()

    def _follow(self, news: ChangeSet) -> None:
        """Few rows of its own kind are read alone; whatever else it names, all anew."""
        kind, held = self.listing.kind, self.held
        ids, waiting = news.ids_of(kind), news.ids_of(OUTBOX)
        others = news.of_kinds(self.kinds - {kind, OUTBOX})
        is_small = self.listing.load_ids is not None and not others
        if not is_small or ids is None or waiting is None or len(ids) > MOST_PATCHED:
            self.reload_soon()
            return
        # An operation is told by the id of what it is on: any row of any kind.
        ids |= waiting & held.numbers.keys()
        if ids:
            self._wanted_ids |= ids
            self._next()

    def _next(self) -> None:
        if self._is_busy:
            return
        if not self._wants_all and not self.is_loaded:
            return  # nothing was read yet: to show that would say that there is nothing
        if not (self._wants_all or self._wanted_ids or self._wants_marks or self._wants_view):
            return
        is_kept = self._takes_kept()
        self._wants_all |= self._has_gone and not is_kept
        work = self._work(is_kept=is_kept)
        self._wants_all, self._wanted_ids = False, frozenset()
        self._wants_view = self._wants_marks = False
        self._begin()
        self.workspace.background.read(noted(work), self._on_done, self._on_failed, owner=self)

    def _work(self, *, is_kept: bool) -> Callable[[], _Answer[R]]:
        """What is to be done next, on a worker."""
        now, view, listing = self._now, self.view, self.listing
        ids, known = self._wanted_ids, self.kinds
        kept = list(map(now.held.ids.__getitem__, now.shown)) if is_kept else None
        options, is_other_view = self.options, self._wants_view or self._wants_marks
        had_gone = self._has_gone

        def whole() -> _Answer[R]:
            rows, has_gone = _with_gone(listing, listing.load(), kept or (), now)
            made = _arranged_anew(listing, listing.prepare(rows), view, kept, now)
            return replace(made, has_gone=has_gone)

        def some() -> _Answer[R]:
            assert listing.load_ids is not None
            staying = ids if is_kept else ()
            fresh, has_gone = _with_gone(listing, listing.load_ids(ids), staying, now)
            made = patched(listing, now, view, ids, fresh, is_kept=is_kept)
            found = _Answer(made.after, listing.offered(made.after.held), known, made)
            if is_other_view:
                found = _arranged_anew(listing, made.after.held, view, kept, now)
            return replace(found, kinds=known, has_gone=had_gone or has_gone)

        def marks() -> _Answer[R]:
            found = _arranged_anew(listing, listing.prepare(now.held.rows), view, kept, now)
            return replace(found, kinds=known, has_gone=had_gone)

        def look() -> _Answer[R]:
            made = arranged(listing, now.held, view, kept)
            return _Answer(made, options, known, is_same=made.shown == now.shown)

        if self._wants_all:
            return whole
        if ids:
            return some
        return marks if self._wants_marks else look

    def _on_done(self, answer: tuple[_Answer[R], frozenset[str]]) -> None:
        made, kinds = answer
        self._now, self.options = made.arranged, made.options
        self._has_gone = made.has_gone
        if made.patch is not None and len(made.patch.out) + len(made.patch.into) <= MOST_STEPS:
            self._apply(made.patch)
        elif made.is_same:
            self.model.repaint(self.held, self._now.lines.keys(), self._now.shown)
        else:
            self.model.show(self.held, self._now.shown, self._now.lines)
        self._end(made.kinds | kinds)
        self.loaded.emit()
        self._next()
        self._catch_up()

    def _apply(self, patch: Patch[R]) -> None:
        model = self.model
        if patch.out or patch.into:
            model.begin_patch(patch.during)
            for line in patch.out:
                model.take_out(line)
            for line, number in patch.into:
                model.put_in(line, number)
            model.end_patch(self.held, self._now.shown, self._now.lines)
        model.repaint(self.held, patch.changed)

    def _on_failed(self, problem: Known) -> None:
        self._end(None)
        self.failed.emit(problem)


def _with_gone(
    listing: Listing[R], rows: Sequence[R], staying: Collection[str], now: Arranged[R]
) -> tuple[Sequence[R], bool]:
    """The rows, and as they were those of `staying` that are gone but stand on a line; whether
    there are any.
    """
    if not staying:
        return rows, False
    there = set(map(listing.identity, rows))
    gone = [i for i in staying if i in now.lines and i not in there]
    return [*rows, *(now.held.rows[now.held.numbers[i]] for i in gone)], bool(gone)


def _arranged_anew(
    listing: Listing[R], held: Prepared[R], view: View, kept: list[str] | None, now: Arranged[R]
) -> _Answer[R]:
    made = arranged(listing, held, view, kept)
    is_same = len(made.shown) == len(now.shown) and made.lines == now.lines
    return _Answer(made, listing.offered(held), frozenset(), is_same=is_same)
