"""The tab «Cuestionarios»: the list with its panel, and every way to a new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from kobra_desktop.models.questionnaires.files import FilesModel
from kobra_desktop.models.questionnaires.list import (
    QuestionnaireRow,
    QuestionnairesModel,
    state_words,
    used_words,
    version_words,
)
from kobra_desktop.models.questionnaires.new_forms import new_forms
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.questionnaires.importing import FileActs
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.side_panel import SidePanel
from kobra_domain.questionnaires.form import Form
from kobra_domain.questionnaires.things import QuestionnaireState
from kobra_domain.words import moment, number, say

translate = QCoreApplication.translate


class ListTab(Tab):
    """`open_requested` (questionnaire id): edit it, or read it where it may not be edited."""

    open_requested = Signal(str)

    def __init__(self, look: Look, model: QuestionnairesModel) -> None:
        super().__init__()
        self.look, self.model = look, model
        self.files = FileActs(look, self, FilesModel(model.workspace, self))
        new = translate("Questionnaires", "New questionnaire") if model.may_design else ""
        self.panel = SidePanel(look)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            translate("Questionnaires", "Questionnaires"),
            translate("Questionnaires", "Filter by title or id"),
            new,
            panel=self.panel,
        )
        self.setLayout(column(self.box, margins=(20, 12, 20, 16)))
        self._dress()
        self._connect()

    def _dress(self) -> None:
        model, box = self.model, self.box
        box.set_empty(
            translate(
                "Questionnaires",
                "There is no questionnaire yet. Begin with a template: it is ready to use.",
            )
            if model.may_design
            else translate("Questionnaires", "There is no questionnaire yet."),
            "file-pen-line",
        )

    def _connect(self) -> None:
        model, box = self.model, self.box
        box.chosen.connect(self._on_chosen)
        box.opened.connect(self.open_requested)
        box.new_requested.connect(self.create_new)
        self.panel.closed.connect(box.table.clearSelection)
        model.list.tell(self._on_list)
        self.listen(model.acts, model.workspace.locale)
        self.files.said.connect(lambda words: self.said.emit(words, None))
        self.files.imported.connect(self._on_imported)

    def _on_list(self) -> None:
        self._on_chosen(self.box.chosen_id)

    # Tab

    def filter_field(self) -> QLineEdit | None:
        """The search."""
        return self.box.search

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    def choose(self, row_id: str) -> None:
        """Select a questionnaire."""
        self.box.choose(row_id)

    def create_new(self) -> None:
        """Ctrl+N: blank, from a template, from a file, or a copy."""
        if self.model.may_design:
            button = self.box.new
            place = button.rect().bottomLeft() + QPoint(0, 2)
            self.new_menu().popup(button.mapToGlobal(place))

    def read(self, path: Path) -> None:
        """A file that was handed over, as one that was chosen."""
        if self.model.may_design:
            self.files.read(path)
        else:
            locale = self.model.workspace.locale
            self.said.emit(say("not_allowed", None, locale), None)

    def new_menu(self) -> QMenu:
        """Every way to a new questionnaire."""
        menu = QMenu(self)
        for option in new_forms():
            self._add(menu, option.title, partial(self._create, option.make))
            if option.is_blank:
                menu.addSection(translate("Questionnaires", "From a template"))
        menu.addSeparator()
        words = translate("Questionnaires", "Import an XLSForm (.xlsx, .xls)…")
        self._add(menu, words, self.files.ask_import)
        return menu

    def _add(self, menu: QMenu, words: str, act: Callable[[], None]) -> None:
        action = QAction(words, menu)
        # After the menu is gone: what opens next must not lose the focus to it.
        action.triggered.connect(lambda _checked=False: QTimer.singleShot(0, self, act))
        menu.addAction(action)

    def _create(self, make: Callable[[], Form]) -> None:
        self.model.create(make, self.open_requested.emit)

    def _on_imported(self, form: Form) -> None:
        self._create(lambda: form)

    # The panel

    def _on_chosen(self, questionnaire_id: str) -> None:
        found = self.model.row(questionnaire_id) if questionnaire_id else None
        if found is None:
            self.panel.hide()
            return
        body = self.panel.begin(found.title)
        locale = self.model.workspace.locale
        if found.is_held:
            words = translate("Questionnaires", "A colleague changed it too: see what waits.")
            body.addWidget(note(self.look, "warn", words, "git-compare"))
        body.addWidget(pairs(self._facts(found, locale)))
        for button in self._buttons(found):
            body.addWidget(button)
        body.addStretch(1)
        self.panel.show()

    def _facts(self, found: QuestionnaireRow, locale: str) -> list[tuple[str, str]]:
        workspace = self.model.workspace
        edited = (
            moment(found.edited_at, workspace.zone.key, locale, workspace.now)
            if found.edited_at
            else "–"
        )
        return [
            (translate("Questionnaires", "State"), state_words(found, locale)),
            (translate("Questionnaires", "Form id"), found.form_id),
            (translate("Questionnaires", "Latest version"), version_words(found)),
            (translate("Questionnaires", "Versions"), number(found.versions, locale)),
            (translate("Questionnaires", "Portfolios"), used_words(found)),
            (translate("Questionnaires", "Answers"), number(found.answers, locale)),
            (
                translate("Questionnaires", "Last edited"),
                f"{edited} · {found.editor}" if found.editor else edited,
            ),
        ]

    def _buttons(self, found: QuestionnaireRow) -> list[QWidget]:
        model, one = self.model, found.id
        is_retired = found.state is QuestionnaireState.RETIRED
        opens = (
            translate("Questionnaires", "Edit")
            if model.may_design
            else translate("Questionnaires", "Read")
        )
        wanted: list[tuple[str, str, str, Callable[[], object]]] = [
            (opens, "primary", "file-pen-line", lambda: self.open_requested.emit(one)),
            (
                translate("Questionnaires", "Export…"),
                "",
                "download",
                lambda: self.files.ask_export(one, found.form_id),
            ),
        ]
        if model.may_design:
            copy = lambda: model.duplicate(one, self.open_requested.emit)  # noqa: E731
            wanted.append((translate("Questionnaires", "Make a copy"), "", "copy", copy))
            wanted.append(
                (
                    translate("Questionnaires", "Restore"),
                    "",
                    "rotate-ccw",
                    lambda: model.restore(found),
                )
                if is_retired
                else (
                    translate("Questionnaires", "Retire"),
                    "",
                    "circle-slash",
                    lambda: model.retire(found),
                )
            )
        made: list[QWidget] = []
        for words, kind, icon, act in wanted:
            button = Button(self.look, words, kind, icon)
            button.clicked.connect(lambda _checked=False, run=act: run())
            made.append(button)
        return made
