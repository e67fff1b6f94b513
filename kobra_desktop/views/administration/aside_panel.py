"""The panel of what was set aside: what it is, whose, the remedy, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.administration.aside import AsideModel, AsideRow
from kobra_desktop.models.counts import figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.labels import line
from kobra_domain.answers import AsideKind
from kobra_domain.words import moment

translate = QCoreApplication.translate


class AsidePanel(ActsPanel):
    """`wished` (key, row): take, look, save, discard."""

    def __init__(self, look: Look, model: AsideModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 348, parent)
        self._model = model
        self._locale = model.workspace.locale

    def show_row(self, row_id: str) -> None:
        """Fill it with a line; hidden for none."""
        found = self._model.row(row_id) if row_id else None
        if found is None:
            self.hide()
            return
        body = self.begin(found.reason)
        body.addWidget(note(self._look, "neutral", found.remedy, "info"))
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        self._add_acts(body, found)
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        body.addStretch(1)
        self.show()

    def _add_acts(self, body: QVBoxLayout, found: AsideRow) -> None:
        offered = [
            Act("take", translate("Aside", "Take again"), "check", found.can_take),
            Act("look", translate("Aside", "Look at it…"), "eye", found.has_content),
            Act("save", translate("Aside", "Save a copy…"), "download", found.has_content),
            Act("discard", translate("Aside", "Discard…"), "trash-2", found.can_discard),
        ]
        self.add_acts(body, offered, found, is_offline=self._model.is_offline)

    def _facts(self, found: AsideRow) -> list[tuple[str, str]]:
        item, workspace = found.item, self._model.workspace
        at = moment(item.received_at, str(workspace.zone), self._locale, workspace.now)
        made = [
            (translate("Aside", "What"), found.kind),
            (translate("Aside", "Agent"), found.agent),
            (translate("Aside", "Last came"), at),
        ]
        if item.kind is AsideKind.POSITIONS:
            made.append((translate("Aside", "How many"), figure(item.count)))
        if item.name:
            made.append((translate("Aside", "Name"), item.name))
        if item.size:
            made.append((translate("Aside", "Size"), found.size))
        if item.files:
            made.append((translate("Aside", "Files with it"), figure(item.files)))
        return made
