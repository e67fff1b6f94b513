"""The third road: a bug. What happened, versions, the last lines of the log; nothing is sent by
itself.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row


class CrashDialog(QDialog):
    """Shows a report that somebody else has written (crash.py), to be copied or left; `is_past`: of
    the run before this one. `restart_requested`: a person would rather begin anew.
    """

    restart_requested = Signal()

    def __init__(
        self, look: Look, report: str, parent: QWidget | None = None, *, is_past: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        happened = self.tr("Kobra Desktop met an error that nobody foresaw.")
        if is_past:
            happened = self.tr("Kobra Desktop ended by itself the last time.")
        rest = self.tr(
            "Your changes are safe on this machine. This report is sent to nobody; copy it for "
            "whoever looks after the program."
        )
        what = label(f"{happened} {rest}", wrap=True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report"))
        copy = CopyButton(look, self.tr("Copy diagnosis"), lambda: report)
        go_on = Button(look, self.tr("Continue"), "primary")
        go_on.clicked.connect(self.accept)
        self.restart = Button(look, self.tr("Restart"))
        self.restart.setVisible(not is_past)
        self.restart.clicked.connect(self.accept)
        self.restart.clicked.connect(self.restart_requested)
        buttons = row(copy, None, self.restart, go_on)
        lines = column(label(self.windowTitle(), "section"), what, text, buttons)
        lines.setSpacing(12)
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        give_room(self, look, 640, 480)
