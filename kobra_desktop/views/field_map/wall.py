"""Pared: the map and the day's numbers over a whole screen, the second one if there is one; no
names of debtors.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from kobra_desktop.map.marks import AgentLook, agent_pixmap
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.ground import GroundModel
from kobra_desktop.models.today.day import TodayModel
from kobra_desktop.views.field_map.marks import visit_marks
from kobra_desktop.views.field_map.stage import MapStage
from kobra_desktop.views.room import steady
from kobra_desktop.views.theme import Look
from kobra_desktop.views.today.numbers import DayNumbers
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, column, holding, row
from kobra_domain.agent_state import Body
from kobra_domain.words import day_words, number, word

_SECOND_MS = 1_000


class Wall(QWidget):
    """A window of its own. It faces the room: states and numbers, nobody's debts."""

    closed = Signal()

    def __init__(
        self, look: Look, field: FieldModel, ground: GroundModel, today: TodayModel
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowTitle("Kobra Desktop")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        steady(self)
        self._look, self._field, self._today = look, field, today
        today.setParent(self)
        self.stage = MapStage(look, field, ground, is_wall=True)
        self._clock = label("", "number")
        self._clock.setFont(look.font("number"))
        self._date = label("", "secondary")
        self.numbers = DayNumbers(look, today.workspace.locale)
        self._states: dict[Body, QLabel] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        look = self._look
        close = IconButton(look, "x", self.tr("Close the wall"), "Esc")
        close.clicked.connect(self.close)
        clock = column(self._clock, self._date, space=0)
        head = row(holding(clock), self.numbers, close, space=16, margins=(20, 12, 12, 8))
        head.setStretchFactor(self.numbers, 1)
        head.setAlignment(close, Qt.AlignmentFlag.AlignTop)
        flow = Flow(16)
        for body in Body:
            flow.addWidget(self._state(body))
        states = holding(flow)
        states.setContentsMargins(20, 0, 20, 12)
        lines = column(head, states, self.stage, space=0)
        lines.setStretchFactor(self.stage, 1)
        self.setLayout(lines)

    def _state(self, body: Body) -> QWidget:
        look = self._look
        side = look.pixels(36)
        picture = QLabel()
        picture.setPixmap(agent_pixmap(AgentLook(body), look.theme, side, 2.0))
        picture.setFixedSize(side, side)
        picture.setScaledContents(True)
        count = label("–", "number")
        count.setFont(look.font("number"))
        name = label(word(body, self._field.workspace.locale), "secondary")
        self._states[body] = count
        return holding(row(picture, count, name, space=8))

    def _connect(self) -> None:
        field = self._field
        field.agents_changed.connect(self._on_agents)
        field.agents_moved.connect(self._on_agents)
        field.visits_changed.connect(self._on_visits)
        self._today.changed.connect(self._on_day)
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._seconds.timeout.connect(self._tick)
        for keys in ("Esc", "F11"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        self.stage.map.ready.connect(self.stage.fit_soon)

    def open_on_screen(self) -> None:
        """Fill the second screen; with one alone, that one."""
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.setGeometry(screens[1].geometry())
        self.showFullScreen()

    def showEvent(self, event: QShowEvent) -> None:
        """Numbers and clock run while it is seen."""
        super().showEvent(event)
        self._field.open()
        self._today.open()
        self._seconds.start()
        self.stage.setFocus()
        self.stage.push_soon()
        self._on_agents()
        self._on_visits()
        self._tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the second map before its window."""
        self._seconds.stop()
        self._today.rest()
        self.stage.dispose()
        self.closed.emit()
        super().closeEvent(event)

    def _tick(self) -> None:
        workspace = self._field.workspace
        self._clock.setText(workspace.hour(workspace.now))
        self._date.setText(day_words(workspace.today, workspace.locale))

    def _on_agents(self) -> None:
        counts, locale = self._field.counts(), self._field.workspace.locale
        for body, shown in self._states.items():
            shown.setText(number(counts[body], locale))

    def _on_visits(self) -> None:
        self.stage.map.show_visits(visit_marks(self._field.shown_visits))

    def _on_day(self) -> None:
        day = self._today.day
        if day is not None:
            self.numbers.show_numbers(day)
