"""The editor of one questionnaire: head, tree, properties, preview, problems below, and the other
tabs. What each part does is its own file's.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSplitter, QStackedWidget, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.questionnaires.checks import Checks, Reviewed
from kobra_desktop.models.questionnaires.drafts import DraftModel
from kobra_desktop.models.questionnaires.files import FilesModel
from kobra_desktop.models.questionnaires.form_files import FormFilesModel
from kobra_desktop.models.questionnaires.outline import Outline
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.models.questionnaires.publishing import PublishingModel
from kobra_desktop.views.questionnaires.form_files import FilesTab
from kobra_desktop.views.questionnaires.header import EditorHeader
from kobra_desktop.views.questionnaires.importing import FileActs
from kobra_desktop.views.questionnaires.panel_places import (
    LibraryDoor,
    lists_tab,
    problems_panel,
)
from kobra_desktop.views.questionnaires.preview import PreviewPane
from kobra_desktop.views.questionnaires.properties import PropertiesPanel
from kobra_desktop.views.questionnaires.publishing import PublishDialog
from kobra_desktop.views.questionnaires.settings import SettingsTab
from kobra_desktop.views.questionnaires.translations import TranslationsPanel
from kobra_desktop.views.questionnaires.tree import QuestionTreeView
from kobra_desktop.views.questionnaires.versions import VersionsTab
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.forms import name_choice
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.questionnaires.columns import default_language, languages
from kobra_domain.words import moment
from kobra_records.files.worker import Worker

translate = QCoreApplication.translate
TREE, PREVIEW_FROM = 300, 1_240


class EditorView(QWidget):
    """`closed`: back to the list. `said` (sentence, undo or None) is toasted."""

    closed = Signal()
    said = Signal(str, object)
    conflicts_requested = Signal()

    def __init__(
        self, look: Look, draft: DraftModel, worker: Worker, *, with_preview: bool = True
    ) -> None:
        super().__init__()
        workspace = draft.workspace
        self.look, self.draft, self._locale = look, draft, workspace.locale
        self.editor = draft.editor
        self._with_preview = with_preview
        self.outline = Outline(self.editor, self)
        self.checks = Checks(self.editor, workspace.background, worker, self)
        self.checks.wants_preview = with_preview
        self.publishing = PublishingModel(draft, self)
        self.files = FileActs(look, self, FilesModel(workspace, self))
        self.form_files = FormFilesModel(workspace, self.editor, worker, self)
        self.header = EditorHeader(look, draft)
        self.tree = QuestionTreeView(look, self.editor, self.outline, self._locale)
        self.properties = PropertiesPanel(look, self.editor, self.outline, self._locale)
        self.preview = PreviewPane(look, self.editor, self.checks, self.form_files)
        self.language = QComboBox()
        self.stack = QStackedWidget()
        self._tabs: dict[str, QWidget] = {}
        self.wanted_uid = ""  # what was chosen when it was left
        self._build()
        self._connect()
        self._bind()

    # Building

    def _build(self) -> None:
        self._tabs["questions"] = self._questions()
        self.stack.addWidget(self._tabs["questions"])
        inside = column(self.header, self.stack, space=0)
        inside.setStretch(1, 1)
        self.state = PageState(self.look, holding(inside))
        self.setLayout(column(self.state))
        self.preview.hide()

    def _questions(self) -> QWidget:
        insert = Button(self.look, translate("Questionnaires", "Question"), "", "plus")
        insert.setToolTip(translate("Questionnaires", "Insert after what is chosen (Enter)"))
        insert.clicked.connect(self.tree.ask_insert)
        insert.setVisible(not self.editor.is_read_only)
        folded = translate("Questionnaires", "Open or fold all groups")
        fold = IconButton(self.look, "list", folded)
        fold.clicked.connect(self._toggle_folds)
        name_choice(self.language, translate("Questionnaires", "Language of the questions"))
        library = LibraryDoor(self.look, self.draft.workspace, self.editor, self.said.emit)
        tools = row(insert, None, library, fold)
        head = column(tools, self.language, space=6, margins=(12, 8, 8, 8))
        left = holding(column(head, self.tree, space=0))
        left.setMinimumWidth(self.look.pixels(220))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.properties)
        self.splitter.setSizes([self.look.pixels(TREE), self.look.pixels(460)])
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        library.splitter = self.splitter
        upper = row(self.splitter, self.preview, space=0)
        upper.setStretch(0, 1)
        self.problems = problems_panel(self.look, self.editor, self._show_list, self._show_setting)
        self.problems.file_requested.connect(self._show_file)
        lines = column(upper, self.problems, space=0)
        lines.setStretch(0, 1)
        self._fill_languages()
        return holding(lines)

    def _makers(self) -> dict[str, Callable[[], QWidget]]:
        look, editor = self.look, self.editor
        return {
            "translations": lambda: TranslationsPanel(look, editor),
            "lists": lambda: lists_tab(look, editor),
            "files": self._form_files,
            "settings": lambda: SettingsTab(look, editor, self.outline, self._locale),
            "versions": self._versions,
        }

    def _versions(self) -> QWidget:
        made = VersionsTab(self.look, self.publishing)
        made.said.connect(lambda words: self.said.emit(words, None))
        return made

    def _form_files(self) -> QWidget:
        made = FilesTab(self.look, self.form_files)
        made.said.connect(lambda words: self.said.emit(words, None))
        made.use_requested.connect(self._show_use)
        return made

    def _show_use(self, uid: str, column: str, is_choice: bool) -> None:
        if is_choice:
            self._show_list(uid)
        else:
            self.editor.attend(uid, column)

    def show_tab(self, key: str) -> QWidget:
        """Bring a tab to the front; it is made when it is first seen."""
        if key not in self._tabs:
            self._tabs[key] = self._makers()[key]()
            self.stack.addWidget(self._tabs[key])
        self.stack.setCurrentWidget(self._tabs[key])
        return self._tabs[key]

    def _connect(self) -> None:
        header, draft = self.header, self.draft
        header.back_requested.connect(self.leave)
        header.tabs.chosen.connect(self.show_tab)
        header.review_requested.connect(self.review)
        header.publish_requested.connect(self.ask_publish)
        header.export_requested.connect(self._export)
        header.preview_toggled.connect(self.toggle_preview)
        header.conflicts_requested.connect(self.conflicts_requested)
        self.files.said.connect(lambda words: self.said.emit(words, None))
        draft.opened.connect(self._on_opened)
        draft.failed.connect(self._on_failed)
        draft.recovered.connect(self._on_recovered)
        draft.replaced.connect(self._on_replaced)
        self.editor.failed.connect(lambda problem: self._say(sentence(problem, self._locale)))
        self.editor.form_changed.connect(self._fill_languages)
        self.editor.attention_requested.connect(lambda *_: self._go_to("questions"))
        self.language.activated.connect(self._on_language)
        self.tree.inserted.connect(lambda _: self.properties.focus_label())
        self.properties.lists_requested.connect(self._show_list_named)
        self.checks.reviewed.connect(self._on_reviewed)
        self.checks.busy_changed.connect(self._say_busy)
        self.checks.failed.connect(lambda problem: self._say(sentence(problem, self._locale)))
        self.publishing.loaded.connect(self._on_publishing)
        self.publishing.published.connect(lambda words: self.said.emit(words, None))
        self.publishing.failed.connect(lambda problem: self._say(sentence(problem, self._locale)))

    def _bind(self) -> None:
        bound = QShortcut(QKeySequence("Ctrl+S"), self)
        bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bound.activated.connect(self.draft.save)

    # Opening and leaving

    def open(self) -> None:
        """Read the draft."""
        self.draft.open()
        self.publishing.reload()

    def _on_opened(self) -> None:
        if self.editor.is_read_only:
            self.header.show_read_only()
        self.state.show_content()
        self.editor.select((self.wanted_uid,))
        if not self.editor.selection:
            self._choose_first()
        self.tree.setFocus()
        if self._with_preview and self.width() >= self.look.pixels(PREVIEW_FROM - 240):
            self.show_preview()

    def _choose_first(self) -> None:
        """The first thing that a person sees, not the phone's own records."""
        tree = self.tree.tree
        for row_number in range(tree.rowCount()):
            node = self.editor.node(tree.uid_at(tree.index(row_number, 0)))
            if node is not None and (node.is_container or "label" in str(node.cells.keys())):
                self.editor.select((node.uid,))
                return

    def _on_failed(self, problem: Known) -> None:
        words = sentence(problem, self._locale)
        if self.draft.row is None:
            self.state.show_error(words, problem.code, self.draft.open)
        else:
            self._say(words)

    def _on_recovered(self, at: object) -> None:
        workspace = self.draft.workspace
        when = moment(at, workspace.zone.key, self._locale, workspace.now)  # type: ignore[arg-type]
        words = translate("Questionnaires", "Your changes of {at} were kept and are open here.")
        self._say(words.format(at=when))

    def _on_replaced(self) -> None:
        self._say(translate("Questionnaires", "A colleague's newer draft is shown."))

    def leave(self) -> None:
        """Save, and back to the list."""
        self.draft.save()
        self.closed.emit()

    def dispose(self) -> None:
        """It will not be seen again: save, end the preview's page."""
        self.draft.leave()
        self.checks.stop_review()
        self.preview.dispose()

    def _say(self, words: str) -> None:
        self.said.emit(words, None)

    # Parts that speak to each other

    def _go_to(self, key: str) -> QWidget:
        self.header.tabs.choose(key)
        return self._tabs[key]

    def _show_list_named(self, name: str) -> None:
        tab = self._go_to("lists")
        show = getattr(tab, "show_list", None)
        if show is not None:
            show(name)

    def _show_list(self, uid: str) -> None:
        choice = next((one for one in self.editor.form.choices if one.uid == uid), None)
        self._show_list_named(choice.list_name if choice else "")

    def _show_setting(self, key: str) -> None:
        tab = self._go_to("settings")
        if isinstance(tab, SettingsTab):
            tab.focus(key)

    def _show_file(self, name: str) -> None:
        tab = self._go_to("files")
        if isinstance(tab, FilesTab):
            tab.choose(name)

    def _fill_languages(self) -> None:
        named = list(languages(self.editor.form))
        if [self.language.itemData(n) for n in range(self.language.count())] == named:
            return
        self.language.clear()
        for name in named:
            self.language.addItem(name, name)
        has_several = len(named) > 1 and self.language.parent() is not None
        self.language.setVisible(has_several)
        shown = self.editor.language or default_language(self.editor.form)
        at = self.language.findData(shown)
        self.language.setCurrentIndex(max(at, 0))

    def _on_language(self) -> None:
        self.editor.set_language(str(self.language.currentData() or ""))

    def _toggle_folds(self) -> None:
        if self.tree.has_open():
            self.tree.collapseAll()
        else:
            self.tree.expandAll()

    # Preview

    def toggle_preview(self) -> None:
        """Show or hide it."""
        if self.preview.isVisible():
            self.preview.put_away()
        else:
            self.show_preview()

    def show_preview(self) -> None:
        """Show the phone."""
        if self._with_preview:
            self._go_to("questions")
            self.preview.show()
            self.preview.start()

    # Whole form

    def _export(self) -> None:
        form = self.editor.form
        name = form.form_id or "formulario"
        then = lambda path: self.files.model.export_form(form, path)  # noqa: E731
        self.files.ask_place(name, then, has_files=bool(form.files))

    def review(self) -> None:
        """All checks, the phone engine's too; what is known already is told at once. Asked again
        meanwhile, it stops.
        """
        if self.checks.is_reviewing:
            self.checks.stop_review()
            words = translate("Questionnaires", "The check was stopped. What it found is listed.")
            self._say(words)
            return
        self.checks.review()
        if self.editor.problems:
            self.problems.set_open(True)

    def ask_publish(self) -> None:
        """Check everything, then show what publishing would do."""
        self.draft.save()
        PublishDialog(self.look, self, self.publishing, self.checks).open()

    def _on_reviewed(self, reviewed: Reviewed) -> None:
        if self.publishing.is_open:
            return
        if not reviewed.problems:
            words = translate("Questionnaires", "No problems: it can be published.")
            if not reviewed.is_validated:
                words = translate(
                    "Questionnaires",
                    "No problems. Without Java the phone's own validator was not asked.",
                )
            self._say(words)
            return
        self.problems.set_open(True)
        if self.stack.currentWidget() is not self._tabs["questions"]:
            errors = sum(1 for one in reviewed.problems if one.is_error)
            words = translate("Questionnaires", "{errors}, {warnings}: listed under «Questions».")
            warnings = panel_counts.warnings(len(reviewed.problems) - errors)
            self._say(words.format(errors=panel_counts.errors(errors), warnings=warnings))

    def _say_busy(self) -> None:
        self.header.say_step(self.checks.step)

    def _on_publishing(self) -> None:
        self.header.set_version(self.publishing.latest_number)
        self.checks.set_countries(self.publishing.countries)
