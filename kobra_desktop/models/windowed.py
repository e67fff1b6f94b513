"""A list of very many rows: where each stands is known, what it says is read in windows before it
is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from kobra_desktop.errors import Known
from kobra_desktop.models.listed import Listed
from kobra_desktop.models.listing import Quality
from kobra_desktop.models.live import REST_SHARE, SOON_MS, noted
from kobra_desktop.models.rows import Column, View
from kobra_desktop.models.windowed_rows import WindowedModel
from kobra_desktop.models.windows import WINDOW, Arrangement, Few, Source, read_window
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet

R = TypeVar("R")
Windows = dict[int, list[R | None]]
MOST_ASKED = 2  # whoever scrolls on no longer sees the ones before
MOST_READING = 1  # at once: more would take the interpreter from the window


class WindowedList(Listed, Generic[R]):
    """Where rows stand is worked out once at a time; windows are read beside it, the ones asked for
    last first.
    """

    def __init__(
        self,
        workspace: Workspace,
        source: Source[R],
        columns: Sequence[Column[R]],
        view: View | None = None,
        parent: QObject | None = None,
        qualities: Sequence[Quality[R]] = (),
        name: str = "",
    ) -> None:
        super().__init__(workspace, view, parent)
        self.name, self.qualities = name, qualities
        self.model: WindowedModel[R] = WindowedModel(columns, source, self._read, self)
        self._background, self._source = workspace.background, source
        self._standing: Arrangement = Few()
        self._wants_marks = self._is_warm = self._has_begun = self._forgets = False
        self._news = ChangeSet()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon)
        self._asked: list[int] = []
        self._reading: set[int] = set()
        self.model.wanted.connect(self._on_wanted)

    @property
    def is_busy(self) -> bool:
        """Whether something is being worked out."""
        return self._is_busy

    def reload(self) -> None:
        """Work out anew where all rows stand."""
        self._later.stop()
        self._wants_view = self._forgets = True
        self._next()

    def mark_anew(self) -> None:
        """Something that columns and filters read of the rows is another."""
        self.model.repaint()
        self._wants_marks = True
        self._next()

    def _follow(self, news: ChangeSet) -> None:
        """Where whole kinds have changed, more of it is waited for: twice as long as it takes to
        read.
        """
        self._news |= news
        if not self._news.all_of:
            self._next()
        elif not self._soon.isActive():
            self._soon.start(int(max(SOON_MS, REST_SHARE * self._read_ms)))

    def _on_soon(self) -> None:
        """What was waited for is read now, or when somebody shows it again."""
        if not self.is_seen:
            self._waiting, self._news = self._waiting | self._news, ChangeSet()
        self._next()

    def _next(self) -> None:
        if self._is_busy:
            return
        is_wanted = self._wants_view or self._wants_marks
        if not is_wanted and not (self._news and self.is_loaded):
            self._warm()
            return
        if not self._has_begun:
            self._show_first()
            return
        self._begin()
        kept = self._standing if self._takes_kept() else None
        news, self._news = self._news, ChangeSet()
        self._wants_view = self._wants_marks = False
        before, windows = self._standing, {} if self._forgets else self.model.windows
        self._forgets = False
        view, source, seen = self.view, self._source, list(windows)[-2:]

        def work() -> tuple[Arrangement, Windows[R]] | None:
            is_other = source.follow(news)
            if is_other is None and not is_wanted:
                return None
            standing = kept or source.arrange(view)
            known = _known(before, windows, is_other)
            return standing, {one: read_window(source, standing, one, known) for one in {0, *seen}}

        self._background.read(noted(work), self._on_arranged, self._on_failed, owner=self)

    def _show_first(self) -> None:
        """Before anything else, once."""
        self._has_begun = self._is_busy = True
        view, source = self.view, self._source

        def work() -> tuple[Arrangement, Windows[R]] | None:
            standing = source.first(view)
            if standing is None:
                return None
            return standing, {0: read_window(source, standing, 0)}

        self._background.read(
            work, lambda found: self._on_first(view, found), self._on_failed, owner=self
        )

    def _on_first(self, view: View, found: tuple[Arrangement, Windows[R]] | None) -> None:
        self._is_busy = False
        if found is not None and found[0].count and view == self.view:
            self._standing = found[0]
            self.model.show(*found)
            self.begun.emit()
        self._next()

    def _warm(self) -> None:
        if self.is_loaded and not self._is_warm:
            self._is_busy = self._is_warm = True
            warm = self._source.warm
            self._background.read(noted(warm), self._on_warm, self._on_failed, owner=self)

    def _on_warm(self, answer: tuple[None, frozenset[str]]) -> None:
        self._is_busy = False
        self.kinds |= answer[1]
        self._waiting = self._waiting.of_kinds(self.kinds)
        self._next()
        self._catch_up()

    def _on_arranged(
        self, answer: tuple[tuple[Arrangement, Windows[R]] | None, frozenset[str]]
    ) -> None:
        """What was read once is kept, so it stands on all kinds that were ever read."""
        found, kinds = answer
        if found is not None:
            before, (self._standing, windows) = self._standing, found
            self._asked, self._reading = [], set()
            self.options = self._standing.options
            show = self.model.renew if self._standing.is_as(before) else self.model.show
            show(self._standing, windows)
        self._end(self.kinds | kinds)
        if found is not None:
            self.loaded.emit()
            self.model.go_on()
        self._next()
        self._catch_up()

    def _on_failed(self, problem: Known) -> None:
        self._end(None)
        self.failed.emit(problem)
        self.model.go_on(is_given_up=True)

    def _read(self, read: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._background.read(read, then, self.failed.emit, owner=self)

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

        read = lambda: read_window(source, standing, window)  # noqa: E731
        self._background.read(read, done, self._on_unread, owner=self)

    def _on_unread(self, problem: Known) -> None:
        self._reading.clear()
        self.failed.emit(problem)


def _known(
    standing: Arrangement, windows: Windows[R], is_other: Callable[[R], bool] | None
) -> dict[str, R]:
    """What was read of rows that say it still."""
    return {
        one: row
        for window, rows in windows.items()
        for one, row in zip(standing.ids(window * WINDOW, (window + 1) * WINDOW), rows, strict=True)
        if row is not None and not (is_other is not None and is_other(row))
    }
