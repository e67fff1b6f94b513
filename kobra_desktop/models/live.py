"""What is read on a worker and follows the news by itself: it knows what it stands on because the
store noted what was read. Nobody lists kinds by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from kobra_desktop.errors import Known
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.noting import noting
from kobra_desktop.store.wanted import NotWanted, while_wanted

T = TypeVar("T")
SOON_MS = 400
MOST_NAMED = 5_000  # unseen, more changed rows than these are remembered by their kind
MINUTE_MS = 60_000
REST_SHARE = 2  # after a long reading it rests twice as long before it reads again


def noted(read: Callable[[], T]) -> Callable[[], tuple[T, frozenset[str]]]:
    """The reading together with the kinds that it read."""

    def run() -> tuple[T, frozenset[str]]:
        with noting() as kinds:
            value = read()
        return value, frozenset(kinds)

    return run


class Live(QObject):
    """`loaded`: there is something new to see. `failed`: a known error.

    While nobody sees it, news only make it stale; whoever shows it next finds it read anew.
    """

    loaded = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.is_loaded = False
        self.kinds: frozenset[str] = frozenset()
        self._seen_by: dict[int, bool] = {}  # who lives, and whether they show it
        self._is_busy = False
        self._waiting = ChangeSet()
        self._read_ms = 0.0
        self._started = self._ended = 0.0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.reload)
        workspace.news.arrived.connect(self._on_news)
        workspace.scope.chosen.connect(self._on_scope)

    @property
    def is_seen(self) -> bool:
        """Whether somebody shows it."""
        return any(self._seen_by.values())

    def open(self, by: QObject | None = None) -> None:
        """Somebody (`by`, where several share it) shows it from now on, until they say no longer or
        are no more: what is shared outlives a window.
        """
        seen, key = self._seen_by, id(by)
        if by is not None and key not in seen:
            by.destroyed.connect(lambda *_: seen.pop(key, None))
        seen[key] = True
        if not self.is_loaded:
            self.reload()
        else:
            self._catch_up()

    def rest(self, by: QObject | None = None) -> None:
        """They show it no longer."""
        if id(by) in self._seen_by:
            self._seen_by[id(by)] = False

    def tell(self, then: Callable[[], object]) -> None:
        """Call `then` whenever there is something new to see, and now where it is read already:
        what several share is not read anew for who comes later. A method of a QObject, which ends
        with it: what is shared outlives a window, and a function would be called for ever.
        """
        self.loaded.connect(then)
        if self.is_loaded:
            then()

    def reload(self) -> None:
        """Read everything anew."""
        raise NotImplementedError

    def reload_soon(self) -> None:
        """Read everything anew: at once, or in a moment when it has just been read."""
        rest_ms = max(SOON_MS, REST_SHARE * self._read_ms)
        left_ms = self._ended * 1000 + rest_ms - monotonic() * 1000
        if self._is_busy or left_ms > 0:
            if not self._later.isActive():
                self._later.start(int(max(left_ms, SOON_MS)))
        else:
            self.reload()

    def _follow(self, news: ChangeSet) -> None:
        """Something that it was read from is another."""
        self.reload_soon()

    def _begin(self) -> None:
        self._is_busy, self._started = True, monotonic()

    def _end(self, kinds: frozenset[str] | None) -> None:
        """A reading has come back; what was told meanwhile may concern it. None: it failed."""
        self._is_busy, self._ended = False, monotonic()
        self._read_ms = (self._ended - self._started) * 1000
        if kinds is not None:
            self.kinds, self.is_loaded = kinds, True
            self._waiting = self._waiting.of_kinds(kinds)

    def _catch_up(self) -> None:
        if self._waiting and self.is_loaded and not self._is_busy and self.is_seen:
            news, self._waiting = self._waiting, ChangeSet()
            self._follow(news)

    def _on_news(self, news: ChangeSet) -> None:
        if self.is_loaded and not self._is_busy:
            news = news.of_kinds(self.kinds)
        if news:
            self._waiting |= news
            if len(self._waiting.ids) > MOST_NAMED:
                self._waiting = ChangeSet(all_of=self._waiting.kinds)
            self._catch_up()

    def _on_scope(self) -> None:
        """Another scope is as if all that was read were another."""
        if self.is_loaded:
            self._waiting |= ChangeSet(all_of=self.kinds)
            if self.is_seen:
                self._waiting = ChangeSet()
                self.reload()


class LiveRead(Live, Generic[T]):
    """One value that `read` makes on a worker. It reads whatever it is to read at that moment:
    after that has become another, `reload`. What is overtaken ends early, or never begins.
    """

    def __init__(
        self, workspace: Workspace, read: Callable[[], T], parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, parent)
        self._read = noted(read)
        self._asked = 0
        self.value: T | None = None

    def reload(self) -> None:
        """Read it anew; what is on its way is not waited for."""
        self._asked += 1
        asked = self._asked
        self._later.stop()
        self._begin()

        def is_wanted() -> bool:
            return asked == self._asked

        def read() -> tuple[T, frozenset[str]] | None:
            try:
                with while_wanted(is_wanted):
                    return self._read() if is_wanted() else None
            except NotWanted:
                return None

        def done(answer: tuple[T, frozenset[str]] | None) -> None:
            if is_wanted() and answer is not None:
                self.value, kinds = answer
                self._end(kinds)
                self.loaded.emit()
                self._catch_up()

        def failed(problem: Known) -> None:
            if is_wanted():
                self._end(None)
                self.failed.emit(problem)

        self.workspace.background.read(read, done, failed, owner=self)

    def stop(self) -> None:
        """What is on its way ends early; whoever shows it next finds it read anew."""
        self._later.stop()
        if self._is_busy:
            self._asked += 1
            self._is_busy = False
            if self.is_loaded:
                self._waiting |= ChangeSet(all_of=self.kinds)

    def forget(self) -> None:
        """Nothing is shown any more: what is on its way is dropped, and no news are followed."""
        self._asked += 1
        self.value, self.is_loaded, self._is_busy = None, False, False
        self.kinds, self._waiting = frozenset(), ChangeSet()
        self._later.stop()


class MinuteRead(LiveRead[T]):
    """Says what the clock makes another: read anew each minute while it is seen, and whenever it is
    seen again.
    """

    def __init__(
        self, workspace: Workspace, read: Callable[[], T], parent: QObject | None = None
    ) -> None:
        super().__init__(workspace, read, parent)
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE_MS)
        self._minutes.timeout.connect(self.reload)

    def open(self, by: QObject | None = None) -> None:
        """It is seen; the clock went on unseen."""
        is_known = self.is_loaded
        super().open(by)
        if is_known:
            self.reload()
        self._minutes.start()

    def rest(self, by: QObject | None = None) -> None:
        """It is not seen."""
        super().rest(by)
        self._minutes.stop()
