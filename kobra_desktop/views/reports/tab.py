"""One report: its filters, and its panels in one column or two."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QScrollArea, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.report import Choices, ReportModel
from kobra_desktop.views.charts.leaving import ChartExits
from kobra_desktop.views.reports.filter_bar import FilterBar
from kobra_desktop.views.reports.grid import COLUMNS, Asked, laid_out
from kobra_desktop.views.reports.panel import PanelCard
from kobra_desktop.views.reports.zone_map import Ground
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import InSight, column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.report import Panel, Report

translate = QCoreApplication.translate
TWO_FROM = 1_080  # pixels at 100 %: two panels beside each other
_SIDE, _BUSY = 20, 3


def _busy() -> QProgressBar:
    """A line over the cards while others are counted, which moves none of them."""
    made = QProgressBar()
    made.setRange(0, 0)
    made.setTextVisible(False)
    made.setFixedHeight(_BUSY)
    made.setProperty("look", "line")
    made.setAccessibleName(translate("Reports", "Counting…"))
    policy = made.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    made.setSizePolicy(policy)
    made.hide()
    return made


class ReportTab(QWidget):
    """`filters_changed`: the person holds it to others; `open_requested` (page key, state) goes
    elsewhere.
    """

    filters_changed = Signal(object)
    open_requested = Signal(str, object)

    def __init__(
        self,
        look: Look,
        model: ReportModel,
        offered: LiveRead[Choices],
        ground: Ground | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self.model, self._offered = look, model, offered
        self._ground = ground or Ground(model.workspace)
        self._locale = model.workspace.locale
        self.bar = FilterBar(look, model.workspace, model.kind)
        self.about: QLabel = label("", "secondary", wrap=True)
        self.failure = notice("error")
        self.retry = Button(look, translate("PageState", "Try again"), "row", "refresh-cw")
        self.retry.hide()
        self.counting = _busy()
        self.cards: list[PanelCard] = []
        self._placed: list[tuple[int, int, int]] = []
        self.exits = ChartExits(look, model.workspace, self)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._grid.setContentsMargins(0, 0, 0, 0)
        sheet = column(holding(self._grid), None)
        self.area: QScrollArea = scrolling(holding(sheet), InSight())
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.area.verticalScrollBar().sizeHint().width()
        # Cards end where the head does, and no width changes when they are more than a page.
        sheet.setContentsMargins(_SIDE, 4, max(0, _SIDE - bar), _SIDE)
        self.stack = PageState(look, self.area, margins=(_SIDE, 4, _SIDE, _SIDE))
        self._line = row(self.about, space=8)
        self._line.setStretch(0, 1)
        wrong = row(self.failure, self.retry, space=8)
        wrong.setStretch(0, 1)
        head = column(self.bar, self._line, wrong, space=6)
        head.setContentsMargins(_SIDE, 10, _SIDE, 8 - _BUSY)
        lines = column(holding(head), self.counting, self.stack, space=0)
        lines.setStretch(2, 1)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        self.bar.changed.connect(self._on_filters)
        self.model.changed.connect(self._show)
        self.model.failed.connect(self._on_failed)
        self._offered.loaded.connect(self._on_choices)
        self.retry.clicked.connect(self.model.reload)
        self._on_choices()

    def add_act(self, button: QWidget) -> None:
        """An act of this report alone, at the end of the line that says what it is held to."""
        self._line.addWidget(button)

    def open(self, filters: Filters) -> None:
        """It is seen, held to these."""
        self.bar.show_filters(filters)
        self._offered.open(self)
        self.model.open(filters)

    def rest(self) -> None:
        """It is seen no longer."""
        self._offered.rest(self)
        self.model.rest()

    def reload(self) -> None:
        """Build it anew."""
        self.model.reload()

    def escape(self) -> bool:
        """Give up what is being counted: what is shown, and its filters, hold again."""
        if not self.model.cancel():
            return False
        self.bar.show_filters(self.model.filters)
        self.filters_changed.emit(self.model.filters)
        return True

    @property
    def report(self) -> Report | None:
        """What is shown."""
        return None if self.model.made is None else self.model.made.report

    def hold(self, dimension: Dimension, value: str) -> None:
        """Hold the page to one value; if it is held to it alone, to none any more."""
        filters = self.bar.filters
        is_held = filters.values(dimension) == (value,)
        self.bar.show_filters(filters.holding(dimension, *(() if is_held else (value,))))
        self._on_filters()

    def _on_filters(self) -> None:
        self.model.open(self.bar.filters)
        self.filters_changed.emit(self.bar.filters)

    def _on_choices(self) -> None:
        if self._offered.value is not None:
            self.bar.show_choices(self._offered.value)

    def _on_failed(self, problem: Known) -> None:
        words = sentence(problem, self._locale)
        if self.report is None:
            self.about.setText("")
            self.stack.show_error(words, getattr(problem, "code", ""), self.model.reload)
        else:
            self.failure.setText(words)
            self.failure.show()
            self.retry.show()
        self._show_counting()

    def _show(self) -> None:
        self._show_counting()
        report = self.model.coming or self.report
        if report is None:
            self.about.setText(translate("Reports", "Counting…"))
            self.stack.show_loading()
            return
        self.failure.hide()
        self.retry.hide()
        self.about.setText(self._about(report))
        held = self.report.panels if self.report is not None else ()
        new = {one.key for one in report.panels}
        self._show_panels((*report.panels, *(one for one in held if one.key not in new)))
        for card in self.cards:
            card.wait(waits=card.panel.key not in new)
        self.stack.show_content()

    def _show_counting(self) -> None:
        self.counting.setVisible(self.model.is_asking)

    def _about(self, report: Report) -> str:
        made = self.model.made if report is self.report else None
        is_of_server = made is not None and made.is_of_server
        where = (
            translate("Reports", "Counted by the server")
            if is_of_server
            else translate("Reports", "Counted on this computer")
        )
        parts = [report.about, report.cut_off, where]
        if made is not None and made.is_partial:
            words = translate("Reports", "Offline only what this computer holds counts")
            parts.append(words)
        if self.model.is_asking:
            parts.append(translate("Reports", "Counting…"))
        return " · ".join(parts)

    def _show_panels(self, panels: tuple[Panel, ...]) -> None:
        """The cards of panels that were there stay, so that nothing jumps or loses the keyboard."""
        held = {card.panel.key: card for card in self.cards}
        before = self.cards
        self.cards = [self._card(held.pop(one.key, None), one) for one in panels]
        for card in held.values():
            self._grid.removeWidget(card)
            card.dispose()
            card.deleteLater()
        if self.cards != before:
            self._placed = []
        self._place()

    def _card(self, held: PanelCard | None, panel: Panel) -> PanelCard:
        if held is not None:
            held.show_panel(panel)
            return held
        made = PanelCard(self._look, panel, self._locale, self.exits, self._ground)
        made.open_requested.connect(self.open_requested)
        made.hold_requested.connect(self.hold)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Numbers stand four beside each other, other panels two, where there is room for as many;
        no line ends before the page does.
        """
        is_double = self.width() >= self._look.pixels(TWO_FROM)
        asked = [
            Asked(card.columns if is_double else min(2 * card.columns, COLUMNS), card.high)
            for card in self.cards
        ]
        placed = laid_out(asked)
        if placed == self._placed:
            return
        self._placed = placed
        for card in self.cards:
            self._grid.removeWidget(card)
        for card, (line, side, span) in zip(self.cards, placed, strict=True):
            self._grid.addWidget(card, line, side, 1, span)
        for column_of in range(COLUMNS):
            self._grid.setColumnStretch(column_of, 1)
