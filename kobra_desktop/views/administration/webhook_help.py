"""How an institution receives webhooks: what is promised, and a receiver to begin with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from kobra_desktop import resources
from kobra_desktop.views.room import give_room
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row

translate = QCoreApplication.translate
RECEIVER = "webhook_receiver.txt"


class ReceiverDialog(QDialog):
    """The receiver of the help, to be copied; tests try it on the real sender."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        title = translate("Webhooks", "How to receive webhooks")
        self.setWindowTitle(title)
        self.finished.connect(self.deleteLater)
        told = translate(
            "Webhooks",
            "They follow Standard Webhooks 1.0.0. Each is signed with the secret, comes at least "
            "once, and a repeat carries the same webhook-id; any 2xx confirms it. Order is not "
            "promised: sequence counts the events of a visit.",
        )
        begin = translate(
            "Webhooks",
            "A receiver in Python, with nothing to install. Put the secret in, run it where the "
            "address of the webhook leads, and press Test.",
        )
        self.code = QPlainTextEdit(resources.path(RECEIVER).read_text("utf-8"))
        self.code.setReadOnly(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setAccessibleName(title)
        copied = CopyButton(look, translate("Webhooks", "Copy"), self.code.toPlainText)
        close = Button(look, translate("Webhooks", "Done"), "primary")
        close.clicked.connect(self.accept)
        lines = column(
            label(title, "section"),
            label(told, wrap=True),
            label(begin, "secondary", wrap=True),
            self.code,
            row(copied, None, close),
            space=10,
        )
        lines.setStretch(3, 1)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        give_room(self, look, 860, 640)
        close.setFocus()
