"""Lines of work: what asks, in words, and the acts that end it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QWidget

from kobra_desktop.models.today.work import WorkAct, WorkLine
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import ElidedButton
from kobra_desktop.views.widgets.kept_rows import KeptRows, RowWish
from kobra_desktop.views.widgets.labels import ElidedLabel, hide_unless, label
from kobra_desktop.views.widgets.layouts import column, row, scrolling


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
        words: QLabel = ElidedLabel(line.words)
        if line.is_calm:  # a sentence, read whole
            words = label(line.words, "secondary", wrap=True)
        under = label(line.detail, "caption", wrap=True)
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
        self._rows = KeptRows()
        self.setLayout(column(scrolling(self._rows), space=0))
        look.changed.connect(self._on_look)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What is shown."""
        return self._shown or ()

    @property
    def rows(self) -> dict[str, QWidget]:
        """Their widgets, by their keys."""
        return self._rows.rows

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The acts of all lines, in order."""
        return self._rows.buttons

    def show_lines(self, lines: Sequence[WorkLine]) -> None:
        """Show these, in their order."""
        self._shown = tuple(lines)
        wanted = [row_wish(self._look, one, self.opened, self.acted) for one in lines]
        self._rows.show_rows(wanted or [calm_wish(self._calm)])

    def _on_look(self) -> None:
        self._rows.forget()
        if self._shown is not None:
            self.show_lines(self._shown)


def row_wish(look: Look, line: WorkLine, opened: SignalInstance, acted: SignalInstance) -> RowWish:
    """A line's row, whose acts are told by these signals."""

    def make() -> WorkRow:
        made = WorkRow(look, line)
        made.opened.connect(opened)
        made.acted.connect(acted)
        return made

    return RowWish(line.key, line, make)


def calm_wish(words: str) -> RowWish:
    """The sentence of a list in which nothing asks."""

    def make() -> QWidget:
        calm = label(words, "secondary", wrap=True)
        calm.setContentsMargins(16, 16, 16, 16)
        return calm

    return RowWish("", words, make)
