"""What is usual on such a weekday at this hour, of the numbers that Hoy counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.reach import Reach
from kobra_desktop.store.queries.today import numbers_on_days
from kobra_domain.metrics.comparing import ENOUGH, Usual, same_weekdays, usual
from kobra_domain.metrics.declared import DONE, PLANNED, PROMISES, RIGHT_PARTIES, VERIFIED
from kobra_domain.metrics.tallies import Metric
from kobra_domain.shift import moment_of

COMPARED: tuple[Metric, ...] = (PLANNED, DONE, VERIFIED, RIGHT_PARTIES, PROMISES)


@dataclass(frozen=True, slots=True)
class UsualDay:
    """By metric; a metric of no day is not compared. Empty: on too few such days were visits
    planned, on `worked` of those before.
    """

    on: date
    by_metric: Mapping[str, Usual] = field(default_factory=dict)
    worked: int = 0

    @property
    def known_on(self) -> date:
        """The first such day with enough behind it, if visits are planned on each until then."""
        return self.on + timedelta(weeks=max(0, ENOUGH - self.worked))

    def more(self, metric: Metric, n: int) -> int | None:
        """How many more than usual; None where that is not known."""
        found = self.by_metric.get(metric.key)
        return None if found is None else found.more(n)

    @property
    def days(self) -> int:
        """How many days it was counted from."""
        return max((one.days for one in self.by_metric.values()), default=0)


class UsualReader:
    """Reads it; within a minute and a scope it is the same, however often news are read."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._held: tuple[datetime, Reach, UsualDay] | None = None

    def read(self) -> UsualDay:
        """As it is now. Runs on a worker."""
        now = self._workspace.now.replace(second=0, microsecond=0)
        reach, held = self._workspace.reach, self._held
        if held is not None and held[:2] == (now, reach):
            return held[2]
        found = read_usual(self._workspace, now)
        self._held = (now, reach, found)
        return found


def read_usual(workspace: Workspace, now: datetime) -> UsualDay:
    """The eight days before, each at the same hour by the user's clock, asked at once."""
    here = now.astimezone(workspace.zone)
    moments = {
        day: moment_of(workspace.zone.key, day, here.time()) for day in same_weekdays(here.date())
    }
    days = numbers_on_days(workspace.desk.store, COMPARED, moments, workspace.reach)
    found = {metric.key: usual(metric, days, PLANNED) for metric in COMPARED}
    worked = sum(1 for one in days.values() if one[PLANNED.key].n)
    known = {key: one for key, one in found.items() if one is not None}
    return UsualDay(here.date(), known, worked)
