"""The replay of a day: its clock, its speed, and where the stops are. The clock itself runs in the
map's page; this is what is known of it here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.field_map.day import AgentDay, PartKind

SPEEDS = (1, 2, 5, 10, 30, 60, 120)
_USUAL = 30
_STOPS = (PartKind.STOP, PartKind.VISIT)


class Replay(QObject):
    """`sought` (seconds): the map's clock must go there. `play_changed`: playing, or how fast.
    `time_changed`: the clock went on. Times in seconds since the epoch.
    """

    sought = Signal(float)
    play_changed = Signal()
    time_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.start = self.end = self.time = 0.0
        self._last_fix = 0.0
        self.speed = _USUAL
        self.is_playing = False
        self._stops: list[float] = []

    @property
    def is_loaded(self) -> bool:
        """Whether there is anything to replay."""
        return self.end > self.start

    def load(self, days: list[AgentDay], focused: AgentDay | None) -> None:
        """Span these days; the clock stays where it was if it still lies inside, else at the
        end: the last known place is what is looked for first.
        """
        shown = [day for day in days if not day.is_empty]
        was_playing, self.is_playing = self.is_playing, False
        self.start = min((day.start for day in shown), default=0.0)
        self.end = max((day.end for day in shown), default=0.0)
        parts = focused.parts if focused else ()
        self._stops = [part.start for part in parts if part.kind in _STOPS]
        self._last_fix = max((float(day.times[-1]) for day in shown), default=0.0)
        if not self.start <= self.time <= self.end or self.time == 0.0:
            self.time = self._last_fix
        if was_playing:
            self.play_changed.emit()
        self.time_changed.emit()

    def toggle(self) -> None:
        """Play or pause; from the end it begins anew."""
        if not self.is_loaded:
            return
        if not self.is_playing and self.time >= self._last_fix - 1:
            self.seek(self.start)
        self.is_playing = not self.is_playing
        self.play_changed.emit()

    def faster(self) -> None:
        """The next speed."""
        self.set_speed(SPEEDS[min(len(SPEEDS) - 1, bisect_right(SPEEDS, self.speed))])

    def slower(self) -> None:
        """The speed before."""
        self.set_speed(SPEEDS[max(0, bisect_left(SPEEDS, self.speed) - 1)])

    def set_speed(self, speed: int) -> None:
        """So many times the real speed."""
        if speed != self.speed:
            self.speed = speed
            self.play_changed.emit()

    def seek(self, seconds: float) -> None:
        """Go to a moment of the day."""
        if self.is_loaded:
            self.time = min(self.end, max(self.start, seconds))
            self.sought.emit(self.time)
            self.time_changed.emit()

    def step(self, seconds: float) -> None:
        """So much on or back."""
        self.seek(self.time + seconds)

    def to_stop(self, direction: int) -> None:
        """The next stop (1) or the one before (-1) of the focused agent; else the day's ends."""
        if direction > 0:
            at = bisect_right(self._stops, self.time + 0.5)
            self.seek(self._stops[at] if at < len(self._stops) else self.end)
        else:
            at = bisect_left(self._stops, self.time - 0.5) - 1
            self.seek(self._stops[at] if at >= 0 else self.start)

    def hear(self, seconds: float, is_playing: bool) -> None:
        """What the map's clock says. It stops by itself only at the last fix: any other «not
        playing» was said before the page heard that it should play.
        """
        self.time = seconds
        if self.is_playing and not is_playing and seconds >= self._last_fix - 1:
            self.is_playing = False
            self.play_changed.emit()
        self.time_changed.emit()
