"""Buttons that carry an icon of the theme, and those that are only an icon (with name, tooltip and
shortcut).
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import cut_to

_ICON_COLOUR = {"primary": "on_accent", "link": "accent", "sos": "on_sos"}


class Button(QPushButton):
    """A push button; `kind` is primary, quiet, link, row, chip, chip_quiet, tab, rail, sos, or
    nothing for the plain one.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        kind: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon_name, self._kind = look, icon, kind
        self._is_named = False
        self.setText(text)
        self.setProperty("look", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(kind == "primary")
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def setText(self, text: str) -> None:
        """A thin space keeps the words off the icon; who listens hears the words alone."""
        super().setText(f"\u2009{text}" if self._icon_name and text else text)
        if not self._is_named:
            super().setAccessibleName(text)

    def setAccessibleName(self, name: str) -> None:
        """A name that stays, whatever the text."""
        self._is_named = True
        super().setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, never another one of the dialog."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def set_icon(self, name: str) -> None:
        """Show another icon of the set."""
        self._icon_name = name
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        if not self._icon_name:
            return
        colour = _ICON_COLOUR.get(self._kind, "text_2")
        pointed_at = "on_sos" if self._kind == "sos" else "text"
        self.setIcon(icons.icon(self._look, self._icon_name, colour, pointed_at))
        side = self._look.pixels(20 if self._kind == "rail" else 16)
        self.setIconSize(QSize(side, side))


FEWEST = 3  # letters, the … among them, that say nothing


class ElidedButton(Button):
    """Words that end in … when there is no room, or its icon alone where no word of them has room;
    `least` is the width at 100 % that is kept.
    """

    def __init__(
        self, look: Look, text: str, kind: str = "", icon: str = "", *, least: int = 80
    ) -> None:
        self._least = least
        super().__init__(look, text, kind, icon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to its least width."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._look.pixels(self._least)), hint.height())

    @property
    def shown(self) -> str:
        """What is drawn of its words."""
        missing = self.sizeHint().width() - self.width()
        if missing <= 0:
            return self.text()
        room = self.fontMetrics().horizontalAdvance(self.text()) - missing
        cut = cut_to(self.fontMetrics(), self.text(), max(room, 0))
        return "" if len(cut) <= FEWEST and not self.icon().isNull() else cut

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class IconButton(QToolButton):
    """An icon alone: its word is the accessible name, and the tooltip adds the shortcut."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon_name = look, icon
        self.setProperty("look", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name, shortcut)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def set_name(self, name: str, shortcut: str = "") -> None:
        """The word for who hovers and for screen readers."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key_words(shortcut)})" if shortcut else name)

    def set_icon(self, name: str) -> None:
        """Show another icon of the set."""
        self._icon_name = name
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setIcon(icons.icon(self._look, self._icon_name, "text_2", "text"))
        side = self._look.pixels(16)
        self.setIconSize(QSize(side, side))
