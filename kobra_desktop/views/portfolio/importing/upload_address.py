"""Where a file of the night may be brought to: its address and key, which are shown once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.imports.answers import UploadAddress

translate = QCoreApplication.translate


class UploadAddressBox(QWidget):
    """`wanted` asks for a new key, `unwanted` for the end of the one that there is."""

    wanted = Signal()
    unwanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.state = label("", "secondary", wrap=True)
        self.make = Button(look, "", "", "upload")
        self.end = Button(look, translate("Imports", "Close the upload address"), "link", "trash-2")
        self.make.clicked.connect(self.wanted)
        self.end.clicked.connect(self.unwanted)
        self.url, url = _copied(look, translate("Imports", "Upload address"))
        self.key, key = _copied(look, translate("Imports", "Key"))
        once = translate(
            "Imports",
            "Copy both now: the key is shown once, and a new one ends it. The file is sent by POST "
            "with the header “Authorization: Bearer” and the key.",
        )
        self.made = holding(column(url, key, label(once, "caption", wrap=True), space=6))
        title = label(translate("Imports", "Upload address"), "strong")
        acts = row(self.make, self.end, None, space=8)
        self.setLayout(column(title, self.state, self.made, acts, space=6))

    def show_since(self, moment: str) -> None:
        """Say since when there is a key; empty: there is none."""
        self.made.hide()
        self.end.setVisible(bool(moment))
        if not moment:
            self.state.setText(
                translate(
                    "Imports",
                    "The bank’s system may also send the file over the network, with a key that "
                    "can do nothing else.",
                )
            )
            self.make.setText(translate("Imports", "Create upload address"))
            return
        self.state.setText(
            translate("Imports", "Its key has been good since {moment}.").format(moment=moment)
        )
        self.make.setText(translate("Imports", "New key"))

    def show_made(self, made: UploadAddress, moment: str) -> None:
        """Show a new key, which nobody can show again."""
        self.show_since(moment)
        for field, text in ((self.url, made.url), (self.key, made.key)):
            field.setText(text)
            field.setCursorPosition(0)
        self.made.show()


def _copied(look: Look, name: str) -> tuple[QLineEdit, QWidget]:
    field = line_edit()
    field.setReadOnly(True)
    field.setAccessibleName(name)
    copy = CopyButton(look, translate("Imports", "Copy"), field.text)
    copy.setAccessibleName(f"{copy.text()}: {name}")
    return field, holding(row(label(name), field, copy, space=8))
