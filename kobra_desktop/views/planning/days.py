"""At the right of Planear: the agents' days side by side. Visits are dropped, moved and given by
mouse and by keys; what a place would mean is said before they are let go.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.planning.columns import ColumnsModel
from kobra_desktop.models.planning.planned_day import PlannedDay
from kobra_desktop.views.planning.day_column import DayColumn
from kobra_desktop.views.planning.day_menus import DayMenus
from kobra_desktop.views.planning.dragging import LEAST, visits_mime
from kobra_desktop.views.planning.drop_hint import DropHint
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling
from kobra_desktop.views.widgets.page_state import PageState


class DaysPane(QWidget):
    """`opened` (visit id). `assign_wished`: who shall have what is chosen. `absence_wished` (agent
    id): they do not work that day.
    """

    opened = Signal(str)
    assign_wished = Signal()
    absence_wished = Signal(str)

    def __init__(self, look: Look, days: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look, self._days, self.plan = look, days, days.plan
        self._is_telling = False
        self._is_open = days.plan.may_plan
        self.columns: dict[str, DayColumn] = {}
        self.count = label("", "strong")
        self.off = Button(look, self.tr("Hide who is off"), "chip", "eye-off")
        self.off.setCheckable(True)
        self.off.setChecked(days.hides_off)
        self.all = Button(look, "", "chip", "eye")
        self.hint: DropHint | None = None
        self.menus = DayMenus(self)
        self._inside = row(space=6)
        self._inside.addStretch(1)
        holder = holding(self._inside)
        self.area = scrolling(holder)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.stack = PageState(look, self.area)
        lines = column(row(self.count, None, self.all, self.off, space=6), self.stack, space=6)
        lines.setStretchFactor(self.stack, 1)
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(LEAST))
        days.changed.connect(self._show)
        self.plan.chosen_changed.connect(self._on_chosen)
        self.off.toggled.connect(days.hide_off)
        self.all.clicked.connect(days.show_all)
        self._show()

    # What is shown

    def _show(self) -> None:
        days, shown = self._days, self._days.shown
        wanted = [one.agent_id for one in shown]
        for gone in [one for one in self.columns if one not in wanted]:
            self.columns.pop(gone).deleteLater()
        for at, one in enumerate(shown):
            held = self.columns.get(one.agent_id)
            if held is None:
                held = self.columns[one.agent_id] = self._made(one)
            held.show_column(one)
            if self._inside.indexOf(held) != at:
                self._inside.insertWidget(at, held)
        self.columns = {one: self.columns[one] for one in wanted}
        of_all = self.tr("{shown} of {total} agents")
        self.count.setText(of_all.format(shown=figure(len(shown)), total=figure(len(days.all))))
        self.all.setVisible(bool(days.hidden))
        self.all.setText(self.tr("Show all ({count})").format(count=figure(len(days.hidden))))
        if not days.is_loaded:
            self.stack.show_loading()
        elif shown:
            self.stack.show_content()
        else:
            self.stack.show_empty(
                self.tr("Nobody works that day."), (self.tr("Show all"), self._show_all), "moon"
            )
        self._on_chosen(brings=False)

    def _show_all(self) -> None:
        self.off.setChecked(False)
        self._days.show_all()

    def _made(self, shown: PlannedDay) -> DayColumn:
        made = DayColumn(self.look, self.plan.workspace.locale, shown, self)
        stops, head, agent = made.stops, made.head, shown.agent_id
        stops.chosen_changed.connect(lambda: self._on_selected(made))
        stops.opened.connect(self.opened)
        stops.dropped.connect(lambda visits, place: self.drop(visits, agent, place))
        stops.carried_over.connect(
            lambda visits, place, at: self._foresee(visits, agent, place, at)
        )
        stops.left.connect(self._hide_hint)
        stops.moved.connect(lambda by: self._move(made, by))
        stops.sidled.connect(lambda by: self._sidle(made, by))
        stops.walked.connect(lambda by: self._walk(made, by))
        stops.digit_pressed.connect(self.give_to_digit)
        stops.taken_back.connect(self.take_back)
        stops.pin_wished.connect(lambda at: self.menus.pins(made).exec(at))
        stops.menu_wished.connect(lambda at: self.menus.of_stops(made).exec(at))
        stops.risen.connect(lambda: self._focus(head))
        stops.drag_began.connect(self.plan.hold)
        stops.drag_ended.connect(self._let_go)
        head.pressed.connect(lambda: self.choose_day(made))
        head.given.connect(lambda digit: self._give_day(made, digit))
        head.taken_back.connect(lambda: self._take_back(made.column.order))
        head.walked.connect(lambda by: self._walk(made, by, to_head=True))
        head.sunk.connect(lambda: self._focus(stops))
        head.menu_wished.connect(lambda at: self.menus.of_day(made).exec(at))
        head.drag_wished.connect(lambda: self._carry_day(made))
        for part in (head, stops):
            part.focused.connect(lambda: self.plan.show_agent(agent))
        return made

    @property
    def is_open(self) -> bool:
        """Whether visits may be moved: not while a proposal is looked at."""
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """A proposal is looked at, or the day again."""
        self._is_open = is_open and self.plan.may_plan

    def hide_agent(self, agent_id: str) -> None:
        """Leave out a day."""
        self._days.hide(agent_id, True)

    # What is chosen

    def _on_selected(self, shown: DayColumn) -> None:
        """A choice in one day ends that in the others, unless Ctrl adds to it."""
        if self._is_telling:
            return
        self._is_telling = True
        self.plan.choose(shown.stops.chosen_with(self.plan.chosen))
        for one in self.columns.values():
            if one is not shown and not shown.stops.adds:
                one.stops.clearSelection()
        self._is_telling = False

    def _on_chosen(self, *, brings: bool = True) -> None:
        """What is chosen elsewhere is selected; `brings`: into view, too, which news do not."""
        if self._is_telling:
            return
        self._is_telling = True
        wanted = set(self.plan.chosen)
        all_ = self.columns.values()
        found = [one for one in all_ if one.stops.choose(wanted, brings=brings)]
        if found and brings:
            self.area.ensureWidgetVisible(found[0])
        self._is_telling = False

    def choose_day(self, shown: DayColumn) -> None:
        """All of it that is still to be visited."""
        self.plan.show_agent(shown.agent_id)
        self.plan.choose(shown.column.order)

    # What is carried

    def drop(self, visits: Sequence[str], agent: str, place: int) -> None:
        """Visits were let go at a place of a day: one act, or the reason why not."""
        self._hide_hint()
        if not self._is_open:
            return
        foreseen = self.plan.foresee(visits, agent, place)
        if foreseen is not None and foreseen.is_refused:
            self.plan.refuse(foreseen, visits, agent)
        else:
            self.plan.give(visits, agent, place)

    def _foresee(self, visits: Sequence[str], agent: str, place: int, at: QPoint) -> None:
        foreseen = self.plan.foresee(visits, agent, place) if self._is_open else None
        if foreseen is None:
            return
        if self.hint is None:
            self.hint = DropHint(self.look, self.window())
        self.hint.tell(foreseen, at)

    def _hide_hint(self) -> None:
        if self.hint is not None:
            self.hint.hide()

    def _let_go(self) -> None:
        self._hide_hint()
        self.plan.release()

    def _carry_day(self, shown: DayColumn) -> None:
        if not shown.column.order or not self._is_open:
            return
        drag = QDrag(shown.head)
        drag.setMimeData(visits_mime(shown.column.order))
        self.plan.hold()
        drag.exec(Qt.DropAction.MoveAction)
        self._let_go()

    # By keys

    def give_to_digit(self, digit: int) -> None:
        """What is chosen to the agent of a digit."""
        found = self._days.of_digit(digit)
        if found is not None and self.plan.chosen and self._is_open:
            self.plan.give(self.plan.chosen, found.agent_id)

    def take_back(self) -> None:
        """What is chosen to nobody."""
        self._take_back(self.plan.chosen)

    def _take_back(self, visits: Sequence[str]) -> None:
        if visits and self._is_open:
            self.plan.take_back(visits)

    def _give_day(self, shown: DayColumn, digit: int) -> None:
        self.choose_day(shown)
        self.give_to_digit(digit)

    def _move(self, shown: DayColumn, by: int) -> None:
        """One place up or down, all that is chosen together."""
        order = shown.column.order
        places = [order.index(one) for one in shown.stops.chosen_ids if one in order]
        if places:
            place = min(places) - 1 if by < 0 else max(places) + 2
            if 0 <= place <= len(order):
                self.drop([order[at] for at in places], shown.agent_id, place)

    def _neighbour(self, shown: DayColumn, by: int) -> DayColumn | None:
        held = list(self.columns.values())
        at = held.index(shown) + by
        return held[at] if 0 <= at < len(held) else None

    def _walk(self, shown: DayColumn, by: int, *, to_head: bool = False) -> None:
        beside = self._neighbour(shown, by)
        if beside is not None:
            self._focus(beside.head if to_head else beside.stops)
            self.area.ensureWidgetVisible(beside)

    def _focus(self, part: QWidget) -> None:
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sidle(self, shown: DayColumn, by: int) -> None:
        beside, chosen = self._neighbour(shown, by), shown.stops.chosen_ids
        if beside is not None and chosen and self._is_open:
            self.plan.give(chosen, beside.agent_id)
