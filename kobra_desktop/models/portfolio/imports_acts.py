"""What can be done with a file that came in, outside the wizard: each asks the server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from kobra_desktop.api import imports as online
from kobra_desktop.errors import KobraError
from kobra_desktop.models.administration.acts import FormActs, Refused, Then
from kobra_desktop.models.portfolio.imports_words import RowWords
from kobra_desktop.models.workspace import Workspace
from kobra_domain.imports.answers import NightlyFile, UndoPreview, UploadAddress
from kobra_domain.imports.things import Import, ImportKind, NightlyTerms
from kobra_records.files.exports.deed import NotWritten, whole_file
from kobra_records.files.portfolio_files.templates import write_template


class ImportActs(QObject):
    """`refused` of each is told why it could not be done."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._acts = FormActs(workspace, self)

    def undo_preview(
        self,
        import_id: str,
        words: RowWords,
        then: Callable[[UndoPreview], None],
        refused: Refused,
    ) -> None:
        """What taking it back would do; `words` learn what its rows name."""
        api = self.workspace.desk.api

        def ask() -> UndoPreview:
            found = online.undo_preview(api, import_id)
            words.learn((*found.visits, *found.staying))
            return found

        self._acts.ask(ask, then, refused)

    def discard(self, import_id: str, then: Then, refused: Refused) -> None:
        """Never take it."""
        api = self.workspace.desk.api
        self._acts.ask(lambda: online.discard(api, import_id), lambda _: then(), refused)

    def save_refused(self, import_id: str, target: Path, then: Then, refused: Refused) -> None:
        """The refused rows as a file to be mended."""
        api = self.workspace.desk.api

        def fetch(part: Path) -> None:
            with part.open("wb") as file:
                online.refused_rows(api, import_id, file)

        self._save(fetch, target, then, refused)

    def save_template(
        self, kind: ImportKind, country: str, target: Path, then: Then, refused: Refused
    ) -> None:
        """A workbook to be filled in; made here, without the server."""
        locale = self.workspace.locale
        write = lambda part: write_template(part, kind, country, locale)  # noqa: E731
        self._save(write, target, then, refused)

    def nightly(
        self, portfolio_id: str, then: Callable[[tuple[NightlyFile, ...]], None], refused: Refused
    ) -> None:
        """The files that a portfolio gets by itself."""
        api = self.workspace.desk.api
        self._acts.ask(lambda: online.nightly(api, portfolio_id), then, refused)

    def keep_nightly(self, of: Import, terms: NightlyTerms, then: Then, refused: Refused) -> None:
        """Look each night for a file as this one was."""
        api = self.workspace.desk.api
        keep = lambda: online.keep_nightly(api, of.portfolio_id, of.kind, terms, of.id)  # noqa: E731
        self._acts.ask(keep, lambda _: then(), refused)

    def make_upload_key(
        self,
        of: Import,
        terms: NightlyTerms | None,
        then: Callable[[UploadAddress], None],
        refused: Refused,
    ) -> None:
        """A new key to where such files may be brought; `terms` where none is expected yet."""
        api = self.workspace.desk.api

        def ask() -> UploadAddress:
            if terms is not None:
                online.keep_nightly(api, of.portfolio_id, of.kind, terms, of.id)
            return online.make_upload_key(api, of.portfolio_id, of.kind)

        self._acts.ask(ask, then, refused)

    def end_upload_key(self, of: Import, then: Then, refused: Refused) -> None:
        """Close the upload address."""
        api = self.workspace.desk.api
        end = lambda: online.end_upload_key(api, of.portfolio_id, of.kind)  # noqa: E731
        self._acts.ask(end, lambda _: then(), refused)

    def end_nightly(
        self, portfolio_id: str, kind: ImportKind, then: Then, refused: Refused
    ) -> None:
        """Look for it no longer."""
        api = self.workspace.desk.api
        ask = lambda: online.end_nightly(api, portfolio_id, kind)  # noqa: E731
        self._acts.ask(ask, lambda _: then(), refused)

    def _save(
        self, write: Callable[[Path], None], target: Path, then: Then, refused: Refused
    ) -> None:
        def work() -> None:
            try:
                with whole_file(target) as part:
                    write(part)
            except (NotWritten, OSError) as problem:
                raise KobraError("file_not_written", path=target.name) from problem

        self._acts.ask(work, lambda _: then(), refused)
