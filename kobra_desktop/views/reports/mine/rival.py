"""What is said, and offered, where a report was changed or taken away while somebody edits it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.reports.mine import Rival
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import row

translate = QCoreApplication.translate


class RivalNotice(QWidget):
    """`over_wanted`: mine shall take its place; `copy_wanted`: mine shall be another one;
    `theirs_wanted`: mine shall be forgotten.
    """

    over_wanted = Signal()
    copy_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = label("", "error", wrap=True)
        self.theirs = Button(look, translate("MyReports", "See what was saved"), "quiet")
        self.over = Button(look, translate("MyReports", "Save mine over it"), "quiet")
        self.copy = Button(look, translate("MyReports", "Save mine as a copy"), "")
        lines = row(self.said, self.theirs, self.over, self.copy, margins=(20, 0, 20, 4))
        lines.setStretch(0, 1)
        self.setLayout(lines)
        self.theirs.clicked.connect(self.theirs_wanted)
        self.over.clicked.connect(self.over_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.show_rival(Rival.NONE)

    def show_rival(self, rival: Rival) -> None:
        """Say what became of it; of nothing nothing is seen."""
        self.setVisible(rival is not Rival.NONE)
        is_gone = rival is Rival.GONE
        self.theirs.setVisible(not is_gone)
        self.over.setVisible(not is_gone)
        self.said.setText(
            translate("MyReports", "This report was taken away while you were changing it.")
            if is_gone
            else translate(
                "MyReports", "This report was saved elsewhere while you were changing it."
            )
        )
