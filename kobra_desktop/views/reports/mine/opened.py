"""A report of one's own or one that was given, as it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.answers import keep_answers, last_answers
from kobra_desktop.models.reports.mine import DesignModel, MyReportsModel, ReportRow
from kobra_desktop.models.reports.report import Choices
from kobra_desktop.views.reports.mine.ask_form import AskForm
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.reports.zone_map import Ground
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.custom.things import SavedReport, opened
from kobra_domain.reports.filters import Filters

translate = QCoreApplication.translate


def given_words(held: ReportRow) -> str:
    """Whom a report was given to."""
    if not held.team:
        return translate("MyReports", "Given to a team that is there no longer")
    return translate("MyReports", "Given to {team}").format(team=held.team)


class Opened(QWidget):
    """`left`; `edited`, `copied`, `removed` (report); `answered`: what it asks for was chosen;
    `said` (sentence) is toasted; `open_requested` as a report's tab.
    """

    left = Signal()
    edited = Signal(object)
    copied = Signal(object)
    removed = Signal(object)
    answered = Signal()
    said = Signal(str)
    open_requested = Signal(str, object)

    def __init__(
        self,
        look: Look,
        model: MyReportsModel,
        offered: LiveRead[Choices],
        ground: Ground,
        report: SavedReport,
        filters: Filters | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self.model, self.report, self._offered = look, model, report, offered
        self._filters = filters
        shown = DesignModel(model.workspace, model.status, report)
        self.tab = ReportTab(look, shown, offered, ground)
        shown.setParent(self.tab)
        self.shown = shown
        self.tab.open_requested.connect(self.open_requested)
        self.back = IconButton(look, "arrow-left", translate("MyReports", "Back to the list"))
        self.title = label(report.name, "section")
        self.whose = ElidedLabel("", "secondary")
        self.edit = Button(look, translate("MyReports", "Edit"), "", "pencil")
        self.copy = Button(look, translate("MyReports", "Save a copy"), "", "copy-plus")
        self.give = Button(look, translate("MyReports", "Give to a team"), "", "users")
        self.remove = Button(look, translate("MyReports", "Remove"), "quiet", "trash-2")
        head = row(self.back, self.title, self.whose, self.edit, self.copy, self.give, self.remove)
        head.setStretch(2, 1)
        head.setContentsMargins(20, 10, 20, 0)
        self.asks = AskForm(look, model.workspace, offered, report)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tab)
        self.stack.addWidget(self.asks)
        lines = column(holding(head), self.stack, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.edit.clicked.connect(lambda: self.edited.emit(self.report))
        self.copy.clicked.connect(lambda: self.copied.emit(self.report))
        self.remove.clicked.connect(lambda: self.removed.emit(self.report))
        self.give.clicked.connect(self._ask_team)
        self.asks.answered.connect(self._on_answered)
        self.model.changed.connect(self._on_rows)

    @property
    def is_asking(self) -> bool:
        """Whether it waits for what it asks for."""
        return self.stack.currentWidget() is self.asks

    @property
    def answers(self) -> Filters | None:
        """What was chosen of what it asks for; None: nothing was, or nothing is asked."""
        return self.tab.bar.filters if self.report.parameters and not self.is_asking else None

    def open(self) -> None:
        """It is seen; as a person has held it since it was opened. What asks waits for its answer,
        unless a link gave it.
        """
        self._show()
        if self.report.parameters and self._filters is None:
            self.stack.setCurrentWidget(self.asks)
            self.asks.ask(last_answers(self.model.workspace.memory, self.report))
            self._offered.open(self.asks)
            return
        made = self.shown.made
        self.tab.open(self.shown.filters if made else self._filters or opened(self.report))

    def _on_answered(self, filters: Filters) -> None:
        self._filters = filters
        keep_answers(self.model.workspace.memory, self.report, filters)
        self._offered.rest(self.asks)
        self.stack.setCurrentWidget(self.tab)
        self.tab.open(filters)
        self.tab.bar.setFocus()
        self.answered.emit()

    def reload(self) -> None:
        """F5; what waits for an answer has nothing to count."""
        if not self.is_asking:
            self.tab.reload()

    def rest(self) -> None:
        """It is seen no longer."""
        self._offered.rest(self.asks)
        self.tab.rest()

    def _on_rows(self) -> None:
        """Its owner changed it meanwhile, or took it away."""
        held = self.model.row(self.report.id)
        if held is None:
            if self.model.is_loaded and self.report.id not in self.model.drafts:
                if not self.model.is_mine(self.report):
                    words = translate("MyReports", "{name} is no longer given to you.")
                    self.said.emit(words.format(name=self.report.name))
                self.left.emit()
            return
        if held.report != self.report:
            self.report = held.report
            self.shown.show_report(self.report)
        self._show()

    def _show(self) -> None:
        is_mine = self.model.is_mine(self.report)
        held = self.model.row(self.report.id)
        self.title.setText(self.report.name)
        parts = [] if is_mine or held is None else [held.owner]
        if held is not None and self.report.team_id is not None:
            parts.append(given_words(held))
        self.whose.setText(" · ".join(one for one in parts if one))
        for button in (self.edit, self.give, self.remove):
            button.setVisible(is_mine)
        self.give.setEnabled(held is not None)
        asked = set(self.report.parameters)
        for dimension, chip in self.tab.bar.chips.items():
            chip.setVisible(not asked or dimension.value in asked or bool(chip.values))

    def _ask_team(self) -> None:
        """Whoever is in one of the person's teams may get it."""
        menu = QMenu(self)
        found = self._offered.value
        teams = found.names.options(Dimension.TEAM) if found is not None else {}
        for team_id, name in teams.items():
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(team_id == self.report.team_id)
            action.triggered.connect(
                lambda _=False, one=team_id, said=name: self.model.give(self.report, one, said)
            )
        if self.report.team_id is not None:
            menu.addSeparator()
            action = menu.addAction(translate("MyReports", "Nobody: mine alone"))
            action.triggered.connect(lambda: self.model.give(self.report, None, ""))
        self.menu = menu
        menu.popup(self.give.mapToGlobal(self.give.rect().bottomLeft()))
