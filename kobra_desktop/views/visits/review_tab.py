"""Visitas › Por revisar: what waits, oldest first; opening one goes through all of them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.reviews import ReviewsModel
from kobra_desktop.models.submissions.counts import counts
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.list_box import ListBox

translate = QCoreApplication.translate


class ReviewTab(ListBox):
    """The list with one more act: to begin with the chosen one."""

    def __init__(self, look: Look, model: ReviewsModel) -> None:
        super().__init__(
            look,
            model.list,
            model.workspace.memory,
            translate("ReviewTab", "To review"),
            translate("ReviewTab", "Filter by name, street, agent…   Ctrl+F"),
        )
        self._model = model
        begin = translate("ReviewTab", "Start reviewing")
        words = begin if model.may_review else translate("ReviewTab", "Open")
        self.start = Button(look, words, "primary", "circle-check")
        self.start.clicked.connect(self.open_first)
        self.add_act(self.start, is_main=True)
        empty = translate(
            "ReviewTab", "Everything has been reviewed. What comes in from phones appears here."
        )
        self.set_empty(empty, "circle-check")
        self.set_count(counts.to_review)
        model.list.tell(self._on_list)

    def _on_list(self) -> None:
        self.start.setEnabled(self._model.list.model.rowCount() > 0)

    def open_first(self) -> None:
        """Open the chosen one, else the first."""
        if first := self.chosen_id or next(iter(self._model.ids), ""):
            self.opened.emit(first)
