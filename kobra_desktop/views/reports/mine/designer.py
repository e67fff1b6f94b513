"""Where a report is put together: what it can be made of on the left, what it is on the right, as
it will be seen. Nothing is lost: every edit is kept as it is made.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.reports.design import Design
from kobra_desktop.models.reports.ingredients import (
    Ingredient,
    bare,
    dimensions,
    ingredient_names,
    measures,
    questions,
)
from kobra_desktop.models.reports.mine import DesignModel, MyReportsModel, Rival
from kobra_desktop.models.reports.report import Choices
from kobra_desktop.views.reports.filter_bar import FilterBar
from kobra_desktop.views.reports.mine.block_bar import BlockBar
from kobra_desktop.views.reports.mine.ingredients import Ingredients
from kobra_desktop.views.reports.mine.rival import RivalNotice
from kobra_desktop.views.reports.panel import PanelCard
from kobra_desktop.views.reports.tab import ReportTab
from kobra_desktop.views.reports.zone_map import Ground
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.chips import FilterChip
from kobra_desktop.views.widgets.labels import ElidedLabel, set_property
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.reports.custom.things import FIXED, PERIOD, SavedReport
from kobra_domain.reports.filters import HELD
from kobra_domain.words import say

translate = QCoreApplication.translate
_OVER = 6  # pixels over a block that is brought into sight


class Designer(QWidget):
    """`left`: the list shall be seen again. `saved` (report): it was saved."""

    left = Signal()
    saved = Signal(object)

    def __init__(
        self,
        look: Look,
        model: MyReportsModel,
        offered: LiveRead[Choices],
        ground: Ground,
        report: SavedReport,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self.model, self._offered = look, model, offered
        workspace, self._locale = model.workspace, model.workspace.locale
        held = model.row(report.id)
        self.design = Design(report, held.report if held else None, self)
        preview = DesignModel(workspace, model.status, report)
        self.tab = ReportTab(look, preview, offered, ground)
        preview.setParent(self.tab)
        self.tab.bar.hide()
        self.preview = preview
        self.ingredients = Ingredients(look, self._locale)
        self.blocks = BlockBar(look, self._locale, self.design, self._names)
        self.bar = FilterBar(look, workspace, preview.kind)
        self._make_filters(look)
        self._make_head(look, report.name)
        self._blocks, self._at = report.blocks, 0
        self._sought: int | None = None  # a block that came or moved and is not in sight yet
        self._build()
        self._connect()
        self._show()

    def _make_filters(self, look: Look) -> None:
        self.filters = Button(look, translate("MyReports", "Filters"), "chip", "list-filter")
        self.filters.setCheckable(True)
        self.of_block = Button(look, translate("MyReports", "This block alone"), "chip")
        self.of_block.setCheckable(True)
        self.of_block.setToolTip(
            translate("MyReports", "The filters are those of the chosen block alone")
        )
        self.asks = FilterChip(look, translate("MyReports", "Ask when it opens"))
        self.asks.set_options(
            [
                (PERIOD, translate("Reports", "Period")),
                *((one.value, say(f"dimension.{one.value}", None, self._locale)) for one in HELD),
            ]
        )

    def _make_head(self, look: Look, name: str) -> None:
        self.name = QLineEdit(name)
        self.name.setMaxLength(120)
        self.name.setCursorPosition(0)
        self.name.setAccessibleName(translate("MyReports", "Name of the report"))
        self.back = IconButton(look, "arrow-left", translate("MyReports", "Back to the list"))
        self.undo = IconButton(look, "undo-2", translate("MyReports", "Undo"), "Ctrl+Z")
        self.redo = IconButton(look, "redo-2", translate("MyReports", "Redo"), "Ctrl+Shift+Z")
        self.state = ElidedLabel("", "secondary")
        self.discard = Button(look, translate("MyReports", "Discard changes"), "quiet")
        self.save = Button(look, translate("MyReports", "Save"), "primary", "save")
        self.rival = RivalNotice(look)

    def _build(self) -> None:
        self.name.setMaximumWidth(self._look.pixels(420))
        self.name.setMinimumWidth(self._look.pixels(160))
        head = row(self.back, self.name, self.undo, self.redo, self.state, self.discard, self.save)
        head.setStretch(1, 1)
        head.setStretch(4, 1)
        head.setContentsMargins(20, 10, 20, 8)
        self.blocks.beside(self.filters, self.of_block, self.asks)
        self.bar.hide()
        self.of_block.hide()
        tools = column(self.blocks, self.bar, space=8, margins=(20, 8, 20, 0))
        right = column(holding(tools), self.tab, space=0)
        right.setStretch(1, 1)
        body = row(self.ingredients, right, space=0)
        body.setStretch(1, 1)
        lines = column(holding(head), self.rival, body, space=0)
        lines.setStretch(2, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        self.design.changed.connect(self._on_changed)
        self.ingredients.toggled.connect(self._on_toggled)
        self.blocks.chosen.connect(self._show_chosen)
        self.bar.changed.connect(self._on_filters)
        self.filters.toggled.connect(self.bar.setVisible)
        self.filters.toggled.connect(self.of_block.setVisible)
        self.of_block.clicked.connect(self._show_filters)
        self.asks.values_changed.connect(
            lambda: self.design.ask_for([one for one in (PERIOD, *HELD) if one in self.asks.values])
        )
        self.name.editingFinished.connect(self._on_named)
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(self.design.undo)
        self.redo.clicked.connect(self.design.redo)
        self.discard.clicked.connect(self._on_discard)
        self.save.clicked.connect(self._on_save)
        self.model.changed.connect(self._show_rival)
        self.rival.over_wanted.connect(self._save_over)
        self.rival.copy_wanted.connect(self._save_copy)
        self.rival.theirs_wanted.connect(self._show_theirs)
        self.preview.changed.connect(self._on_counted)
        self.tab.area.verticalScrollBar().rangeChanged.connect(lambda: self._seek())
        self._offered.loaded.connect(self._on_choices)
        self.model.questions.loaded.connect(self._on_questions)
        self._on_choices()
        self._on_questions()

    # Shown and hidden

    def open(self) -> None:
        """It is seen."""
        self.model.questions.open(self)
        self.tab.open(self.design.filters)
        self._show_filters()

    def rest(self) -> None:
        """It is seen no longer."""
        self.model.questions.rest(self)
        self.tab.rest()

    # What a person does

    def _on_toggled(self, one: Ingredient) -> None:
        if one.is_measure:
            self.design.toggle_measure(one.key)
            return
        held = [text for text in self.design.block.dimensions if bare(text) == bare(one.key)]
        self.design.toggle_dimension(held[0] if held else one.key)

    def _on_filters(self) -> None:
        if self.of_block.isChecked():
            self.design.hold_block(self.bar.filters)
        else:
            self.design.hold(self.bar.filters)

    def _on_named(self) -> None:
        name = self.name.text().strip()
        if name and name != self.design.now.name:
            self.design.rename(name)
        self.name.setText(self.design.now.name)

    def _on_save(self) -> None:
        self._on_named()
        if self.model.rival(self.design.now) is Rival.NONE:
            self._save_over()

    def _save_over(self) -> None:
        report = self.design.now
        self.model.save(report, lambda: self.saved.emit(report))

    def _save_copy(self) -> None:
        """What somebody else saved stays as it is, and so does what was edited here."""
        copy = self.model.copy_of(self.design.now)
        self.model.forget_draft(self.design.now.id)
        self.model.save(copy, lambda: self.saved.emit(copy))

    def _show_theirs(self) -> None:
        held = self.model.row(self.design.now.id)
        self.model.forget_draft(self.design.now.id)
        if held is not None:
            self.saved.emit(held.report)

    def _show_rival(self) -> None:
        rival = self.model.rival(self.design.now)
        self.rival.show_rival(rival)
        self.save.setEnabled(not self.design.is_saved and rival is Rival.NONE)

    def _on_discard(self) -> None:
        self.model.forget_draft(self.design.now.id)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A chart that has the keyboard or is clicked is the block that is worked on."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress):
            for card in self.tab.cards:
                if watched is card or (card.box is not None and watched is card.box.chart):
                    self.design.choose(_number(card))
        return False

    # What is shown

    def _on_changed(self) -> None:
        if self.design.now.blocks != self._blocks and self.design.at != self._at:
            self._sought = self.design.at
        self._blocks, self._at = self.design.now.blocks, self.design.at
        self.model.keep_draft(self.design.now)
        self._show()
        self.preview.show_report(self.design.now)
        if self.design.filters != self.preview.filters:
            self.tab.open(self.design.filters)

    def _show(self) -> None:
        design = self.design
        self.blocks.show_design()
        is_fixed = design.block.shape in FIXED
        dimensions = () if is_fixed else design.block.dimensions
        self.ingredients.show_block((*design.block.measures, *dimensions), is_fixed=is_fixed)
        self.undo.setEnabled(design.may_undo)
        self.redo.setEnabled(design.may_redo)
        self._show_rival()
        self.discard.setVisible(not design.is_saved)
        self.state.setText(
            translate("MyReports", "Saved")
            if design.is_saved
            else translate("MyReports", "Kept on this computer, not saved yet")
        )
        if not self.name.hasFocus():
            self.name.setText(design.now.name)
            self.name.setCursorPosition(0)  # where it is cut, its beginning is seen
        self.asks.set_values(design.now.parameters)
        self._show_filters()
        self._mark_chosen()

    def _show_filters(self) -> None:
        design = self.design
        filters = design.block_filters if self.of_block.isChecked() else design.filters
        if filters != self.bar.filters:
            self.bar.show_filters(filters)

    def _show_chosen(self, number: int) -> bool:
        """Bring the chosen block into sight, its head first; whether it is there."""
        card = next((one for one in self.tab.cards if _number(one) == number), None)
        inside = self.tab.area.widget()
        if card is None or inside is None or card.height() < card.minimumSizeHint().height():
            return False  # it is not laid out yet
        if any(card.geometry().intersects(one.geometry()) for one in self.tab.cards if one != card):
            return False  # nor while it lies over another
        top = card.mapTo(inside, QPoint(0, 0)).y()
        bar, seen = self.tab.area.verticalScrollBar(), self.tab.area.viewport().height()
        if bar.value() <= top and top + card.height() <= bar.value() + seen:
            return True
        wanted = max(0, top - self._look.pixels(_OVER))
        bar.setValue(wanted)
        return bar.value() == wanted

    def _on_counted(self) -> None:
        self._mark_chosen()
        QTimer.singleShot(0, self, self._seek)  # once it is laid out

    def _seek(self) -> None:
        """A block that came or moved comes into sight, as soon as it is laid out."""
        if self._sought is not None and not self.preview.is_asking:
            self._sought = None if self._show_chosen(self._sought) else self._sought

    def _mark_chosen(self) -> None:
        for card in self.tab.cards:
            for part in (card, *((card.box.chart,) if card.box else ())):
                part.installEventFilter(self)  # again is once
            set_property(card, "chosen", _number(card) == self.design.at)

    def _on_choices(self) -> None:
        if self._offered.value is not None:
            self.bar.show_choices(self._offered.value)

    def _on_questions(self) -> None:
        found = self.model.questions.value
        if found is not None:
            self.ingredients.show_questions(found)
            self.blocks.show_design()

    def _names(self, keys: tuple[str, ...]) -> list[str]:
        locale = self._locale
        known = [*measures(locale), *dimensions(locale)]
        known += questions(self.model.questions.value or (), locale)
        return ingredient_names(keys, known, locale)


def _number(card: PanelCard) -> int:
    text = card.panel.key.partition(".")[0]
    return int(text) if text.isdecimal() else -1
