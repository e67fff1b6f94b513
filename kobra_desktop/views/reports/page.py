"""Reportes: each report is a tab; what they are held to is one for all, and kept for the person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from kobra_desktop.models.reports.goals import GoalsModel, GoalsRead
from kobra_desktop.models.reports.kept_filters import filters_of, keep_filters, kept_filters
from kobra_desktop.models.reports.report import ReportModel, choices_read, narrowed
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.page import Page, PageState, listen
from kobra_desktop.views.reports.goals import GoalsDialog
from kobra_desktop.views.reports.mine.tab import KEY as MINE
from kobra_desktop.views.reports.mine.tab import MyReports, title
from kobra_desktop.views.reports.shared import Sharing, Shown
from kobra_desktop.views.reports.sharing import ReportFiles
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.reports.zone_map import Ground
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.reports.custom.bases import READY
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Filters, said
from kobra_domain.words import say

translate = QCoreApplication.translate
GOALS_OF = "recovery"  # the report that goals are set from
HEAD = 34  # pixels: as high with acts as without


class ReportsPage(Page):
    """A state names the `tab` (a report's key) and its `filters`, as pairs; a link that says none
    opens with those of last time. `shared` opens the list of links or mails over it.
    """

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        status: StatusModel,
        archive: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._workspace, self._status = workspace, status
        self._ground = Ground(workspace, archive)
        self._filters = kept_filters(workspace.memory)
        self._lists = ""
        self._measures: dict[str, str] = {}
        self._offered = choices_read(workspace, status)
        self._offered.setParent(self)
        self._made: dict[str, ReportTab] = {}
        self._goals = GoalsModel(workspace, self)
        listen(self, look, self._goals.acts, workspace.locale)
        self._goals.changed.connect(self._on_goals)
        self.mine: MyReports | None = None
        named = {key: say(f"report.{key}", None, workspace.locale) for key in self.tab_keys}
        self.tabs = TabBar(look, {**named, MINE: title()})
        self.stack = QStackedWidget()
        self.fresh = Freshness(look, workspace, status)
        named_page = label(translate("Pages", "Reports"), "page")
        self.files = ReportFiles(look, workspace, self)
        self.sharing = Sharing(look, workspace, status, self)
        self.share = Button(look, translate("Sharing", "Share"), icon="share-2")
        self.share.setMenu(self._share_menu())
        if not self.sharing.may_share:
            self.share.hide()
        self.head = row(named_page, None, self.fresh, self.share, space=12)
        self.head.addStrut(look.pixels(HEAD))
        head = column(self.head, self.tabs, space=6, margins=(20, 14, 20, 0))
        lines = column(holding(head), self.stack, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.tabs.chosen.connect(self._show)
        self.files.said.connect(lambda words: self.said.emit(words, None))
        self.sharing.said.connect(self.said)
        self.sharing.open_requested.connect(self.open_requested)

    def _share_menu(self) -> QMenu:
        menu = QMenu(self.share)
        for words, act in self.files.acts(lambda: self._seen.model):
            menu.addAction(words, act)
        menu.addSeparator()
        for words, act in self.sharing.acts(self._shown):
            menu.addAction(words, act)
        return menu

    @property
    def _seen(self) -> ReportTab:
        """The report that is shared."""
        return self.tab

    def _shown(self) -> Shown:
        tab = self._seen
        report = tab.report
        about = f"{report.title} · {report.about}" if report is not None else ""
        filters = narrowed(tab.model.filters, self._workspace.reach)  # who reads it knows no scope
        return Shown(report=tab.model.kind.key, filters=filters, about=about)

    @property
    def _in_front(self) -> ReportTab | None:
        """The report that is seen, saved or one that ships; None: a list, or what is no report
        yet.
        """
        return self._mine().shown if self.tabs.key == MINE else self._tab(self.tabs.key)

    def _fit_share(self) -> None:
        self.share.setEnabled(self._in_front is not None)

    @property
    def tab_keys(self) -> list[str]:
        """The tabs of reports, in their order; those that are ready stand in the list of one's
        own.
        """
        return [key for key in REPORTS if key not in READY]

    @property
    def tab(self) -> ReportTab:
        """The report in front."""
        tab = self._in_front
        assert tab is not None  # else nothing can be shared
        return tab

    def state(self) -> PageState:
        """The tab and what it is held to."""
        if self.tabs.key == MINE:
            return {"tab": MINE, **self._mine().state()}
        return {"tab": self.tabs.key, "filters": [list(pair) for pair in said(self._of_tab())]}

    def restore(self, state: PageState) -> None:
        """Likewise; filters of a link are those, whatever was held to last."""
        self._lists = str(state.get("shared") or "")
        filters = filters_of(state["filters"]) if "filters" in state else None
        key = str(state.get("tab") or self.tabs.key)
        if key in self.tab_keys:
            if filters is not None:
                self._hold(key, filters)
            self.tabs.choose(key)
            return
        self.tabs.choose(MINE)  # a link names a report of the list by its key or id
        report_id = str(state.get("report") or "") if key == MINE else key
        self._mine().restore(report_id, edits=bool(state.get("edits")), filters=filters)

    def on_shown(self) -> None:
        """Bring the tab up to date."""
        self._show(self.tabs.key)
        lists, self._lists = self._lists, ""
        if lists and self.sharing.may_share:
            self.sharing.show_lists(lists)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is counted unseen."""
        super().hideEvent(event)
        for one in self._tabs():
            one.rest()

    def focus_content(self) -> None:
        """The first chart, or the page while nothing is counted."""
        front = self._mine() if self.tabs.key == MINE else self.tab
        boxes = [card.box for card in front.cards if card.box is not None]
        if boxes:
            boxes[0].chart.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus()

    def reload(self) -> None:
        """F5."""
        if self.tabs.key == MINE:
            self._mine().reload()
        else:
            self.tab.reload()

    def create_new(self) -> None:
        """Ctrl+N: a report of one's own."""
        self.tabs.choose(MINE)
        self._mine().create_new()

    def undo(self) -> bool:
        """Ctrl+Z while a report is put together."""
        return self.tabs.key == MINE and self._mine().undo()

    def redo(self) -> bool:
        """Ctrl+Shift+Z, likewise."""
        return self.tabs.key == MINE and self._mine().redo()

    def escape(self) -> bool:
        """Esc: what is counted is given up; from a report of one's own to the list of them."""
        return self._mine().escape() if self.tabs.key == MINE else self.tab.escape()

    def _tabs(self) -> list[ReportTab | MyReports]:
        return [*self._made.values(), *((self.mine,) if self.mine else ())]

    def _mine(self) -> MyReports:
        if self.mine is None:
            self.mine = MyReports(
                self.look, self._workspace, self._status, self._offered, self._ground
            )
            self.mine.open_requested.connect(self.open_requested)
            self.mine.said.connect(self.said)
            self.mine.front_changed.connect(self._fit_share)
            self.stack.addWidget(self.mine)
        return self.mine

    def _of_tab(self) -> Filters:
        return replace(self._filters, measure=self._measures.get(self.tabs.key, ""))

    def _tab(self, key: str) -> ReportTab:
        if key not in self._made:
            model = ReportModel(self._workspace, self._status, REPORTS[key])
            made = ReportTab(self.look, model, self._offered, self._ground)
            model.setParent(made)
            made.filters_changed.connect(self._on_filters)
            made.open_requested.connect(self.open_requested)
            made.exits.said.connect(lambda words: self.said.emit(words, None))
            if key == GOALS_OF and self._goals.may_set:
                made.add_act(self._goals_button())
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]

    def _goals_button(self) -> Button:
        made = Button(self.look, translate("Goals", "Goals…"), "", "flag")
        made.clicked.connect(lambda: self._goals.read(self._open_goals))
        return made

    def _open_goals(self, read: GoalsRead) -> None:
        GoalsDialog(self.look, self, self._workspace, read, self._goals.set).open()

    def _on_goals(self) -> None:
        """A report of the server's follows goals once they are there."""
        tab = self._made.get(GOALS_OF)
        if tab is not None and tab.isVisible():
            tab.reload()

    def _show(self, key: str) -> None:
        tab = self._mine() if key == MINE else self._tab(key)
        for one in self._tabs():
            if one is not tab:
                one.rest()
        self.stack.setCurrentWidget(tab)
        self._fit_share()
        if not self.isVisible():
            return
        if isinstance(tab, MyReports):
            tab.open()
        else:
            tab.open(self._of_tab())

    def _on_filters(self, filters: object) -> None:
        self._hold(self.tabs.key, cast(Filters, filters))
        keep_filters(self._workspace.memory, self._filters)

    def _hold(self, key: str, filters: Filters) -> None:
        """One for all reports, but the measure."""
        if filters.measure:
            self._measures[key] = filters.measure
        self._filters = replace(filters, measure="")
