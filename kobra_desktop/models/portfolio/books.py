"""What addresses are placed by: streets and lists of doors by municipality, how near their pins
have proved, and files that bring more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from kobra_desktop.api.errors import Stopped
from kobra_desktop.api.places import loaded_books, place_quality, send_book, stop_book
from kobra_desktop.background import Relay, Throttle, new_flag
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.administration.acts import FormActs
from kobra_desktop.models.workspace import Workspace
from kobra_domain.scope import Permission
from kobra_domain.streets.answers import (
    BookKind,
    BookLoading,
    LoadedBook,
    LoadedBooks,
    MethodQuality,
)
from kobra_domain.streets.named import municipality_key
from kobra_domain.words import moment, number, say, word

translate = QCoreApplication.translate
ASK_MS = 700  # between two questions whether the file is read
TOLD_MS = 50


@dataclass(frozen=True, slots=True)
class _Found:
    books: LoadedBooks
    qualities: tuple[MethodQuality, ...]


class BooksModel(QObject):
    """`changed`: something else to see. `failed` (Known): the server did not answer, or a file was
    not taken. `sent`: bytes done and whole while a file goes up, None else.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = FormActs(workspace, self)
        self.sent: tuple[int, int] | None = None
        self.loading: BookLoading | None = None
        self._found: _Found | None = None
        self._stopped = new_flag()
        self._relay = Relay(self)
        self._told = Throttle(self._on_sent, TOLD_MS, self)
        self._relay.arrived.connect(self._told.call)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(ASK_MS)
        self._again.timeout.connect(self.open)

    @property
    def may_load(self) -> bool:
        """Whether the user may bring files."""
        return self.workspace.desk.may(Permission.ADMINISTER)

    @property
    def is_known(self) -> bool:
        """Whether the server has answered."""
        return self._found is not None

    @property
    def is_busy(self) -> bool:
        """Whether a file goes up or is read."""
        return self.sent is not None or (self.loading is not None and not self.loading.is_over)

    @property
    def has_failed(self) -> bool:
        """Whether the last file was not taken."""
        return self.loading is not None and bool(self.loading.code)

    def open(self) -> None:
        """Ask what there is."""
        api = self.workspace.desk.api
        ask = lambda: _Found(loaded_books(api), place_quality(api).items)  # noqa: E731
        self.acts.ask(ask, self._on_found, self.failed.emit)

    def send(self, path: Path, kind: BookKind, municipality: str) -> None:
        """Bring a file, which takes the place of what the municipality has of the kind."""
        desk, relay = self.workspace.desk, self._relay
        self._stopped = stopped = new_flag()

        def ask() -> BookLoading:
            desk.require(Permission.ADMINISTER)
            try:
                return send_book(
                    desk.api,
                    path,
                    kind,
                    municipality,
                    lambda *done: relay.send(done),
                    stopped.is_set,
                )
            except OSError as problem:
                raise KobraError("file.unreadable", filename=path.name) from problem

        self.sent = 0, 0
        self.changed.emit()
        self.acts.ask(ask, self._on_brought, self._on_refused)

    def stop(self) -> None:
        """End it, wherever it is; what was there before stays."""
        if self.sent is not None:
            self._stopped.set()
        else:
            api = self.workspace.desk.api
            self.acts.ask(lambda: stop_book(api), lambda _: self.open(), self.failed.emit)

    def lines(self) -> list[tuple[str, str]]:
        """What is loaded: the municipality, and the words of it."""
        if self._found is None:
            return []
        learnt: dict[str, list[MethodQuality]] = defaultdict(list)
        for one in self._found.qualities:
            learnt[municipality_key(one.municipality)].append(one)
        lines = []
        for book in self._found.books.items:
            of_town = learnt.pop(municipality_key(book.municipality), [])
            lines.append((book.municipality, self._words(book, of_town)))
        lines += [(them[0].municipality, self._measured(them)) for them in learnt.values()]
        return sorted(lines, key=lambda line: municipality_key(line[0]))

    def progress_words(self) -> str:
        """What goes on, or became of the last file; empty for nothing."""
        if self.sent is not None:
            return translate("Places", "Sending the file…")
        one, locale = self.loading, self.workspace.locale
        if one is None:
            return ""
        if not one.is_over:
            words = translate("Places", "The server reads {filename}…")
            return words.format(filename=one.filename)
        if one.code:
            return say(one.code, one.params, locale)
        counts = {name: number(count, locale) for name, count in one.counts.items()}
        if one.kind is BookKind.DOORS:
            words = translate("Places", "{filename}: {doors} doors; {unreadable} rows were none.")
        else:
            words = translate("Places", "{filename}: {streets} streets and {corners} corners.")
        return words.format(filename=one.filename, **counts)

    def _words(self, one: LoadedBook, learnt: list[MethodQuality]) -> str:
        locale, zone = self.workspace.locale, self.workspace.zone.key
        said = [
            translate("Places", "{n} streets").format(n=number(one.streets, locale)),
            translate("Places", "{n} corners").format(n=number(one.corners, locale)),
            translate("Places", "{n} listed doors").format(n=number(one.doors, locale)),
            moment(one.loaded_at, zone, locale),
        ]
        return "\n".join(filter(None, (" · ".join(said), self._measured(learnt))))

    def _measured(self, learnt: list[MethodQuality]) -> str:
        return "\n".join(measured_words(one, self.workspace.locale) for one in learnt)

    def _on_found(self, found: _Found) -> None:
        self._found, self.loading = found, found.books.loading
        if self.loading is not None and not self.loading.is_over:
            self._again.start()
        self.changed.emit()

    def _on_brought(self, loading: BookLoading) -> None:
        self.sent, self.loading = None, loading
        self.changed.emit()
        self._again.start()

    def _on_refused(self, problem: Known) -> None:
        self.sent = None
        self.changed.emit()
        if not isinstance(problem, Stopped):
            self.failed.emit(problem)

    def _on_sent(self, done: tuple[int, int]) -> None:
        if self.sent is not None:
            self.sent = done
            self.changed.emit()


def measured_words(one: MethodQuality, locale: str) -> str:
    """«Bogotá, esquina + metros: la mitad a menos de 11 m (1.204 llegadas)»."""
    said: dict[str, str | float] = {
        "municipality": one.municipality,
        "method": word(one.method, locale).lower(),
        "p50_m": one.p50_m,
        "count": one.arrivals,
    }
    return say("place.measured", said, locale)
