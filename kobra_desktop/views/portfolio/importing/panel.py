"""The panel of one file: where it stands, what became of its rows, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports import TINTS, ImportRow, ImportsModel, brought_by
from kobra_desktop.models.portfolio.imports_words import said_problem
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.labels import line
from kobra_domain.imports.things import ImportState
from kobra_domain.words import data_size, day_words, moment, word

translate = QCoreApplication.translate
_ICONS = {
    ImportState.READY: "eye",
    ImportState.HELD: "clock-alert",
    ImportState.FAILED: "octagon-alert",
    ImportState.COMMITTED: "circle-check",
}
_OPEN = {ImportState.RECEIVED, ImportState.READING, ImportState.READY, ImportState.HELD}


class ImportPanel(ActsPanel):
    """`wished` (key, import id): open, undo, refused, discard, night."""

    def __init__(self, look: Look, model: ImportsModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 348, parent)
        self._look, self._model = look, model
        self.is_offline = False
        self.may_administer = False

    def show_row(self, import_id: str) -> None:
        """Fill it with a file; hidden for none."""
        found = self._model.row(import_id) if import_id else None
        if found is None:
            self.hide()
            return
        workspace, item = self._model.workspace, found.item
        locale = workspace.locale
        body = self.begin(item.filename)
        state = word(item.state, locale)
        problem = said_problem(item.problem, None, locale) if item.problem else ""
        words = f"{state}: {problem}" if problem else state
        tint = TINTS.get(item.state, "neutral")
        body.addWidget(note(self._look, tint, words, _ICONS.get(item.state, "info")))
        if self.is_offline:
            body.addWidget(offline_note(self._look))
        self.add_acts(body, self._acts(found), found.item.id, is_offline=self.is_offline)
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        body.addStretch(1)
        self.show()

    def _acts(self, found: ImportRow) -> list[Act]:
        item = found.item
        is_taken = item.state is ImportState.COMMITTED
        is_open = item.state in _OPEN
        look_words = translate("Imports", "Go on…") if is_open else translate("Imports", "Open…")
        has_refused = item.refused > 0 and item.state is not ImportState.DISCARDED
        refused = translate("Imports", "Refused rows as a file…")
        by_night = is_taken and self.may_administer
        can_discard = is_open or item.state is ImportState.FAILED
        return [
            Act("open", look_words, "arrow-right" if is_open else "eye"),
            Act("undo", translate("Imports", "Take it back…"), "undo-2", is_taken),
            Act("refused", refused, "download", has_refused),
            Act("night", translate("Imports", "Each night…"), "calendar-clock", by_night),
            Act("discard", translate("Imports", "Discard…"), "trash-2", can_discard),
        ]

    def _facts(self, found: ImportRow) -> list[tuple[str, str]]:
        item, workspace = found.item, self._model.workspace
        locale, zone, now = workspace.locale, workspace.zone.key, workspace.now
        made = [
            (translate("Imports", "Portfolio"), found.portfolio),
            (translate("Imports", "What"), word(item.kind, locale)),
            (translate("Imports", "Size"), data_size(item.bytes, locale)),
            (translate("Imports", "Came"), moment(item.received_at, zone, locale, now)),
            (translate("Imports", "Brought by"), brought_by(found)),
        ]
        for name, count in (
            (translate("Imports", "Rows"), item.rows),
            (translate("Imports", "New"), item.new),
            (translate("Imports", "Changed"), item.changed),
            (translate("Imports", "Same"), item.same),
            (translate("Imports", "Refused"), item.refused),
            (translate("Imports", "Not in the file"), item.absent),
        ):
            if item.rows:
                made.append((name, figure(count)))
        if item.cut_off_on:
            words = day_words(item.cut_off_on, locale, workspace.today)
            made.append((translate("Imports", "Cut-off"), words))
        for title, at, by in (
            (translate("Imports", "Taken"), item.committed_at, found.taken_by),
            (translate("Imports", "Taken back"), item.undone_at, found.undone_by),
        ):
            if at:
                words = moment(at, zone, locale, now)
                made.append((title, f"{words} · {by}" if by else words))
        return made
