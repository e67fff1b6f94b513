"""The agents' days as columns: which there are, and which are looked at; made on a worker."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.day_plan import DayPlanModel
from kobra_desktop.models.planning.planned_day import PlannedDay, columns_of


class ColumnsModel(QObject):
    """`changed`: other columns, or others are hidden."""

    changed = Signal()

    def __init__(self, plan: DayPlanModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.hides_off = True
        self.hidden: set[str] = set()
        self.is_loaded = False
        self.made_of: Board | None = None
        self._columns: tuple[PlannedDay, ...] = ()
        self._asked = 0
        plan.changed.connect(self._on_board)
        plan.proposed_changed.connect(self._on_board)

    @property
    def all(self) -> tuple[PlannedDay, ...]:
        """Every agent's, whether it is looked at or not."""
        return self._columns

    @property
    def shown(self) -> list[PlannedDay]:
        """Those that are looked at: who is off and has nothing is left out, unless wanted. The
        first nine of them have a key.
        """
        seen = [
            one
            for one in self._columns
            if one.agent_id not in self.hidden
            and not (self.hides_off and one.is_off and not one.lines)
        ]
        return [replace(one, digit=n if n <= 9 else 0) for n, one in enumerate(seen, 1)]

    def hide_off(self, is_hidden: bool) -> None:
        """Leave out who does not work that day."""
        self.hides_off = is_hidden
        self.changed.emit()

    def hide(self, agent_id: str, is_hidden: bool) -> None:
        """Leave out a column, or show it again."""
        (self.hidden.add if is_hidden else self.hidden.discard)(agent_id)
        self.changed.emit()

    def show_all(self) -> None:
        """Nobody is left out."""
        self.hidden, self.hides_off = set(), False
        self.changed.emit()

    def of_digit(self, digit: int) -> PlannedDay | None:
        """Whose key it is."""
        return next((one for one in self.shown if one.digit == digit), None)

    def _on_board(self) -> None:
        board, workspace, now = self.plan.shown, self.plan.workspace, self.plan.board
        self._asked += 1
        asked = self._asked
        if board is None:
            self._columns, self.is_loaded = (), False
            self.changed.emit()
            return

        def done(columns: tuple[PlannedDay, ...]) -> None:
            if asked == self._asked:
                self._columns, self.is_loaded, self.made_of = columns, True, board
                self.changed.emit()

        locale = workspace.locale
        workspace.background.read(lambda: columns_of(board, locale, now), done, owner=self)
