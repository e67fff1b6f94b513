"""A day as it stands, read for planning: who works when, what waits to be given, what the law says
of each visit on that day, and all of it as a problem for the evaluator.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from kobra_desktop.commands import lawfulness
from kobra_desktop.store.queries.cards import VisitCard
from kobra_desktop.store.queries.day_cards import DayCards, day_cards
from kobra_desktop.store.queries.reach import Reach
from kobra_desktop.store.replica import Replica
from kobra_domain.contact.gate import Allowed, Refusal
from kobra_domain.errors import DomainError
from kobra_domain.people import Agent, Team
from kobra_domain.places import Point
from kobra_domain.planning.learning import USUAL_SERVICE, Learnt
from kobra_domain.planning.model import (
    PlanAgent,
    PlanBreak,
    PlanVisit,
    Problem,
    Window,
    seconds,
)
from kobra_domain.planning.travel import Travel
from kobra_domain.planning.why import Why, why_on
from kobra_domain.shift import Span, shift_spans, spans_on
from kobra_domain.visits import (
    REASSIGNABLE_STATES,
    PlanPin,
    Priority,
    Visit,
    VisitState,
)

NEVER = Window(0, 0)
_PRIORITIES = {one: n for n, one in enumerate(Priority)}


@dataclass(frozen=True, kw_only=True)
class DayVisit:
    """A visit that may be planned on the day: when the law allows it there, else why it does not.
    `service` is how long it is expected to take, `why` what speaks for it on the day; `preferred`
    are the hours of the day that the person asked for, which only weigh.
    """

    card: VisitCard
    window: Span | None
    refusal: DomainError | None = None
    why: tuple[Why, ...] = ()
    service: timedelta = USUAL_SERVICE
    preferred: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """Of the visit."""
        return self.card.visit.id

    @property
    def place(self) -> Point | None:
        """Where its door is, as far as that is known."""
        address = self.card.address
        if address is None or address.lat is None or address.lon is None:
            return None
        return Point(address.lat, address.lon)

    @property
    def citation(self) -> str:
        """Where the law says at which hours it may be made: «Ley 2300, art. 3 (CO)»."""
        rules = self.card.rules
        return "" if rules is None else rules.hours.citation

    @property
    def is_fixed(self) -> bool:
        """Whether it has begun or ended: no plan touches it."""
        return self.card.visit.state not in REASSIGNABLE_STATES

    @cached_property
    def planned(self) -> PlanVisit:
        """As the evaluator knows it."""
        visit = self.card.visit
        pins = visit.pins
        holds = PlanPin.AGENT in pins or visit.state is VisitState.ON_PHONE
        at = visit.expected_at if PlanPin.HOUR in pins else None
        # What the law refuses and an agent has all the same fits nowhere.
        window = NEVER if self.window is None else _window(self.window)
        return PlanVisit(
            id=visit.id,
            place=self.place,
            service_s=round(self.service.total_seconds()),
            windows=(window,),
            priority=_PRIORITIES[visit.priority],
            pin_agent=(visit.agent_id or "") if holds else "",
            pin_s=None if at is None else seconds(at),
            pin_place=visit.position - 1 if PlanPin.PLACE in pins and visit.position else None,
            preferred=tuple(_window(one) for one in self.preferred),
        )


@dataclass(frozen=True, kw_only=True)
class DayAgent:
    """An agent's day: the shift of the date without what has passed, its breaks, and where it
    begins (where the phone was last, once the day is on).
    """

    agent: Agent
    team: Team | None
    shift: Span | None
    breaks: tuple[Span, ...] = ()
    start: Point | None = None

    @property
    def id(self) -> str:
        """Of the agent."""
        return self.agent.id

    @property
    def zone(self) -> ZoneInfo:
        """Whose clock the agent goes by."""
        return ZoneInfo(self.agent.time_zone)

    @cached_property
    def planned(self) -> PlanAgent:
        """As the evaluator knows it."""
        agent = self.agent
        return PlanAgent(
            id=agent.id,
            start=self.start,
            end=agent.base,
            shift=None if self.shift is None else _window(self.shift),
            breaks=tuple(PlanBreak(round(one.seconds), _window(one)) for one in self.breaks),
            max_visits=agent.most_visits,
            max_s=None if agent.most_minutes is None else agent.most_minutes * 60,
            mode=agent.moves_by or "",
        )


@dataclass(frozen=True, kw_only=True)
class Day:
    """A date, its agents by name, and every visit of it by id: those that an agent has for it, and
    those that wait.
    """

    on: date
    at: datetime
    agents: Mapping[str, DayAgent] = field(default_factory=dict)
    visits: Mapping[str, DayVisit] = field(default_factory=dict)
    travel: Travel = field(default_factory=Travel)
    learnt: Learnt = field(default_factory=Learnt)

    @cached_property
    def routes(self) -> dict[str, tuple[str, ...]]:
        """By agent what they are still to visit, in order; what began or ended is no part of it."""
        held: dict[str, list[Visit]] = defaultdict(list)
        for one in self.visits.values():
            visit = one.card.visit
            if visit.agent_id in self.agents and visit.planned_on == self.on and not one.is_fixed:
                held[visit.agent_id or ""].append(visit)
        return {
            agent: tuple(one.id for one in sorted(held.get(agent, ()), key=_place_in_day))
            for agent in self.agents
        }

    @cached_property
    def done(self) -> dict[str, tuple[str, ...]]:
        """By agent what began or ended already, in the order of the day."""
        held: dict[str, list[Visit]] = defaultdict(list)
        for one in self.visits.values():
            if one.is_fixed and one.card.visit.agent_id in self.agents:
                held[one.card.visit.agent_id or ""].append(one.card.visit)
        return {
            agent: tuple(one.id for one in sorted(found, key=_place_in_day))
            for agent, found in held.items()
        }

    @cached_property
    def again(self) -> dict[str, str]:
        """Of people who have several visits, in whatever portfolio of the institution: whose each
        visit is, by the least id of the person's rows.
        """
        people: dict[str, list[str]] = defaultdict(list)
        for one in self.visits.values():
            card = one.card
            rows = (card.visit.party_id, *(other.id for other in card.selves))
            people[min(rows)].append(one.id)
        several = {person: visits for person, visits in people.items() if len(visits) > 1}
        return {one: person for person, visits in several.items() for one in visits}

    @cached_property
    def problem(self) -> Problem:
        """For the evaluator and the engine: every visit that is given, and each that waits and that
        the law allows on this day.
        """
        given = {one for order in self.routes.values() for one in order}
        asked = (
            one
            for one in self.visits.values()
            if one.id in given or (one.refusal is None and not one.is_fixed)
        )
        return Problem(
            agents={one.id: one.planned for one in self.agents.values()},
            visits={one.id: one.planned for one in asked},
            travel=self.travel,
            standing=self.routes,
        )


def read_day(
    replica: Replica, reach: Reach, on: date, now: datetime, learnt: Learnt | None = None
) -> Day:
    """The day as it stands in the replica, and what the law says of each visit on it; `learnt` is
    how long visits take and how fast it is between them.
    """
    found, learnt = day_cards(replica, reach, on), learnt or Learnt()
    visits = {card.visit.id: _visit_day(card, found, now, learnt) for card in found.cards}
    return Day(
        on=on,
        at=now,
        agents={one.id: _agent_day(one, found, now) for one in found.agents},
        visits=visits,
        travel=_travel(learnt, visits.values(), found.agents, on),
        learnt=learnt,
    )


def _travel(
    learnt: Learnt, visits: Iterable[DayVisit], agents: Sequence[Agent], on: date
) -> Travel:
    """The paces, with the municipality of each door and the clock of the agents."""
    areas = {
        one.place: one.card.address.municipality
        for one in visits
        if one.place is not None and one.card.address is not None
    }
    zone = ZoneInfo(agents[0].time_zone) if agents else UTC
    offset = datetime.combine(on, time(12), zone).utcoffset() or timedelta(0)
    return learnt.travel(areas, round(offset.total_seconds()))


def _visit_day(card: VisitCard, found: DayCards, now: datetime, learnt: Learnt) -> DayVisit:
    service = learnt.lasting(card.visit.purpose)
    if card.visit.state not in REASSIGNABLE_STATES:
        return DayVisit(card=card, window=None, service=service)
    why = _why(card, found)
    try:
        answer = lawfulness.permission(card, planned_on=found.on, now=now)
    except DomainError as problem:  # what it names is not here
        return DayVisit(card=card, window=None, refusal=problem, why=why, service=service)
    if isinstance(answer, Refusal):
        return DayVisit(card=card, window=None, refusal=answer.error(), why=why, service=service)
    window = _within(answer, lawfulness.window_on(card, found.on))
    return DayVisit(
        card=card, window=window, why=why, service=service, preferred=_preferred(card, found.on)
    )


def _preferred(card: VisitCard, on: date) -> tuple[Span, ...]:
    party = card.party
    return () if party is None else spans_on(party.preferred_hours, lawfulness.zone_of(card), on)


def _why(card: VisitCard, found: DayCards) -> tuple[Why, ...]:
    promises = [one for i in card.visit.account_ids for one in found.promises.get(i, ())]
    return why_on(card.visit, found.on, lawfulness.zone_of(card), card.touches, promises)


def _within(answer: Allowed, own: Span | None) -> Span:
    """The lawful stretch, and of it the hour that was agreed with the person, if there is one."""
    if own is None:
        return answer.window
    lawful = answer.window
    return Span(max(own.start_at, lawful.start_at), min(own.end_at, lawful.end_at))


def _agent_day(agent: Agent, found: DayCards, now: datetime) -> DayAgent:
    on = found.on
    spans = shift_spans(agent, on)
    begun = bool(spans) and spans[0].start_at <= now < spans[-1].end_at
    ahead = [replace(one, start_at=max(one.start_at, now)) for one in spans if one.end_at > now]
    shift = Span(ahead[0].start_at, ahead[-1].end_at) if ahead else None
    return DayAgent(
        agent=agent,
        team=found.teams.get(agent.team_id or ""),
        shift=shift,
        breaks=_breaks(agent, ahead, on, shift),
        start=found.latest.get(agent.id, agent.base) if begun else agent.base,
    )


def _breaks(agent: Agent, shifts: Sequence[Span], on: date, shift: Span | None) -> tuple[Span, ...]:
    """The breaks of the day that lie ahead, whole, and what lies between two shifts."""
    if shift is None:
        return ()
    between = (Span(one.end_at, other.start_at) for one, other in pairwise(shifts))
    own = (
        one
        for one in spans_on(agent.breaks, agent.time_zone, on)
        if shift.start_at <= one.start_at and one.end_at <= shift.end_at
    )
    return tuple(sorted((*between, *own), key=lambda one: one.start_at))


def _place_in_day(visit: Visit) -> tuple[bool, int, float, str]:
    """In the order that was said; those without one follow, by their hour."""
    at = visit.expected_at or visit.window_start_at or visit.ended_at
    return (not visit.position, visit.position, at.timestamp() if at else 0.0, visit.id)


def _window(span: Span) -> Window:
    """A stretch in whole seconds, none of which lies outside it."""
    return Window(seconds(span.start_at, up=True), seconds(span.end_at))
