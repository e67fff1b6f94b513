"""Cierre: what of the day is not done, and what is to be looked at before it closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kobra_desktop.commands.leftovers import Carry, carry_visits, foresee
from kobra_desktop.commands.visits import cancel_visits
from kobra_desktop.models.acts import Acts
from kobra_desktop.models.counts import counts
from kobra_desktop.models.listing import Listing, Quality
from kobra_desktop.models.live import MinuteRead
from kobra_desktop.models.live_list import LiveList
from kobra_desktop.models.portfolio.petitions_due import PetitionsDue, petitions_due
from kobra_desktop.models.visit_columns import visit_columns
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries.closing import (
    Due,
    OnPhone,
    leftover_rows,
    on_phones,
    promises_due,
    unproved_payments,
)
from kobra_desktop.store.queries.reviews import review_count
from kobra_desktop.store.queries.visits import VisitRow
from kobra_domain.scope import Permission
from kobra_domain.visits import NOT_BEGUN_STATES
from kobra_domain.words import word

__all__ = ["Closing", "ClosingModel", "OnPhone"]

_SHOWN = ("party", "address", "agent", "state", "planned", "on_phone")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """What is to be looked at: what phones hold, how many answers wait for a review, payments that
    showed no proof (their submissions), promises due `tomorrow`, petitions due soon.
    """

    tomorrow: date
    phones: tuple[OnPhone, ...] = ()
    to_review: int = 0
    unproved: tuple[str, ...] = ()
    due: Due = field(default_factory=Due)
    petitions: PetitionsDue = field(default_factory=PetitionsDue)

    @property
    def asks(self) -> bool:
        """Whether any of it is work; what is due tomorrow is not."""
        return bool(self.phones or self.to_review or self.unproved or self.petitions.party_ids)


class ClosingModel(QObject):
    """`list` are the visits of the day that nobody has begun; `changed`: other `facts`."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.acts = Acts(workspace, self)
        self.list: LiveList[VisitRow] = LiveList(workspace, _listing(workspace), parent=self)
        self._read = MinuteRead(workspace, lambda: read_closing(workspace), self)
        self._read.loaded.connect(self.changed)
        self._read.failed.connect(self.failed)

    @property
    def facts(self) -> Closing | None:
        """What was read; None until then."""
        return self._read.value

    @property
    def is_done(self) -> bool:
        """Whether nothing of the day is left to anybody of the scope."""
        facts, left = self.facts, self.list
        return bool(facts and not facts.asks and left.is_loaded and not left.held.rows)

    @property
    def may_plan(self) -> bool:
        """Whether the user may move and cancel visits."""
        return self.workspace.desk.may(Permission.PLAN_VISITS)

    @property
    def may_review(self) -> bool:
        """Whether the user may judge answers."""
        return self.workspace.desk.may(Permission.REVIEW)

    def open(self) -> None:
        """The tab is seen."""
        self.list.open()
        self._read.open()

    def rest(self) -> None:
        """The tab is not seen."""
        self.list.rest()
        self._read.rest()

    def reload(self) -> None:
        """Read everything anew."""
        self.list.reload()
        self._read.reload()

    # Acts

    def foresee(self, ids: Sequence[str], on: date | None, then: Callable[[Carry], None]) -> None:
        """Where the visits would go, and what would stay."""
        desk = self.workspace.desk
        read = lambda: foresee(desk, visit_ids=ids, on=on)  # noqa: E731
        self.workspace.background.read(read, then, self.acts.failed.emit, owner=self)

    def carry(self, ids: Sequence[str], on: date | None, reason: str) -> None:
        """Put visits on another day: the first lawful one after today, or `on`."""
        desk, seen = self.workspace.desk, self._seen(ids)
        self.acts.run_on(
            len(ids),
            lambda watch: carry_visits(
                desk, visit_ids=ids, on=on, reason=reason, seen=seen, watch=watch
            ),
            lambda done: counts.moved(len(done.ids)),
        )

    def cancel(self, ids: Sequence[str], reason: str) -> None:
        """Call visits off."""
        desk, seen = self.workspace.desk, self._seen(ids)
        self.acts.run_on(
            len(ids),
            lambda watch: cancel_visits(desk, visit_ids=ids, reason=reason, seen=seen, watch=watch),
            lambda done: counts.cancelled(len(done.ids)),
        )

    def on_phones(self, ids: Sequence[str]) -> int:
        """How many of these visits a phone holds."""
        rows = (self.list.row(one) for one in ids)
        return sum(row is not None and row.on_phone_at is not None for row in rows)

    def _seen(self, ids: Sequence[str]) -> dict[str, object]:
        rows = {one: self.list.row(one) for one in ids}
        return {one: row for one, row in rows.items() if row is not None}


def read_closing(workspace: Workspace) -> Closing:
    """Read it. Runs on a worker."""
    store, reach, today = workspace.desk.store, workspace.reach, workspace.today
    tomorrow = today + _ONE_DAY
    return Closing(
        tomorrow=tomorrow,
        phones=tuple(on_phones(store, today, reach)),
        to_review=review_count(store, reach),
        unproved=tuple(unproved_payments(store, reach)),
        due=promises_due(store, tomorrow, reach),
        petitions=petitions_due(workspace),
    )


def _listing(workspace: Workspace) -> Listing[VisitRow]:
    by_key = {column.key: column for column in visit_columns(workspace)}
    translate, locale = QCoreApplication.translate, workspace.locale
    return Listing(
        name="leftovers",
        load=lambda: leftover_rows(workspace.desk.store, workspace.today, workspace.reach),
        identity=lambda row: row.id,
        words=lambda row: row.searchable,
        columns=[by_key[key] for key in _SHOWN],
        qualities=(
            Quality(
                "agent",
                translate("Visits", "Agent"),
                lambda row: row.agent_id or "-",
                word=lambda row: row.agent_name or translate("Visits", "Nobody"),
            ),
            Quality(
                "state",
                translate("Visits", "State"),
                lambda row: row.state.value,
                lambda: [(one.value, word(one, locale)) for one in sorted(NOT_BEGUN_STATES)],
            ),
        ),
        order=lambda: lambda row: (name_key_or_last(row.agent_name), row.position, row.id),
    )
