"""What a block is made of: measures and dimensions with a search field, each with what it says in
one sentence. A tick puts it into the chosen block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QMenu, QWidget

from kobra_desktop.models.reports.ingredients import (
    Ingredient,
    bare,
    dimensions,
    measures,
    questions,
    quotients,
)
from kobra_desktop.models.reports.mine import Offered
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, plain_tip
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.search_field import SearchField

translate = QCoreApplication.translate
_INDENT = 26  # pixels: where the words of a tick begin


def _shown(name: str) -> str:
    """Qt takes an & for the mark of a key."""
    return name.replace("&", "&&")


class _Tick(QCheckBox):
    """Ticked from its whole line. Arrows go to the next one that is seen; Enter ticks as the space
    bar does. A name that is wider than the line is cut, and told whole under the mouse.
    """

    def __init__(self, name: str) -> None:
        super().__init__(_shown(name))
        self._name = name
        self.setAccessibleName(name)
        self.setMinimumWidth(_INDENT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        room = self.width() - _INDENT
        cut = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(_shown(cut))
        self.setToolTip("" if cut == self._name else plain_tip(self._name))

    def hitButton(self, pos: QPoint) -> bool:
        """Qt's: where a click ticks."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Line(QWidget):
    """One ingredient: a tick and its sentence."""

    def __init__(self, one: Ingredient) -> None:
        super().__init__()
        self.ingredient = one
        self.tick = _Tick(one.name)
        self.tick.setAccessibleDescription(one.how)
        how = label(one.how, "caption", wrap=True)
        how.setContentsMargins(_INDENT, 0, 0, 0)
        self.setLayout(column(self.tick, how, space=0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The sentence belongs to its tick."""
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.tick.click()


class Ingredients(QWidget):
    """`toggled` (ingredient): a person ticks or unticks it."""

    toggled = Signal(object)

    def __init__(self, look: Look, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._locale = look, locale
        self._ticked: set[str] = set()
        self._is_fixed = False
        self.search = SearchField(
            translate("MyReports", "Search measures and dimensions"),
            translate("MyReports", "Search measures and dimensions"),
        )
        self.search.searched.connect(lambda _: self._fit())
        self.lines: dict[str, _Line] = {}
        self._heads: list[tuple[QLabel, list[_Line]]] = []
        self._lines = column(space=10, margins=(16, 6, 12, 16))
        self.none = label(translate("MyReports", "Nothing is called so."), "secondary", wrap=True)
        self._lines.addWidget(self.none)
        self._lines.addStretch(1)
        self._add(translate("MyReports", "Measures"), measures(locale))
        self._add(translate("MyReports", "Told apart by"), dimensions(locale))
        self.area = scrolling(holding(self._lines))
        words = translate("MyReports", "One measure ÷ another")
        self.divide = Button(look, words, "quiet")
        self.divide.setToolTip(
            translate("MyReports", "How much of one there is for each of another: collected ÷ done")
        )
        self.divide.setMenu(self._quotients())
        head = holding(
            column(self.search, row(self.divide, None), space=4, margins=(16, 10, 12, 4))
        )
        self.setLayout(column(head, self.area, space=0))
        self.setFixedWidth(look.pixels(300))
        self._fit()

    def _quotients(self) -> QMenu:
        """First what, then for each of what."""
        menu = QMenu(self)
        for name, held in quotients(self._locale):
            under = menu.addMenu(f"{_shown(name)} ÷")
            for one in held:
                act = under.addAction(_shown(one.how))
                act.triggered.connect(lambda _=False, it=one: self.toggled.emit(it))
        return menu

    def show_questions(self, offered: Sequence[Offered]) -> None:
        """What questionnaires ask, below; once it is known."""
        found = [one for one in questions(offered, self._locale) if one.key not in self.lines]
        if found:
            self._add(translate("MyReports", "Told apart by answers"), found)
            self._show()
            self._fit()

    def show_block(self, chosen: Iterable[str], *, is_fixed: bool = False) -> None:
        """Tick what the chosen block has; `is_fixed`: its shape says by what it is told apart."""
        self._ticked = {bare(one) for one in chosen}
        self._is_fixed = is_fixed
        self._show()

    def _show(self) -> None:
        for key, line in self.lines.items():
            line.tick.blockSignals(True)
            line.tick.setChecked(bare(key) in self._ticked)
            line.tick.blockSignals(False)
            line.setEnabled(line.ingredient.is_measure or not self._is_fixed)

    def _add(self, title: str, held: Iterable[Ingredient]) -> None:
        head, lines = label(title, "section"), [_Line(one) for one in held]
        at = self._lines.count() - 2
        for part in (head, *lines):
            self._lines.insertWidget(at, part)
            at += 1
        for line in lines:
            self.lines[line.ingredient.key] = line
            line.tick.clicked.connect(lambda _=False, one=line: self.toggled.emit(one.ingredient))
        self._heads.append((head, lines))

    def _fit(self) -> None:
        """Only what is searched."""
        wanted = self.search.text()
        is_any = False
        for head, lines in self._heads:
            seen = [line for line in lines if line.ingredient.is_found(wanted)]
            for line in lines:
                line.setVisible(line in seen)
            head.setVisible(bool(seen))
            is_any = is_any or bool(seen)
        self.none.setVisible(not is_any)
