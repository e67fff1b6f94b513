"""What is kept of each agent's day when it is over: where it was goes after some weeks, how far and
how long stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kobra_domain.day import read_day
from kobra_domain.limits import AgentId, Count, Id, TeamId
from kobra_domain.people import Agent
from kobra_domain.shift import Span, day_span, shift_spans
from kobra_domain.stops import Measured

# What a phone held back may come so long after its day; what comes later has the day counted again.
GRACE = timedelta(hours=2)
_NEARLY_A_DAY = timedelta(hours=22)  # a day of 23 hours has a night shift too
_FURTHEST_M = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDay:
    """One agent's day in the agent's own time zone. Every figure adds, over days and over agents.

    `over_at` is when the day ended there, `team_id` whose the agent was when it was counted.
    Metres gone and seconds moving, standing and without any fix are those of the trail, of
    its trusted fixes (`fixes`; `doubted` were left out); `first_at` and `last_at` are the first and
    the last that was measured. `planned` are the visits of the day, `carried` those of them that
    were moved to another day on it; `done`, `at_address`, `contacts`, `right_party` and `promises`
    are the metrics of those names.

    It is counted again when a fix or a visit of the day comes later, while the trail is there; then
    it stands.
    """

    id: Id
    agent_id: AgentId
    day: date
    over_at: datetime
    counted_at: datetime
    team_id: TeamId | None = None
    distance_m: Count = 0
    moving_s: Count = 0
    stopped_s: Count = 0
    unexplained_s: Count = 0
    stops: Count = 0
    fixes: Count = 0
    doubted: Count = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    planned: Count = 0
    carried: Count = 0
    done: Count = 0
    at_address: Count = 0
    contacts: Count = 0
    right_party: Count = 0
    promises: Count = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was measured and nothing planned: there is nothing to keep."""
        return not (self.fixes or self.doubted or self.planned or self.done)


def work_spans(
    agent: Agent, day: date, first_at: datetime, last_at: datetime, now: datetime
) -> list[Span]:
    """The shift, cut off at now; of an agent without one, from the first fix to the last. A shift
    around the clock does not say when the work began: that is the first fix.
    """
    if not agent.shift or agent.absent_on == day:
        return [Span(first_at, last_at)] if last_at > first_at else []
    spans = shift_spans(agent, day)
    whole = day_span(agent.time_zone, day)
    if sum((span.end_at - span.start_at for span in spans), timedelta()) >= _NEARLY_A_DAY:
        spans = (Span(first_at, max(whole.end_at, last_at)),)
    cut = (Span(s.start_at, min(s.end_at, now)) for s in spans)
    return [span for span in cut if span.end_at > span.start_at]


def trail_figures(
    agent: Agent, day: date, fixes: Sequence[Measured], now: datetime
) -> dict[str, int]:
    """The fields of an `AgentDay` that its trusted fixes (in order of time) tell, as the trail page
    counts them.
    """
    if not fixes:
        return {}
    read = read_day(fixes, work_spans(agent, day, fixes[0].fix_at, fixes[-1].fix_at, now))
    return {
        "distance_m": min(round(read.distance_m), _FURTHEST_M),
        "moving_s": round(read.moving_s),
        "stopped_s": round(read.stopped_s),
        "unexplained_s": round(read.unexplained_s),
        "stops": read.stops,
        "fixes": len(fixes),
    }
