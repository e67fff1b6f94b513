"""The strip of problems below the editor: how many, each with its remedy, each leading to its
question. Finds none itself.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.panel_counts import panel_counts
from kobra_desktop.models.questionnaires.problem_list import (
    PLACE_ROLE,
    PROBLEM_ROLE,
    REMEDY_ROLE,
    ProblemList,
)
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.questionnaires.lint_files import FILES
from kobra_domain.questionnaires.problems import Problem, Severity

Index = QModelIndex | QPersistentModelIndex
ROW, ICON = 48, 16


class _Lines(QStyledItemDelegate):
    """Two lines a problem: whose it is and what, then the remedy."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All of one height, so that thousands cost nothing."""
        return QSize(200, self._look.pixels(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Icon and words; the colour is never alone."""
        look, rect = self._look, option.rect
        problem: Problem = index.data(PROBLEM_ROLE)
        painter.save()
        ground = "hover" if option.state & QStyle.StateFlag.State_MouseOver else "surface"
        if option.state & QStyle.StateFlag.State_Selected:
            ground = "selected"
        painter.fillRect(rect, look.colour(ground))
        painter.setPen(look.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_icon(painter, rect, is_error=problem.is_error)
        inside = rect.adjusted(look.pixels(40), look.pixels(5), -12, -look.pixels(5))
        half = inside.height() // 2
        upper = QRect(inside.x(), inside.y(), inside.width(), half)
        used = self._draw(painter, upper, f"{index.data(PLACE_ROLE)}  ", "strong", "text")
        rest = upper.adjusted(used, 0, 0, 0)
        self._draw(painter, rest, str(index.data() or ""), "table", "text")
        lower = QRect(inside.x(), inside.y() + half, inside.width(), half)
        self._draw(painter, lower, str(index.data(REMEDY_ROLE) or ""), "table", "text_2")
        painter.restore()

    def _paint_icon(self, painter: QPainter, rect: QRect, *, is_error: bool) -> None:
        name = "circle-x" if is_error else "triangle-alert"
        ratio = painter.device().devicePixelRatioF()
        picture = icons.pixmap(self._look, name, ICON, "error_fg" if is_error else "warn_fg", ratio)
        painter.drawPixmap(rect.x() + 14, rect.y() + self._look.pixels(8), picture)

    def _draw(self, painter: QPainter, rect: QRect, text: str, font: str, colour: str) -> int:
        painter.setFont(self._look.font(font))
        painter.setPen(self._look.colour(colour))
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(align), cut)
        return metrics.horizontalAdvance(cut)


class ProblemsPanel(QWidget):
    """`choice_requested` (uid): a choice's problem was chosen; `setting_requested` (column): one of
    the settings; `file_requested` (name): a file that no question asks for. Problems of
    questions are shown through the model.
    """

    choice_requested = Signal(str)
    setting_requested = Signal(str)
    file_requested = Signal(str)

    def __init__(self, look: Look, model: EditorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self._is_open = True
        self.rows = ProblemList(model, self)
        self.title = Button(look, "", "quiet", "chevron-down")
        self.title.setAccessibleName(self.tr("Problems"))
        self.fine = label("", "secondary")
        self._filters = self._made_filters()
        self.previous = IconButton(look, "chevron-up", self.tr("Previous problem"), "Shift+F8")
        self.next = IconButton(look, "chevron-down", self.tr("Next problem"), "F8")
        self.list = self._made_list()
        head = row(self.title, self.fine, space=8, margins=(8, 4, 8, 4))
        for chip in self._filters.values():
            head.addWidget(chip)
        head.addStretch(1)
        head.addLayout(row(self.previous, self.next, space=4))
        lines = column(head, self.list, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.title.clicked.connect(lambda: self.set_open(not self.is_open))
        self.next.clicked.connect(self.next_problem)
        self.previous.clicked.connect(self.previous_problem)
        for keys, act in (("F8", self.next_problem), ("Shift+F8", self.previous_problem)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WindowShortcut)
        model.problems_changed.connect(self._on_problems)
        self.set_open(True)
        self._on_problems()

    def _made_filters(self) -> dict[Severity | None, Button]:
        group = QButtonGroup(self)
        made: dict[Severity | None, Button] = {}
        for severity in (None, Severity.ERROR, Severity.WARNING):
            chip = Button(self._look, self.tr("All"), "chip")
            chip.setCheckable(True)
            chip.setChecked(severity is None)
            chip.clicked.connect(lambda _checked=False, s=severity: self.rows.show_only(s))
            group.addButton(chip)
            made[severity] = chip
        return made

    def _made_list(self) -> QListView:
        made = QListView()
        made.setModel(self.rows)
        made.setItemDelegate(_Lines(self._look, made))
        made.setAccessibleName(self.tr("Problems"))
        made.setProperty("look", "bare")
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.clicked.connect(lambda index: self._lead(index.row()))
        made.activated.connect(lambda index: self._lead(index.row()))
        return made

    # Open and closed

    @property
    def is_open(self) -> bool:
        """Whether the list is seen when there are problems, not only the numbers."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """Show the list, or the line of numbers alone."""
        self._is_open = is_open
        self.list.setVisible(is_open and bool(self._model.problems))
        self.title.set_icon("chevron-down" if is_open else "chevron-up")
        self.title.setToolTip(self.tr("Hide the list") if is_open else self.tr("Show the list"))

    def _on_problems(self) -> None:
        errors = self.rows.count(Severity.ERROR)
        warnings = self.rows.count(Severity.WARNING)
        is_any = bool(errors or warnings)
        self.title.setText(self.tr("Problems"))
        self.list.setVisible(self._is_open and is_any)
        self.fine.setText("" if is_any else self.tr("Nothing to put right."))
        self._filters[Severity.ERROR].setText(panel_counts.errors(errors))
        self._filters[Severity.WARNING].setText(panel_counts.warnings(warnings))
        for severity, chip in self._filters.items():
            has_both = bool(errors and warnings)
            number = errors if severity is Severity.ERROR else warnings
            chip.setVisible(has_both if severity is None else bool(number))
        self.next.setEnabled(is_any)
        self.previous.setEnabled(is_any)

    # Leading to questions

    def next_problem(self) -> None:
        """Go to the next one, after the last to the first."""
        self._step(1)

    def previous_problem(self) -> None:
        """Go to the one before, before the first to the last."""
        self._step(-1)

    def _step(self, step: int) -> None:
        count = self.rows.rowCount()
        if not count:
            return
        current = self.list.currentIndex()
        start = current.row() if current.isValid() else (-1 if step > 0 else count)
        self._lead((start + step) % count)

    def _lead(self, line: int) -> None:
        self.list.setCurrentIndex(self.rows.index(line, 0))
        problem = self.rows.problem_at(line)
        if problem.uid and self._model.node(problem.uid) is not None:
            self._model.attend(problem.uid, problem.column or "")
        elif problem.uid and self.rows.choice(problem.uid) is not None:
            self.choice_requested.emit(problem.uid)
        elif problem.sheet == "settings":
            self.setting_requested.emit(problem.column or "")
        elif problem.sheet == FILES:
            self.file_requested.emit(str(problem.params.get("file", "")))
