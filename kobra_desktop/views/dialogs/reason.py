"""Asks for the one line that an act is kept with: why a visit is called off, what was done about an
alert.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row


class ReasonDialog(QDialog):
    """`given` brings the text. `usual` are reasons that one click gives; an empty text only where
    it `may_be_empty`. `warning`: what to know before.
    """

    given = Signal(str)

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        act: str,
        usual: Sequence[str] = (),
        *,
        may_be_empty: bool = False,
        warning: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._may_be_empty = may_be_empty
        self.text = line_edit()
        self.text.setMaxLength(240)
        self.enter = Button(look, act, "primary")
        self.enter.setDefault(True)
        leave = Button(look, self.tr("Leave it"))
        name = self.tr("Note (optional)") if may_be_empty else self.tr("Reason")
        chips = Flow(6)
        for words in usual:
            chip = Button(look, words, "chip")
            chip.clicked.connect(lambda _checked=False, w=words: self.text.setText(w))
            chips.addWidget(chip)
        told = notice("warn")
        told.setText(warning)
        lines = column(label(title, "section"), told, holding(chips), Field(name, self.text))
        lines.addLayout(row(None, leave, self.enter))
        lines.setSpacing(12)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        told.setVisible(bool(warning))
        self.setMinimumWidth(look.pixels(420))
        self.enter.clicked.connect(self._on_entered)
        leave.clicked.connect(self.reject)
        self.text.textChanged.connect(self._on_text)
        self._on_text()
        self.text.setFocus()

    def _on_text(self) -> None:
        self.enter.setEnabled(self._may_be_empty or bool(self.text.text().strip()))

    def _on_entered(self) -> None:
        self.accept()
        self.given.emit(self.text.text().strip())
