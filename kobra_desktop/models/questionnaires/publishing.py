"""Publishing and versions: what there is, what differs from it, whom it reaches, and the act.

Nothing here needs the server: offline, a version waits in the outbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands import questionnaires as commands
from kobra_desktop.commands.done import Done
from kobra_desktop.errors import Known
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.questionnaires.drafts import DraftModel
from kobra_desktop.store.queries import questionnaires as queries
from kobra_desktop.store.queries.questionnaires import Reached, VersionRow
from kobra_domain.errors import Invalid
from kobra_domain.portfolios import Portfolio
from kobra_domain.questionnaires import acts, canonical
from kobra_domain.questionnaires.comparison import Comparison, compare
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.spelling import same_form_id
from kobra_domain.questionnaires.things import Questionnaire
from kobra_domain.words import moment

__all__ = ["DRAFT", "PublishingModel", "VersionRow"]
translate = QCoreApplication.translate
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class _Loaded:
    versions: list[VersionRow]
    reached: Reached
    row: Questionnaire | None
    taken: frozenset[str]


class PublishingModel(QObject):
    """`loaded`: versions and reach are known. `published` (sentence): it is in the outbox."""

    loaded = Signal()
    published = Signal(str)
    failed = Signal(object)

    def __init__(self, draft: DraftModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft, self.workspace = draft, draft.workspace
        self.versions: list[VersionRow] = []
        self.reached = Reached(phones_of={})
        self.portfolio_ids: tuple[str, ...] = ()
        self._taken: frozenset[str] = frozenset()
        self.is_open = False
        self._found = LiveRead(self.workspace, self._read, self)
        self._found.loaded.connect(self._on_loaded)
        self._found.failed.connect(self.failed)

    @property
    def is_loaded(self) -> bool:
        """Whether versions and reach are known."""
        return self._found.is_loaded

    def reload(self) -> None:
        """Read versions and reach, and keep them true from now on."""
        self._found.open()
        self._found.reload()

    def _read(self) -> _Loaded:
        store, one = self.workspace.desk.store, self.draft.id
        return _Loaded(
            queries.version_rows(store, one),
            queries.reached(store),
            queries.questionnaire(store, one),
            queries.form_ids(store, but=one),
        )

    def _on_loaded(self) -> None:
        found = self._found.value
        assert found is not None
        self.versions, self.reached = found.versions, found.reached
        self._taken = found.taken
        if found.row is not None and not self.is_open:
            self.portfolio_ids = found.row.portfolio_ids
        self.loaded.emit()

    # What is known

    @property
    def portfolios(self) -> tuple[Portfolio, ...]:
        """Those that can be chosen."""
        return self.reached.portfolios

    @property
    def latest(self) -> VersionRow | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def latest_number(self) -> int:
        """The number of the newest version; those that wait to be sent count on."""
        return max([row.number for row in self.versions] + [len(self.versions)] or [0])

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries whose rules the form must keep: of its portfolios, else of all."""
        return self.countries_of(self.portfolio_ids)

    def countries_of(self, portfolio_ids: Collection[str]) -> tuple[str, ...]:
        """The countries of these portfolios; none named, of all."""
        found = {
            one.country for one in self.portfolios if not portfolio_ids or one.id in portfolio_ids
        }
        return tuple(sorted(found))

    def refusal(self, version: str) -> Invalid | None:
        """Why this version may not be published; None when it may."""
        if version in {row.form_version for row in self.versions}:
            return Invalid("version_used", field="form_version", version=version)
        form_id = self.draft.editor.form.form_id
        if form_id in self._taken:
            return Invalid("form_id_used", form_id=form_id)
        near = next((own for own in sorted(self._taken) if same_form_id(own, form_id)), None)
        if near is not None and not self.versions:
            return Invalid("form_id_near", form_id=form_id, other=near)
        return None

    def phones(self, portfolio_ids: Collection[str]) -> int:
        """How many phones a form of these portfolios reaches."""
        return self.reached.phones(portfolio_ids)

    def proposed_version(self) -> str:
        """Today and a count: 2026112201; always after the newest one of that pattern."""
        today = f"{self.workspace.today:%Y%m%d}"
        taken = {row.form_version for row in self.versions}
        newest = max((v for v in taken if re.fullmatch(r"\d{10}", v)), default="")
        number = 1
        while f"{today}{number:02d}" in taken:
            number += 1
        wanted = f"{today}{number:02d}"
        return wanted if wanted > newest else str(int(newest) + 1)

    def version_words(self, row: VersionRow) -> str:
        """«v4 · 2026112201 · 22 nov 10:42 · Marta»."""
        workspace = self.workspace
        parts = [f"v{row.number}"] if row.number else [translate("Questionnaires", "to send")]
        parts.append(row.form_version)
        if row.published_at:
            zone = workspace.zone.key
            parts.append(moment(row.published_at, zone, workspace.locale, workspace.now))
        if row.publisher:
            parts.append(row.publisher)
        return " · ".join(parts)

    # Comparing

    def compare(self, old: str, new: str, then: Callable[[Comparison], None]) -> None:
        """The difference between two of the versions' ids or `DRAFT`."""
        forms = [self._reader(one) for one in (old, new)]
        self.workspace.background.read(
            lambda: compare(forms[0](), forms[1]()), then, self.failed.emit, owner=self
        )

    def _reader(self, version_id: str) -> Callable[[], Form]:
        draft, store = self.draft.editor.form, self.workspace.desk.store
        if version_id == DRAFT:
            return lambda: draft

        def read() -> Form:
            found = queries.version(store, version_id)
            if found is None:
                raise Invalid("not_found", field="version_id")
            return canonical.read(found.document)

        return read

    def open_version(self, version_id: str) -> None:
        """Make an old version the draft, as an act that can be undone; its version text is not
        taken along.
        """
        read = self._reader(version_id)
        editor = self.draft.editor

        def done(form: Form) -> None:
            words = translate("Questionnaires", "Open an earlier version as the draft")
            version = editor.form.settings.get("version")
            editor.act(words, acts.set_setting(form, "version", version), ())

        self.workspace.background.read(read, done, self.failed.emit, owner=self)

    # Publishing

    def publish(
        self,
        version: str,
        portfolio_ids: Collection[str],
        note: str,
        then: Callable[[], None],
        refused: Callable[[Known], None],
    ) -> None:
        """Save the draft and publish it under that version text."""
        draft, desk = self.draft, self.workspace.desk
        changed = acts.set_setting(draft.editor.form, "version", version)
        draft.editor.act(translate("Questionnaires", "Version {v}").format(v=version), changed)
        form, one, seen = draft.editor.form, draft.id, draft.seen

        def act() -> tuple[Done, Questionnaire | None]:
            done = commands.publish_questionnaire(
                desk, one, form, portfolio_ids=tuple(portfolio_ids), note=note, seen=seen
            )
            commands.forget_working_copy(desk, one)
            return done, queries.questionnaire(desk.store, one)

        def done(answer: tuple[Done, Questionnaire | None]) -> None:
            if answer[1] is not None:
                draft.published(form, answer[1])
            self.portfolio_ids = tuple(portfolio_ids)
            then()
            self.published.emit(self._said(version))

        self.workspace.background.write(act, done, refused, owner=self)

    def _said(self, version: str) -> str:
        words = translate(
            "Questionnaires",
            "Version {version} is published: phones get it once it has reached the server.",
        )
        return words.format(version=version)
