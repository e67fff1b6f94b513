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
from kobra_desktop.views.reports.mine.ready import Ready
from kobra_desktop.views.reports.panel import PanelCard
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.reports.zone_map import Ground
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_domain.reports.custom.bases import READY, lacking_words
from kobra_domain.reports.custom.things import SavedReport
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Filters, said

translate = QCoreApplication.translate
KEY = "mine"
Front = MyList | Opened | Designer | Ready


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
        ground: Ground,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._offered, self._ground = look, offered, ground
        self._held: dict[str, Filters] = {}  # what those that ship are held to
        self.model = MyReportsModel(workspace, status, self)
        listen(self, look, self.model.acts, workspace.locale)
        self.list = MyList(look, self.model)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.setLayout(column(self.stack, space=0))
        # Of a link, until it is known which there are: id, whether it is edited, its filters.
        self._wanted: tuple[str, bool, Filters | None] | None = None
        self._is_seen = False
        self.list.new_wanted.connect(self.create_new)
        self.list.opened.connect(self.show_report)
        self.list.edited.connect(self.edit)
        self.list.copied.connect(lambda report: self.edit(self.model.copy_of(report)))
        self.list.removed.connect(self._remove)
        self.list.ready_opened.connect(self.show_ready)
        self.list.ready_copied.connect(lambda key: self._base(key, None))
        self.model.changed.connect(self._on_rows)

    @property
    def front(self) -> Front:
        """What is seen."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Front)
        return shown

    @property
    def shown(self) -> ReportTab | None:
        """The report that is looked at, if one is: a saved one or one that ships."""
        front = self.front
        is_waiting = isinstance(front, Opened) and front.is_asking
        return front.tab if isinstance(front, Opened | Ready) and not is_waiting else None

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
        front = self.front
        if isinstance(front, Opened):
            front.reload()
        elif not isinstance(front, MyList):
            front.tab.reload()

    def state(self) -> dict[str, object]:
        """The report that is seen, and whether it is put together; one that ships with what it is
        held to.
        """
        front = self.front
        if isinstance(front, Ready):
            return {"tab": front.key, "filters": [list(pair) for pair in said(front.filters)]}
        if isinstance(front, Opened):
            answers = front.answers
            held = {} if answers is None else {"filters": [list(one) for one in said(answers)]}
            return {"report": front.report.id, **held}
        if isinstance(front, Designer):
            return {"report": front.design.now.id, "edits": True}
        return {}

    def restore(self, report_id: str, *, edits: bool, filters: Filters | None = None) -> None:
        """Likewise; of a report that is there no longer the list says which there are. `filters`
        are those of a link.
        """
        if report_id in READY:
            self.show_ready(report_id, filters)
            return
        if not report_id:
            self.show_list()
            return
        self._wanted = report_id, edits, filters
        self._on_rows()

    def _on_rows(self) -> None:
        if self._wanted is not None and self.model.is_loaded:
            report_id, edits, filters = self._wanted
            held = next((one for one in self.model.rows if one.report.id == report_id), None)
            self._wanted = None
            if held is None:
                self.said.emit(translate("MyReports", "That report is there no longer."), None)
                self.show_list()
            elif edits and self.model.is_mine(held.report):
                self.edit(held.report)
            else:
                self.show_report(held.report, filters)

    # What is seen

    def show_list(self) -> None:
        """The list."""
        self._front(self.list)
        self.list.show_rows()

    def show_report(self, report: SavedReport, filters: Filters | None = None) -> None:
        """One as it is looked at, without filters as it opens; what was never saved is put
        together.
        """
        if self.model.row(report.id) is None:
            self.edit(report)
            return
        made = Opened(self._look, self.model, self._offered, self._ground, report, filters)
        made.left.connect(self.show_list)
        made.answered.connect(self.front_changed)
        made.said.connect(lambda words: self.said.emit(words, None))
        made.edited.connect(self.edit)
        made.copied.connect(lambda one: self.edit(self.model.copy_of(one)))
        made.removed.connect(self._remove)
        made.open_requested.connect(self.open_requested)
        self._front(made)

    def show_ready(self, key: str, filters: Filters | None = None) -> None:
        """One that ships; without filters as it was held to last, at first as it opens."""
        self._held[key] = filters or self._held.get(key) or REPORTS[key].opens or Filters()
        front = self.front
        if isinstance(front, Ready) and front.key == key:
            front.hold(self._held[key])
            return
        made = Ready(self._look, self.model, self._offered, self._ground, key, self._held[key])
        made.left.connect(self.show_list)
        made.held.connect(self._held.__setitem__)
        made.copied.connect(self._base)
        made.open_requested.connect(self.open_requested)
        self._front(made)

    def _base(self, key: str, filters: Filters | None) -> None:
        """One of one's own that begins as one that ships; what it leaves out is said."""
        self.edit(self.model.based_on(key, filters))
        self.said.emit(lacking_words(REPORTS[key], self.model.workspace.locale), None)

    def edit(self, report: SavedReport) -> None:
        """Put one together, from where it was left."""
        now = self.model.drafts.get(report.id, report)
        made = Designer(self._look, self.model, self._offered, self._ground, now)
        made.left.connect(self.show_list)
        made.saved.connect(self.show_report)
        self._front(made)

    def create_new(self) -> None:
        """A new one, which shows something at once."""
        self.edit(self.model.new())

    def _remove(self, report: SavedReport) -> None:
        self.model.remove(report, self.show_list)

    def _front(self, wanted: Front) -> None:
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
            _first_of(wanted).setFocus(Qt.FocusReason.OtherFocusReason)
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


def _first_of(front: Front) -> QWidget:
    """What has the keyboard first; of a report that asks, the button that answers."""
    if isinstance(front, MyList):
        return front.new
    return front.asks.show_it if isinstance(front, Opened) and front.is_asking else front.back
