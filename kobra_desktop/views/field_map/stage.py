"""The map with what stands around it on every tab: the line that says how old the data is, its
ground, the keys and the throttle. One page has one stage.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kobra_desktop.background import Throttle
from kobra_desktop.map.basemaps import BasemapError, attribution_in, open_ground
from kobra_desktop.map.spec import FileBasemap, MapArea
from kobra_desktop.map.view import MapView
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.ground import GroundKind, GroundModel
from kobra_desktop.views.field_map.marks import agent_marks
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.facts import note
from kobra_desktop.views.widgets.layouts import column, emptied
from kobra_domain.wire import LIVE_COALESCED_S
from kobra_domain.words import moment

# The server has coalesced already: waiting as long here once more would double what a marker waits.
_PUSH_EVERY_MS = round(LIVE_COALESCED_S * 1_000 / 2.5)
_DATE_EVERY_MS = 15_000
_FIT_AFTER_MS = 400
_INVENTED = ("inventad", "invented")


class MapStage(QWidget):
    """`said`: the ground could not be changed; `ended`: it is of no more use. Agents are pushed
    only while the map is seen.
    """

    said = Signal(str, object)
    ended = Signal()

    def __init__(
        self,
        look: Look,
        field: FieldModel,
        ground: GroundModel,
        *,
        is_wall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._field, self._ground = look, field, ground
        self._pushed: frozenset[str] | None = None
        self._area: MapArea | None = None
        self._is_disposed = False
        self.is_ready = False
        self.map = MapView(parent=self)
        self.map.set_language(field.workspace.locale, field.workspace.zone.key)
        self.map.set_theme(look.theme)
        self.map.set_wall_mode(is_wall)
        self._strip = column(space=0)
        self._build()
        self._throttle: Throttle = Throttle(self._push_agents, _PUSH_EVERY_MS, self)
        self._dates = QTimer(self)
        self._dates.setInterval(_DATE_EVERY_MS)
        self._connect()
        self._show_ground()
        self._say_date()

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(self._strip)
        lines.addWidget(self.map, 1)

    def _connect(self) -> None:
        self.map.ready.connect(self._on_ready)
        self.map.view_changed.connect(self._on_area)
        self._field.agents_changed.connect(self.push_soon)
        self._field.agents_moved.connect(self.push_soon)
        self._field.status.changed.connect(self._say_date)
        self._dates.timeout.connect(self._say_date)
        self._dates.start()
        self._ground.changed.connect(self._show_ground)
        self._look.changed.connect(self._on_look_changed)
        QApplication.instance().aboutToQuit.connect(self.dispose)  # type: ignore[union-attr]

    def _on_ready(self) -> None:
        self.is_ready = True

    def showEvent(self, event: QShowEvent) -> None:
        """Know when the window is let go, at sign-out: the page must end before its view does."""
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is about to be deleted."""
        if event.type() == QEvent.Type.DeferredDelete:
            self.dispose()
        return super().eventFilter(watched, event)

    def dispose(self) -> None:
        """End the page before its application does."""
        if not self._is_disposed:
            self._is_disposed = True
            self.map.dispose()
            self.ended.emit()

    def _on_look_changed(self) -> None:
        self.map.set_theme(self._look.theme)

    # Agents

    def push_soon(self) -> None:
        """Show the agents as they are now, and what comes right after together; not while nobody
        sees them.
        """
        if self.isVisible() and not self._is_disposed:
            self._throttle.call(None)

    def _push_agents(self, _nothing: None) -> None:
        if self._is_disposed:
            return
        marks = agent_marks(self._field.shown_agents)
        ids = frozenset(mark.id for mark in marks)
        if ids == self._pushed:
            self.map.update_agents(marks)
        else:
            self.map.show_agents(marks)
            self._pushed = ids

    # View

    def look_at(self, lat: float, lon: float) -> None:
        """Bring a place into view, near enough to see streets."""
        zoom = max(self._area.zoom if self._area else 0.0, 15.0)
        self.map.look_at(lat, lon, zoom)

    def bring_into_view(self, lat: float, lon: float) -> None:
        """Go there only if it is not to be seen: a map that jumps at each click is unkind."""
        if self._area is None or not self._is_seen(self._area, lat, lon):
            self.look_at(lat, lon)

    def _is_seen(self, area: MapArea, lat: float, lon: float) -> bool:
        degrees_a_pixel = 360 / (256 * 2**area.zoom)
        wide = degrees_a_pixel * self.map.width() * 0.45
        high = degrees_a_pixel * self.map.height() * 0.42  # less than true: parallels are shorter
        return abs(lon - area.lon) < wide and abs(lat - area.lat) < high

    def fit_soon(self) -> None:
        """Bring everything into view once the page has fetched what it was told of."""
        QTimer.singleShot(_FIT_AFTER_MS, self, self._fit)

    def _fit(self) -> None:
        if not self._is_disposed:
            self.map.fit_all()

    def zoom(self, by: int) -> None:
        """Nearer or farther."""
        area = self._area
        if area is not None:
            self.map.look_at(area.lat, area.lon, max(2.0, min(19.0, area.zoom + by)))

    def _on_area(self, area: MapArea) -> None:
        self._area = area

    # Age of the data

    def _say_date(self) -> None:
        at, workspace = self._field.data_at, self._field.workspace
        emptied(self._strip)
        if at is None:
            self.map.set_data_date("")
            return
        clock = moment(at, workspace.zone.key, workspace.locale, workspace.now)
        if at.astimezone(workspace.zone).date() == workspace.today:
            clock = workspace.hour(at)
        self.map.set_data_date(self.tr("Data of {time}").format(time=clock))
        if self._field.is_offline:
            words = self.tr("No connection: the map shows what was known at {time}.")
            self._strip.addWidget(note(self._look, "warn", words.format(time=clock), "cloud-off"))

    # Ground

    def _show_ground(self) -> None:
        path = self._ground.file
        try:
            if path is None:
                self.map.set_basemap(None)
                return
            open_ground(FileBasemap(path))  # before its words are looked for: it may be no map
            credit = attribution_in(path) if path.suffix == ".pmtiles" else ""
            is_invented = any(word in credit.casefold() for word in _INVENTED)
            self.map.set_basemap(FileBasemap(path, credit, is_invented=is_invented))
        except (BasemapError, OSError) as problem:
            self.map.set_basemap(None)
            words = QCoreApplication.translate(
                "FieldMap", "This file is not a map that can be shown."
            )
            if isinstance(problem, BasemapError):
                words = f"{words} {sentence_of(problem, self._field.workspace.locale)}".strip()
            self.said.emit(words, None)
            if self._ground.kind is GroundKind.OWN:  # or each start would begin with this
                self._ground.drop_file()


def sentence_of(problem: BasemapError, locale: str) -> str:
    """The reason, where there are words for it."""
    return "" if problem.code == BasemapError.default_code else sentence(problem, locale)
