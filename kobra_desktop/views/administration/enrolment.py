"""Making a phone the agent's: the code to scan, what to do on the phone, and whether it reports."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QVBoxLayout, QWidget

from kobra_desktop.models.administration.staff import PhoneLink, StaffModel
from kobra_desktop.views.administration.qr import QrCode
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_domain.people import Agent
from kobra_domain.shift import stands
from kobra_domain.words import hour

translate = QCoreApplication.translate
STEP_WIDTH = 400


class EnrolmentDialog(QDialog):
    """Follows the phone while it is open: the first report and the first SOS are said at once."""

    def __init__(
        self, look: Look, parent: QWidget, model: StaffModel, agent: Agent, link: PhoneLink
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._agent = look, model, agent
        self._heard_before = model.heard_at(agent.id)
        self.setWindowTitle(translate("Administration", "Enrol the phone"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.qr = QrCode(
            link.settings_url,
            look.pixels(320),
            translate("Administration", "QR code with the settings of the phone"),
        )
        self.link = line_edit(text=link.settings_url)
        self.link.setReadOnly(True)
        self.link.setCursorPosition(0)
        self.link.setAccessibleName(translate("Administration", "Link for the phone"))
        self.live = column(space=6)
        self._lay_out(link)
        model.list.loaded.connect(self._say)
        self._say()

    def _lay_out(self, link: PhoneLink) -> None:
        look = self._look
        copy = Button(look, translate("Administration", "Copy link"), icon="copy")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.link.text()))
        close = Button(look, translate("Administration", "Done"), "primary")
        close.clicked.connect(self.accept)
        once = translate(
            "Administration",
            "The code holds this agent's key. It is shown once; a new code ends this one.",
        )
        left = column(
            self.qr, row(self.link, copy), label(once, "caption", wrap=True), None, space=10
        )
        right = column(self._steps(), space=12)
        if link.is_local:
            words = translate(
                "Administration",
                "This address is of this very machine: no phone can reach it. The server needs "
                "its public address (public_url).",
            )
            right.addWidget(note(look, "warn", words, "triangle-alert"))
        right.addWidget(holding(self.live))
        right.addStretch(1)
        body = row(holding(left), holding(right), space=24)
        body.setStretch(1, 1)
        title = translate("Administration", "Phone of {name} ({code})")
        words = title.format(name=self._agent.name, code=self._agent.code)
        lines = column(label(words, "section"), body, row(None, close), space=14)
        lines.setContentsMargins(24, 20, 24, 16)
        self._lines = lines
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(780))
        close.setFocus()

    def _steps(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        width = self._look.pixels(STEP_WIDTH)
        for number, words in enumerate(phone_steps()):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(f"{number + 1}", "strong"), number, 0, top)
            step = label(words, wrap=True)
            step.setFixedWidth(width)
            step.ensurePolished()
            step.setMinimumHeight(step.heightForWidth(width))
            grid.addWidget(step, number, 1, top)
        return holding(grid)

    def _say(self) -> None:
        emptied(self.live)
        row_ = self._model.row(self._agent.id)
        agent = row_.agent if row_ else self._agent
        if not stands(agent.consent, self._model.workspace.now):
            words = translate(
                "Administration",
                "There is no consent yet: what the phone sends is counted, not kept.",
            )
            self._tell("warn", words, "shield-check")
        heard_at = self._model.heard_at(agent.id)
        if heard_at is None or heard_at == self._heard_before:
            words = translate("Administration", "Waiting for the first report of this phone…")
            self._tell("neutral", words, "satellite")
        else:
            self._tell("ok", self._heard_words(heard_at), "circle-check")
        if agent.sos_tested_at is None:
            words = translate("Administration", "SOS not tried yet.")
            self._tell("neutral", words, "siren")
        else:
            words = translate("Administration", "SOS works: it arrived at {time}.")
            zone = str(self._model.workspace.zone)
            self._tell("ok", words.format(time=hour(agent.sos_tested_at, zone)), "circle-check")

        self._grow()

    def _grow(self) -> None:
        """As high as its wrapped sentences need; a dialog does not ask for it by itself."""
        needed = self._lines.totalHeightForWidth(self.width())
        if needed > self.height():
            self.setMinimumHeight(needed)

    def showEvent(self, event: QShowEvent) -> None:
        """Its width is known now."""
        super().showEvent(event)
        self._grow()

    def _heard_words(self, heard_at: datetime) -> str:
        words = translate("Administration", "The phone reports: heard at {time}.")
        return words.format(time=hour(heard_at, str(self._model.workspace.zone)))

    def _tell(self, tint: str, words: str, icon: str) -> None:
        live: QVBoxLayout = self.live
        live.addWidget(note(self._look, tint, words, icon))


def phone_steps() -> list[str]:
    """What is done on the phone, in the reader's language."""
    return [
        translate(
            "Administration",
            "Install Traccar Client from the phone's store and open it once.",
        ),
        translate(
            "Administration",
            "Scan this code with the QR button of its settings, or open the link on the phone.",
        ),
        translate(
            "Administration",
            "Allow the location always («all the time») and precise, and take the app out of "
            "battery saving.",
        ),
        translate("Administration", "Switch on continuous tracking."),
        translate(
            "Administration",
            "Put the app's SOS shortcut on the home screen and press it once: it is tried now, "
            "so that it works when it is needed.",
        ),
    ]
