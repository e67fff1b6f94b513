"""A day to plan, as data: agents, visits, breaks, pins, and what a plan of it says.

Moments are whole seconds since 1970 (`seconds`, `moment`); whoever hands a problem in has aware
datetimes. Windows come from outside: what the law allows at an address is filled in as data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property
from math import ceil, floor

from kobra_domain.errors import Param
from kobra_domain.places import Point
from kobra_domain.planning.travel import Travel

PIN_LEEWAY_S = 600  # a pinned hour is kept within ten minutes, either way
FOREVER_S = 2**40
Starts = tuple[tuple[int, int], ...]


def seconds(at: datetime, *, up: bool = False) -> int:
    """Whole seconds of an aware moment; a part of a second goes down, or `up`."""
    stamp = at.timestamp()
    return ceil(stamp) if up else floor(stamp)


def moment(at_s: int, zone: tzinfo) -> datetime:
    """The moment in a time zone."""
    return datetime.fromtimestamp(0, zone) + timedelta(seconds=at_s)


class PlanRule(StrEnum):
    """What a plan can break. The first are known of a visit and an agent alone."""

    NO_PLACE = "no_place"
    NO_SHIFT = "no_shift"
    PIN_AGENT = "pin_agent"
    SKILL = "skill"
    TERRITORY = "territory"
    WINDOW = "window"
    PIN_HOUR = "pin_hour"
    PIN_ORDER = "pin_order"
    BREAK = "break"
    MAX_VISITS = "max_visits"
    MAX_MINUTES = "max_minutes"
    SHIFT = "shift"
    # What may change was only the order of what stands.
    SCOPE = "scope"
    # The evaluator knows doors; whoever knows people says it of two visits to one of them.
    SAME_PERSON = "same_person"
    # Only a plan that says its own times breaks these.
    TRAVEL = "travel"
    SERVICE = "service"
    TWICE = "twice"
    MISSING = "missing"


# What the law says of a plan; the other rules are the house's, and only mark a move by hand.
LAWFUL_RULES = frozenset({PlanRule.WINDOW})


@dataclass(frozen=True, slots=True)
class Window:
    """From a second until another."""

    from_s: int
    until_s: int


@dataclass(frozen=True, slots=True)
class PlanBreak:
    """A rest of so many seconds, whole and inside its window."""

    length_s: int
    window: Window


@dataclass(frozen=True, kw_only=True)
class PlanVisit:
    """A visit that may be planned. No place: an island that nobody can be sent to. No windows: any
    time of the shift. `pin_place`: where in the order of its agent, from 0. A greater `priority`
    is served first. `preferred` hours weigh only.
    """

    id: str
    place: Point | None
    service_s: int = 0
    windows: tuple[Window, ...] = ()
    priority: int = 0
    pin_agent: str = ""
    pin_s: int | None = None
    pin_place: int | None = None
    skills: frozenset[str] = frozenset()
    preferred: tuple[Window, ...] = ()

    @cached_property
    def starts(self) -> Starts:
        """When it may begin so that it begins and ends inside one window; the pin is kept too."""
        low, high = -FOREVER_S, FOREVER_S
        if self.pin_s is not None:
            low, high = self.pin_s - PIN_LEEWAY_S, self.pin_s + PIN_LEEWAY_S
        return tuple(
            (max(low, begins), min(high, ends))
            for begins, ends in self.lawful_starts
            if max(low, begins) <= min(high, ends)
        )

    @cached_property
    def lawful_starts(self) -> Starts:
        """The same by the windows alone."""
        if not self.windows:
            return ((-FOREVER_S, FOREVER_S),)
        begins = ((one.from_s, one.until_s - self.service_s) for one in self.windows)
        return tuple(sorted((first, last) for first, last in begins if first <= last))


@dataclass(frozen=True, kw_only=True)
class PlanAgent:
    """Who visits. No `start`: the day begins at the first door; no `end`: it ends at the last. No
    shift: nobody today. A `territory` of fewer than three corners is everywhere. `mode` is how the
    agent moves, for what was learnt of it.
    """

    id: str
    start: Point | None = None
    end: Point | None = None
    shift: Window | None = None
    breaks: tuple[PlanBreak, ...] = ()
    max_visits: int | None = None
    max_s: int | None = None
    skills: frozenset[str] = frozenset()
    territory: tuple[Point, ...] = ()
    mode: str = ""

    @cached_property
    def rests(self) -> tuple[PlanBreak, ...]:
        """The breaks, held to the shift."""
        shift = self.shift or Window(0, 0)
        return tuple(
            PlanBreak(
                one.length_s,
                Window(
                    max(one.window.from_s, shift.from_s), min(one.window.until_s, shift.until_s)
                ),
            )
            for one in self.breaks
        )


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything a plan is made from. `standing`: the routes that hold now, by agent."""

    agents: Mapping[str, PlanAgent]
    visits: Mapping[str, PlanVisit]
    travel: Travel = field(default_factory=Travel)
    standing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule that a plan breaks. `next_s`: the next second at which it would not, if any."""

    rule: PlanRule
    agent: str = ""
    visit: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)
    next_s: int | None = None

    @property
    def code(self) -> str:
        """The name of its sentence in `words`."""
        return f"plan.{self.rule}"


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit in a tour. The wait lies between arrival and start, and may hold a break."""

    visit: str
    arrival_s: int
    start_s: int
    end_s: int
    metres: float = 0.0

    @property
    def wait_s(self) -> int:
        """Seconds at the door before it begins."""
        return self.start_s - self.arrival_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """An agent's day as it will go. `rests` are where the breaks lie, in order of time."""

    agent: str
    stops: tuple[Stop, ...] = ()
    rests: tuple[Window, ...] = ()
    metres: float = 0.0
    departs_s: int = 0
    returns_s: int = 0
    breaches: tuple[Breach, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The visits in order."""
        return tuple(stop.visit for stop in self.stops)

    @property
    def busy_s(self) -> int:
        """From leaving to being back, breaks between them included."""
        return self.returns_s - self.departs_s


@dataclass(frozen=True, slots=True)
class Left:
    """A visit that no tour holds, and the rules that keep it out: without them it would fit. No
    rules: the search goes on.
    """

    visit: str
    rules: tuple[PlanRule, ...]
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The name of its sentence in `words`."""
        if not self.rules:
            return "plan.left.pending"
        return f"plan.left.{self.rules[0]}" if len(self.rules) == 1 else "plan.left.several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A day of every agent. Each visit of the problem is in one tour, or left with its reason."""

    tours: tuple[Tour, ...]
    left: tuple[Left, ...] = ()

    @property
    def metres(self) -> float:
        """Of all tours."""
        return sum(tour.metres for tour in self.tours)

    @property
    def routes(self) -> dict[str, tuple[str, ...]]:
        """The orders, by agent."""
        return {tour.agent: tour.order for tour in self.tours}


def moved(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]) -> list[str]:
    """The visits that another agent has now, or nobody; new ones are not moved."""
    had = {visit: agent for agent, order in before.items() for visit in order}
    has = {visit: agent for agent, order in after.items() for visit in order}
    return [visit for visit, agent in had.items() if has.get(visit) != agent]
