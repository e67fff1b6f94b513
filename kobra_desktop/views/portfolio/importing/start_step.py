"""Before a file is sent: whose it is and what its rows are, proposed by its headers and by files
before it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.commands.imports import FileAtHand
from kobra_desktop.errors import Known
from kobra_desktop.models.portfolio.imports_start import StartModel
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import card, column, row
from kobra_domain.imports.things import ImportKind
from kobra_domain.words import data_size, word

translate = QCoreApplication.translate


class StartStep(StepPage):
    """`wait_wished` (FileAtHand): it shall wait for the network. `drop_wished` (FileAtHand): it is
    not wanted. `template_wished` (ImportKind, portfolio id).
    """

    wait_wished = Signal(object)
    drop_wished = Signal(object)
    template_wished = Signal(object, str)

    def __init__(
        self, look: Look, wizard: ImportWizard, start: StartModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, wizard, parent)
        self.start = start
        self.is_offline = False
        self._looked_id = ""
        self._is_filling = False
        self.is_looking = False  # at what it holds
        self.about = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self.portfolio, self.kind = Choice(), Choice(_kinds(self.locale_))
        self.kind.setCurrentIndex(-1)
        self.send = Button(look, translate("Imports", "Upload and read"), "primary", "upload")
        self.wait = Button(look, translate("Imports", "Let it wait"), icon="cloud-off")
        self.template = Button(look, translate("Imports", "Template…"), "link", "download")
        self.drop = Button(look, translate("Imports", "Not this file"), icon="x")
        self.waits = label("", "secondary", wrap=True)
        fields = row(
            Field(translate("Imports", "Portfolio"), self.portfolio),
            Field(translate("Imports", "What its rows are"), self.kind),
            space=16,
        )
        inside = column(
            *(self.about, self.problem, fields, self.waits),
            row(self.send, self.wait, self.drop, None, self.template),
            space=12,
            margins=(24, 20, 24, 20),
        )
        frame = card(inside)
        frame.setMinimumWidth(look.pixels(520))
        frame.setMaximumWidth(look.pixels(720))
        self.setLayout(column(row(frame, None), None, margins=(0, 0, 0, 0)))
        self._connect()

    def _connect(self) -> None:
        self.portfolio.edited.connect(self._on_edited)
        self.kind.edited.connect(self._on_edited)
        self.send.clicked.connect(self._on_send)
        self.wait.clicked.connect(self._on_wait)
        self.drop.clicked.connect(lambda: self.drop_wished.emit(self.wizard.file))
        self.template.clicked.connect(
            lambda: self.template_wished.emit(
                self.kind.chosen or ImportKind.ACCOUNTS, self.portfolio.chosen or ""
            )
        )
        self.start.changed.connect(self._fill)
        self.start.looked.connect(self._on_looked)

    def first_field(self) -> QWidget | None:
        """What is not chosen yet, else the act."""
        if self.portfolio.chosen is None:
            return self.portfolio
        return self.kind if self.kind.chosen is None else self.send

    def show_state(self) -> None:
        """The file at hand."""
        file = self.wizard.file
        if file is None:
            return
        if file.id != self._looked_id:
            self._looked_id, self.is_looking = file.id, True
            self.problem.hide()
            self._fill()
            self.start.look(file)
        self._say(file)

    def _about(self, file: FileAtHand) -> str:
        said = [data_size(file.size, self.locale_)]
        if self.is_looking:
            said.append(translate("Imports", "looking at it…"))
        return " · ".join(said)

    def _say(self, file: FileAtHand) -> None:
        self.about.setText(self._about(file))
        is_chosen = self.portfolio.chosen is not None and self.kind.chosen is not None
        is_free = not self.wizard.job.is_running
        self.send.setEnabled(is_chosen and is_free and not self.is_offline)
        self.wait.setVisible(self.is_offline)
        self.wait.setEnabled(is_chosen)
        self.drop.setEnabled(is_free)
        words = ""
        if self.is_offline:
            words = translate(
                "Imports",
                "Without connection it cannot be read: the server does that. It can wait here; "
                "of a file its place is kept and not a copy, so let it lie where it is.",
            )
        elif not (is_chosen or self.is_looking):
            words = translate("Imports", "Choose the portfolio and what its rows bring.")
        self.waits.setText(words)
        self.waits.setVisible(bool(words))

    def _fill(self) -> None:
        file = self.wizard.file
        self._is_filling = True
        self.portfolio.set_options([(one.id, one.name) for one in self.start.portfolios])
        if file is not None:
            self.portfolio.choose(file.portfolio_id or None)
            self.kind.choose(file.kind)
        self._is_filling = False

    def _on_looked(self, proposed: FileAtHand, problem: Known | None) -> None:
        file = self.wizard.file
        if file is None or proposed.id != file.id:
            return
        self.is_looking = False
        made = replace(
            proposed,
            portfolio_id=self.portfolio.chosen or proposed.portfolio_id,
            kind=self.kind.chosen or proposed.kind,
        )
        self.wizard.set_file(made)
        self._fill()
        self._say(made)
        if problem is not None:
            self.problem.setText(sentence(problem, self.locale_))
        self.problem.setVisible(problem is not None)

    def _on_edited(self) -> None:
        file = self.wizard.file
        if file is not None and not self._is_filling:
            chosen = replace(file, portfolio_id=self.portfolio.chosen or "", kind=self.kind.chosen)
            self.wizard.set_file(chosen)

    def _on_send(self) -> None:
        self._on_edited()
        file = self.wizard.file
        if file is not None:
            self.wizard.portfolio = self.start.portfolio(file.portfolio_id)
            self.wizard.send()

    def _on_wait(self) -> None:
        self._on_edited()
        if self.wizard.file is not None:
            self.wait_wished.emit(self.wizard.file)


def _kinds(locale: str) -> list[tuple[ImportKind, str]]:
    return [(one, word(one, locale)) for one in ImportKind]
