"""The panel of a delivery: how it stands and why, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.administration.deliveries import (
    STATE_LOOKS,
    WAITS,
    DeliveriesModel,
    DeliveryRow,
)
from kobra_desktop.models.counts import figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.acts_panel import Act, ActsPanel
from kobra_desktop.views.widgets.facts import note, offline_note, pairs
from kobra_desktop.views.widgets.labels import line
from kobra_domain.deliveries import DeliveryChannel, DeliveryState
from kobra_domain.words import moment

translate = QCoreApplication.translate
S = DeliveryState


class DeliveryPanel(ActsPanel):
    """`wished` (key, row): resend, cancel, letter, visit."""

    def __init__(self, look: Look, model: DeliveriesModel, parent: QWidget | None = None) -> None:
        super().__init__(look, 348, parent)
        self._model = model
        self._locale = model.workspace.locale

    def has_letter(self, found: DeliveryRow) -> bool:
        """Whether there is a mail to look at."""
        return found.delivery.channel is DeliveryChannel.MAIL

    def show_row(self, row_id: str) -> None:
        """Fill it with a line; hidden for none."""
        found = self._model.row(row_id) if row_id else None
        if found is None:
            self.hide()
            return
        body = self.begin(found.what)
        tint, icon = STATE_LOOKS.get(found.delivery.state, WAITS)
        told = f"{found.state}. {found.why}" if found.why else f"{found.state}."
        body.addWidget(note(self._look, tint, told, icon))
        if self._model.is_offline:
            body.addWidget(offline_note(self._look))
        self._add_acts(body, found)
        body.addWidget(line())
        body.addWidget(pairs(self._facts(found)))
        body.addStretch(1)
        self.show()

    def _add_acts(self, body: QVBoxLayout, found: DeliveryRow) -> None:
        offered = [
            Act("resend", translate("Deliveries", "Send again"), "repeat", found.can_resend),
            Act("letter", translate("Deliveries", "See the mail…"), "mail", self.has_letter(found)),
            Act(
                "visit",
                translate("Deliveries", "See the visit"),
                "external-link",
                bool(found.delivery.visit_id),
                needs_server=False,
            ),
            Act("cancel", translate("Deliveries", "Do not send it"), "ban", found.can_cancel),
        ]
        self.add_acts(body, offered, found, is_offline=self._model.is_offline)

    def _facts(self, found: DeliveryRow) -> list[tuple[str, str]]:
        given, workspace = found.delivery, self._model.workspace
        zone, now = str(workspace.zone), workspace.now

        def at(when: object) -> str:
            return moment(when, zone, self._locale, now)  # type: ignore[arg-type]

        made = [
            (translate("Deliveries", "To"), given.address),
            (translate("Deliveries", "By"), found.channel),
            (translate("Deliveries", "Portfolio"), found.portfolio or "—"),
            (translate("Deliveries", "Made"), at(given.created_at)),
        ]
        if given.tried_at is not None:
            made.append((translate("Deliveries", "Tried last"), at(given.tried_at)))
            made.append((translate("Deliveries", "Tries"), figure(given.tries)))
        if given.sent_at is not None:
            made.append((translate("Deliveries", "Sent"), at(given.sent_at)))
        if given.state is S.WAITING:
            made.append((translate("Deliveries", "Is tried"), at(max(given.next_at, now))))
        made.append((translate("Deliveries", "Number"), given.id))
        return made
