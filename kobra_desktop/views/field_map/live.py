"""En vivo: lists, cards and map are one selection; hovering one lights the other."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.models.agents import AgentLine
from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.field_map.visits import MapVisit
from kobra_desktop.models.visit_card import VisitCardModel
from kobra_desktop.views.field_map.acts import FieldActs
from kobra_desktop.views.field_map.agent_card import AgentCard
from kobra_desktop.views.field_map.chips import FieldChips
from kobra_desktop.views.field_map.field_side import FieldSide
from kobra_desktop.views.field_map.marks import visit_marks
from kobra_desktop.views.field_map.stage import MapStage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.visits.panel import VisitPanel


class LiveTab(QObject):
    """`trail_requested` an agent's id; `visit_requested` a visit's, to be opened in Visitas;
    `alert_requested` an alert's, and its tab."""

    trail_requested = Signal(str)
    visit_requested = Signal(str)
    alert_requested = Signal(str, str)

    def __init__(
        self,
        look: Look,
        field: FieldModel,
        stage: MapStage,
        acts: FieldActs,
        cards: VisitCardModel,
        parent: QWidget,
        *,
        may_plan: bool,
        may_mark_absence: bool,
    ) -> None:
        super().__init__(parent)
        self._field, self._stage, self._acts, self._cards = field, stage, acts, cards
        self._is_on = False
        self._has_fitted = False
        self._wanted = ""
        self._carded: tuple[AgentLine, list[MapVisit]] | None = None
        self.followed = ""
        self.side = FieldSide(look, field)
        self.chips = FieldChips(look, field)
        self.card = AgentCard(look, field, may_plan=may_plan, may_mark_absence=may_mark_absence)
        self.visit = VisitPanel(look, cards, may_plan=may_plan)
        self._connect()
        self._connect_card()

    def _connect(self) -> None:
        side, field = self.side, self._field
        side.chosen.connect(self.choose_from_list)
        side.opened.connect(self.open)
        side.hovered.connect(self._stage.map.hover)
        side.kind_changed.connect(self.chips.show_kind)
        side.clear_requested.connect(self.chips.clear)
        field.chosen_changed.connect(self._on_chosen)
        field.agents_changed.connect(self._on_agents)
        field.agents_moved.connect(self._refresh_card)
        field.visits_changed.connect(self._on_visits)
        self._stage.map.ready.connect(self._fit_once)
        self._stage.map.follow_released.connect(self._on_released)

    def _connect_card(self) -> None:
        card, visit, acts = self.card, self.visit, self._acts
        card.call_requested.connect(acts.call)
        card.write_requested.connect(acts.write)
        card.copy_requested.connect(acts.copy)
        card.reassign_requested.connect(acts.reassign)
        card.absence_requested.connect(acts.absence)
        card.trail_requested.connect(self.trail_requested)
        card.follow_requested.connect(self._on_follow_wished)
        card.visit_chosen.connect(self.choose_from_list)
        card.alert_requested.connect(self.alert_requested)
        card.closed.connect(self._on_card_closed)
        visit.closed.connect(self._on_card_closed)
        visit.assign_requested.connect(lambda visit_id: acts.assign([visit_id]))
        visit.map_requested.connect(self._look_at)
        for wish in (visit.edit_requested, visit.cancel_requested, visit.reopen_requested):
            wish.connect(self.visit_requested)

    # Tab

    def enter(self) -> None:
        """The tab is seen."""
        self._is_on = True
        self._show_visits()
        self._stage.push_soon()
        self._on_chosen()

    def leave(self) -> None:
        """Another tab is seen."""
        self._is_on = False
        self.follow("")
        self.card.hide()
        self.visit.hide()

    def state(self) -> dict[str, object]:
        """What Back restores."""
        return {
            "chosen": self._field.chosen_id,
            "kind": self.side.kind,
            "search": self.side.search.text(),
            "place": self.side.place,
            "chips": self.chips.state(),
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Filters and selection of before, or a wish: `agent` or `visit` to be shown."""
        if "kind" in state:
            self.side.show_kind(str(state["kind"]))
            self.side.search.setText(str(state.get("search") or ""))
            self._field.search(self.side.search.text())
            chips = state.get("chips")
            self.chips.restore(chips if isinstance(chips, dict) else {})
        wanted = state.get("agent") or state.get("visit")
        if wanted:
            self._wanted = str(wanted)
            self._show_wanted()
        elif "chosen" in state:
            self._field.choose(str(state["chosen"] or ""))
        if isinstance(place := state.get("place"), int):
            self.side.go_to(place)

    # Choosing

    def choose_from_list(self, thing_id: str) -> None:
        """A line was clicked: its mark must be seen."""
        self._field.choose(thing_id)
        place = self._place(thing_id)
        if place is not None:
            self._stage.bring_into_view(*place)

    def on_map_selected(self, thing_id: str) -> None:
        """A mark was clicked."""
        self._field.choose(thing_id)

    def on_map_hovered(self, thing_id: str) -> None:
        """The pointer is over a mark."""
        self.side.light(thing_id)

    def open(self, thing_id: str) -> None:
        """The second click: an agent's trail, a visit in full."""
        if self._field.visits.by_id(thing_id) is not None:
            self.visit_requested.emit(thing_id)
        elif thing_id:
            self.trail_requested.emit(thing_id)

    def escape(self) -> bool:
        """Close the card that is open."""
        is_open = bool(self._field.chosen_id)
        self._field.choose("")
        return is_open

    def follow(self, agent_id: str) -> None:
        """Hold the map on an agent; empty: let it go."""
        if agent_id != self.followed:
            self.followed = agent_id
            self._stage.map.follow(agent_id or None)
        self.card.set_followed(bool(agent_id) and agent_id == self.card.agent_id)

    def toggle_follow(self) -> None:
        """F."""
        chosen = self._field.chosen_agent
        if chosen is not None:
            self.follow("" if self.followed == chosen.id else chosen.id)

    def _on_follow_wished(self, agent_id: str, is_on: bool) -> None:
        self.follow(agent_id if is_on else "")

    def _on_card_closed(self) -> None:
        self._field.choose("")

    def _on_released(self) -> None:
        self.followed = ""
        self.card.set_followed(False)

    def _on_chosen(self) -> None:
        if not self._is_on:
            return
        chosen = self._field.chosen_id
        self.side.choose(chosen)
        self._stage.map.select(chosen or None)
        if self.followed and self.followed != chosen:
            self.follow("")
        is_visit = self._field.chosen_visit is not None
        self._cards.show(chosen if is_visit else "")
        self._refresh_card()
        self._show_visits()

    def on_shown(self) -> None:
        """The page is seen again: the card shows what came meanwhile."""
        self._refresh_card()

    def _refresh_card(self) -> None:
        # News of the field come each second, also to a page nobody sees or one that is being
        # taken down: neither has anything to refresh.
        if not isValid(self.card) or not isValid(self._stage) or not self._stage.isVisible():
            return
        chosen = self._field.chosen_agent
        if not self._is_on or chosen is None:
            self.card.hide()
            self._carded = None
            return
        visits = self._field.visits_of_agent(chosen.id)
        if (chosen, visits) != self._carded:  # others move each second: the card keeps its focus
            self._carded = (chosen, visits)
            self.card.show_line(chosen, visits)
        if self.card.isHidden():
            self.card.show()
        self.card.set_followed(self.followed == chosen.id)

    # What is shown

    def _on_agents(self) -> None:
        self._refresh_card()
        self._show_wanted()
        self._fit_once()

    def _on_visits(self) -> None:
        if self._is_on:
            self._show_visits()
            self._refresh_card()
            self._show_wanted()
        self._fit_once()

    def _show_visits(self) -> None:
        chosen = self._field.chosen_agent
        numbered = chosen.id if chosen else ""
        marks = visit_marks(self._field.shown_visits, numbered_for=numbered)
        self._stage.map.show_visits(marks)

    def _show_wanted(self) -> None:
        """Another page, or the palette, asked for an agent or a visit: now that it is here."""
        place = self._place(self._wanted)
        known = self._field.agents.line_of(self._wanted) or self._field.visits.by_id(self._wanted)
        if not self._wanted or known is None:
            return
        wanted, self._wanted = self._wanted, ""
        self._has_fitted = True
        self._field.choose(wanted)
        if place is not None:
            self._stage.look_at(*place)

    def _look_at(self, thing_id: str) -> None:
        place = self._place(thing_id)
        if place is not None:
            self._stage.look_at(*place)

    def _place(self, thing_id: str) -> tuple[float, float] | None:
        visit = self._field.visits.by_id(thing_id)
        if visit is not None:
            lat, lon = visit.row.lat, visit.row.lon
        else:
            line = self._field.agents.line_of(thing_id)
            if line is None or line.row.latest is None or not line.state.is_on_map:
                return None
            lat, lon = line.row.latest.lat, line.row.latest.lon
        return None if lat is None or lon is None else (lat, lon)

    def _fit_once(self) -> None:
        """The first picture shows the whole field; after that the view is the person's."""
        field = self._field
        is_loaded = field.agents.list.is_loaded and field.visits.list.is_loaded
        if self._has_fitted or not is_loaded or not self._stage.is_ready:
            return
        self._has_fitted = True
        self._stage.fit_soon()
