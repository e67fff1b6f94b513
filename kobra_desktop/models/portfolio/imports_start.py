"""Files before they are sent: looked at in a process that can be killed, so that what they are and
whose is proposed, and the files that wait for a network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from kobra_desktop.commands import imports as waiting
from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.portfolio.imports_mapping import kind_of
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.imports import ImportRow, import_rows
from kobra_desktop.store.queries.portfolios import portfolios_here
from kobra_desktop.store.queries.reach import EVERYTHING
from kobra_domain.errors import DomainError
from kobra_domain.imports.mapping import Mapping
from kobra_domain.imports.problems import FileCode, FileRefused
from kobra_domain.imports.things import ImportKind
from kobra_domain.portfolios import Portfolio
from kobra_records.files.portfolio_files.reading import look
from kobra_records.files.tabular.encodings import detected
from kobra_records.files.worker import Worker

LOOK_S = 30.0
_BEGIN, _LINES = 8_192, 8  # bytes of which lines are seen
_DIGITS = re.compile(r"[\W\d_]+")


_Look = tuple[ImportKind | None, FileAtHand, Known | None]


@dataclass(frozen=True, slots=True)
class _Here:
    """What the replica knows."""

    portfolios: list[Portfolio]
    before: list[ImportRow]
    waiting: list[FileAtHand]
    others: frozenset[str]
    drafts: dict[str, Mapping]


class StartModel(QObject):
    """`looked` (FileAtHand with what is proposed, Known or None): a file was seen for the first
    time; one that cannot be read says why before it is sent. `changed`: others wait, or the
    portfolios are here.
    """

    looked = Signal(object, object)
    refused = Signal(object)
    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.portfolios: list[Portfolio] = []
        self.waiting: list[FileAtHand] = []
        self.others: frozenset[str] = frozenset()  # of those that wait: no longer what was chosen
        self.drafts: dict[str, Mapping] = {}  # what was said of files that the server has
        self._before: list[ImportRow] = []

    def open(self) -> None:
        """Read what stands in the replica."""
        desk = self.workspace.desk

        def work() -> _Here:
            waits = waiting.waiting_files(desk)
            return _Here(
                portfolios=[one for one in portfolios_here(desk.store) if one.is_active],
                before=import_rows(desk.store, EVERYTHING),
                waiting=waits,
                others=frozenset(one.id for one in waits if one.is_another),
                drafts=waiting.drafts(desk),
            )

        def done(found: _Here) -> None:
            self.portfolios, self._before = found.portfolios, found.before
            self.waiting, self.others = found.waiting, found.others
            self.drafts = {**found.drafts, **self.drafts}
            self.changed.emit()

        self.workspace.background.read(work, done, self.refused.emit, owner=self)

    def portfolio(self, portfolio_id: str) -> Portfolio | None:
        """One by its id."""
        return next((one for one in self.portfolios if one.id == portfolio_id), None)

    def take(self, paths: Sequence[Path], then: Callable[[list[FileAtHand]], None]) -> None:
        """Look where files lie (which may be far away) and hand them on; of one that cannot be
        looked at it is said.
        """

        def done(found: tuple[list[FileAtHand], list[str]]) -> None:
            files, names = found
            for name in names:
                self.refused.emit(KobraError("file_not_read", path=name))
            then(files)

        self.workspace.background.read(lambda: _files_at(paths), done, owner=self)

    def look(self, file: FileAtHand) -> None:
        """Propose what it is, by its headers, and whose, by files before: also by one that has
        just been taken.
        """
        desk = self.workspace.desk

        def work() -> tuple[list[ImportRow], _Look]:
            return import_rows(desk.store, EVERYTHING), seen()

        def seen() -> _Look:
            try:
                return kind_of(_headers(file)), file, None
            except FileRefused as problem:
                if problem.reason is FileCode.NO_HEADER:
                    return None, replace(file, first_lines=_first_lines(file)), problem
                return None, file, problem
            except DomainError as problem:
                return None, file, problem
            except OSError:
                return None, file, KobraError("file_not_read", path=file.name)

        def done(answer: tuple[list[ImportRow], _Look]) -> None:
            self._before, (kind, found, problem) = answer
            self.looked.emit(self.proposed(found, kind), problem)

        self.workspace.background.network(work, done, owner=self)

    def proposed(self, file: FileAtHand, kind: ImportKind | None) -> FileAtHand:
        """With the portfolio and the kind of the last file that was called so; the headers' word
        on the kind goes before it.
        """
        alike = [row.item for row in self._before if stem(row.item.filename) == stem(file.name)]
        last = max(alike, key=lambda item: item.received_at, default=None)
        only = self.portfolios[0].id if len(self.portfolios) == 1 else ""
        chosen = self.workspace.scope.scope.portfolio_id or ""
        portfolio_id = chosen or (last.portfolio_id if last else "") or only
        known = self.portfolio(portfolio_id)
        if kind is None and last is not None:
            kind = last.kind
        return replace(
            file,
            portfolio_id=file.portfolio_id or (known.id if known else ""),
            kind=file.kind or kind,
        )

    def keep_waiting(self, files: Sequence[FileAtHand]) -> None:
        """They are sent when it is their turn, and there is a network."""
        self._change(lambda: waiting.keep_waiting(self.workspace.desk, files))

    def forget_waiting(self, file_id: str) -> None:
        """It is not sent any more."""
        self._change(lambda: waiting.forget_waiting(self.workspace.desk, file_id))

    def keep_draft(self, import_id: str, draft: Mapping | None) -> None:
        """What was said of a file on the server; None when it is over."""
        if self.drafts.get(import_id) == draft:
            return
        self.drafts.pop(import_id, None)
        if draft is not None:
            self.drafts[import_id] = draft
        work = lambda: waiting.keep_draft(self.workspace.desk, import_id, draft)  # noqa: E731
        self.workspace.background.write(work, lambda _: None, self.refused.emit, owner=self)

    def _change(self, act: Callable[[], list[FileAtHand]]) -> None:
        def done(waits: list[FileAtHand]) -> None:
            self.waiting = waits
            self.changed.emit()

        self.workspace.background.write(act, done, self.refused.emit, owner=self)


def stem(name: str) -> str:
    """What stays of a file's name from one night to the next: «cartera» of cartera_20261120.csv."""
    return _DIGITS.sub(" ", Path(name).stem.casefold()).strip()


def _files_at(paths: Iterable[Path]) -> tuple[list[FileAtHand], list[str]]:
    """Files as they lie there, and the names of what is none."""
    made, names = [], []
    for path in paths:
        try:
            if path.is_dir():
                raise IsADirectoryError
            made.append(waiting.file_at(path))
        except OSError:
            names.append(path.name)
    return made, names


def _first_lines(file: FileAtHand) -> tuple[str, ...]:
    with Path(file.path).open("rb") as opened:
        begun = opened.read(_BEGIN)
    text = begun.decode(detected(begun, is_whole=len(begun) < _BEGIN), "replace")
    return tuple(text.splitlines()[:_LINES])


def _headers(file: FileAtHand) -> list[str]:
    if file.text:
        first = file.text.lstrip("\r\n").splitlines()[:1]
        return first[0].split("\t") if first else []
    with Worker(seconds=LOOK_S) as worker:
        seen = worker.run(look, Path(file.path), ImportKind.ACCOUNTS, name=file.name)
    return list(seen.headers)
