"""What an act left as it was, and why: one line a visit, with the rule."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from kobra_desktop.commands.done import Refused
from kobra_desktop.models.counts import counts
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, line
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling


class RefusalsDialog(QDialog):
    """Nothing to decide: it tells, and can be copied."""

    def __init__(
        self, look: Look, parent: QWidget, refused: Sequence[Refused], locale: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Not done"))
        count = len(refused)
        title = counts.left(count)
        inside = column(space=10)
        for one in refused:
            inside.addWidget(label(one.title, "strong"))
            inside.addWidget(label(sentence(one.reason, locale), "table", wrap=True))
            inside.addWidget(line())
        inside.addStretch(1)
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        law = label(self.tr("This is not legal advice."), "caption")
        lines = column(label(title, "section"), scrolling(holding(inside)), row(law, None, close))
        lines.setSpacing(12)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        self.resize(look.pixels(480), look.pixels(min(520, 190 + 80 * count)))
