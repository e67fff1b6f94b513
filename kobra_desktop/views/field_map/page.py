"""Mapa: one map, three tabs. The page puts the parts together and hands clicks and keys to the tab
that is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget
from shiboken6 import isValid

from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.ground import GroundModel
from kobra_desktop.models.field_map.plan import PlanModel
from kobra_desktop.models.field_map.trails import TrailsModel
from kobra_desktop.models.field_map.zones import ZonesModel
from kobra_desktop.models.status import StatusModel
from kobra_desktop.models.today.day import TodayModel
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.field_map.acts import FieldActs
from kobra_desktop.views.field_map.ground_button import GroundButton
from kobra_desktop.views.field_map.live import LiveTab
from kobra_desktop.views.field_map.stage import MapStage
from kobra_desktop.views.field_map.trail_tab import TrailTab
from kobra_desktop.views.field_map.wall import Wall
from kobra_desktop.views.field_map.zones_tab import ZonesTab
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.beside import Beside
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.tabs import TabBar

LIVE, TRAIL, ZONES = "live", "trail", "zones"


class Tab(Protocol):
    """What the page asks of each tab."""

    @property
    def side(self) -> QWidget:
        """What stands at the left."""

    def enter(self) -> None:
        """It is seen."""

    def leave(self) -> None:
        """Another is seen."""

    def escape(self) -> bool:
        """Esc; False when there was nothing to close."""


@dataclass(frozen=True, slots=True)
class MapModels:
    """What the page shows."""

    field: FieldModel
    trails: TrailsModel
    zones: ZonesModel
    plan: PlanModel
    ground: GroundModel
    card: VisitCardModel

    def hush(self) -> None:
        """Say nothing more to anybody: the page ends, or never came to be."""
        for model in (self.field, self.trails, self.zones, self.plan, self.ground, self.card):
            if isValid(model):
                model.blockSignals(True)


def map_models(workspace: Workspace, status: StatusModel, archive: Path | None) -> MapModels:
    """The models of one page; `archive` is where the server's map is kept."""
    return MapModels(
        FieldModel(workspace, status),
        TrailsModel(workspace),
        ZonesModel(workspace),
        PlanModel(workspace),
        GroundModel(workspace, archive),
        VisitCardModel(workspace),
    )


