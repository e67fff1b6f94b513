"""The right side of Recorrido: what the day came to, and its stops and gaps as a list. It says
that looking is on record.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kobra_desktop.map.marks import mark_icon
from kobra_desktop.models.field_map.day import AgentDay, Part, PartKind
from kobra_desktop.models.field_map.trails import TrailsModel
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.words import day_words, distance, duration

WIDTH = 340
_START = int(Qt.ItemDataRole.UserRole)
_MARKS = {PartKind.STOP: "stop", PartKind.VISIT: "visit_stop", PartKind.GAP: "gap_end"}


class TrailPanel(QFrame):
    """`moment_chosen`: a stop or gap was chosen; go to its beginning (seconds since the epoch)."""

    moment_chosen = Signal(float)

    def __init__(
        self,
        look: Look,
        trails: TrailsModel,
        zone: ZoneInfo,
        locale: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._trails, self._zone, self._locale = look, trails, zone, locale
        self.setObjectName("side")
        self.setFixedWidth(look.pixels(WIDTH))
        self._title = label("", "section", wrap=True)
        self._day = label("", "secondary")
        self._totals: QVBoxLayout = column(space=10)
        self.stops = QListWidget()
        self.stops.setProperty("look", "bare")
        self.stops.setAccessibleName(self.tr("Stops and stretches without data"))
        self.stops.setWordWrap(True)
        self.stops.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stops.itemClicked.connect(self._on_item)
        self.stops.itemActivated.connect(self._on_item)
        head = column(self._title, self._day, self._totals, space=8, margins=(16, 12, 16, 8))
        lines = column(head, self.stops, space=0)
        lines.setStretchFactor(self.stops, 1)
        self.state = PageState(look, holding(lines))
        self.setLayout(column(self.state, space=0))
        self._shown: AgentDay | None = None
        trails.changed.connect(self._on_changed)
        look.changed.connect(self._on_look_changed)
        self._on_changed()

    def _on_look_changed(self) -> None:
        self._shown = None
        self._on_changed()

    def _on_changed(self) -> None:
        trails, day = self._trails, self._trails.focused
        if day is not None and not day.is_empty:
            if day is not self._shown:
                self._show(day)
            self.state.show_content()
        elif trails.problem is not None:
            self._show_problem()
        elif trails.is_loading:
            self.state.show_loading()
        elif day is not None:
            words = self.tr("{name} has no positions on {day}: outside the shift none are kept.")
            said = words.format(name=day.agent.name, day=day_words(day.day, self._locale))
            self.state.show_empty(said, None, "map-pin-off")
        else:
            self.state.show_empty(self.tr("Choose an agent to see the trail."), None, "route")

    def _show_problem(self) -> None:
        problem = self._trails.problem
        if problem is None:
            return
        text = sentence(problem, self._locale)
        if self._trails.needs_server:
            text = self.tr(
                "Trails are kept on the server only, and it cannot be reached now. The live map "
                "goes on with what is here."
            )
        self.state.show_error(text, problem.code, self._trails.reload)

    def _show(self, day: AgentDay) -> None:
        self._shown = day
        self._title.setText(day.agent.name)
        self._day.setText(day_words(day.day, self._locale))
        emptied(self._totals)
        for fact in self._facts(day):
            self._totals.addWidget(fact)
        self.stops.clear()
        for part in day.parts:
            if part.kind is not PartKind.MOVE:
                self._add(part)

    def _facts(self, day: AgentDay) -> list[QWidget]:
        locale = self._locale
        totals = [
            (self.tr("Distance"), distance(day.distance_m, locale)),
            (self.tr("Moving"), duration(day.moving_s, locale)),
            (self.tr("Stopped"), duration(day.stopped_s, locale)),
            (self.tr("Unexplained"), duration(day.unexplained_s, locale)),
        ]
        made = [pairs(totals)]
        if day.doubted:
            said = self.tr("%n position(s) not reliable: left out.", "", day.doubted)
            made.append(note(self._look, "doubt", said, "triangle-alert"))
        audited = self.tr("It is on record that you looked at this trail.")
        made.append(note(self._look, "neutral", audited, "eye"))
        return made

    def _add(self, part: Part) -> None:
        names = {
            PartKind.STOP: self.tr("Stop"),
            PartKind.VISIT: self.tr("Stop at a visit"),
            PartKind.GAP: self.tr("Stretch without data"),
        }
        clock = "–".join(
            f"{datetime.fromtimestamp(at, self._zone):%H:%M}" for at in (part.start, part.end)
        )
        title = ", ".join(words for words in (part.title, part.street) if words)
        title = title or names[part.kind]
        if part.cause:
            title = f"{title} ({part.cause})"
        item = QListWidgetItem(f"{title}\n{clock} · {duration(part.seconds, self._locale)}")
        item.setIcon(mark_icon("trail", _MARKS[part.kind], self._look.theme))
        item.setData(_START, part.start)
        self.stops.addItem(item)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.moment_chosen.emit(float(item.data(_START)))
