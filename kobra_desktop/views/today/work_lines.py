"""Lines of work: what asks, in words, and the acts that end it. A line that says the same stays the
same widget, so that a button that is being pressed is not made anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QWidget

from kobra_desktop.models.today.work import WorkAct, WorkLine
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import ElidedButton
from kobra_desktop.views.widgets.labels import ElidedLabel, hide_unless, label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling


class WorkRow(QFrame):
    """One line. `opened` (page, state): an act that leads elsewhere; `acted` (line, key): one that
    the tab does.
    """

    opened = Signal(str, object)
    acted = Signal(object, str)

    def __init__(self, look: Look, line: WorkLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("work_row")
        picture = QLabel()
        ratio = self.devicePixelRatioF()
        picture.setPixmap(icons.pixmap(look, line.icon, 20, "text_2", ratio))
        words, under = ElidedLabel(line.words), ElidedLabel(line.detail, "caption")
        hide_unless(under, bool(line.detail))
        both = column(words, under, space=0)
        inside = row(picture, both, space=8, margins=(12, 5, 8, 5))
        inside.setStretchFactor(both, 1)
        inside.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        for act in line.acts:
            button = ElidedButton(look, act.words, "row", act.icon, least=36 if act.icon else 80)
            button.setToolTip(act.words)
            button.setAccessibleDescription(line.words)
            button.clicked.connect(lambda _checked=False, one=act: self._do(line, one))
            inside.addWidget(button)
        self.setLayout(inside)

    def _do(self, line: WorkLine, act: WorkAct) -> None:
        if act.opens is not None:
            self.opened.emit(*act.opens)
        else:
            self.acted.emit(line, act.key)


class WorkLines(QWidget):
    """A list of them, which says so when nothing asks."""

    opened = Signal(str, object)
    acted = Signal(object, str)

    def __init__(self, look: Look, calm: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._calm = look, calm
        self._shown: tuple[WorkLine, ...] | None = None
        self._lines = column(space=0, margins=(0, 0, 0, 0))
        self.setLayout(column(scrolling(holding(self._lines)), space=0))
        look.changed.connect(self._fill)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What is shown."""
        return self._shown or ()

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The acts of all lines, in order."""
        items = (self._lines.itemAt(n) for n in range(self._lines.count()))
        rows = (item.widget() for item in items if item is not None)
        return [one for line in rows if line for one in line.findChildren(QAbstractButton)]

    def show_lines(self, lines: Sequence[WorkLine]) -> None:
        """Show these, in their order."""
        if self._shown != tuple(lines):
            self._shown = tuple(lines)
            self._fill()

    def _fill(self) -> None:
        emptied(self._lines)
        for line in self.lines:
            made = WorkRow(self._look, line)
            made.opened.connect(self.opened)
            made.acted.connect(self.acted)
            self._lines.addWidget(made)
        if self._shown == ():
            calm = label(self._calm, "secondary", wrap=True)
            calm.setContentsMargins(16, 16, 16, 16)
            self._lines.addWidget(calm)
        self._lines.addStretch(1)
