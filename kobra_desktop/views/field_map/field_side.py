"""The left side of En vivo: [Gestores][Visitas], a search field, and the two lists in their four
looks.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedWidget, QWidget

from kobra_desktop.models.field_map.field import FieldModel
from kobra_desktop.models.listed import Listed
from kobra_desktop.views.field_map.lists import FieldAgents, FieldVisits
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.layouts import column
from kobra_desktop.views.widgets.list_stack import ListStack
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.words import number

WIDTH = 320
AGENTS, VISITS = "agents", "visits"


class FieldSide(QFrame):
    """`kind_changed` (agents or visits): the other list is seen. `chosen`, `opened`, `hovered`
    bring the id of an agent or visit.
    """

    kind_changed = Signal(str)
    chosen = Signal(str)
    opened = Signal(str)
    hovered = Signal(str)
    clear_requested = Signal()

    def __init__(self, look: Look, field: FieldModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.setObjectName("side")
        self.setFixedWidth(look.pixels(WIDTH))
        self.kinds = TabBar(look, {AGENTS: self.tr("Agents"), VISITS: self.tr("Visits")})
        self.search = SearchField(
            self.tr("Search by name, street…   Ctrl+F"), self.tr("Search this list")
        )
        self.agents = FieldAgents(look, field)
        self.visits = FieldVisits(look, field.visits)
        self._agent_state = self._stack(look, field.agents.list, self.agents)
        self._visit_state = self._stack(look, field.visits.list, self.visits)
        none = self.tr("There are no agents in this scope. An administrator adds them.")
        self._agent_state.set_empty(none, "users")
        self._visit_state.set_empty(self.tr("No visit is planned for today."), "clipboard-list")
        self._lists = QStackedWidget()
        self._lists.addWidget(self._agent_state)
        self._lists.addWidget(self._visit_state)
        head = column(self.kinds, self.search, space=8, margins=(12, 6, 12, 8))
        lines = column(head, self._lists, space=0)
        lines.setStretchFactor(self._lists, 1)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        field = self._field
        self.search.searched.connect(field.search)
        self.kinds.chosen.connect(self._on_kind)
        self.agents.agent_chosen.connect(self.chosen)
        self.agents.agent_opened.connect(self.opened)
        self.agents.agent_hovered.connect(self.hovered)
        self.visits.visit_chosen.connect(self.chosen)
        self.visits.visit_opened.connect(self.opened)
        self.visits.visit_hovered.connect(self.hovered)
        field.agents.list.tell(self._on_agents)
        field.visits.list.tell(self._on_visits)

    @property
    def kind(self) -> str:
        """Which list is seen."""
        return self.kinds.key

    @property
    def place(self) -> int:
        """How far the list that is seen is scrolled."""
        return self._seen.place

    def go_to(self, place: int) -> None:
        """Scroll it there, now or once its rows are here."""
        self._seen.go_to(place)

    @property
    def _seen(self) -> ListStack:
        return self._agent_state if self.kind == AGENTS else self._visit_state

    def show_kind(self, kind: str) -> None:
        """See agents or visits."""
        if kind != self.kind:
            self.kinds.choose(kind)

    def choose(self, thing_id: str) -> None:
        """Select the line of an agent or a visit without telling; the list it is in is seen."""
        is_visit = self._field.visits.by_id(thing_id) is not None
        if thing_id:
            self.show_kind(VISITS if is_visit else AGENTS)
        self.agents.choose("" if is_visit else thing_id)
        self.visits.choose(thing_id if is_visit else "")

    def light(self, thing_id: str) -> None:
        """Light a line that the pointer is over on the map."""
        self.agents.light(thing_id)
        self.visits.light(thing_id)

    def _on_kind(self, kind: str) -> None:
        self._lists.setCurrentWidget(self._seen)
        self.kind_changed.emit(kind)

    def _stack(self, look: Look, listed: Listed, view: QAbstractItemView) -> ListStack:
        # Neither list hides rows by itself: where there are none, somebody searches or filters.
        return ListStack(look, listed, view, lambda: True, self._on_clear)

    def _on_agents(self) -> None:
        model = self._field.agents.list.model
        self.kinds.set_word(AGENTS, self._counted(self.tr("Agents"), model.rowCount(), model.total))

    def _on_visits(self) -> None:
        model = self._field.visits.list.model
        self.kinds.set_word(VISITS, self._counted(self.tr("Visits"), model.rowCount(), model.total))

    def _on_clear(self) -> None:
        self.search.clear()
        self.clear_requested.emit()

    def _counted(self, word: str, shown: int, total: int) -> str:
        locale = self._field.workspace.locale
        parts = (shown,) if shown == total else (shown, total)
        return f"{word} {'/'.join(number(part, locale) for part in parts)}"
