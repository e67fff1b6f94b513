"""The map as a widget: what views tell it, what it tells them. It holds the truth, so a dead page is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import orjson
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import delete

from kobra_desktop.map.basemaps import note_of, open_ground
from kobra_desktop.map.bridge import Bridge
from kobra_desktop.map.routes import Routes
from kobra_desktop.map.scheme import MapScheme
from kobra_desktop.map.spec import (
    AgentMark,
    Basemap,
    Runner,
    Theme,
    Trail,
    VisitMark,
    ZoneMark,
    run_here,
)
from kobra_desktop.map.trails import Trails
from kobra_desktop.map.walls import HOME, SCHEME, MapPage, new_profile
from kobra_desktop.map.words import page_words

MOST_REBUILDS = 3
# What a new page must hear, in this order: words before anything is painted, the view last.
_ORDER = (
    "words",
    "theme",
    "basemap",
    "wall",
    "roster",
    "numbers",
    "visits",
    "zones",
    "trails",
    "replay",
    "replay_seek",
    "replay_follow",
    "dated",
    "select",
    "look_at",
    "follow",
)


class MapView(QWidget):
    """The embedded map. Every method may be called before `ready`; what was said last is what the page shows."""

    ready = Signal()
    selected = Signal(str)
    hovered = Signal(str)
    opened = Signal(str)
    follow_released = Signal()
    view_changed = Signal(object)
    replay_time = Signal(float, bool)
    zone_drawn = Signal(object)
    key_pressed = Signal(str)
    page_failed = Signal(str)
    console_error = Signal(str)

    def __init__(self, run: Runner = run_here, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: dict[str, dict[str, Any]] = {}
        self._routes = Routes()
        self._is_ready = False
        self._rebuilds = 0
        self._serial = 0
        self._build_page(run)
        self._build_layout()
        self._say_words("es", None)
        self.set_basemap(None)
        self._page.load(HOME)

    def _build_page(self, run: Runner) -> None:
        app = QApplication.instance()
        assert app is not None
        self._profile = new_profile()
        self._scheme = MapScheme(self._routes.find, run, self._profile)
        self._profile.installUrlSchemeHandler(SCHEME, self._scheme)
        self._page = MapPage(self._profile, app)
        self._profile.setParent(app)  # after the page: children die in this order, the page must first
        self._bridge = Bridge(self._page)
        self._channel = QWebChannel(self._page)
        self._channel.registerObject("bridge", self._bridge)
        self._page.setWebChannel(self._channel)
        self._page.renderProcessTerminated.connect(self._on_terminated)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.console_error.connect(self.console_error)
        self._bridge.ready.connect(self._on_ready)
        for name in ("selected", "hovered", "opened", "replay_time", "zone_drawn", "key_pressed"):
            getattr(self._bridge, name).connect(getattr(self, name))
        self._bridge.selected.connect(lambda id_: self._hold("select", id=id_))
        self._bridge.follow_released.connect(self._on_released)
        self._bridge.view_changed.connect(self._on_view_changed)

    def _build_layout(self) -> None:
        self._view = QWebEngineView(self)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._view.setPage(self._page)
        self._failure = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._failure.setWordWrap(True)
        self._retry = QPushButton()
        self._retry.clicked.connect(self._on_retry)
        panel = QWidget(self)
        rows = QVBoxLayout(panel)
        rows.addStretch()
        rows.addWidget(self._failure)
        rows.addWidget(self._retry, alignment=Qt.AlignmentFlag.AlignCenter)
        rows.addStretch()
        self._panel = panel
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._view)
        self._stack.addWidget(panel)
        self._name_parts()

    def _name_parts(self) -> None:
        self._view.setAccessibleName(self.tr("Map"))
        self._failure.setText(self.tr("The map stopped working. Nothing else was lost."))
        self._retry.setText(self.tr("Retry"))

    # What views tell the map

    def show_agents(self, agents: Sequence[AgentMark]) -> None:
        """Show exactly these agents: names and numbers."""
        self._routes.agents.replace(agents)
        self._say_roster()

    def update_agents(self, agents: Sequence[AgentMark]) -> None:
        """New numbers of some or all agents; one that was not shown is added."""
        live = self._routes.agents
        unknown = live.update(agents)
        if unknown:
            live.add(unknown)
            self._say_roster()
        else:
            self._say("numbers")

    def _say_roster(self) -> None:
        live = self._routes.agents
        self._say("roster", ids=live.ids, names=live.names)
        self._say("numbers")

    def show_visits(self, visits: Sequence[VisitMark]) -> None:
        """Show exactly these visits with their fences."""
        self._say("visits", visits=[_visit(each) for each in visits])

    def show_zones(self, zones: Sequence[ZoneMark]) -> None:
        """Show exactly these zones."""
        self._say("zones", zones=[asdict(each) for each in zones])

    def show_trails(self, trails: Sequence[Trail]) -> None:
        """Show exactly these trails; an empty sequence takes them off."""
        self._routes.trails = Trails(trails)
        self._say("trails", bounds=self._routes.trails.bounds())

    def replay_load(self, trails: Sequence[Trail]) -> None:
        """Make ready to replay these; the live agents step off the map until `replay_clear`."""
        self._routes.replay = Trails(trails)
        self._say("replay", act="load" if self._routes.replay else "clear")

    def replay_play(self, speed: float = 1.0) -> None:
        """Run at 1 to 120 times the real speed."""
        self._tell("replay_play", speed=max(1.0, min(120.0, speed)))

    def replay_pause(self) -> None:
        """Hold the clock."""
        self._tell("replay", act="pause")

    def replay_seek(self, seconds: float) -> None:
        """Go to a moment (seconds since the epoch), playing or not."""
        self._say("replay_seek", time=seconds)

    def replay_follow(self, agent_id: str | None) -> None:
        """Hold the view on one agent of the replay."""
        self._say("replay_follow", id=agent_id or "")

    def replay_clear(self) -> None:
        """End the replay; the live agents come back."""
        self._routes.replay = Trails()
        for key in ("replay_seek", "replay_follow"):
            self._held.pop(key, None)
        self._say("replay", act="clear")

    def select(self, id_: str | None) -> None:
        """Choose an agent or visit, or none."""
        self._say("select", id=id_ or "")

    def hover(self, id_: str | None) -> None:
        """Light a mark that the pointer is over elsewhere."""
        self._tell("hover", id=id_ or "")

    def follow(self, agent_id: str | None) -> None:
        """Hold the view on an agent until it is moved by hand."""
        self._say("follow", id=agent_id or "")

    def fit_all(self) -> None:
        """Bring everything into view."""
        self._held.pop("look_at", None)
        self._tell("fit")

    def look_at(self, lat: float, lon: float, zoom: float = 15.0) -> None:
        """Put the view somewhere."""
        self._say("look_at", lat=lat, lon=lon, zoom=zoom)

    def set_theme(self, theme: Theme) -> None:
        """Paint with the colours of a theme."""
        self._say("theme", theme=theme)

    def set_language(self, locale: str, time_zone: str | None = None) -> None:
        """Say the words of the translator in force again; times are shown in `time_zone` (IANA)."""
        self._routes.language = locale[:2]
        self._say_words(locale, time_zone)
        self._name_parts()

    def _say_words(self, locale: str, time_zone: str | None) -> None:
        tag = locale.replace("_", "-")
        self._say("words", words=page_words(), locale=tag, time_zone=time_zone)

    def set_basemap(self, basemap: Basemap) -> None:
        """Lay another map under the marks. Raises BasemapError, and keeps the one that is there."""
        ground = open_ground(basemap)
        self._routes.ground = ground
        self._serial += 1
        base = f"ground/{self._serial}"
        urls = {"pmtiles": f"{base}/map.pmtiles", "tiles": f"{base}/{{z}}/{{x}}/{{y}}"}
        spec = {
            "kind": ground.kind,
            "access": ground.access,
            "url": "world.bin" if ground.kind == "world" else urls[ground.access],
            "max_zoom": ground.max_zoom,
            "bounds": ground.bounds,
            "attribution": ground.attribution,
        }
        note = note_of(basemap)
        self._say("basemap", basemap=spec, note=page_words()[note] if note else "")

    def set_wall_mode(self, is_on: bool) -> None:
        """Show no names of people."""
        self._say("wall", is_on=is_on)

    def set_data_date(self, text: str) -> None:
        """The words that say from when the data is, beside the scale."""
        self._say("dated", text=text)

    def draw_zone(self, is_on: bool = True) -> None:
        """Let a person draw a polygon; `zone_drawn` brings its corners, or none when given up."""
        self._tell("draw", is_on=is_on)

    # How it is said

    def _hold(self, what: str, **fields: Any) -> dict[str, Any]:
        message = {"do": what, **fields}
        self._held[what] = message
        return message

    def _say(self, what: str, **fields: Any) -> None:
        message = self._hold(what, **fields)
        if self._is_ready:
            self._send(message)

    def _tell(self, what: str, **fields: Any) -> None:
        """Say something that a page made anew need not hear."""
        if self._is_ready:
            self._send({"do": what, **fields})

    def _send(self, message: dict[str, Any]) -> None:
        # A string in a string: the page parses it as JSON, so no name in it can become code.
        text = orjson.dumps(orjson.dumps(message).decode()).decode()
        self._page.runJavaScript(f"KobraMap.receive({text});1")

    def _on_ready(self) -> None:
        self._is_ready = True
        for what in _ORDER:
            if what in self._held:
                self._send(self._held[what])
        self.ready.emit()

    def _on_released(self) -> None:
        self._held.pop("follow", None)
        self._held.pop("replay_follow", None)
        self.follow_released.emit()

    def _on_view_changed(self, area: Any) -> None:
        self._hold("look_at", lat=area.lat, lon=area.lon, zoom=area.zoom)
        self.view_changed.emit(area)

    # When the page dies

    def _on_loaded(self, is_ok: bool) -> None:
        if not is_ok:
            self._fail(self.tr("The map page did not load."))

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        self._is_ready = False
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        self._rebuilds += 1
        if self._rebuilds > MOST_REBUILDS:
            self._fail(self.tr("The map stopped working several times."))
        else:
            self._page.load(HOME)

    def _fail(self, message: str) -> None:
        self._is_ready = False
        self._stack.setCurrentWidget(self._panel)
        self.page_failed.emit(message)

    def _on_retry(self) -> None:
        self._rebuilds = 0
        self._stack.setCurrentWidget(self._view)
        self._page.load(HOME)

    def changeEvent(self, event: QEvent) -> None:
        """Qt tells that the language changed."""
        if event.type() == QEvent.Type.LanguageChange:
            held = self._held["words"]
            self.set_language(held["locale"], held["time_zone"])
        super().changeEvent(event)

    def dispose(self) -> None:
        """End the page, then its profile, in the order the engine asks for. The widget is dead afterwards."""
        self._is_ready = False
        self._view.setPage(None)  # type: ignore[arg-type]
        delete(self._page)
        self._profile.deleteLater()


def _visit(mark: VisitMark) -> dict[str, Any]:
    row = asdict(mark)
    row["state"] = "blocked" if row.pop("is_blocked") else mark.state.value
    return row
