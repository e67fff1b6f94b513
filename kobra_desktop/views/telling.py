"""Tells a person what has just happened: by the system's own notice while the window is not in
front, by a card in the window while it is. Either opens its thing with one click.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from kobra_desktop.background import Background, Relay
from kobra_desktop.models.telling import HOY, PAGE, Tellings, Told
from kobra_desktop.system_notices import MOST_HELD, SystemNotices
from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.told_card import ToldCard
from kobra_desktop.views.window import MainWindow
from kobra_records.ids import new_id

_BACK = (QEvent.Type.WindowActivate, QEvent.Type.Show)


class Teller(QObject):
    """`opened` (page key, state): somebody wants to see it; `front_requested`: only the program.

    A Linux desktop says which notice was clicked; beside the clock it is taken for the last. Where
    the system has no place for notices its bar blinks, and the card waits for the person.
    """

    opened = Signal(str, object)
    front_requested = Signal()

    def __init__(
        self, look: Look, tellings: Tellings, window: MainWindow, background: Background
    ) -> None:
        super().__init__(window)
        self._tellings, self._window = tellings, window
        self.card = ToldCard(look, window)
        self._opens: dict[str, PAGE] = {}  # what the system's notices open, the last ones
        self._missed: Told | None = None
        clicks = Relay(self)
        clicks.arrived.connect(self._on_clicked)
        self._notices = SystemNotices(background, clicks.send)
        self.destroyed.connect(self._notices.stop)
        self._icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(icons.product_mark(), self)
            self._icon.setToolTip("Kobra Desktop")
            self._icon.messageClicked.connect(self._on_last_clicked)
            self._icon.activated.connect(lambda _: self.front_requested.emit())
            self._icon.show()
        tellings.told.connect(self._on_told)
        window.installEventFilter(self)

    def _on_told(self, told: Told) -> None:
        wishes = self._tellings.wishes.read()
        if self._window.is_presenting and wishes.is_quiet_presenting and not told.is_urgent:
            return
        if self._is_in_front:
            self._show_card(told)
        elif not self._show_outside(told):
            self._missed = told
            QApplication.alert(self._window)

    def _show_outside(self, told: Told) -> bool:
        key = new_id()
        self._opens[key] = told.opens
        while len(self._opens) > MOST_HELD:
            self._opens.pop(next(iter(self._opens)))
        body = self._body(told, is_seen=self._window.isVisible())  # locked, nobody is named
        if self._notices.show(told.title, body, self.tr("Open"), key):
            return True
        if self._icon is None or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(told.title, body)
        return True

    @property
    def _is_in_front(self) -> bool:
        """A dialog over the window is the window's."""
        active = QApplication.activeWindow()
        if active is None or not self._window.isVisible():
            return False
        return active is self._window or self._window.isAncestorOf(active)

    def _body(self, told: Told, *, is_seen: bool = True) -> str:
        has_names = is_seen and self._tellings.wishes.read().has_names
        return told.named if has_names and told.named else told.body

    def _show_card(self, told: Told) -> None:
        self.card.say(told.title, self._body(told), lambda: self.opened.emit(*told.opens))

    def _on_last_clicked(self) -> None:
        if self._opens:
            self._on_clicked(next(reversed(self._opens)))

    def _on_clicked(self, key: str) -> None:
        self.opened.emit(*self._opens.get(key, HOY))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The person may be back."""
        if event.type() in _BACK and self._missed is not None:
            QTimer.singleShot(0, self, self._on_back)
        return False

    def _on_back(self) -> None:
        """What the system could not say is said now."""
        if self._missed is not None and self._is_in_front:
            told, self._missed = self._missed, None
            self._show_card(told)
