"""Enrolment sheets of many agents: whose, what becomes of their phones, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QProgressBar, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.enrolment_sheets import (
    EnrolmentSheets,
    Sheet,
    SheetsMade,
)
from kobra_desktop.models.counts import figure
from kobra_desktop.views.administration.phone_papers import sheets_paper
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.labels import hide_unless, label, notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.saving import ask_where
from kobra_domain.people import Agent
from kobra_records.files.paper import Paper

translate = QCoreApplication.translate


class SheetsDialog(QDialog):
    """`rows` are the agents that the list shows, with the names of their teams; those with a phone
    are left out at first.
    """

    def __init__(
        self, look: Look, parent: QWidget, model: EnrolmentSheets, rows: Sequence[tuple[Agent, str]]
    ) -> None:
        super().__init__(parent)
        self.model = model
        self._agents = [agent for agent, _ in rows if agent.is_active]
        self._teams = {agent.team_id or "": team for agent, team in rows}
        model.setParent(self)
        self.setWindowTitle(translate("Administration", "Enrolment sheets"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.told = label("", "section", wrap=True)
        having = sum(one.enrolled_at is not None for one in self._agents)
        words = translate("Administration", "Also those who have a phone ({n}): it stops reporting")
        self.also = QCheckBox(words.format(n=figure(having)))
        hide_unless(self.also, having > 0)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Administration", "Progress"))
        self.progress.hide()
        self.problem = notice("error")
        self.save = Button(look, translate("Administration", "Save as PDF…"), "primary", "download")
        self.leave = Button(look, translate("StaffSheet", "Cancel"))
        self._lay_out(look)
        self.also.toggled.connect(self._say)
        self.save.clicked.connect(self._ask_where)
        self.leave.clicked.connect(self.reject)
        model.progressed.connect(self._on_progressed)
        model.ended.connect(self._on_ended)
        model.failed.connect(self._on_failed)
        self._say()
        (self.save if self.save.isEnabled() else self.also).setFocus()

    def _lay_out(self, look: Look) -> None:
        secret = translate(
            "Administration",
            "Each agent gets a page with two codes. They are keys: whoever has the file can work "
            "in these agents' names. Delete it once the phones are enrolled.",
        )
        self.setLayout(
            column(
                self.told,
                note(look, "warn", secret, "shield-check"),
                *self._near(look),
                self.also,
                self.progress,
                self.problem,
                row(None, self.leave, self.save),
                space=12,
                margins=(20, 16, 20, 12),
            )
        )
        self.setFixedWidth(look.pixels(520))

    @property
    def agents(self) -> list[Agent]:
        """Whose sheets are made."""
        every = self.also.isChecked()
        return [one for one in self._agents if every or one.enrolled_at is None]

    def _near(self, look: Look) -> list[QWidget]:
        """Whom the server answers here may be nobody elsewhere: said before pages are printed."""
        if not self.model.is_server_near:
            return []
        words = translate(
            "Administration",
            "The server is reached on this very machine. Unless it has a public address "
            "(public_url), the codes lead here and no phone can use them.",
        )
        return [note(look, "warn", words, "triangle-alert")]

    def _say(self) -> None:
        count = len(self.agents)
        words = translate("Administration", "Sheets to make: {n}").format(n=figure(count))
        none = translate("Administration", "All these agents have a phone.")
        self.told.setText(words if count else none)
        self.save.setEnabled(count > 0 and not self.model.is_running)
        self.also.setEnabled(not self.model.is_running)

    def _ask_where(self) -> None:
        name = translate("Administration", "enrolment-sheets.pdf")
        if target := ask_where(self, self.windowTitle(), name, "pdf"):
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Make the keys and the file."""
        workspace, teams = self.model.workspace, self._teams
        now, locale = workspace.now, workspace.locale

        def paper_of(sheets: Sequence[Sheet]) -> Paper:
            return sheets_paper(sheets, teams, locale, now)

        agents = self.agents
        self.problem.hide()
        self.progress.setRange(0, len(agents) + 1)
        self.progress.setValue(0)
        self.progress.show()
        self.model.make(agents, target, paper_of)
        self._say()

    def _on_progressed(self, done: int, of: int) -> None:
        words = translate("Administration", "Making keys: {done} of {of}")
        if done == of:
            words = translate("Administration", "Setting {of} pages…")
        self.told.setText(words.format(done=figure(done), of=figure(of)))
        self.progress.setValue(done)

    def _on_ended(self, made: SheetsMade) -> None:
        self.progress.hide()
        if made.made == made.of:
            self.accept()
            return
        if not made.made:  # given up before the first
            super().reject()
            return
        words = translate("Administration", "The file has the sheets of {n} of {of} agents.")
        said = words.format(n=figure(made.made), of=figure(made.of))
        if made.problem is not None:
            said = f"{said} {sentence(made.problem, self.model.workspace.locale)}"
        self._complain(said)

    def _on_failed(self, problem: Known) -> None:
        self.progress.hide()
        self._complain(sentence(problem, self.model.workspace.locale))

    def _complain(self, words: str) -> None:
        self._say()
        self.save.setEnabled(False)
        self.problem.setText(words)
        self.problem.show()

    def reject(self) -> None:
        """While keys are made: no further ones, and what is made is written; else leave."""
        if self.model.is_running:
            self.model.stop()
        else:
            super().reject()
