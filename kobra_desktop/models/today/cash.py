"""The money of the day: promised, reported at doors, and what the bank says came in this month;
each currency apart, never summed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from kobra_desktop.models.agreements.payments import BANK, DOOR
from kobra_desktop.models.days import MONTH, TODAY
from kobra_desktop.models.live import LiveRead
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.today import numbers
from kobra_domain.collected import PaymentStanding
from kobra_domain.dues import PromiseState
from kobra_domain.metrics.declared import COLLECTED_AMOUNT, PROMISE_AMOUNT, REPORTED_AMOUNT
from kobra_domain.metrics.predicates import All, Compare
from kobra_domain.metrics.tallies import Metric, Tally, on_day

TILES: tuple[Metric, ...] = (PROMISE_AMOUNT, REPORTED_AMOUNT, COLLECTED_AMOUNT)
_SAID_WITHIN = timedelta(days=90)  # what a list of payments goes back to
_KNOWN = [one.value for one in PaymentStanding if one is not PaymentStanding.UNMATCHED]
_STANDING = [one.value for one in PromiseState if one is not PromiseState.CANCELLED]


@dataclass(frozen=True, slots=True)
class Cash:
    """Of a day, and of its month until then."""

    on: date
    tallies: Mapping[str, Tally]


class CashModel(QObject):
    """`changed`: other amounts."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._read = LiveRead(workspace, lambda: read_cash(workspace), self)
        self._read.loaded.connect(self.changed)

    @property
    def cash(self) -> Cash | None:
        """What was read; None until then."""
        return self._read.value

    def open(self) -> None:
        """It is seen."""
        if self.cash is not None and self.cash.on != self.workspace.today:
            self._read.reload()
        self._read.open()

    def rest(self) -> None:
        """It is not seen."""
        self._read.rest()


def read_cash(workspace: Workspace) -> Cash:
    """Read it. Runs on a worker."""
    store, reach, today = workspace.desk.store, workspace.reach, workspace.today
    said = All((on_day(REPORTED_AMOUNT, today), Compare("paid_on", ">=", today - _SAID_WITHIN)))
    first = today.replace(day=1)
    month = All((Compare("booked_on", ">=", first), Compare("booked_on", "<=", _last(today))))
    return Cash(
        today,
        {
            **numbers(store, [PROMISE_AMOUNT], today, reach),
            **numbers(store, [REPORTED_AMOUNT], None, reach, said),
            **numbers(store, [COLLECTED_AMOUNT], None, reach, month),
        },
    )


def _last(day: date) -> date:
    """The last of its month: what is booked for a later day of it counts for it."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def rows_of(metric: Metric) -> dict[str, object]:
    """The state of Acuerdos in which exactly the rows of an amount are seen."""
    if metric is PROMISE_AMOUNT:
        return {"tab": "promises", "accepted": {"made": [TODAY], "state": _STANDING}}
    if metric is REPORTED_AMOUNT:
        return {"tab": "payments", "accepted": {"source": [DOOR], "heard": [TODAY]}}
    accepted = {"source": [BANK], "booked": [MONTH], "standing": _KNOWN}
    return {"tab": "payments", "accepted": accepted}
