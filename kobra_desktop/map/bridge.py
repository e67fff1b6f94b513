"""The one object the page can call: typed slots that become signals. It can ask for nothing and
change nothing.
"""

from __future__ import annotations

import math

import orjson
from PySide6.QtCore import Signal, Slot

from kobra_desktop.map.spec import LatLon, MapArea
from kobra_desktop.web.host import WebBridge

_LONGEST_ID = 64
_MOST_CORNERS = 500


class Bridge(WebBridge):
    """What the page reports. A page that lies can only claim what a person could have clicked."""

    selected = Signal(str)
    hovered = Signal(str)
    opened = Signal(str)
    follow_released = Signal()
    view_changed = Signal(object)
    replay_time = Signal(float, bool)
    moment_chosen = Signal(str, float)
    zone_drawn = Signal(object)
    lassoed = Signal(object, bool)
    key_pressed = Signal(str)
    pin_moved = Signal(object)

    @Slot(str)
    def report_selected(self, id_: str) -> None:
        """A mark was chosen; empty: none."""
        if len(id_) <= _LONGEST_ID:
            self.selected.emit(id_)

    @Slot(str)
    def report_hovered(self, id_: str) -> None:
        """The pointer is over a mark; empty: over none."""
        if len(id_) <= _LONGEST_ID:
            self.hovered.emit(id_)

    @Slot(str)
    def report_opened(self, id_: str) -> None:
        """The chosen mark was clicked again."""
        if len(id_) <= _LONGEST_ID:
            self.opened.emit(id_)

    @Slot()
    def report_follow_released(self) -> None:
        """The map was moved by hand."""
        self.follow_released.emit()

    @Slot(float, float, float)
    def report_view(self, lat: float, lon: float, zoom: float) -> None:
        """The view stands still at a new place."""
        if all(map(math.isfinite, (lat, lon, zoom))):
            self.view_changed.emit(MapArea(lat, lon, zoom))

    @Slot(float, bool)
    def report_replay(self, seconds: float, is_playing: bool) -> None:
        """The replay's clock, in seconds since the epoch."""
        if math.isfinite(seconds):
            self.replay_time.emit(seconds, is_playing)

    @Slot(str, float)
    def report_moment(self, id_: str, seconds: float) -> None:
        """A trail was clicked where its agent was at that moment (seconds since the epoch)."""
        if len(id_) <= _LONGEST_ID and math.isfinite(seconds):
            self.moment_chosen.emit(id_, seconds)

    @Slot(str)
    def report_zone(self, ring: str) -> None:
        """A polygon was drawn (pairs of latitude and longitude as JSON), or given up (none)."""
        self.zone_drawn.emit(_ring(ring))

    @Slot(str, bool)
    def report_lasso(self, ring: str, adds: bool) -> None:
        """A lasso was drawn, as a polygon is, or given up; `adds`: Ctrl was held meanwhile."""
        self.lassoed.emit(_ring(ring), adds)

    @Slot(str)
    def report_key(self, key: str) -> None:
        """A key that the desktop acts on was pressed while the page had the focus."""
        if len(key) == 1:
            self.key_pressed.emit(key)

    @Slot(float, float, float)
    def report_pin(self, lat: float, lon: float, zoom: float) -> None:
        """A person put the pin somewhere, at that zoom."""
        is_earthly = abs(lat) <= 90 and abs(lon) <= 180  # false for what is no number, too
        if is_earthly and math.isfinite(zoom):
            self.pin_moved.emit(MapArea(lat, lon, zoom))


def _ring(text: str) -> tuple[LatLon, ...]:
    try:
        pairs = orjson.loads(text)
        ring = tuple((float(lat), float(lon)) for lat, lon in pairs[:_MOST_CORNERS])
    except (orjson.JSONDecodeError, TypeError, ValueError):
        return ()
    is_earthly = all(abs(lat) <= 90 and abs(lon) <= 360 for lat, lon in ring)
    return ring if len(ring) >= 3 and is_earthly else ()
