"""The map in the middle of Planear: what waits and what agents have, their ways, and the lasso."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.planning.ground import GroundModel, LatLon
from kobra_desktop.views.planning.dragging import LEAST
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.small_map import SmallMap


class PlanMap(SmallMap):
    """`opened` (visit id). `assign_wished`: who shall have what is chosen."""

    opened = Signal(str)
    assign_wished = Signal()

    def __init__(
        self, look: Look, ground: GroundModel, archive: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, ground.plan.workspace, archive, parent)
        self._ground, self._plan = ground, ground.plan
        self._is_listening = False
        self._fitted: object = None
        self.lasso = Button(look, self.tr("Lasso"), "chip", "lasso-select")
        self.lasso.setCheckable(True)
        self.lasso.setToolTip(
            self.tr("Draw around visits to choose them: Shift for a rectangle, Ctrl adds")
        )
        self.zones = Button(look, self.tr("Zone"), "chip", "map")
        self.given = Button(look, self.tr("Hide assigned"), "chip", "eye-off")
        self.given.setCheckable(True)
        self.told = ElidedLabel("", "strong")
        self.assign = Button(look, self.tr("Assign…"), "row", "user-plus")
        self.let_go = IconButton(look, "x", self.tr("Let the lasso go"))
        caught = row(self.told, self.assign, self.let_go, space=6)
        caught.setStretch(0, 1)
        self.catch = holding(caught)
        tools = row(self.lasso, self.zones, self.given, None, space=6)
        lines = column(tools, self.catch, self.stack, space=6)
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(LEAST))
        self._connect()
        self._show_caught()

    def _connect(self) -> None:
        ground = self._ground
        ground.changed.connect(self.show_places)
        ground.caught_changed.connect(self._show_caught)
        self._plan.chosen_changed.connect(self._show_chosen)
        self.lasso.toggled.connect(self._on_lasso)
        self.zones.clicked.connect(lambda: self._zone_menu().exec(self._below(self.zones)))
        self.given.toggled.connect(ground.hide_given)
        self.assign.clicked.connect(self.assign_wished)
        self.let_go.clicked.connect(ground.let_go)

    # The map

    @property
    def has_places(self) -> bool:
        """The map is there with or without doors: zones and streets are looked at, too."""
        return True

    def place(self) -> None:
        """Doors, ways, what is chosen; the whole day is brought into view once."""
        from kobra_desktop.map.spec import RouteMark, VisitMark

        the_map, spots = self.made(), self._ground.spots
        if not self._is_listening:
            self._is_listening = True
            the_map.selected.connect(self._on_selected)
            the_map.opened.connect(self.opened)
            the_map.lassoed.connect(self._on_lassoed)
        the_map.show_visits(
            [
                VisitMark(
                    one.id, one.title, *one.at, one.state, order=one.order,
                    is_blocked=one.is_blocked,
                )
                for one in spots
            ]
        )  # fmt: skip
        the_map.show_routes(
            [RouteMark(one.agent_id, one.points, one.is_shown) for one in self._ground.ways]
        )
        self._show_chosen()
        day = self._plan.on if self._plan.board is not None else None
        if spots and self._fitted != day:
            self._fitted = day
            self.look_at([one.at for one in spots], 300.0)

    def _show_chosen(self) -> None:
        if self.is_alive and self.map is not None:
            chosen = self._plan.chosen
            self.map.choose(chosen)
            self.map.select(chosen[0] if len(chosen) == 1 else None)

    def _on_selected(self, visit_id: str) -> None:
        """A click chooses, with Ctrl it adds or takes away; beside every mark it chooses none."""
        chosen = self._plan.chosen
        if not visit_id:
            if not self.lasso.isChecked():
                self._ground.let_go()
        elif _has_ctrl():
            others = tuple(one for one in chosen if one != visit_id)
            self._plan.choose(others if visit_id in chosen else (*chosen, visit_id))
        else:
            self._plan.choose([visit_id])

    # The lasso

    def _on_lasso(self, is_on: bool) -> None:
        self.made().lasso(is_on)
        if is_on:
            self.made().setFocus()

    def _on_lassoed(self, ring: tuple[LatLon, ...], adds: bool) -> None:
        self.lasso.blockSignals(True)
        self.lasso.setChecked(False)
        self.lasso.blockSignals(False)
        if ring:
            self._ground.catch(ring, adds=adds)

    def _zone_menu(self) -> QMenu:
        """The zones of teams: each catches what lies within."""
        menu = QMenu(self)
        for _, name, ring in self._ground.zones:
            act = menu.addAction(name)
            act.triggered.connect(
                lambda _=False, ring=ring, name=name: self._ground.catch(ring, name=name)
            )
        if menu.isEmpty():
            menu.addAction(self.tr("No team has a zone: draw one in Map › Zones")).setEnabled(False)
        return menu

    def _show_caught(self) -> None:
        caught = self._ground.caught
        self.catch.setVisible(caught is not None)
        if caught is None:
            return
        words = [caught.name or self.tr("Lasso"), counts.visits(len(caught.ids))]
        if caught.given:
            given = self.tr("{count} assigned already")
            words.append(given.format(count=figure(caught.given)))
        if caught.blocked:
            blocked = self.tr("{count} blocked by rule")
            words.append(blocked.format(count=figure(caught.blocked)))
        self.told.setText(" · ".join(words))
        self.assign.setEnabled(bool(caught.ids) and self._plan.may_plan)

    def _below(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(button.rect().bottomLeft())


def _has_ctrl() -> bool:
    return bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
