"""Whom a version reaches: every portfolio, or those that are ticked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.layouts import column, holding, scrolling
from kobra_domain.portfolios import Portfolio


class ReachEditor(Editor):
    """Its value is the ids of the ticked portfolios; none: all agents get it. An id that has no
    tick here, such as that of a portfolio out of reach, stays until all are wanted.
    """

    def __init__(self, portfolios: Iterable[Portfolio]) -> None:
        self.everyone = QCheckBox(QCoreApplication.translate("Questionnaires", "All portfolios"))
        self.boxes = {one.id: QCheckBox(f"{one.name} · {one.country}") for one in portfolios}
        self._beyond: tuple[str, ...] = ()
        self._told: list[Told] = []
        self.widget = scrolling(holding(column(self.everyone, *self.boxes.values(), None)))
        self.everyone.clicked.connect(lambda: self.put(()))
        for box in self.boxes.values():
            box.clicked.connect(self._tell)

    def put(self, value: Any) -> None:
        """Tick exactly these."""
        wanted = tuple(value or ())
        self._beyond = tuple(one for one in wanted if one not in self.boxes)
        for one, box in self.boxes.items():
            box.setChecked(one in wanted)
        self._tell()

    def typed(self) -> object:
        """The ids, whatever their order."""
        return frozenset(self.chosen)

    def read(self) -> Any:
        """The ids in the order of the ticks."""
        return self.chosen

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked now."""
        return (*(one for one, box in self.boxes.items() if box.isChecked()), *self._beyond)

    def listen(self, told: Told) -> None:
        """After each tick."""
        self._told.append(told)

    def _tell(self) -> None:
        self.everyone.setChecked(not self.chosen)
        for told in self._told:
            told()
