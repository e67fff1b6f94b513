"""The tab Traducciones: every text beside its other languages. Writes through the form's acts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QTimer
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.language_names import language_refusal
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.models.questionnaires.translations import FIRST_LANGUAGE, TranslationGrid
from kobra_desktop.views.dialogs.line import NameDialog
from kobra_desktop.views.questionnaires.grid_view import GridView, hint_below
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.layouts import Flow, column, emptied, holding, row
from kobra_domain.errors import Invalid
from kobra_domain.questionnaires.columns import languages
from kobra_domain.questionnaires.language_acts import add_language

USUAL = ("Español (es)", "English (en)", "Português (pt)", "Náhuatl (nah)", "Maya (yua)")
SEARCH_MS, LANGUAGE_WIDTH = 200, 260


class TranslationsPanel(QWidget):
    """Languages above, the grid below, a filter for what is missing."""

    def __init__(self, look: Look, model: EditorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self.grid = TranslationGrid(model, self)
        self.table = GridView(look, self.grid, self.tr("Translations"))
        self.search = line_edit(self.tr("Search in all languages"))
        self.search.setAccessibleName(self.tr("Search in all languages"))
        self.search.setProperty("look", "search")
        self.search.setClearButtonEnabled(True)
        self.missing = Button(look, self.tr("Missing only"), "chip")
        self.missing.setCheckable(True)
        self.add = Button(look, self.tr("Add a language…"), "", "plus")
        self.hint = hint_below(
            self.table,
            self.tr("Double click or type to write; Ctrl+V pastes a block from a spreadsheet."),
        )
        self._chips = Flow(8)
        top = row(self.search, self.missing, None, self.add)
        top.setStretch(0, 1)
        lines = column(top, holding(self._chips), self.table, self.hint, margins=(16, 12, 16, 12))
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SEARCH_MS)
        self._later.timeout.connect(self._look_for)
        self.search.textChanged.connect(lambda _: self._later.start())
        self.missing.toggled.connect(lambda _: self._look_for())
        self.add.clicked.connect(self._ask_language)
        self.add.setDisabled(model.is_read_only)
        self.grid.modelReset.connect(self._on_reset)
        self.grid.dataChanged.connect(lambda *_: self._show_languages())
        self.table.doubleClicked.connect(self._lead)
        self._on_reset()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: from now on the form is followed."""
        self.grid.wake()
        self._look_for()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's: nothing is read while nobody sees it."""
        self.grid.sleep()
        super().hideEvent(event)

    def _lead(self, index: QModelIndex) -> None:
        """A double click on whose text it is leads to that question."""
        phrase = self.grid.phrase_at(index.row())
        if index.column() < FIRST_LANGUAGE and not phrase.is_choice:
            self._model.attend(phrase.uid, phrase.column)

    def _look_for(self) -> None:
        self.grid.look_for(self.search.text(), is_missing_only=self.missing.isChecked())
        self._show_languages()

    def _on_reset(self) -> None:
        widths = [self._look.pixels(190), self._look.pixels(190)]
        widths += [self._look.pixels(LANGUAGE_WIDTH)] * len(self.grid.tongues)
        for section, width in enumerate(widths):
            self.table.setColumnWidth(section, width)
        self._show_languages()

    # Languages

    def _show_languages(self) -> None:
        if not self.isVisible():
            return
        emptied(self._chips)
        for language in self.grid.tongues:
            missing = self.grid.missing(language)
            name = self.tr("Without a language") if language is None else language
            words = panel_counts.texts_missing(missing) if missing else self.tr("complete")
            chip = Button(self._look, f"{name} · {words}", "row", "languages")
            chip.clicked.connect(lambda _=False, c=chip, of=language: self._show_menu(c, of))
            chip.setDisabled(self._model.is_read_only)
            self._chips.addWidget(chip)

    def language_menu(self, language: str | None) -> QMenu:
        """What can be done with a language."""
        menu = QMenu(self)
        rename = QAction(self.tr("Rename…") if language else self.tr("Give it a name…"), menu)
        rename.triggered.connect(lambda: self._ask_name(language))
        menu.addAction(rename)
        if language is not None:
            first = QAction(self.tr("Open in this language"), menu)
            first.triggered.connect(lambda: self.grid.set_default(language))
            away = QAction(self.tr("Remove with its texts"), menu)
            away.triggered.connect(lambda: self.grid.remove_language(language))
            menu.addActions([first, away])
        return menu

    def _show_menu(self, below: QWidget, language: str | None) -> None:
        self.language_menu(language).popup(below.mapToGlobal(QPoint(0, below.height())))

    def _ask_language(self) -> None:
        form = self._model.form
        known = languages(form)
        # Texts of no named language would stay beside a named one as a language of their own.
        if not known:
            self._ask_name(None)
            return
        dialog = self._dialog(self.tr("Add a language"), self.tr("Add"), "")
        dialog.given.connect(self.grid.add_language)
        dialog.open()

    def _ask_name(self, language: str | None) -> None:
        title = self.tr("Rename the language") if language else self.tr(
            "Which language are the texts written in?")  # fmt: skip
        dialog = self._dialog(title, self.tr("Keep the name"), language or "")
        dialog.given.connect(lambda name: self.grid.rename_language(language, name))
        dialog.open()

    def _dialog(self, title: str, act: str, text: str) -> NameDialog:
        known = languages(self._model.form)
        return NameDialog(
            self._look,
            self,
            title,
            act,
            (self.tr("Language"), self.tr("Its name and its code in parentheses.")),
            text=text,
            usual=[name for name in USUAL if name not in known],
            judge=lambda name: "" if name == text else self._problem(name),
        )

    def _problem(self, name: str) -> str:
        try:
            add_language(self._model.form, name)
        except Invalid as refusal:
            if refusal.code == "already_there":
                return self.tr("The questionnaire has this language already.")
            return self.tr("A language cannot be called that.")
        return language_refusal(name)
