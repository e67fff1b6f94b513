"""The goals there are, read and set as one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.done import Done
from kobra_desktop.commands.goals import Wanted, set_goals
from kobra_desktop.errors import Known
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.administration.acts import Refused, Then
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.queries.goals import GoalsRead, goals_read
from kobra_domain.scope import Permission

__all__ = ["GoalsModel", "GoalsRead", "SetGoals"]

translate = QCoreApplication.translate
SetGoals = Callable[[Sequence[Wanted], Then, Refused], None]


class GoalsModel(QObject):
    """Reads what there is to be set, and sets it. `changed`: goals are others, here or since the
    server has them.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = Acts(workspace, self)
        workspace.news.arrived.connect(self._on_news)

    @property
    def may_set(self) -> bool:
        """Whether who is in may."""
        return self.workspace.desk.may(Permission.PLAN_VISITS)

    def read(self, then: Callable[[GoalsRead], None]) -> None:
        """What there is to be set."""
        store = self.workspace.desk.store
        self.workspace.background.read(lambda: goals_read(store), then, self._failed, owner=self)

    def set(self, wanted: Sequence[Wanted], then: Then, refused: Refused) -> None:
        """Set them as one act."""
        desk = self.workspace.desk

        def done(answer: Done) -> None:
            self.acts.acted.emit(translate("Goals", "Goals saved."), answer)
            then()

        job = partial(set_goals, desk, wanted)
        self.workspace.background.write(job, done, refused, owner=self)

    def _on_news(self, news: ChangeSet) -> None:
        if "goal" in news.kinds:
            self.changed.emit()

    def _failed(self, problem: Known) -> None:
        self.acts.failed.emit(problem)
