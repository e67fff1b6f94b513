"""Entering goals: months by teams and agents, as a sheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kobra_desktop.models.counts import figure
from kobra_desktop.models.reports.goal_sheet import (
    DEPTH_ROLE,
    IS_SUM_ROLE,
    IS_WRONG_ROLE,
    MONTHS,
    GoalSheet,
)
from kobra_desktop.models.reports.goals import GoalsRead, SetGoals
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row

translate = QCoreApplication.translate
_WIDTH, _HEIGHT, _LINE, _NAMES, _MONTH, _INDENT = 900, 620, 32, 280, 136, 18
Index = Any


class _Cells(QStyledItemDelegate):
    """Names stand in under their team; a sum of those below is quiet, what is no amount is not."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's."""
        super().initStyleOption(option, index)
        made: Any = option
        if index.column() == 0:
            depth = index.data(DEPTH_ROLE)
            made.font.setBold(depth == 0)
            made.rect.adjust(self._look.pixels(_INDENT) * depth, 0, 0, 0)
        elif index.data(IS_WRONG_ROLE):
            made.palette.setColor(made.palette.ColorRole.Text, self._look.colour("error_fg"))
        elif index.data(IS_SUM_ROLE):
            made.font.setItalic(True)
            made.palette.setColor(made.palette.ColorRole.Text, self._look.colour("text_3"))


class _Sheet(QTableView):
    """A block from a spreadsheet is pasted at the cell; Delete empties what is chosen."""

    def __init__(self, look: Look, model: GoalSheet) -> None:
        super().__init__()
        self._goals = model
        self.setModel(model)
        self.setItemDelegate(_Cells(look, self))
        self.setAccessibleName(translate("Goals", "Goals by month"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.setShowGrid(True)
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.pixels(_LINE))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column_of in range(1, MONTHS + 1):
            self.setColumnWidth(column_of, look.pixels(_MONTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste(QApplication.clipboard().text())
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._goals.undo()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._goals.write({(one.row(), one.column()): "" for one in self.selectedIndexes()})
        else:
            super().keyPressEvent(event)

    def _paste(self, text: str) -> None:
        at = self.currentIndex()
        lines = text.rstrip("\r\n").splitlines()
        if at.isValid() and at.column() and lines:
            self._goals.write(
                {
                    (at.row() + down, at.column() + right): cell
                    for down, line in enumerate(lines)
                    for right, cell in enumerate(line.split("\t"))
                }
            )


class GoalsDialog(Form):
    """Saves all that was typed as one act, which is taken back as one."""

    def __init__(
        self, look: Look, parent: QWidget, workspace: Workspace, read: GoalsRead, submit: SetGoals
    ) -> None:
        title = translate("Goals", "Recovery goals")
        super().__init__(look, parent, title, Setting.of(workspace))
        self._set = submit
        self.sheet = GoalSheet(workspace, read, self)
        self.table = _Sheet(look, self.sheet)
        self.currency = Choice([(one, one) for one in self.sheet.currencies])
        self.currency.setAccessibleName(translate("Goals", "Currency"))
        self.currency.setVisible(len(self.sheet.currencies) > 1)
        self.earlier = IconButton(look, "chevron-left", translate("Goals", "Earlier months"))
        self.later = IconButton(look, "chevron-right", translate("Goals", "Later months"))
        self.copy = Button(look, translate("Goals", "Copy the month before"), "", "copy")
        self.undo = Button(look, translate("Goals", "Undo"), "quiet", "undo-2")
        self.wrong = label("", "error", wrap=True)
        self._lay()
        self.sheet.edited.connect(self._fit)
        self.currency.edited.connect(lambda: self.sheet.show_currency(self.currency.chosen))
        self.earlier.clicked.connect(lambda: self.sheet.move(-1))
        self.later.clicked.connect(lambda: self.sheet.move(1))
        self.copy.clicked.connect(self._copy)
        self.undo.clicked.connect(self.sheet.undo)
        self._fit()

    def _lay(self) -> None:
        words = translate(
            "Goals",
            "A team without a goal has those of its agents, the company those of its teams, shown "
            "in italics. An empty cell is no goal; zero is one.",
        )
        for part in (self.copy, self.undo):
            part.setAutoDefault(False)
        head = row(self.earlier, self.later, self.currency, None, self.undo, self.copy, space=8)
        lines = column(label(words, "caption", wrap=True), head, self.table, self.wrong, space=10)
        lines.setStretch(2, 1)
        self.build(lines, _WIDTH, _HEIGHT)
        self.save.setAutoDefault(False)  # Enter in a cell ends its editing, and nothing more
        self.save.setDefault(False)
        self.leave.setAutoDefault(False)
        if self.sheet.rows:
            self.table.setCurrentIndex(self.sheet.index(0, 2))
        self.table.setFocus()

    @property
    def is_touched(self) -> bool:
        """Whether something else stands there than was held."""
        return self.sheet.is_touched

    def submit(self) -> None:
        """Save what was typed."""
        if self.save.isEnabled():
            self.problem.hide()
            self._set_busy(True)
            self._set(self.sheet.wanted(), self._on_saved, self._on_refused)

    def _copy(self) -> None:
        self.sheet.copy_before(max(1, self.table.currentIndex().column()))

    def _fit(self) -> None:
        wrong = self.sheet.problems
        one = translate("Goals", "One cell holds no amount: write it in figures.")
        many = translate("Goals", "{count} cells hold no amount: write it in figures.")
        self.wrong.setText(one if wrong == 1 else many.format(count=figure(wrong)))
        self.wrong.setVisible(bool(wrong))
        self.undo.setEnabled(self.sheet.can_undo)
        self.is_ready = not wrong
        self._allow()
