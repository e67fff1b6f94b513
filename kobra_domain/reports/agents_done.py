"""What each agent did in some days, in the order of their names; what all did is the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add

from kobra_domain.metrics.declared import DONE, PLANNED, VERIFIED, VERIFIED_SHARE
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.names import in_order
from kobra_domain.reports.source import Source, asked
from kobra_domain.reports.work import Trail, Walk, Work

_D = Dimension
# Of one day's trail nobody can say which part was for whom.
WHOLE_DAYS_ONLY = (_D.PORTFOLIO, _D.ZONE, _D.BUCKET)


@dataclass(frozen=True, slots=True)
class Day:
    """One agent's day: visits made, and of them those that were verified."""

    done: int
    at_address: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One agent's work, or all agents'. `days` are the days with visits planned or made, each
    agent's its own; `made` are by day.
    """

    id: str = ""
    name: str = ""
    days: int = 0
    planned: int = 0
    done: int = 0
    at_address: int = 0
    verified: Tally = field(default_factory=Tally)
    walk: Walk = field(default_factory=Walk)
    trail: Trail = field(default_factory=Trail)
    made: tuple[tuple[date, Day], ...] = ()

    def __add__(self, other: Done) -> Done:
        return Done(
            days=self.days + other.days,
            planned=self.planned + other.planned,
            done=self.done + other.done,
            at_address=self.at_address + other.at_address,
            verified=self.verified + other.verified,
            walk=self.walk + other.walk,
            trail=self.trail + other.trail,
            made=(*self.made, *other.made),
        )


def all_of(done: Sequence[Done]) -> Done:
    """What all did together, counted from what each did."""
    return reduce(add, done, Done())


def has_trails(filters: Filters) -> bool:
    """Whether whole days are asked for, so that a day's kilometres are theirs."""
    return not filters.first_attempts and not any(filters.values(one) for one in WHOLE_DAYS_ONLY)


def done_by_agents(source: Source, filters: Filters, span: Span) -> tuple[Done, ...]:
    """Of each agent who was to visit or did."""
    assert isinstance(source, Work)
    by = (_D.AGENT, _D.DAY)
    made = source.tallies([DONE, VERIFIED, VERIFIED_SHARE], by, filters.condition(DONE, span))
    planned = asked(source, PLANNED, by, filters.condition(PLANNED, span))
    walks = source.walks(filters.condition(DONE, span), span)
    trails: Mapping[str, Trail] = {}
    if has_trails(filters):
        trails = source.trails(span, filters.values(_D.AGENT), filters.values(_D.TEAM))
    work: dict[str, _Days] = defaultdict(_Days)
    for (agent_id, day), tally in planned.items():
        if agent_id and day:
            work[str(agent_id)].planned[str(day)] = tally.n
    for (agent_id, day), tallies in made.items():
        if agent_id and day:
            work[str(agent_id)].made[date.fromisoformat(str(day))] = tallies
    names = {agent_id: source.names.of(_D.AGENT, agent_id) for agent_id in work}
    ordered = sorted(names.items(), key=lambda one: (in_order(one[1]), one[0]))
    return tuple(
        _done(who, name, work[who], walks.get(who, Walk()), trails.get(who, Trail()))
        for who, name in ordered
    )


@dataclass(slots=True)
class _Days:
    """An agent's days: how many visits were planned, and what was counted of those made."""

    planned: dict[str, int] = field(default_factory=dict)
    made: dict[date, Mapping[str, Tally]] = field(default_factory=dict)


def _done(agent_id: str, name: str, days: _Days, walk: Walk, trail: Trail) -> Done:
    each = {on: Day(one[DONE.key].n, one[VERIFIED.key].n) for on, one in days.made.items()}
    return Done(
        id=agent_id,
        name=name,
        days=len({*days.planned, *(on.isoformat() for on in each)}),
        planned=sum(days.planned.values()),
        done=sum(one.done for one in each.values()),
        at_address=sum(one.at_address for one in each.values()),
        verified=reduce(add, (one[VERIFIED_SHARE.key] for one in days.made.values()), Tally()),
        walk=walk,
        trail=trail,
        made=tuple(sorted(each.items())),
    )
