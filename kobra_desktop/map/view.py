"""The map as a widget: what views tell it, what it tells them. It holds the truth, so a dead page
is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop import resources
from kobra_desktop.map.basemaps import note_of, open_ground
from kobra_desktop.map.host import MapHost
from kobra_desktop.map.spec import (
    AgentMark,
    Basemap,
    CircleMark,
    LatLon,
    MapArea,
    RouteMark,
    Theme,
    Trail,
    VisitMark,
    ZoneMark,
)
from kobra_desktop.map.trails import Trails
from kobra_desktop.map.words import page_words
from kobra_desktop.web.pane import PaneWords, WebPane
from kobra_desktop.web.scheme import Runner, run_here

_REPLAY = ("replay_seek", "replay_follow")


class MapView(WebPane):
    """The embedded map. Every method may be called before `ready`; what was said last is what the
    page shows.
    """

    ready = Signal()
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
    page_failed = Signal(str)
    console_error = Signal(str)

    def __init__(self, run: Runner = run_here, parent: QWidget | None = None) -> None:
        host = MapHost(run)
        super().__init__(host, parent)
        host.setParent(self)
        self._host: MapHost = host
        self._serial = 0
        self._note = self._pin_words = ""
        self._is_hushed = False
        self._words_for: tuple[str, str | None] = ("es", None)
        self._routes = host.routes
        self._connect()
        self._name_parts()
        self._say_words()
        self.set_basemap(None)
        self.set_theme("light")

    def _connect(self) -> None:
        host, bridge = self._host, self._host.bridge
        host.ready.connect(self.ready)
        host.console_error.connect(self.console_error)
        self.failed.connect(self._on_gone)
        for name in (
            "selected",
            "hovered",
            "opened",
            "replay_time",
            "moment_chosen",
            "zone_drawn",
            "lassoed",
            "key_pressed",
            "pin_moved",
        ):
            getattr(bridge, name).connect(getattr(self, name))
        bridge.selected.connect(self._on_selected)
        bridge.follow_released.connect(self._on_released)
        bridge.view_changed.connect(self._on_view_changed)
        bridge.pin_moved.connect(self._on_pin_moved)

    def _name_parts(self) -> None:
        self.set_words(
            PaneWords(
                self.tr("Map"),
                self.tr("Loading the map…"),
                self.tr("The map stopped working. Nothing else was lost."),
                self.tr("Retry"),
            )
        )

    # What views tell the map

    @property
    def agents_shown(self) -> int:
        """How many agents the map has been told to show."""
        return len(self._routes.agents.ids)

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
            self._host.say("numbers")

    def _say_roster(self) -> None:
        live = self._routes.agents
        self._host.say("roster", ids=live.ids, names=live.names)
        self._host.say("numbers")

    def show_visits(self, visits: Sequence[VisitMark]) -> None:
        """Show exactly these visits with their fences."""
        self._host.say("visits", visits=[_visit(each) for each in visits])

    def show_zones(self, zones: Sequence[ZoneMark]) -> None:
        """Show exactly these zones."""
        self._host.say("zones", zones=[asdict(each) for each in zones])

    def show_circles(self, circles: Sequence[CircleMark]) -> None:
        """Show exactly these circles."""
        self._host.say("circles", circles=[asdict(each) for each in circles])

    def show_routes(self, routes: Sequence[RouteMark]) -> None:
        """Show exactly these ways of planned days."""
        self._host.say("routes", routes=[asdict(each) for each in routes])

    def choose(self, ids: Sequence[str]) -> None:
        """Light several visits at once, beside the one that is selected."""
        self._host.say("chosen", ids=list(ids))

    def show_trails(self, trails: Sequence[Trail]) -> None:
        """Show exactly these trails; an empty sequence takes them off."""
        shown = Trails(trails)
        self._routes.trails = shown
        self._host.say("trails", bounds=shown.bounds(), is_big=shown.is_big)

    def replay_load(self, trails: Sequence[Trail]) -> None:
        """Make ready to replay these; the live agents step off the map until `replay_clear`."""
        self._routes.replay = Trails(trails)
        self._host.say("replay", act="load" if self._routes.replay else "clear")

    def replay_play(self, speed: float = 1.0) -> None:
        """Run at 1 to 120 times the real speed."""
        self._host.tell("replay_play", speed=max(1.0, min(120.0, speed)))

    def replay_pause(self) -> None:
        """Hold the clock."""
        self._host.tell("replay", act="pause")

    def replay_seek(self, seconds: float) -> None:
        """Go to a moment (seconds since the epoch), playing or not."""
        self._host.say("replay_seek", time=seconds)

    def replay_follow(self, agent_id: str | None) -> None:
        """Hold the view on one agent of the replay."""
        self._host.say("replay_follow", id=agent_id or "")

    def replay_clear(self) -> None:
        """End the replay; the live agents come back."""
        self._routes.replay = Trails()
        self._host.forget(_REPLAY)
        self._host.say("replay", act="clear")

    def select(self, id_: str | None) -> None:
        """Choose an agent or visit, or none."""
        self._host.say("select", id=id_ or "")

    def hover(self, id_: str | None) -> None:
        """Light a mark that the pointer is over elsewhere."""
        self._host.tell("hover", id=id_ or "")

    def follow(self, agent_id: str | None) -> None:
        """Hold the view on an agent until it is moved by hand."""
        self._host.say("follow", id=agent_id or "")

    def fit_all(self) -> None:
        """Bring everything into view."""
        self._host.forget(("look_at",))
        self._host.tell("fit")

    def look_at(self, lat: float, lon: float, zoom: float = 15.0) -> None:
        """Put the view somewhere."""
        self._host.say("look_at", lat=lat, lon=lon, zoom=zoom)

    def show_pin(self, at: LatLon | None, words: str = "") -> None:
        """A pin that a person may drag, bring by a click or move by arrow keys (`pin_moved`), with
        words above it; or none.
        """
        self._pin_words = words
        self._host.say("pin", at=at, words=words)

    def nudge_pin(self, key: str, *, is_far: bool = False) -> None:
        """Move it a little, as an arrow key of the page does («ArrowLeft»…)."""
        self._host.tell("nudge", key=key, is_far=is_far)

    def set_theme(self, theme: Theme) -> None:
        """Paint with the colours of a theme."""
        self.set_ground(resources.tokens(theme)["map_land"])
        self._host.say("theme", theme=theme)

    def set_language(self, locale: str, time_zone: str | None = None) -> None:
        """Say the words of the translator in force again; times are shown in `time_zone` (IANA)."""
        self._routes.language = locale[:2]
        self._words_for = (locale, time_zone)
        self._say_words()
        self._name_parts()

    def _say_words(self) -> None:
        locale, zone = self._words_for
        tag = locale.replace("_", "-")
        words = page_words(locale)
        self._host.say("words", words=words, locale=tag, time_zone=zone)
        self._say_note(words)

    def hush(self) -> None:
        """Say no more of what the ground lacks: where somebody is about to bring it."""
        self._is_hushed = True
        self._say_words()

    def _say_note(self, words: dict[str, str]) -> None:
        # The city's own label says that it is invented: once more beside the scale is enough.
        is_quiet = self._note == "note_invented"
        text = words[self._note] if self._note and not self._is_hushed else ""
        self._host.say("note", text=text, is_quiet=is_quiet)

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
        self._note = note_of(basemap)
        self._host.say("basemap", basemap=spec)
        self._say_note(page_words(self._words_for[0]))

    def set_wall_mode(self, is_on: bool) -> None:
        """Show no names of people."""
        self._host.say("wall", is_on=is_on)

    def set_data_date(self, text: str) -> None:
        """The words that say from when the data is, beside the scale."""
        self._host.say("dated", text=text)

    def draw_zone(self, is_on: bool = True) -> None:
        """Let a person draw a polygon; `zone_drawn` brings its corners, or none when given up."""
        self._host.tell("draw", is_on=is_on, is_lasso=False)

    def lasso(self, is_on: bool = True) -> None:
        """Let a person draw around visits in one go; `lassoed` brings the line, or none."""
        self._host.tell("draw", is_on=is_on, is_lasso=True)

    # What the page reports

    def _on_selected(self, id_: str) -> None:
        self._host.hold("select", id=id_)

    def _on_released(self) -> None:
        self._host.forget(("follow", "replay_follow"))
        self.follow_released.emit()

    def _on_view_changed(self, area: MapArea) -> None:
        self._host.hold("look_at", lat=area.lat, lon=area.lon, zoom=area.zoom)
        self.view_changed.emit(area)

    def _on_pin_moved(self, at: MapArea) -> None:
        self._host.hold("pin", at=(at.lat, at.lon), words=self._pin_words)

    def _on_gone(self, was_loaded: bool) -> None:
        died, absent = self.tr("The map stopped working several times."), self.tr("No map page.")
        self.page_failed.emit(died if was_loaded else absent)

    def changeEvent(self, event: QEvent) -> None:
        """Qt tells that the language changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self.set_language(*self._words_for)
        super().changeEvent(event)

    def dispose(self) -> None:
        """End the page and its profile; done by itself when the program quits. Twice is no harm."""
        self._host.dispose()


def _visit(mark: VisitMark) -> dict[str, Any]:
    row = asdict(mark)
    row["state"] = "blocked" if row.pop("is_blocked") else mark.state.value
    return row
