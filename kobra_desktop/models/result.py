"""The visit that is open in full, kept true while it is: its facts, and its trail when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from kobra_desktop.api import deliveries as online
from kobra_desktop.api.errors import Offline
from kobra_desktop.errors import Known
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.submissions.photos import PhotoShelf
from kobra_desktop.models.visit_deliveries import with_deliveries
from kobra_desktop.models.visit_result import ResultFacts, result_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.results import result_of_submission, result_of_visit
from kobra_domain.deliveries import VisitDelivery
from kobra_domain.scope import Permission

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AROUND = timedelta(minutes=15)
# Numbers are loaded with the first trail: a start shall not wait for them.
Column: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True, eq=False)
class NearTrail:
    """The agent's fixes around the visit: times in seconds since the epoch, degrees."""

    agent_id: str
    name: str
    times: Column
    lats: Column
    lons: Column


class ResultModel(QObject):
    """`changed`: other facts, or none when it is gone. `trail_changed`: the trail has come, is
    waited for, failed (`trail_problem`), or is not wanted. `left_changed`: what left about it by
    mail or webhook has come, or cannot.
    """

    changed = Signal()
    failed = Signal(object)
    trail_changed = Signal()
    left_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.shelf = PhotoShelf(workspace, self)
        self.visit_id = self.submission_id = ""
        self.facts: ResultFacts | None = None
        self.is_loading = False
        self.trail: NearTrail | None = None
        self.trail_problem: Known | None = None
        self.wants_trail = self.is_trail_loading = False
        self._left: list[VisitDelivery] = []
        self.is_left_unknown = False  # what left about it, without the way to the server
        self._found = LiveRead(workspace, self._read, self)
        self._found.loaded.connect(self._on_read)
        self._found.failed.connect(self._on_failed)

    @property
    def is_open(self) -> bool:
        """Whether something is to be shown."""
        return bool(self.visit_id or self.submission_id)

    @property
    def may_see_trail(self) -> bool:
        """Whether the user may look at trails."""
        return self.workspace.desk.may(Permission.WATCH_FIELD)

    @property
    def trail_needs_server(self) -> bool:
        """Whether what is missing is the way to the server."""
        return isinstance(self.trail_problem, Offline)

    def show(self, *, visit_id: str = "", submission_id: str = "") -> None:
        """Open a visit, or the one of a submission, or the submission alone."""
        self.visit_id, self.submission_id = visit_id, submission_id
        self.facts, self.trail, self.trail_problem = None, None, None
        self._left, self.is_left_unknown = [], False
        self.is_trail_loading = False
        self.is_loading = self.is_open
        self.changed.emit()
        self.reload()

    def close(self) -> None:
        """Nothing is open."""
        self.show()

    def reload(self) -> None:
        """Read it anew."""
        if self.is_open:
            self._found.open()
            self._found.reload()
        else:
            self._found.rest()
            self._found.forget()

    def _read(self) -> ResultFacts | None:
        store, visit_id, submission_id = (
            self.workspace.desk.store,
            self.visit_id,
            self.submission_id,
        )
        if visit_id:
            found = result_of_visit(store, visit_id, submission_id)
        else:
            found = result_of_submission(store, submission_id)
        return result_facts(found, self.workspace) if found else None

    def _on_read(self) -> None:
        if not self.is_open:
            return
        facts, before = self._found.value, self.facts
        is_first = before is None
        self.facts = with_deliveries(facts, self._left, self.workspace) if facts else None
        self.is_loading = False
        shown = facts.submission if facts else None
        if shown is not None:
            self.submission_id = shown.id
        self.changed.emit()
        if is_first and self.wants_trail:
            self.ask_trail()
        if facts is not None and (before is None or before.visit != facts.visit):
            self._ask_left(facts.visit_id)

    def _on_failed(self, problem: Known) -> None:
        self.is_loading = False
        self.failed.emit(problem)

    # What left about it

    def _ask_left(self, visit_id: str) -> None:
        """Only the server knows of mails and webhooks; asked when it is opened and changed."""
        if not visit_id:
            return
        api = self.workspace.desk.api

        def done(left: list[VisitDelivery], problem: Known | None = None) -> None:
            if self.facts is not None and self.facts.visit_id == visit_id and self._found.value:
                self._left, self.is_left_unknown = left, isinstance(problem, Offline)
                self.facts = with_deliveries(self._found.value, left, self.workspace)
                self.left_changed.emit()

        self.workspace.background.network(
            lambda: online.of_visit(api, visit_id),
            done,
            lambda problem: done([], problem),
            owner=self,
        )

    # The trail

    def want_trail(self, wanted: bool) -> None:
        """Show the trail of this visit and of those opened after it; each look is audited."""
        self.wants_trail = wanted
        if wanted:
            self.ask_trail()
        else:
            self.trail, self.trail_problem, self.is_trail_loading = None, None, False
            self.trail_changed.emit()

    def ask_trail(self) -> None:
        """Ask the server for the quarter of an hour before and after."""
        facts, workspace = self.facts, self.workspace
        if facts is None or facts.ground.at is None or not facts.ground.agent_id:
            return
        ground = facts.ground
        assert ground.at is not None
        start, end = ground.at - AROUND, ground.at + AROUND
        self.trail, self.trail_problem, self.is_trail_loading = None, None, True
        self.trail_changed.emit()

        def read() -> NearTrail:
            from kobra_desktop.api import trails as api

            found = api.trail(workspace.desk.api, ground.agent_id, start_at=start, end_at=end)
            trusted = (found.flags & api.DOUBTED) == 0
            return NearTrail(
                ground.agent_id,
                ground.agent_name,
                found.fix_ms[trusted] / 1000,
                found.lat[trusted],
                found.lon[trusted],
            )

        def done(trail: NearTrail | None, problem: Known | None = None) -> None:
            if facts.visit_id == (self.facts.visit_id if self.facts else "") and self.wants_trail:
                self.trail, self.trail_problem, self.is_trail_loading = trail, problem, False
                self.trail_changed.emit()

        workspace.background.network(read, done, lambda problem: done(None, problem), owner=self)

    # Photos

    def preload(self, submission_ids: list[str]) -> None:
        """Bring the thumbnails of those that come next."""
        store, shelf = self.workspace.desk.store, self.shelf

        def read() -> list[tuple[str, list[str]]]:
            found = [result_of_submission(store, one) for one in submission_ids]
            return [
                (r.shown.id, [f.name for f in result_facts(r, self.workspace).photos])
                for r in found
                if r is not None and r.shown is not None
            ]

        def done(found: list[tuple[str, list[str]]]) -> None:
            for submission_id, names in found:
                shelf.preload(submission_id, names)

        self.workspace.background.read(read, done, lambda _problem: None, owner=self)
