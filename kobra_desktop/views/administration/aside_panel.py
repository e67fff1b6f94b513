"""The panel of what was set aside: what it is, whose, the remedy, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.administration.aside import AsideModel, AsideRow
from kobra_desktop.models.counts import figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.labels import line
from kobra_desktop.views.widgets.layouts import Flow, holding
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.answers import AsideKind
from kobra_domain.words import moment

translate = QCoreApplication.translate


class AsidePanel(SidePanel):
    """`wished` (key, row): take, look, save, discard."""

    wished = Signal(str, object)

    def __init__(self, look: Look, model: AsideModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 348, parent)
        self._look, self._model = look, model
        self._locale = model.workspace.locale
        self.buttons: dict[str, Button] = {}

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
            ("take", found.can_take, translate("Aside", "Take again"), "check"),
            ("look", found.has_content, translate("Aside", "Look at it…"), "eye"),
            ("save", found.has_content, translate("Aside", "Save a copy…"), "download"),
            ("discard", found.can_discard, translate("Aside", "Discard…"), "trash-2"),
        ]
        self.buttons = {}
        flow = Flow(6)
        for key, is_offered, words, icon in offered:
            if not is_offered:
                continue
            button = Button(self._look, words, "row", icon)
            button.setEnabled(not self._model.is_offline)
            button.clicked.connect(lambda _=False, k=key: self.wished.emit(k, found))
            self.buttons[key] = button
            flow.addWidget(button)
        if self.buttons:
            body.addWidget(holding(flow))

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
