"""Which tab of Hoy a moment belongs to: Arranque, Jornada or Cierre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store.queries.agents import agents_here
from kobra_desktop.store.queries.house import Laws, laws_here
from kobra_desktop.store.queries.portfolios import portfolios_here
from kobra_domain.contact import RuleSet, lawful_window
from kobra_domain.people import Agent
from kobra_domain.portfolios import Portfolio
from kobra_domain.shift import Span, spans_on
from kobra_records.holidays import holidays_of

OPENING_LASTS = timedelta(minutes=60)  # after the shift has begun
CLOSING_LASTS = timedelta(minutes=60)  # the last lawful hour


class DayPart(StrEnum):
    """The tabs of Hoy, in the order of a day."""

    OPENING = "opening"
    WORKDAY = "workday"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class DayHours:
    """When most begin to work, the last moment a visit is lawful, and when the last shift ends;
    None where it is not known: nobody has a shift, or the day has no lawful hour.
    """

    starts_at: datetime | None = None
    lawful_until: datetime | None = None
    ends_at: datetime | None = None

    @property
    def closing_from(self) -> datetime | None:
        """The last lawful hour, or the end of the last shift where that comes before."""
        lawful = self.lawful_until - CLOSING_LASTS if self.lawful_until else None
        return min(filter(None, (lawful, self.ends_at)), default=None)

    def part(self, at: datetime) -> DayPart:
        """Which part of the day a moment is in; of the night before work it is the opening."""
        if self.starts_at is not None and at < self.starts_at + OPENING_LASTS:
            return DayPart.OPENING
        closing = self.closing_from
        if closing is not None and at >= closing:
            return DayPart.CLOSING
        return DayPart.WORKDAY


def day_hours(workspace: Workspace) -> DayHours:
    """The hours of today, within the scope. Runs on a worker."""
    store, day = workspace.desk.store, workspace.today
    chosen = workspace.scope.scope.portfolio_id
    portfolios = [p for p in portfolios_here(store) if not chosen or p.id == chosen]
    laws = laws_here(store, portfolios)
    return hours_of(agents_here(store, workspace.reach), laws, day)


def hours_of(agents: Iterable[Agent], laws: Laws, day: date) -> DayHours:
    """What agents' shifts and portfolios' rules make of a date."""
    shifts = [spans_on(one.shift, one.time_zone, day) for one in agents if one.shift]
    worked = [spans for spans in shifts if spans]
    lawful = filter(None, (_lawful(one, rules, day) for one, rules in laws if one.is_active))
    return DayHours(
        starts_at=_commonest([spans[0].start_at for spans in worked]),
        lawful_until=max((span.end_at for span in lawful), default=None),
        ends_at=max((spans[-1].end_at for spans in worked), default=None),
    )


def _commonest(starts: Sequence[datetime]) -> datetime | None:
    """The hour at which most begin; of two alike the earlier."""
    counted = Counter(starts)
    return min(counted, key=lambda at: (-counted[at], at), default=None)


def _lawful(portfolio: Portfolio, rules: RuleSet, day: date) -> Span | None:
    return lawful_window(rules, day, portfolio.time_zone, holidays_of(portfolio.country))
