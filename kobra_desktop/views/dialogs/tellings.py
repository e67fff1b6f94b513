"""What one wants to be told at once: ticks that act at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from kobra_desktop.models.telling import title_of
from kobra_desktop.models.telling_wishes import ALWAYS, Telling, TellingWishes, Wishes
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class TellingsDialog(QDialog):
    """The switches in a window of their own."""

    def __init__(self, look: Look, wishes: TellingWishes, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Notifications"))
        self.switches = TellingSwitches(wishes)
        self.kinds, self.names = self.switches.kinds, self.switches.names
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.setLayout(column(self.switches, row(None, close), space=8, margins=(24, 20, 24, 16)))
        self.setMinimumWidth(look.pixels(400))


class TellingSwitches(QWidget):
    """One tick a kind, and how much is said of it. A call for help cannot be silenced."""

    def __init__(self, wishes: TellingWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        now = wishes.read()
        self.kinds = {telling: self._kind(telling, now) for telling in Telling}
        self.names = self._switch(self.tr("Show names and amounts in notifications"), "has_names")
        self.scope = self._switch(self.tr("Only of the chosen scope"), "is_of_scope")
        self.quiet = self._switch(
            self.tr("None while the wall is open, save a call for help"), "is_quiet_presenting"
        )
        self.setLayout(
            column(
                label(self.tr("Tell me at once"), "section"),
                *self.kinds.values(),
                label(self.tr("How"), "section"),
                self.names,
                self.scope,
                self.quiet,
                label(self.tr("This is kept on this computer, for you alone."), "caption"),
                space=8,
            )
        )

    def _kind(self, telling: Telling, now: Wishes) -> QCheckBox:
        made = QCheckBox(title_of(telling))
        made.setChecked(telling in now.kinds)
        if telling in ALWAYS:
            made.setEnabled(False)
            made.setToolTip(self.tr("It cannot be silenced."))
        made.toggled.connect(lambda is_told: self._on_kind(telling, is_told))
        return made

    def _on_kind(self, telling: Telling, is_told: bool) -> None:
        now = self._wishes.read()
        silent = now.silent - {telling} if is_told else now.silent | {telling}
        self._wishes.write(replace(now, silent=silent))

    def _switch(self, words: str, name: str) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(bool(getattr(self._wishes.read(), name)))

        def toggled(is_on: bool) -> None:
            self._wishes.switch(name, is_on=is_on)

        made.toggled.connect(toggled)
        return made
