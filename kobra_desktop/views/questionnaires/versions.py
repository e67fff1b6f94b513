"""The tab «Versiones»: what was published, any two compared in words, an old one taken up again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.questionnaires.publishing import DRAFT, PublishingModel
from kobra_desktop.views.questionnaires.differences import Differences
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import name_choice
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.questionnaires.comparison import Comparison

translate = QCoreApplication.translate
VERSION = int(Qt.ItemDataRole.UserRole)


class VersionsTab(QWidget):
    """`said` (sentence) is toasted."""

    said = Signal(str)

    def __init__(self, look: Look, model: PublishingModel) -> None:
        super().__init__()
        self._look, self._model = look, model
        self._asked = 0
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Questionnaires", "Versions"))
        self.list.setWordWrap(True)
        self.old, self.new = QComboBox(), QComboBox()
        name_choice(self.old, translate("Questionnaires", "From"))
        name_choice(self.new, translate("Questionnaires", "To"))
        self.differences = Differences(look, model.workspace.locale)
        words = translate("Questionnaires", "Open as the draft")
        self.take = Button(look, words, "", "history")
        self.take.setEnabled(False)
        self.state = PageState(look, self._content())
        self.setLayout(column(self.state, margins=(20, 16, 20, 16)))
        model.loaded.connect(self.refresh)
        model.draft.editor.form_changed.connect(self._on_form_changed)
        self.old.activated.connect(lambda _: self._compare())
        self.new.activated.connect(lambda _: self._compare())
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.take.clicked.connect(self._on_take)
        if model.is_loaded:
            self.refresh()

    def _content(self) -> QWidget:
        left = column(
            label(translate("Questionnaires", "Published"), "section"),
            self.list,
            row(self.take, None),
            space=8,
        )
        left.setStretch(1, 1)
        arrow = label("→", "secondary")
        choices = row(self.old, arrow, self.new, None, space=8)
        right = column(
            label(translate("Questionnaires", "Compare"), "section"),
            choices,
            self.differences,
            space=8,
        )
        right.setStretch(2, 1)
        halves = row(left, right, space=24)
        halves.setStretch(0, 2)
        halves.setStretch(1, 3)
        return holding(halves)

    @property
    def chosen(self) -> str:
        """The id of the chosen version, empty for none."""
        return next((str(item.data(VERSION)) for item in self.list.selectedItems()), "")

    def refresh(self) -> None:
        """The versions there are; what was chosen stays chosen."""
        model = self._model
        if not model.versions:
            words = translate("Questionnaires", "Nothing was published yet.")
            self.state.show_empty(words, None, "history")
            return
        self.state.show_content()
        self._fill_list()
        chosen = (self.old.currentData(), self.new.currentData())
        draft = translate("Questionnaires", "The draft")
        for box in (self.old, self.new):
            box.clear()
            box.addItem(draft, DRAFT)
            for row_of in model.versions:
                box.addItem(self._short(row_of.number, row_of.form_version), row_of.id)
        for box, kept, usual in zip((self.old, self.new), chosen, (1, 0), strict=True):
            at = box.findData(kept) if kept else -1
            box.setCurrentIndex(at if at >= 0 else usual)
        self._compare()

    def _short(self, number: int, form_version: str) -> str:
        return f"v{number} · {form_version}" if number else form_version

    def _fill_list(self) -> None:
        kept = self.chosen
        self.list.clear()
        for row_of in self._model.versions:
            words = self._model.version_words(row_of)
            item = QListWidgetItem(f"{words}\n{row_of.note}" if row_of.note else words)
            item.setData(VERSION, row_of.id)
            self.list.addItem(item)
            if row_of.id == kept:
                self.list.setCurrentItem(item)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: what was edited while another tab was seen is compared now."""
        super().showEvent(event)
        self._compare()

    def _on_form_changed(self) -> None:
        if self.isVisible() and DRAFT in (self.old.currentData(), self.new.currentData()):
            self._compare()

    def _compare(self) -> None:
        old, new = self.old.currentData(), self.new.currentData()
        if not old or not new:
            return
        self._asked += 1
        number = self._asked
        # Nothing of before stays to be read as the answer to this.
        self.differences.show_sentence(translate("Questionnaires", "Comparing…"))

        def then(comparison: Comparison) -> None:
            if number == self._asked:
                self.differences.show_comparison(comparison)

        self._model.compare(str(old), str(new), then)

    def _on_chosen(self) -> None:
        """The chosen one against the draft: what taking it up would change."""
        chosen = self.chosen
        self.take.setEnabled(bool(chosen) and not self._model.draft.editor.is_read_only)
        if chosen and self.old.findData(chosen) >= 0:
            self.old.setCurrentIndex(self.old.findData(chosen))
            self.new.setCurrentIndex(0)
            self._compare()

    def _on_take(self) -> None:
        if self.chosen:
            self._model.open_version(self.chosen)
            self.said.emit(
                translate("Questionnaires", "It is the draft now; undo brings yours back.")
            )
