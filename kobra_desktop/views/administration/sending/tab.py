"""The tab Envíos: its parts in a line, and over them, as long as it is so, that nothing leaves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from kobra_desktop.models.administration.deliveries import DeliveriesModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.sending.parts import sending_parts
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import notice
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar

translate = QCoreApplication.translate


class SendingTab(Tab):
    """`open_requested` (page, state): a row of another page. A state names the part (`part`) and
    its lists.
    """

    open_requested = Signal(str, object)

    def __init__(
        self, look: Look, workspace: Workspace, status: StatusModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.look = look
        self.model = model = DeliveriesModel(workspace, status, self)
        self.parts = sending_parts(look, workspace, status, model)
        self._made: dict[str, Tab] = {}
        self.bar = TabBar(look, {key: part.word for key, part in self.parts.items()})
        self.pause = Button(look, translate("Deliveries", "Pause all sending"), "row", "pause")
        self.paused = notice("warn")
        self.resume = Button(look, translate("Deliveries", "Resume sending"), "row", "play")
        self.stack = QStackedWidget()
        told = row(self.paused, self.resume, space=8, margins=(20, 0, 20, 0))
        told.setStretch(0, 1)
        head = holding(row(self.bar, self.pause, margins=(20, 8, 20, 0)))
        lines = column(head, holding(told), self.stack, space=4)
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self.bar.chosen.connect(self._show)
        self.pause.clicked.connect(self._ask_pause)
        self.resume.clicked.connect(lambda: model.pause(False))
        model.changed.connect(self._say)
        self._say()

    @property
    def part(self) -> Tab:
        """The part in front."""
        return self._part(self.bar.key)

    # Tab

    def on_shown(self) -> None:
        """Bring the part in front up to date."""
        self._show(self.bar.key)

    def filter_field(self) -> QLineEdit | None:
        """The search of the part."""
        return self.part.filter_field()

    def create_new(self) -> None:
        """Ctrl+N."""
        self.part.create_new()

    def escape(self) -> bool:
        """Close the panel of the part."""
        return self.part.escape()

    def choose(self, row_id: str) -> None:
        """Select a row of the part in front."""
        self.part.choose(row_id)

    def state(self) -> dict[str, object]:
        """Which part, and its lists."""
        return {"part": self.bar.key, "lists": self.part.state()}

    def restore(self, state: object) -> None:
        """A part and its lists; nothing for anything else."""
        if isinstance(state, dict):
            self.bar.choose(str(state.get("part") or self.bar.key))
            self.part.restore(state.get("lists"))

    def _part(self, key: str) -> Tab:
        if key not in self._made:
            made = self.parts[key].make()
            made.said.connect(self.said)
            if hasattr(made, "open_requested"):
                made.open_requested.connect(self.open_requested)
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]

    def _show(self, key: str) -> None:
        part = self._part(key)
        self.stack.setCurrentWidget(part)
        if key != "deliveries":
            self.model.open()  # whether sending is paused is said over each part
        part.on_shown()

    def _say(self) -> None:
        is_paused = self.model.is_paused
        self.paused.setText(
            translate("Deliveries", "All sending is paused: neither mails nor webhooks leave.")
        )
        self.paused.setVisible(is_paused)
        self.resume.setVisible(is_paused)
        self.pause.setVisible(not is_paused)
        for button in (self.pause, self.resume):
            button.setEnabled(self.model.is_loaded and not self.model.is_offline)

    def _ask_pause(self) -> None:
        words = translate(
            "Deliveries",
            "Nothing leaves until it is resumed: no results, alerts or files by mail, no webhooks. "
            "What comes meanwhile waits.",
        )
        asked = Question(
            self.look,
            self,
            translate("Deliveries", "Pause all sending?"),
            words,
            translate("Deliveries", "Pause"),
            translate("Form", "Leave it"),
        )
        asked.accepted.connect(lambda: self.model.pause(True))
        asked.finished.connect(asked.deleteLater)
        asked.open()