class MapPage(Page):
    """`map_failed` (words): the map's page died or spoke on its console; the rest goes on."""

    map_failed = Signal(str)

    def __init__(self, look: Look, models: MapModels, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.models = models
        for model in (models.field, models.trails, models.zones, models.plan, models.ground):
            model.setParent(self)
        models.card.setParent(self)
        is_whole = False
        try:
            self._make(look, models)
            is_whole = True
        finally:
            if not is_whole:  # half a page must not be told of the field each second
                models.hush()

    def _make(self, look: Look, models: MapModels) -> None:
        field, locale = models.field, models.field.workspace.locale
        self.stage = MapStage(look, field, models.ground)
        self.acts = FieldActs(look, field, models.plan, self)
        self.live = LiveTab(
            look,
            field,
            self.stage,
            self.acts,
            models.card,
            self,
            may_plan=models.plan.may_plan,
            may_mark_absence=models.plan.may_mark_absence,
        )
        self.trail = TrailTab(look, field, models.trails, self.stage, self)
        self.zones = ZonesTab(look, models.zones, self.stage, locale, self)
        self._tabs: dict[str, Tab] = {LIVE: self.live, TRAIL: self.trail, ZONES: self.zones}
        self.tabs = TabBar(
            look, {LIVE: self.tr("Live"), TRAIL: self.tr("Trail"), ZONES: self.tr("Zones")}
        )
        self.ground = GroundButton(look, models.ground, locale)
        self.wall_button = IconButton(look, "monitor", self.tr("Wall"), "F11")
        self._wall: Wall | None = None
        self._key = LIVE
        self._has_opened = False
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        head = row(
            label(self.tr("Map"), "page"), self.tabs, None, self.ground, self.wall_button, space=16
        )
        head.setContentsMargins(20, 8, 12, 4)
        self._sides = QStackedWidget()
        for tab in self._tabs.values():
            self._sides.addWidget(tab.side)
        self._sides.setFixedWidth(self.live.side.width())
        self._chips = holding(row(self.live.chips, margins=(12, 6, 12, 6)))
        middle = column(self._chips, self.stage, space=0)
        middle.setStretchFactor(self.stage, 1)
        left = row(self._sides, holding(middle), space=0)
        left.setStretch(1, 1)
        body = Beside(holding(left), self.live.card, self.live.visit, self.trail.panel)
        self.trail.panel.hide()
        self.trail.bar.hide()
        lines = column(head, holding(body), self.trail.bar, space=0)
        lines.setStretch(1, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        the_map = self.stage.map
        self.stage.ended.connect(self._on_ended)
        self.tabs.chosen.connect(self.show_tab)
        self.wall_button.clicked.connect(self.open_wall)
        for part in (self.acts, self.zones, self.ground, self.stage):
            part.said.connect(self.said)
        self.live.trail_requested.connect(self.show_trail)
        self.live.visit_requested.connect(self._open_visit)
        self.live.alert_requested.connect(self._open_alert)
        the_map.selected.connect(self._on_selected)
        the_map.hovered.connect(self._on_hovered)
        the_map.opened.connect(self._on_opened)
        the_map.key_pressed.connect(self._on_map_key)
        the_map.page_failed.connect(self.map_failed)
        the_map.console_error.connect(self.map_failed)

    def _open_visit(self, visit_id: str) -> None:
        self.open_requested.emit("visits", {"chosen": visit_id})

    def _open_alert(self, alert_id: str, tab: str) -> None:
        """Among those of its agent: a page that has not loaded yet cannot choose one."""
        agent = self.models.field.chosen_agent
        name = agent.name if agent else ""
        self.open_requested.emit("alerts", {"chosen": alert_id, "search": name, "tab": tab})

    # Tabs

    @property
    def tab(self) -> str:
        """The key of the tab that is seen."""
        return self._key

    def show_tab(self, key: str) -> None:
        """See another tab."""
        if key == self._key:
            return
        self._tabs[self._key].leave()
        self._key = key
        if self.tabs.key != key:
            self.tabs.choose(key)
        self._sides.setCurrentWidget(self._tabs[key].side)
        self._chips.setVisible(key == LIVE)
        self._tabs[key].enter()

    def show_trail(self, agent_id: str) -> None:
        """Today's trail of an agent."""
        self.models.trails.set_day(self.models.field.workspace.today)
        self.show_tab(TRAIL)
        self.trail.show_agent(agent_id)

    # Page

    def on_shown(self) -> None:
        """Load, and keep ages true while it is seen."""
        self.models.field.open()
        if not self._has_opened:
            self._has_opened = True
            self.models.ground.fetch(is_asked=False)
            self._tabs[self._key].enter()
        self.stage.push_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """What was heard unseen is shown."""
        super().showEvent(event)
        self.live.on_shown()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ages or moves unseen."""
        super().hideEvent(event)
        if self._wall is None:
            self.models.field.rest()
        if self.trail.replay.is_playing:
            self.trail.replay.toggle()

    def state(self) -> PageState:
        """Tab, filters, selection."""
        return {"tab": self._key, **self.live.state()}

    def restore(self, state: PageState) -> None:
        """A state of before, or a wish: `agent` or `visit` to show, `trail` of an agent, `team`
        whose zone to see, `wall`.
        """
        if trail := state.get("trail"):
            self.show_trail(str(trail))
            return
        self.show_tab(str(state.get("tab") or LIVE))
        self.live.restore(state)
        if team := state.get("team"):
            self.zones.side.choose(str(team))
        if state.get("wall"):
            self.open_wall()

    def filter_field(self) -> QLineEdit | None:
        """The search of the list that is seen."""
        return self.trail.side.search if self._key == TRAIL else self.live.side.search

    def assign_chosen(self) -> None:
        """Assign the visit that is chosen, or those of the agent that is."""
        field = self.models.field
        if field.chosen_visit is not None:
            self.acts.assign([field.chosen_id])
        elif field.chosen_agent is not None:
            self.acts.reassign(field.chosen_id)

    def escape(self) -> bool:
        """Close the card, give up drawing, or take the trails off."""
        return self._tabs[self._key].escape()

    def open_wall(self) -> None:
        """Map and numbers over a whole screen."""
        if self._wall is not None:
            self._wall.activateWindow()
            return
        field = self.models.field
        wall = Wall(self.look, field, self.models.ground, TodayModel(field.workspace))
        wall.closed.connect(self._on_wall_closed)
        self._wall = wall
        wall.open_on_screen()

    @property
    def wall(self) -> Wall | None:
        """The wall while it is open."""
        return self._wall

    @property
    def is_presenting(self) -> bool:
        """While the wall is open."""
        return self._wall is not None

    def _on_wall_closed(self) -> None:
        self._wall = None

    def _on_ended(self) -> None:
        """The window is let go: its models tell nothing more to widgets that are about to die."""
        self.models.hush()
        if self._wall is not None:
            self._wall.close()

    def dispose(self) -> None:
        """End the map's page before its application does."""
        if self._wall is not None:
            self._wall.close()
        self.stage.dispose()

    # Pointer and keys

    def _on_selected(self, thing_id: str) -> None:
        if self._key == LIVE:
            self.live.on_map_selected(thing_id)
        elif self._key == TRAIL:
            self.trail.on_map_selected(thing_id)

    def _on_hovered(self, thing_id: str) -> None:
        if self._key == LIVE:
            self.live.on_map_hovered(thing_id)

    def _on_opened(self, thing_id: str) -> None:
        if self._key == LIVE:
            self.live.open(thing_id)

    def _bind(self) -> None:
        """Single letters act where no text field has the focus: Qt gives those to the field."""
        acts = {
            "F": self._toggle_follow,
            "R": self._open_trail,
            "T": self.stage.map.fit_all,
            "+": lambda: self.stage.zoom(1),
            "=": lambda: self.stage.zoom(1),
            "-": lambda: self.stage.zoom(-1),
            "[": self.trail.replay.slower,
            "]": self.trail.replay.faster,
        }
        for keys, act in acts.items():
            bound = QShortcut(QKeySequence(keys), self)
            bound.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            bound.activated.connect(act)
        self._map_acts = {**acts, " ": self._toggle_play}

    def _on_map_key(self, key: str) -> None:
        if act := self._map_acts.get(key):
            act()

    def _toggle_follow(self) -> None:
        if self._key == TRAIL:
            self.trail.toggle_follow()
        elif self._key == LIVE:
            self.live.toggle_follow()

    def _open_trail(self) -> None:
        chosen = self.models.field.chosen_agent
        if self._key == LIVE and chosen is not None:
            self.show_trail(chosen.id)

    def _toggle_play(self) -> None:
        if self._key == TRAIL:
            self.trail.replay.toggle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and arrows, when nothing that uses them has the focus."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        directions = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        direction = directions.get(Qt.Key(event.key()))
        if self._key == TRAIL and event.key() == Qt.Key.Key_Space:
            self._toggle_play()
        elif self._key == TRAIL and direction is not None:
            if is_shifted:
                self.trail.replay.to_stop(direction)
            else:
                self.trail.step(direction)
        else:
            super().keyPressEvent(event)
