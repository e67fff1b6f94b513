"""The page Cuestionarios: its tabs, and over them the editor of one while it is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from kobra_desktop.models.questionnaires.drafts import DraftModel
from kobra_desktop.models.questionnaires.list import QuestionnairesModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.administration.list_tab import Tab
from kobra_desktop.views.administration.tab_stack import TabStack
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.questionnaires.answers_table import AnswersTab
from kobra_desktop.views.questionnaires.editor import EditorView
from kobra_desktop.views.questionnaires.list import ListTab
from kobra_desktop.views.questionnaires.tabs import further_tabs
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_records.files.worker import Worker

translate = QCoreApplication.translate


class QuestionnairesPage(Page):
    """A state names the tab (`list`, `library`, `answers`), what is chosen in it (`chosen`),
    the questionnaire that is open in the editor (`open`, an id; empty: none) and the chosen
    `question` in it (a uid). `read` is a file that a person wants as a new one.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        *,
        with_preview: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self.with_preview = workspace, with_preview
        self.editor: EditorView | None = None
        # Shared by all drafts that are opened: warm, it compiles in a fraction of its start.
        self._worker = Worker()
        self.destroyed.connect(self._worker.close)
        further = further_tabs(look, workspace)
        makers: dict[str, Callable[[], Tab]] = {
            "list": self._list_tab,
            **{key: partial(self._further, tab.make) for key, tab in further.items()},
        }
        words = {"list": translate("Questionnaires", "Questionnaires")}
        words |= {key: tab.word for key, tab in further.items()}
        self.tabs = TabBar(look, words)
        self.stack = TabStack(makers)
        self.stack.said.connect(self.said)
        self.home = self._home(look, status)
        self.front = QStackedWidget()
        self.front.addWidget(self.home)
        self.setLayout(column(self.front))
        self.tabs.chosen.connect(self.stack.show_tab)

    def _home(self, look: Look, status: StatusModel) -> QWidget:
        title = label(translate("Questionnaires", "Questionnaires"), "page")
        self.fresh = Freshness(look, self._workspace, status)
        head = column(
            row(title, None, self.fresh),
            self.tabs,
            space=6,
            margins=(20, 14, 20, 0),
        )
        lines = column(holding(head), self.stack, space=0)
        lines.setStretch(1, 1)
        return holding(lines)

    def _list_tab(self) -> Tab:
        made = ListTab(self.look, QuestionnairesModel(self._workspace))
        made.open_requested.connect(self._ask_open)
        return made

    def _further(self, make: Callable[[], Tab]) -> Tab:
        made = make()
        if isinstance(made, AnswersTab):
            made.open_requested.connect(self.open_requested)
        return made

    def _listed(self) -> ListTab:
        tab = self.stack.tab("list")
        assert isinstance(tab, ListTab)
        return tab

    @property
    def tab_keys(self) -> list[str]:
        """The tabs, in their order."""
        return self.stack.keys

    @property
    def tab(self) -> Tab:
        """The one in front."""
        return self.stack.tab(self.tabs.key)

    # The editor

    def _ask_open(self, questionnaire_id: str) -> None:
        """Through the window, so that Back leads to the list again."""
        self.open_requested.emit("questionnaires", {"tab": "list", "open": questionnaire_id})

    def open_editor(self, questionnaire_id: str) -> EditorView:
        """The editor of a questionnaire, over the tabs."""
        if self.editor is not None and self.editor.draft.id == questionnaire_id:
            return self.editor
        self.close_editor()
        draft = DraftModel(self._workspace, questionnaire_id)
        made = EditorView(self.look, draft, self._worker, with_preview=self.with_preview)
        draft.setParent(made)
        made.said.connect(self.said)
        made.conflicts_requested.connect(self.conflicts_requested)
        made.closed.connect(self._on_closed)
        self.editor = made
        self.front.addWidget(made)
        self.front.setCurrentWidget(made)
        made.open()
        return made

    def close_editor(self) -> None:
        """Save, and let it go."""
        made, self.editor = self.editor, None
        if made is not None:
            made.dispose()
            self.front.setCurrentWidget(self.home)
            self.front.removeWidget(made)
            made.deleteLater()

    def _on_closed(self) -> None:
        self.open_requested.emit("questionnaires", {"tab": "list", "open": ""})

    # Page

    def on_shown(self) -> None:
        """Bring the tab in front up to date."""
        if self.editor is None:
            self.stack.show_tab(self.tabs.key)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown, or the window closes: what was being edited is saved."""
        super().hideEvent(event)
        if self.editor is not None:
            self.editor.draft.put_away()

    def state(self) -> PageState:
        """Which tab, its lists, and what is open."""
        if self.editor is None:
            return {"tab": self.tabs.key, "open": "", "lists": self.tab.state()}
        chosen = next(iter(self.editor.editor.selection), "")
        return {"tab": self.tabs.key, "open": self.editor.draft.id, "question": chosen}

    def restore(self, state: PageState) -> None:
        """A tab, a questionnaire, perhaps a row."""
        opened = state.get("open")
        if opened:
            editor = self.open_editor(str(opened))
            editor.wanted_uid = str(state.get("question") or "")
            return
        self.close_editor()
        key = str(state.get("tab") or self.tabs.key)
        if key in self.stack.keys:
            self.tabs.choose(key)
        self.tab.restore(state.get("lists"))
        if chosen := state.get("chosen"):
            self.tab.choose(str(chosen))
        if state.get("new"):
            self.create_new()
        if path := state.get("read"):
            self.tabs.choose("list")
            self._listed().read(Path(str(path)))

    def filter_field(self) -> QLineEdit | None:
        """The search of the tab."""
        return None if self.editor else self.tab.filter_field()

    def focus_content(self) -> None:
        """The tree of the editor."""
        if self.editor is not None:
            self.editor.tree.setFocus()
        else:
            super().focus_content()

    def create_new(self) -> None:
        """Ctrl+N: a question in the editor, a questionnaire in the list."""
        if self.editor is None:
            self.tab.create_new()
        elif not self.editor.editor.is_read_only:
            self.editor.tree.ask_insert()

    def export(self) -> bool:
        """The answers have questions, labels and repeats that their list does not show."""
        tab = self.findChild(AnswersTab)
        if tab is None or not tab.isVisible():
            return False
        tab.ask_export()
        return True

    def undo(self) -> bool:
        """The last act on the form that is open."""
        if self.editor is None:
            return False
        self.editor.editor.acts.undo()
        return True

    def redo(self) -> bool:
        """The act that was undone last."""
        if self.editor is None:
            return False
        self.editor.editor.acts.redo()
        return True

    def escape(self) -> bool:
        """Close the panel of the tab, or the editor."""
        if self.editor is None:
            return self.tab.escape()
        self.editor.leave()
        return True
