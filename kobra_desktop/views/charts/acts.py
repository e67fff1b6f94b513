"""What can be done with a chart, as one quiet row over its upper edge: seen while the pointer or
the keyboard is on the chart, there for the Tab key in any case.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsOpacityEffect, QMenu, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.popover import Popover

translate = QCoreApplication.translate
HIGH, _WIDE = 24, 420  # pixels at 100 % of the row, and of what is said of the figure


class ActsRow(QFrame):
    """The acts as icons in the upper right corner of a chart's box."""

    def __init__(self, look: Look, box: QWidget) -> None:
        super().__init__(box)
        self._look, self._box = look, box
        self._is_pointed_at = False
        self.buttons: list[IconButton] = []
        self._lines = row(space=0)
        self.setLayout(self._lines)
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        box.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self._show_if_wanted()

    def add(self, icon: str, words: str, do: Callable[[], None] | None = None) -> IconButton:
        """Another one, at the right."""
        button = IconButton(self._look, icon, words)
        button.setProperty("look", "small")
        if do:
            button.clicked.connect(do)
        self.buttons.append(button)
        self._lines.addWidget(button)
        return button

    @property
    def is_seen(self) -> bool:
        """Whether they are drawn now."""
        return self._effect.opacity() > 0

    def menu(self) -> QMenu:
        """The same in words, of those that can be done now."""
        made = QMenu(self._box)
        for button in self.buttons:
            if not button.isHidden():
                entry = made.addAction(button.icon(), button.accessibleName())
                entry.setCheckable(button.isCheckable())
                entry.setChecked(button.isChecked())
                entry.triggered.connect(button.click)
        return made

    def place(self) -> None:
        """In the corner, over everything of the box."""
        self.adjustSize()
        self.move(self._box.width() - self.width() - self._look.pixels(8), self._look.pixels(1))
        self.raise_()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The pointer comes to the box and goes, and the box becomes another size."""
        match event.type():
            case QEvent.Type.Enter | QEvent.Type.Leave | QEvent.Type.Hide:
                self._is_pointed_at = event.type() is QEvent.Type.Enter
                self._show_if_wanted()
            case QEvent.Type.Resize | QEvent.Type.Show | QEvent.Type.LayoutRequest:
                self.place()
        return False

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._show_if_wanted(now)

    def _show_if_wanted(self, focused: QWidget | None = None) -> None:
        focused = focused or QApplication.focusWidget()
        is_within = focused is not None and (
            focused is self._box or self._box.isAncestorOf(focused)
        )
        self._effect.setOpacity(1.0 if self._is_pointed_at or is_within else 0.0)


class AboutFigure(Popover):
    """How a figure is counted and where it comes from."""

    def __init__(self, look: Look, words: str, anchor: QWidget) -> None:
        super().__init__(anchor)
        title = label(translate("ChartBox", "How this figure is counted"), "strong")
        self.words = label(words, "", wrap=True)
        self.setLayout(column(title, self.words, space=6, margins=(14, 12, 14, 12)))
        self.setFixedWidth(look.pixels(_WIDE))
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(words)
