"""An agent's day in a few lines: progress, the visit it is at, the one that follows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kobra_desktop.models.field_map.visits import MapVisit
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import marked
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, row


class PlanLines(QWidget):
    """`visit_chosen` brings the id of a visit that was clicked."""

    visit_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._count = label("", "table")
        self._phone = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the day"))
        self._visits: QVBoxLayout = column(space=4)
        head = row(label(self.tr("Today's plan"), "strong"), None, self._count)
        self.setLayout(column(head, self._bar, self._phone, self._visits, space=8))

    def show_plan(
        self,
        *,
        done: int,
        planned: int,
        on_phone: int,
        current: MapVisit | None,
        following: Sequence[MapVisit],
        late: str,
    ) -> None:
        """Counts of the day's visits, and those that matter now."""
        self._count.setText(self.tr("{done} of {planned}").format(done=done, planned=planned))
        self._bar.setRange(0, max(1, planned))
        self._bar.setValue(done)
        self._phone.setText(
            self.tr("On the phone {count} of {planned}").format(count=on_phone, planned=planned)
        )
        self._phone.setVisible(planned > 0)
        self._bar.setVisible(planned > 0)
        emptied(self._visits)
        if current is not None:
            self._add(self.tr("Visiting now"), current, "")
        for visit in following:
            self._add(self.tr("Next"), visit, late)
        if current is None and not following:
            none = self.tr("No visit planned for today.")
            all_done = self.tr("All visits of today are done.")
            self._visits.addWidget(label(all_done if planned else none, "secondary", wrap=True))

    def _add(self, name: str, visit: MapVisit, late: str) -> None:
        title = " · ".join(part for part in (name, visit.time_words) if part)
        note = label(late, "warn")
        self._visits.addLayout(row(label(title, "caption"), note, None))
        mark = "blocked" if visit.is_blocked else visit.row.state.value
        who = marked(self._look, "visits", mark, visit.row.party_name, "table")
        self._visits.addWidget(who)
        go = Button(self._look, visit.place_words or self.tr("See the visit"), "link")
        go.setAccessibleName(f"{visit.row.party_name}, {visit.place_words}")
        go.clicked.connect(lambda: self.visit_chosen.emit(visit.id))
        self._visits.addLayout(row(go, None, margins=(self._look.pixels(23), 0, 0, 0)))
