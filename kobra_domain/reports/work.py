"""What reports of people and promises ask of a source beside numbers: amounts one by one, the order
that visits were made in and the time between them, and how far agents went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, Protocol, runtime_checkable

from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.filters import Span
from kobra_domain.visits import ENDED_STATES, Visit

LONGEST = timedelta(days=1)  # what lies further apart is no round


class Amount(NamedTuple):
    """Minor units of a currency, of a row of a group."""

    group: tuple[Shown, ...]
    currency: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Walk:
    """Visits that followed others of the same agent and day of work: of those that the route had in
    an order (`ordered`) how many came in it, and by whole minutes from the end of one to the end of
    the next how many there were.
    """

    ordered: int = 0
    in_order: int = 0
    gaps: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: Walk) -> Walk:
        gaps = Counter(self.gaps)
        gaps.update(other.gaps)
        return Walk(self.ordered + other.ordered, self.in_order + other.in_order, dict(gaps))

    @property
    def steps(self) -> int:
        """How many visits followed another."""
        return sum(self.gaps.values())

    @property
    def usual_minutes(self) -> int | None:
        """The median."""
        left = (self.steps + 1) // 2
        for minutes, count in sorted(self.gaps.items()):
            left -= count
            if left <= 0:
                return minutes
        return None


@dataclass(frozen=True, slots=True)
class Trail:
    """What trails of days say together: on how many days there was one, how far it went, and of how
    many seconds of work nothing is known of where the agent was.
    """

    days: int = 0
    metres: int = 0
    unseen_s: int = 0
    work_s: int = 0
    doubted: int = 0
    fixes: int = 0

    def __add__(self, other: Trail) -> Trail:
        return Trail(
            self.days + other.days,
            self.metres + other.metres,
            self.unseen_s + other.unseen_s,
            self.work_s + other.work_s,
            self.doubted + other.doubted,
            self.fixes + other.fixes,
        )


@runtime_checkable
class Work(Protocol):
    """A source that knows rows one by one, and days of work."""

    def amounts(
        self, metric: Metric, by: Sequence[Dimension], where: Predicate
    ) -> Mapping[Amount, int]:
        """Of a metric's rows, how many there are of each amount."""

    def walks(self, where: Predicate, span: Span) -> Mapping[str, Walk]:
        """By agent, of the visits made under a condition in a span of days; those before them may
        be any.
        """

    def trails(
        self, span: Span, agents: Sequence[str], teams: Sequence[str]
    ) -> Mapping[str, Trail]:
        """By agent, of the days of a span; without `agents` and `teams` all."""


def walks(visits: Iterable[Visit], counted: Callable[[Visit], bool]) -> dict[str, Walk]:
    """What `Work.walks` answers, of rows in memory; `counted` are the visits under the condition.
    Visits of one place in the route have no order.
    """
    rounds: dict[tuple[str, date | None], list[Visit]] = defaultdict(list)
    for one in visits:
        if one.agent_id is not None and one.ended_at is not None and one.state in ENDED_STATES:
            rounds[one.agent_id, one.planned_on].append(one)
    made: dict[str, Walk] = {}
    for (agent_id, _), own in rounds.items():
        own.sort(key=lambda one: (one.ended_at, one.id))
        for before, after in pairwise(own):
            assert before.ended_at is not None
            assert after.ended_at is not None
            apart = after.ended_at - before.ended_at
            if apart < LONGEST and counted(after):
                step = Walk(
                    int(after.position != before.position),
                    int(after.position > before.position),
                    {apart // timedelta(minutes=1): 1},
                )
                made[agent_id] = made.get(agent_id, Walk()) + step
    return made
