"""Sin reportar todavía: whom to call on the first morning, and on any."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.administration.silence import SilenceModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class SilenceView(QWidget):
    """Shows a SilenceModel. `left`: back to the agents. `agent_opened` (agent id)."""

    left = Signal()
    agent_opened = Signal(str)

    def __init__(self, look: Look, model: SilenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.back = Button(look, translate("HeldPeople", "Teams and agents"), "row", "arrow-left")
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Silence", "Not reported yet"),
            translate("Silence", "Name, code, phone…   Ctrl+F"),
        )
        words = translate("Silence", "Everybody who should report has reported.")
        self.box.set_empty(words, "circle-check")
        what = translate(
            "Silence",
            "Whose phone never spoke since it was enrolled, who has said nothing today though the "
            "shift began, and who has no phone yet.",
        )
        title = label(translate("Silence", "Not reported yet"), "strong")
        lines = column(
            row(self.back, title, None, space=12),
            label(what, "caption", wrap=True),
            self.box,
            space=8,
            margins=(20, 12, 20, 12),
        )
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self.back.clicked.connect(self.left)
        self.box.opened.connect(self.agent_opened)
