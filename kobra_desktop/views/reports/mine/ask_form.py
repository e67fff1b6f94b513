"""What a report asks for before it is shown: its days, a portfolio, a team."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.report import Choices
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.reports.filter_bar import FilterBar
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import card, column, row
from kobra_domain.reports.custom.build import kind_of_saved
from kobra_domain.reports.custom.things import PERIOD, SavedReport
from kobra_domain.reports.filters import HELD, Against, Filters

translate = QCoreApplication.translate


class AskForm(QWidget):
    """`answered` (filters): it shall be shown held to these."""

    answered = Signal(object)

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        offered: LiveRead[Choices],
        report: SavedReport,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._offered = offered
        asked = replace(
            kind_of_saved(report),
            held=tuple(one for one in HELD if one in report.parameters),
            against=(Against.NONE,),
            has_first_attempts=False,
            has_period=PERIOD in report.parameters,
        )
        self.bar = FilterBar(look, workspace, asked)
        words = translate("MyReports", "What shall it show?")
        said = translate("MyReports", "Whoever made it asks this each time it is opened.")
        self.show_it = Button(look, translate("MyReports", "Show the report"), "primary")
        self.show_it.setAutoDefault(True)
        inside = column(
            label(words, "section"), label(said, "secondary", wrap=True), self.bar,
            row(self.show_it, None), space=12, margins=(18, 16, 18, 16),
        )  # fmt: skip
        self.setLayout(column(card(inside), None, margins=(20, 14, 20, 20)))
        self.show_it.clicked.connect(lambda: self.answered.emit(self.bar.filters))
        offered.loaded.connect(self._on_choices)
        self._on_choices()

    def ask(self, filters: Filters) -> None:
        """Ask, with these chosen beforehand: Enter is enough."""
        self.bar.show_filters(filters)
        self.show_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choices(self) -> None:
        if self._offered.value is not None:
            self.bar.show_choices(self._offered.value)
