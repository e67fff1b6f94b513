"""A report that ships, as it is looked at from the list of one's own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.mine import MyReportsModel
from kobra_desktop.models.reports.report import Choices, ReportModel
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.reports.zone_map import Ground
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.reports.custom.bases import lacking_words
from kobra_domain.reports.declared import REPORTS
from kobra_domain.reports.filters import Filters
from kobra_domain.words import say

translate = QCoreApplication.translate


class Ready(QWidget):
    """`left`; `copied` (key, filters): one of one's own shall begin as it; `held` (key, filters):
    it is held to others; `open_requested` as a report's tab.
    """

    left = Signal()
    copied = Signal(str, object)
    held = Signal(str, object)
    open_requested = Signal(str, object)

    def __init__(
        self,
        look: Look,
        model: MyReportsModel,
        offered: LiveRead[Choices],
        ground: Ground,
        key: str,
        filters: Filters,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key, self.filters = key, filters
        locale = model.workspace.locale
        shown = ReportModel(model.workspace, model.status, REPORTS[key])
        self.tab = ReportTab(look, shown, offered, ground)
        shown.setParent(self.tab)
        self.back = IconButton(look, "arrow-left", translate("MyReports", "Back to the list"))
        title = label(say(f"report.{key}", None, locale), "section")
        self.copy = Button(look, translate("MyReports", "Use as a base"), "", "copy-plus")
        self.copy.setToolTip(lacking_words(REPORTS[key], locale))
        head = row(self.back, title, None, self.copy)
        head.setContentsMargins(20, 10, 20, 0)
        lines = column(holding(head), self.tab, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.tab.open_requested.connect(self.open_requested)
        self.tab.filters_changed.connect(self._on_filters)
        self.back.clicked.connect(self.left)
        self.copy.clicked.connect(lambda: self.copied.emit(key, self.filters))

    def open(self) -> None:
        """It is seen; as a person has held it last."""
        self.tab.open(self.filters)

    def rest(self) -> None:
        """It is seen no longer."""
        self.tab.rest()

    def hold(self, filters: Filters) -> None:
        """Held to these, as a link says."""
        self.filters = filters
        if self.isVisible():
            self.tab.open(filters)

    def _on_filters(self, filters: Filters) -> None:
        self.filters = filters
        self.held.emit(self.key, filters)
