"""The screen of the first pull: what is being fetched and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import figure
from kobra_desktop.views.leaving import Front
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import card, column, row


class FirstSyncPage(Front):
    """Rows so far, of how many if that is known. What was fetched is kept if it stops."""

    retry_requested = Signal()

    def __init__(self, look: Look, locale: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._locale = locale
        self._count = label("", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._problem = notice("warn")
        self._retry = Button(look, self.tr("Try again"), "primary")
        self._retry.hide()
        self._retry.clicked.connect(self.retry_requested)
        title = label(self.tr("Fetching your field"), "page")
        why = label(
            self.tr(
                "Only this first time. It is kept encrypted on this machine, so that you can work "
                "without a connection."
            ),
            "secondary",
            wrap=True,
        )
        inside = column(title, why, self._bar, self._count, self._problem, row(None, self._retry))
        inside.setSpacing(12)
        inside.setContentsMargins(32, 24, 32, 24)
        box = card(inside)
        box.setFixedWidth(look.pixels(460))
        self.setLayout(column(None, row(None, box, None), None))

    def set_progress(self, rows: int, total: int | None) -> None:
        """How many rows have come, of how many."""
        self._problem.hide()
        self._retry.hide()
        self._bar.setRange(0, total or 0)
        self._bar.setValue(min(rows, total or rows))
        if total:
            text = self.tr("{rows} of {total} rows")
            words = text.format(rows=figure(rows), total=figure(total))
        else:
            words = self.tr("{rows} rows").format(rows=figure(rows))
        self._count.setText(words)

    def show_problem(self, problem: Known) -> None:
        """It stopped; what has come is kept."""
        self._problem.setText(sentence(problem, self._locale))
        self._problem.show()
        self._retry.show()
