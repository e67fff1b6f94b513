"""The list of Envíos: what left, what waits, what failed, what may have left, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.administration.deliveries import DeliveriesModel, DeliveryRow
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.sending.delivery_panel import DeliveryPanel
from kobra_desktop.views.administration.sending.letter import LetterDialog
from kobra_desktop.views.server_box import ServerBox
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_domain.sending import DeliveryLetter

translate = QCoreApplication.translate
LOOK_MS = 5_000


class DeliveriesPart(Tab):
    """Shows a DeliveriesModel; looks again every five seconds while it is seen."""

    open_requested = Signal(str, object)

    def __init__(self, look: Look, model: DeliveriesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self.model = look, model
        self._locale = model.workspace.locale
        self.panel = DeliveryPanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Administration", "Deliveries"),
            translate("Deliveries", "Address, what, reason…   Ctrl+F"),
            panel=self.panel,
        )
        self.box.set_empty(
            translate("Deliveries", "Nothing has left yet: what is told by itself stands here."),
            "send",
        )
        self.trouble = notice("error")
        self.kept = ServerBox(self, self.box, self.panel, model)
        self.more = Button(look, translate("Administration", "Older entries"), "row", "history")
        foot = row(self.kept.told, None, self.more)
        lines = column(self.trouble, self.box, foot, space=8, margins=(20, 8, 20, 12))
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(model.open)
        self._connect()
        self._say()

    def _connect(self) -> None:
        model = self.model
        self.box.opened.connect(self._on_opened)
        self.panel.wished.connect(self._on_wished)
        self.more.clicked.connect(model.more)
        model.changed.connect(self._say)

    # Tab

    def on_shown(self) -> None:
        """Ask for what is new each time it is seen."""
        self.kept.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Look as long as somebody does."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def choose(self, row_id: str) -> None:
        """Select a line."""
        self.box.choose(row_id)

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def _say(self) -> None:
        model = self.model
        self.more.setVisible(model.has_older)
        trouble = model.trouble_words()
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _on_wished(self, key: str, found: DeliveryRow) -> None:
        wishes: dict[str, Callable[[DeliveryRow], None]] = {
            "resend": self.model.resend,
            "cancel": self.model.cancel,
            "letter": self._look_at,
            "visit": self._open_visit,
        }
        wishes[key](found)

    def _on_opened(self, row_id: str) -> None:
        found = self.model.row(row_id)
        if found is not None and self.panel.has_letter(found) and not self.model.is_offline:
            self._look_at(found)

    def _look_at(self, found: DeliveryRow) -> None:
        def show(letter: DeliveryLetter) -> None:
            LetterDialog(self.look, self, letter, found.delivery.address, self._locale).open()

        self.model.letter(found, show, self.kept.fail)

    def _open_visit(self, found: DeliveryRow) -> None:
        visit_id = found.delivery.visit_id
        self.open_requested.emit("visits", {"visit": visit_id, "chosen": visit_id})
