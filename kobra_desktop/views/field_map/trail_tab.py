"""Recorrido: the trails of a day on the map, their replay, and what they say."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.replay import Replay
from kobra_desktop.models.field_map.trails import TrailsModel
from kobra_desktop.views.field_map.marks import trail, visit_marks
from kobra_desktop.views.field_map.replay_bar import ReplayBar
from kobra_desktop.views.field_map.stage import MapStage
from kobra_desktop.views.field_map.trail_panel import TrailPanel
from kobra_desktop.views.field_map.trail_side import TrailSide
from kobra_desktop.views.theme import Look

_MINUTE_S = 60.0


class TrailTab(QObject):
    """While it is seen the live agents step off the map."""

    def __init__(
        self,
        look: Look,
        field: FieldModel,
        trails: TrailsModel,
        stage: MapStage,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        workspace = field.workspace
        self._trails, self._stage, self._is_on = trails, stage, False
        self._painted: tuple[int, ...] = ()
        self._is_following = False
        self.replay = Replay(self)
        self.side = TrailSide(look, field, trails)
        self.panel = TrailPanel(look, trails, workspace.zone, workspace.locale)
        self.bar = ReplayBar(look, trails, self.replay, workspace.zone, workspace.locale)
        self._connect()

    def _connect(self) -> None:
        replay, the_map = self.replay, self._stage.map
        self._trails.changed.connect(self._on_trails)
        self.panel.moment_chosen.connect(replay.seek)
        self.bar.follow_requested.connect(self.follow)
        replay.sought.connect(the_map.replay_seek)
        replay.play_changed.connect(self._on_play)
        the_map.replay_time.connect(self._on_clock)
        the_map.moment_chosen.connect(self._on_moment)
        the_map.follow_released.connect(lambda: self._set_following(False))

    # Tab

    def enter(self) -> None:
        """The tab is seen."""
        self._is_on = True
        self._painted = ()
        for widget in (self.panel, self.bar):
            widget.show()
        self._stage.map.select(None)
        self._on_trails()

    def leave(self) -> None:
        """The live agents come back."""
        self._is_on = False
        self.panel.hide()
        self.bar.hide()
        if self.replay.is_playing:
            self.replay.toggle()
        self._stage.map.replay_clear()
        self._stage.map.show_trails([])
        self._set_following(False)

    def show_agent(self, agent_id: str) -> None:
        """One agent's day: today's, as R asks for it."""
        if self._trails.agent_ids != (agent_id,) or self._trails.focused is None:
            self._trails.show_only(agent_id)

    def on_map_selected(self, thing_id: str) -> None:
        """An agent of the replay was clicked."""
        self._trails.focus(thing_id)

    def escape(self) -> bool:
        """Take the trails off."""
        has_any = bool(self._trails.agent_ids)
        self._trails.clear()
        return has_any

    # Keys

    def toggle_follow(self) -> None:
        """F."""
        self.follow(not self._is_following)

    def step(self, minutes: float) -> None:
        """← and →."""
        self.replay.step(minutes * _MINUTE_S)

    def follow(self, is_on: bool) -> None:
        """Hold the map on the focused agent, or let it go."""
        focused = self._trails.focused_id
        self._set_following(is_on and bool(focused))
        self._stage.map.replay_follow(focused if self._is_following else None)

    def _set_following(self, is_on: bool) -> None:
        self._is_following = is_on
        self.bar.set_followed(is_on)

    # What is shown

    def _on_trails(self) -> None:
        days = [day for day in self._trails.days if not day.is_empty]
        self.replay.load(days, self._trails.focused)
        self.bar.show_days()
        if not self._is_on:
            return
        shown = tuple(id(day) for day in days)
        if shown != self._painted:
            self._painted = shown
            self._paint()
        if self._is_following:
            self.follow(True)

    def _paint(self) -> None:
        """Trails, the visits they belong to, and the replay at the moment of the scrubber."""
        the_map, trails = self._stage.map, self._trails
        days = [day for day in trails.days if not day.is_empty]
        made = [trail(day, trails.series_of(day.agent.id)) for day in days]
        the_map.show_visits(visit_marks(visit for day in days for visit in day.visits))
        the_map.show_trails(made)
        the_map.replay_load(made)
        if made:
            the_map.replay_seek(self.replay.time)
            self._stage.fit_soon()

    def _on_play(self) -> None:
        if self.replay.is_playing:
            self._stage.map.replay_play(float(self.replay.speed))
        else:
            self._stage.map.replay_pause()

    def _on_clock(self, seconds: float, is_playing: bool) -> None:
        if self._is_on and self.replay.is_loaded:
            self.replay.hear(seconds, is_playing)

    def _on_moment(self, agent_id: str, seconds: float) -> None:
        self._trails.focus(agent_id)
        self.replay.seek(seconds)
