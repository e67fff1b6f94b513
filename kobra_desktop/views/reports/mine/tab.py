"""Mis reportes: the list, a report that is looked at, or one that is put together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.mine import MyReportsModel
from kobra_desktop.models.reports.report import Choices
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.page import listen
from kobra_desktop.views.reports.mine.designer import Designer
from kobra_desktop.views.reports.mine.listed import MyList
from kobra_desktop.views.reports.mine.opened import Opened
from kobra_desktop.views.reports.panel import PanelCard
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.reports.custom.things import SavedReport

translate = QCoreApplication.translate
KEY = "mine"


def title() -> str:
    """What the tab is called."""
    return translate("MyReports", "My reports")


class MyReports(QWidget):
    """`open_requested` (page key, state) goes elsewhere; `said` (sentence, way back) is toasted;
    `front_changed`: list, report or designer.
    """

    front_changed = Signal()
    open_requested = Signal(str, object)
    said = Signal(str, object)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        offered: LiveRead[Choices],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._offered = look, offered
        self.model = MyReportsModel(workspace, status, self)
        listen(self, look, self.model.acts, workspace.locale)
        self.list = MyList(look, self.model)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.setLayout(column(self.stack, space=0))
        self._wanted = ""  # the report of a link, until it is known which there are
        self._is_seen = False
        self.list.new_wanted.connect(self.create_new)
        self.list.opened.connect(self.show_report)
        self.list.edited.connect(self.edit)
        self.list.copied.connect(lambda report: self.edit(self.model.copy_of(report)))
        self.list.removed.connect(self._remove)
        self.model.changed.connect(self._on_rows)

    @property
    def front(self) -> MyList | Opened | Designer:
        """What is seen."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, MyList | Opened | Designer)
        return shown

    @property
    def shown(self) -> ReportTab | None:
        """The saved report that is looked at, if one is."""
        front = self.front
        return front.tab if isinstance(front, Opened) else None

    @property
    def cards(self) -> list[PanelCard]:
        """The charts that are seen."""
        front = self.front
        return [] if isinstance(front, MyList) else front.tab.cards

    # Shown and hidden

    def open(self) -> None:
        """It is seen."""
        self._is_seen = True
        self.model.open()
        self._offered.open(self)
        self.list.show_rows()
        if not isinstance(self.front, MyList):
            self.front.open()

    def rest(self) -> None:
        """It is seen no longer."""
        self._is_seen = False
        self.model.rest()
        self._offered.rest(self)
        if not isinstance(self.front, MyList):
            self.front.rest()

    def reload(self) -> None:
        """F5."""
        if not isinstance(self.front, MyList):
            self.front.tab.reload()

    def state(self) -> dict[str, object]:
        """The report that is seen, and whether it is put together."""
        front = self.front
        if isinstance(front, Opened):
            return {"report": front.report.id}
        if isinstance(front, Designer):
            return {"report": front.design.now.id, "edits": True}
        return {}

    def restore(self, report_id: str, *, edits: bool) -> None:
        """Likewise; of a report that is there no longer the list says which there are."""
        if not report_id:
            self.show_list()
            return
        self._wanted = f"{report_id} {'edit' if edits else ''}"
        self._on_rows()

    def _on_rows(self) -> None:
        if self._wanted and self.model.is_loaded:
            report_id, _, edits = self._wanted.partition(" ")
            held = next((one for one in self.model.rows if one.report.id == report_id), None)
            self._wanted = ""
            if held is None:
                self.said.emit(translate("MyReports", "That report is there no longer."), None)
                self.show_list()
            elif edits and self.model.is_mine(held.report):
                self.edit(held.report)
            else:
                self.show_report(held.report)

    # What is seen

    def show_list(self) -> None:
        """The list."""
        self._front(self.list)
        self.list.show_rows()

    def show_report(self, report: SavedReport) -> None:
        """One as it is looked at; what was never saved is put together."""
        if self.model.row(report.id) is None:
            self.edit(report)
            return
        made = Opened(self._look, self.model, self._offered, report)
        made.left.connect(self.show_list)
        made.edited.connect(self.edit)
        made.copied.connect(lambda one: self.edit(self.model.copy_of(one)))
        made.removed.connect(self._remove)
        made.open_requested.connect(self.open_requested)
        self._front(made)

    def edit(self, report: SavedReport) -> None:
        """Put one together, from where it was left."""
        made = Designer(
            self._look, self.model, self._offered, self.model.drafts.get(report.id, report)
        )
        made.left.connect(self.show_list)
        made.saved.connect(self.show_report)
        self._front(made)

    def create_new(self) -> None:
        """A new one, which shows something at once."""
        self.edit(self.model.new())

    def _remove(self, report: SavedReport) -> None:
        self.model.remove(report, self.show_list)

    def _front(self, wanted: MyList | Opened | Designer) -> None:
        """Nothing is counted unseen; what is no list is made anew each time."""
        before = self.front
        if before is wanted:
            return
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and before.isAncestorOf(focused)
        if self.stack.indexOf(wanted) < 0:
            self.stack.addWidget(wanted)
        self.stack.setCurrentWidget(wanted)
        if not isinstance(before, MyList):
            before.rest()
            self.stack.removeWidget(before)
            before.deleteLater()
        if not isinstance(wanted, MyList):
            wanted.tab.exits.said.connect(lambda words: self.said.emit(words, None))
            if self._is_seen:
                wanted.open()
        if had_keyboard:
            first = wanted.new if isinstance(wanted, MyList) else wanted.back
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.front_changed.emit()

    # What the page's keys do

    def undo(self) -> bool:
        """Ctrl+Z of a report that is put together."""
        front = self.front
        if isinstance(front, Designer) and front.design.may_undo:
            front.design.undo()
            return True
        return isinstance(front, Designer)

    def redo(self) -> bool:
        """Ctrl+Shift+Z, likewise."""
        front = self.front
        if isinstance(front, Designer):
            front.design.redo()
        return isinstance(front, Designer)

    def escape(self) -> bool:
        """Esc: back to the list; nothing is lost."""
        if isinstance(self.front, MyList):
            return False
        self.show_list()
        return True
