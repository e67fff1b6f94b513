"""The top bar: back and forward, search, scope, bell and user. It only says what was wished."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, ElidedButton, IconButton
from kobra_desktop.views.widgets.keys import in_keys
from kobra_desktop.views.widgets.labels import plain_tip
from kobra_desktop.views.widgets.layouts import row


class TopBar(QFrame):
    """Wishes: back, forward, search, scope menu, alerts, and the acts of the menus of help and
    user.
    """

    back_requested = Signal()
    forward_requested = Signal()
    search_requested = Signal()
    scope_requested = Signal()
    alerts_requested = Signal()

    def __init__(self, look: Look, user_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top")
        self.back = IconButton(look, "arrow-left", self.tr("Back"), "Alt+Left")
        self.forward = IconButton(look, "arrow-right", self.tr("Forward"), "Alt+Right")
        words = in_keys(self.tr("Search or run…   Ctrl+K"))
        self.search = ElidedButton(look, words, icon="search", least=104)
        self.search.setObjectName("search")
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(look.pixels(420))
        self.scope = ElidedButton(look, "", "quiet", "layers", least=200)
        self.bell = Button(look, "", "quiet", "bell")
        self.user = ElidedButton(look, user_name, "quiet", "circle-user", least=64)
        self.user.setToolTip(plain_tip(user_name))
        self.user.setAccessibleName(self.tr("User: {name}").format(name=user_name))
        self.help = Button(look, "", "quiet", "circle-help")
        self.help.setAccessibleName(self.tr("Help"))
        self.help.setToolTip(self.tr("Help"))
        self._help_menu = QMenu(self.help)
        self.help.setMenu(self._help_menu)
        self._menu = QMenu(self.user)
        self.user.setMenu(self._menu)
        parts = (
            self.back,
            self.forward,
            self.search,
            None,
            self.scope,
            self.bell,
            self.help,
            self.user,
        )
        self.setLayout(row(*parts, space=4, margins=(12, 6, 12, 6)))
        for button in (self.search, self.scope, self.bell, self.help, self.user):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.back_requested)
        self.forward.clicked.connect(self.forward_requested)
        self.search.clicked.connect(self.search_requested)
        self.scope.clicked.connect(self.scope_requested)
        self.bell.clicked.connect(self.alerts_requested)
        self.set_alerts(0, sos=0)

    def add_user_act(self, action: QAction) -> None:
        """An entry of the user's menu."""
        self._menu.addAction(action)

    def add_help_act(self, action: QAction) -> None:
        """An entry of the help's menu."""
        self._help_menu.addAction(action)

    def set_scope(self, words: str) -> None:
        """What is looked at now, always legible."""
        self.scope.setText(f"{words}  ▾")
        self.scope.setAccessibleName(self.tr("Scope: {words}").format(words=words))
        how = in_keys(self.tr("Scope (Ctrl+Shift+S)"))
        self.scope.setToolTip(plain_tip(f"{words}\n{how}"))

    def set_alerts(self, count: int, *, sos: int) -> None:
        """How many are open. While some of them are calls for help these alone are counted on the
        bell, with another icon and word, not only a colour.
        """
        self.bell.set_icon("siren" if sos else "bell")
        spoken = self.tr("Open alerts: {count}").format(count=figure(count))
        if sos:
            calls = figure(sos)
            self.bell.setText(self.tr("{sos} SOS").format(sos=calls))
            called = self.tr("Calls for help: {sos}").format(sos=calls)
            spoken = f"{called}. {spoken}"
        else:
            self.bell.setText(figure(count) if count else "")
        self.bell.setAccessibleName(spoken)
        self.bell.setToolTip(spoken)

    def set_history(self, *, can_go_back: bool, can_go_forward: bool) -> None:
        """What Alt+Left and Alt+Right can do now."""
        self.back.setEnabled(can_go_back)
        self.forward.setEnabled(can_go_forward)
