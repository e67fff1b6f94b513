"""The bar below the map in Recorrido: play, speed, clock, follow, totals, the day's timeline."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from kobra_desktop.models.field_map.replay import SPEEDS, Replay
from kobra_desktop.models.field_map.trails import TrailsModel
from kobra_desktop.views.field_map.timeline import Timeline
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.words import distance, duration

HEIGHT = 112


class ReplayBar(QFrame):
    """Asks the Replay; `follow_requested` holds the map on the agent, or lets it go."""

    follow_requested = Signal(bool)

    def __init__(
        self,
        look: Look,
        trails: TrailsModel,
        replay: Replay,
        zone: ZoneInfo,
        locale: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._trails, self._replay, self._zone, self._locale = trails, replay, zone, locale
        self.setObjectName("foot")
        self.setFixedHeight(look.pixels(HEIGHT))
        self.back = IconButton(look, "skip-back", self.tr("Stop before"), "Shift+Left")
        self.play = IconButton(look, "play", self.tr("Play"), "Space")
        self.on = IconButton(look, "skip-forward", self.tr("Next stop"), "Shift+Right")
        self.speed = Button(look, "", "row")
        self.speed.setMenu(self._speed_menu())
        self.follow = Button(look, self.tr("Follow"), "row", "locate-fixed")
        self.follow.setCheckable(True)
        self.follow.setToolTip("F")
        self.clock = label("", "section")
        self.clock.setFont(look.font("section"))
        self.clock.setAccessibleName(self.tr("Time shown"))
        self.totals = label("", "secondary")
        self.timeline = Timeline(look, zone, locale)
        acts = row(self.back, self.play, self.on, self.speed, space=4)
        head = row(acts, self.clock, self.follow, None, self.totals, space=12)
        lines = column(head, self.timeline, space=4, margins=(12, 6, 12, 4))
        lines.setStretchFactor(self.timeline, 1)
        self.setLayout(lines)
        self._connect()
        self._on_trails()
        self._on_play()

    def _speed_menu(self) -> QMenu:
        menu = QMenu(self)
        for speed in SPEEDS:
            action = QAction(f"{speed}×", menu)
            action.triggered.connect(lambda _checked=False, s=speed: self._replay.set_speed(s))
            menu.addAction(action)
        return menu

    def _connect(self) -> None:
        replay = self._replay
        self.back.clicked.connect(lambda: replay.to_stop(-1))
        self.on.clicked.connect(lambda: replay.to_stop(1))
        self.play.clicked.connect(replay.toggle)
        self.follow.clicked.connect(self.follow_requested)
        self.timeline.sought.connect(replay.seek)
        self.timeline.stop_wished.connect(replay.to_stop)
        replay.time_changed.connect(self._on_time)
        replay.play_changed.connect(self._on_play)
        self._trails.changed.connect(self._on_trails)

    def set_followed(self, is_followed: bool) -> None:
        """Whether the map is held on the agent."""
        self.follow.setChecked(is_followed)

    def show_days(self) -> None:
        """The replay has been loaded anew."""
        trails, replay = self._trails, self._replay
        days = [(day, trails.series_of(day.agent.id)) for day in trails.days if not day.is_empty]
        self.timeline.show_days(days, trails.focused_id, replay.start, replay.end)
        self._on_time()

    def _on_trails(self) -> None:
        day, locale = self._trails.focused, self._locale
        has_day = day is not None and not day.is_empty
        for widget in (self.back, self.play, self.on, self.speed, self.follow, self.timeline):
            widget.setEnabled(has_day)
        if day is None or day.is_empty:
            self.totals.setText("")
            return
        parts = (
            distance(day.distance_m, locale),
            self.tr("moving {time}").format(time=duration(day.moving_s, locale)),
            self.tr("stopped {time}").format(time=duration(day.stopped_s, locale)),
            self.tr("unexplained {time}").format(time=duration(day.unexplained_s, locale)),
        )
        self.totals.setText(" · ".join(parts))

    def _on_time(self) -> None:
        replay = self._replay
        if not replay.is_loaded:
            self.clock.setText("–")
            return
        self.clock.setText(f"{datetime.fromtimestamp(replay.time, self._zone):%H:%M:%S}")
        self.timeline.show_time(replay.time)

    def _on_play(self) -> None:
        is_playing = self._replay.is_playing
        self.play.set_icon("pause" if is_playing else "play")
        self.play.set_name(self.tr("Pause") if is_playing else self.tr("Play"), "Space")
        self.speed.setText(f"{self._replay.speed}×  ▾")
        name = self.tr("Speed {speed}").format(speed=f"{self._replay.speed}×")
        self.speed.setAccessibleName(name)
        self.speed.setToolTip("[   ]")
