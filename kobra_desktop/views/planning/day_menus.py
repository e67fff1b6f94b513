"""What can be done with the stops of a day, and with the day, as menus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from kobra_desktop.models.planning.planned_day import StopLine
from kobra_desktop.views.planning.day_column import DayColumn
from kobra_domain.visits import PlanPin
from kobra_domain.words import word

if TYPE_CHECKING:
    from kobra_desktop.views.planning.days import DaysPane

Act = Callable[[], object]
translate = QCoreApplication.translate


class DayMenus:
    """Made anew each time for the column that asks."""

    def __init__(self, days: DaysPane) -> None:
        self._days = days

    def of_stops(self, shown: DayColumn) -> QMenu:
        """Of what is chosen in a day."""
        days, chosen = self._days, shown.stops.chosen_ids
        menu, first = QMenu(days), next(iter(chosen), "")
        can = bool(chosen) and days.is_open
        _add(
            menu, translate("DaysPane", "Open visit"), lambda: days.opened.emit(first), bool(first)
        )
        _add(menu, translate("DaysPane", "Give to…"), days.assign_wished.emit, can)
        _add(menu, translate("DaysPane", "Take back"), days.take_back, can)
        pins = self.pins(shown)
        pins.setTitle(translate("DaysPane", "Pin"))
        menu.addMenu(pins).setEnabled(can)
        return menu

    def pins(self, shown: DayColumn) -> QMenu:
        """What of the chosen stays as it is, ticked where it does for all."""
        days, chosen = self._days, shown.stops.chosen_ids
        menu, plan = QMenu(days), days.plan
        held = [one for one in shown.column.lines if isinstance(one, StopLine) and one.id in chosen]
        for pin in PlanPin:
            is_on = bool(held) and all(pin in one.pins for one in held)
            act = menu.addAction(word(pin, plan.workspace.locale))
            act.setCheckable(True)
            act.setChecked(is_on)
            act.setEnabled(bool(held) and days.is_open)
            act.triggered.connect(
                lambda _=False, pin=pin, is_on=is_on: plan.pin(chosen, pin, not is_on)
            )
        return menu

    def of_day(self, shown: DayColumn) -> QMenu:
        """Of the whole day."""
        days, agent, order = self._days, shown.agent_id, shown.column.order
        menu, can = QMenu(days), bool(order) and days.is_open

        def give() -> None:
            days.choose_day(shown)
            days.assign_wished.emit()

        _add(menu, translate("DaysPane", "Choose the day"), lambda: days.choose_day(shown), can)
        _add(menu, translate("DaysPane", "Give the day to…"), give, can)
        _add(
            menu,
            translate("DaysPane", "Take the day back"),
            lambda: days.plan.take_back(order),
            can,
        )
        _add(
            menu,
            translate("DaysPane", "Absent that day…"),
            lambda: days.absence_wished.emit(agent),
            True,
        )
        _add(menu, translate("DaysPane", "Hide"), lambda: days.hide_agent(agent), True)
        return menu


def _add(menu: QMenu, words: str, act: Act, is_on: bool) -> None:
    made = menu.addAction(words)
    made.setEnabled(is_on)
    made.triggered.connect(lambda _=False: act())
