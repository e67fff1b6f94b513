"""A report of one's own or one that was given, as it is looked at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.mine import DesignModel, MyReportsModel
from kobra_desktop.models.reports.report import Choices
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


class Opened(QWidget):
    """`left`; `edited`, `copied`, `removed` (report); `open_requested` as a report's tab."""

    left = Signal()
    edited = Signal(object)
    copied = Signal(object)
    removed = Signal(object)
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
        head = row(
            self.back, self.title, self.whose, None, self.edit, self.copy, self.give, self.remove
        )
        head.setContentsMargins(20, 10, 20, 0)
        lines = column(holding(head), self.tab, space=0)
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
        self.model.changed.connect(self._on_rows)

    def open(self) -> None:
        """It is seen; as a person has held it since it was opened."""
        filters = self.shown.filters if self.shown.made else self._filters or opened(self.report)
        self.tab.open(filters)
        self._show()

    def rest(self) -> None:
        """It is seen no longer."""
        self.tab.rest()

    def _on_rows(self) -> None:
        """Its owner changed it meanwhile, or took it away."""
        held = self.model.row(self.report.id)
        if held is None:
            if self.model.is_loaded and self.report.id not in self.model.drafts:
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
        if held is not None and held.team:
            parts.append(translate("MyReports", "Given to {team}").format(team=held.team))
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
