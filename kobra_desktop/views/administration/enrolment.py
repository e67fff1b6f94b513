"""Making a phone the agent's: the codes to scan, the sheet to hand out, and whether it reports."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kobra_desktop.errors import KobraError
from kobra_desktop.models.administration.staff import PhoneLink, StaffModel
from kobra_desktop.views.administration.phone_code import PhoneCode
from kobra_desktop.views.administration.phone_sheet import (
    print_sheet,
    sheet_document,
    write_sheet,
)
from kobra_desktop.views.administration.phone_steps import form_steps, position_steps
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_desktop.views.widgets.saving import ask_where
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.people import Agent
from kobra_domain.shift import stands
from kobra_domain.words import hour

translate = QCoreApplication.translate


class EnrolmentDialog(QDialog):
    """Follows the phone while it is open: the first report and the first SOS are said at once."""

    def __init__(
        self, look: Look, parent: QWidget, model: StaffModel, agent: Agent, link: PhoneLink
    ) -> None:
        super().__init__(parent)
        self._look, self._model, self._agent, self._link = look, model, agent, link
        self._heard_before = model.heard_at(agent.id)
        self.setWindowTitle(translate("Administration", "Enrol the phone"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.positions = PhoneCode(look, link.settings_url, link.settings_url, position_steps())
        self.codes = {"positions": self.positions}
        if link.collect_settings:
            forms = PhoneCode(look, link.collect_settings, link.forms_url, form_steps(), level="l")
            self.codes = {"forms": forms, **self.codes}
        self.live = column(space=6)
        self.failure = notice("error")
        self._lay_out()
        model.list.loaded.connect(self._say)
        self._say()

    def _lay_out(self) -> None:
        look, link = self._look, self._link
        words = {"forms": "ODK Collect", "positions": "Traccar Client"}
        self.tabs = TabBar(look, {key: words[key] for key in self.codes})
        self.pages, self.steps = QStackedWidget(), QStackedWidget()
        for code in self.codes.values():
            self.pages.addWidget(code)
            self.steps.addWidget(code.steps)
        self.tabs.chosen.connect(self._show)
        title = translate("Administration", "Phone of {name} ({code})")
        said = title.format(name=self._agent.name, code=self._agent.code)
        right = column(self.steps, space=12)
        if link.is_local:
            local = translate(
                "Administration",
                "This address is of this very machine: no phone can reach it. The server needs "
                "its public address (public_url).",
            )
            right.addWidget(note(look, "warn", local, "triangle-alert"))
        right.addWidget(holding(self.live))
        right.addStretch(1)
        body = row(self.pages, holding(right), space=24)
        body.setStretch(1, 1)
        lines = column(
            label(said, "section"), self.tabs, body, self.failure, self._buttons(), space=14
        )
        lines.setContentsMargins(24, 20, 24, 16)
        self._lines = lines
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(780))

    def _show(self, key: str) -> None:
        self.pages.setCurrentWidget(self.codes[key])
        self.steps.setCurrentWidget(self.codes[key].steps)

    def _buttons(self) -> QHBoxLayout:
        look = self._look
        self.save = Button(look, translate("Administration", "Save sheet…"), icon="download")
        self.save.clicked.connect(self._ask_save)
        self.print = Button(look, translate("Administration", "Print sheet…"), icon="printer")
        self.print.clicked.connect(self._ask_print)
        close = Button(look, translate("Administration", "Done"), "primary")
        close.clicked.connect(self.accept)
        close.setFocus()
        return row(self.save, self.print, None, close)

    def _sheet(self) -> QTextDocument:
        return sheet_document(self._now(), self._link, self._model.workspace.locale)

    def _ask_save(self) -> None:
        name = translate("Administration", "phone-{code}.pdf").format(code=self._agent.code)
        title = translate("Administration", "Save sheet…")
        safe = re.sub(r"[^\w.-]+", "-", name)
        if target := ask_where(self, title, safe, "pdf"):
            self.save_to(target)

    def save_to(self, path: Path) -> None:
        """Write the sheet; what goes wrong is said in the dialog."""
        self.failure.hide()
        try:
            write_sheet(path, self._sheet(), self._agent.code)
        except KobraError as problem:
            self.failure.setText(sentence(problem, self._model.workspace.locale))
            self.failure.show()
        self._grow()

    def _ask_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_sheet(printer, self._sheet())

    def _now(self) -> Agent:
        row_ = self._model.row(self._agent.id)
        return row_.agent if row_ else self._agent

    def _say(self) -> None:
        emptied(self.live)
        agent = self._now()
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
