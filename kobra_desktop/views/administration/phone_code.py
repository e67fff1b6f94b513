"""One app of a phone in the enrolment: its code, its link to copy, and what to do with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kobra_desktop.views.administration.qr import QrCode
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row

translate = QCoreApplication.translate
STEP_WIDTH = 400
NUMBER_WIDTH = 24
CODE_SIDE = 320


class PhoneCode(QWidget):
    """`text` is what the code says, `link` what can be copied instead; `steps` stand beside it."""

    def __init__(
        self, look: Look, text: str, link: str, steps: Sequence[str], *, level: str = "m"
    ) -> None:
        super().__init__()
        self._look = look
        name = translate("Administration", "QR code with the settings of the phone")
        self.qr = QrCode(text, look.pixels(CODE_SIDE), name, level)
        self.link = line_edit(text=link)
        self.link.setReadOnly(True)
        self.link.setCursorPosition(0)
        self.link.setAccessibleName(translate("Administration", "Link for the phone"))
        self.copy = CopyButton(look, translate("Administration", "Copy link"), self.link.text)
        once = translate(
            "Administration",
            "The code holds this agent's key. It is shown once; a new code ends this one.",
        )
        self.steps = holding(column(self._listed(steps), None))
        self.setLayout(
            column(
                self.qr, row(self.link, self.copy), label(once, "caption", wrap=True), None,
                space=10,
            )
        )  # fmt: skip

    def _listed(self, steps: Sequence[str]) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        width = self._look.pixels(STEP_WIDTH - NUMBER_WIDTH)
        for number, words in enumerate(steps):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(f"{number + 1}", "strong"), number, 0, top)
            step = label(words, wrap=True)
            step.setFixedWidth(width)
            step.ensurePolished()
            step.setMinimumHeight(step.heightForWidth(width))
            grid.addWidget(step, number, 1, top)
        return holding(grid)
