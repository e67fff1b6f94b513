"""An agent's day from beginning to end as events; pure: equal arguments give equal events."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

import numpy as np

from field_api.simulator.events import SOS_ALARM, CheckedIn, Ended, Event, Fix, Heartbeat
from field_api.simulator.findings import CHECK_IN_AFTER_S, Finding, finding
from field_api.simulator.ids import SeededIds
from field_api.simulator.journey import LIVELY_PAUSES_S, Call, Journey, Outing, travel
from field_api.simulator.lenders import PARTING_Y_M
from field_api.simulator.readings import Habits, Readings, read
from field_api.simulator.rounds import Rounds
from field_api.simulator.troubles import Trouble, TroubleKind, moment, troubles
from kobra_domain.people import Agent
from kobra_domain.portfolios import Address
from kobra_domain.shift import Span, shift_spans, spans_on
from kobra_domain.visits import Visit, VisitState

GENERATIONS = (8, 9, 10)


@dataclass(frozen=True, slots=True)
class AgentDay:
    """One agent's day: the visits as they were planned, the truth, and what the phone read."""

    agent: Agent
    span: Span
    visits: tuple[Visit, ...]
    journey: Journey
    readings: Readings
    troubles: tuple[Trouble, ...]
    findings: tuple[tuple[Visit, Call, Finding], ...]

    def events(self) -> list[Event]:
        """Everything the phone tells, in the order in which it can first tell it."""
        return sorted(
            [*self._reports(), *self._acts()], key=lambda event: (event.sent_at, event.at)
        )

    def _reports(self) -> Iterator[Event]:
        told = self.readings
        columns = [getattr(told, name).tolist() for name in told.__dataclass_fields__]
        for row in zip(*columns, strict=True):
            values = dict(zip(told.__dataclass_fields__, row, strict=True))
            yield self._report(values)

    def _report(self, row: dict[str, float]) -> Event:
        at, sent_at = moment(self.span, row["at_s"]), moment(self.span, row["sent_s"])
        if not row["has_place"]:
            return Heartbeat(
                at=at,
                sent_at=sent_at,
                battery_pct=row["battery_pct"],
                is_charging=bool(row["is_charging"]),
            )
        return Fix(
            at=at,
            sent_at=sent_at,
            lat=row["lat"],
            lon=row["lon"],
            accuracy_m=row["accuracy_m"],
            speed_mps=row["speed_mps"],
            bearing=None if row["bearing"] != row["bearing"] else row["bearing"],
            altitude_m=row["altitude_m"],
            battery_pct=row["battery_pct"],
            is_charging=bool(row["is_charging"]),
            is_mock=bool(row["is_mock"]),
            alarm=SOS_ALARM if row["is_sos"] else "",
        )

    def _acts(self) -> Iterator[Event]:
        for visit, call, found in self.findings:
            here_s, done_s = call.arrived_s + CHECK_IN_AFTER_S, call.left_s - 5.0
            yield CheckedIn(
                at=moment(self.span, here_s),
                sent_at=moment(self.span, self._heard(here_s)),
                visit_id=visit.id,
                check_in=found.check_in,
            )
            yield Ended(
                at=moment(self.span, done_s),
                sent_at=moment(self.span, self._heard(done_s)),
                visit_id=visit.id,
                outcome=found.outcome,
                reason=found.reason,
                note=found.note,
                proposed=found.proposed,
            )

    def _heard(self, at_s: float) -> float:
        """When the network first carried what happened then."""
        for trouble in self.troubles:
            if trouble.kind is TroubleKind.NO_SIGNAL and trouble.from_s <= at_s < trouble.until_s:
                return trouble.until_s + (at_s - trouble.from_s) * 1e-3
        return at_s


def _switched_off_s(journey: Journey, readings: Readings, wrong: tuple[Trouble, ...]) -> float:
    """When the phone can tell no more: its battery is empty, or the day is over."""
    if any(t.kind is TroubleKind.FLAT_BATTERY for t in wrong):
        return float(readings.at_s[-1]) if len(readings) else 0.0
    return journey.end_s


def generation(number: int) -> int:
    """The generation of the phone app that the agent of that number (from 1) carries."""
    return 8 if number in (5, 14) else GENERATIONS[number % 3]


def working_span(agent: Agent, day: date) -> Span | None:
    """The agent's shift of a date, if there is one."""
    spans = shift_spans(agent, day)
    return Span(spans[0].start_at, spans[-1].end_at) if spans else None


class Days:
    """Makes the days of a world's agents. Keeps journeys, which tours of other days share."""

    def __init__(self, rounds: Rounds) -> None:
        self.rounds = rounds
        self._numbers = {agent.id: n for n, agent in enumerate(rounds.world.agents, start=1)}
        self._portfolios = {portfolio.id: portfolio for portfolio in rounds.world.portfolios}
        self._journeys: dict[tuple[str, int, float, tuple[float, float]], Journey] = {}

    def day(
        self,
        agent: Agent,
        day: date,
        *,
        span: Span | None = None,
        drama_at: datetime | None = None,
        habits: Habits | None = None,
        pauses_s: tuple[float, float] = LIVELY_PAUSES_S,
        has_visits: bool = True,
    ) -> AgentDay | None:
        """The agent's day on a date, None out of shift.

        `span`: the working time instead of the shift's. `drama_at`: the cast of the
        demonstration has its troubles around then, instead of now and then by chance.
        `pauses_s`: how long errands between visits take, at least and at most. Without
        `has_visits` the agent is only about.
        """
        working = span or working_span(agent, day)
        if working is None:
            return None
        seed, number = self.rounds.world.seed, self._numbers[agent.id]
        wrong = troubles(agent, number, seed, day, working, drama_at)
        visits = self.planned(agent, day, working) if has_visits else ()
        tour = self.rounds.tour_number(agent, day)
        outing = self._outing(agent, day, tour, working, wrong, pauses_s)
        journey = self._journey(outing if has_visits else replace(outing, stops=()), agent, tour)
        set_so = habits or Habits(
            moving_interval_s=agent.moving_interval_s,
            still_interval_s=agent.still_interval_s,
            newest_first=generation(number) == 8,
        )
        readings = read(
            journey, wrong, set_so, np.random.default_rng([seed, number, day.toordinal()])
        )
        made = AgentDay(agent, working, visits, journey, readings, wrong, ())
        return replace(made, findings=self._findings(made, day))

    def _findings(self, made: AgentDay, day: date) -> tuple[tuple[Visit, Call, Finding], ...]:
        """What came of the calls that the phone lived to tell."""
        by_address = {visit.address_id: visit for visit in made.visits}
        chance = Random(f"findings {self.rounds.world.seed} {made.agent.code} {day}")
        last_s = _switched_off_s(made.journey, made.readings, made.troubles)
        return tuple(
            (
                by_address[call.address.id],
                call,
                finding(call, self._portfolios, made.span, made.troubles, made.readings, chance),
            )
            for call in made.journey.calls
            if call.left_s < last_s
        )

    def planned(self, agent: Agent, day: date, span: Span) -> tuple[Visit, ...]:
        """The visits assigned to the agent for a date, as they stand the evening before."""
        ids = SeededIds(f"visits {self.rounds.world.seed} {agent.code} {day}")
        evening = span.start_at - timedelta(hours=14)
        tour = self.rounds.tour(agent, self.rounds.tour_number(agent, day))
        return tuple(
            self._visit(agent, address, ids.random(), day, evening, place)
            for place, address in enumerate(tour, start=1)
        )

    def _journey(self, outing: Outing, agent: Agent, tour: int) -> Journey:
        """The way of the day's tour; days without a trouble that moves the agent share it."""
        graph = self.rounds.world.city.graph
        rng = np.random.default_rng([self.rounds.world.seed, self._numbers[agent.id], tour, 77])
        if outing.excursions or outing.rests:
            return travel(graph, outing, rng)
        key = (agent.id, tour if outing.stops else -1, outing.span.seconds, outing.pauses_s)
        if key not in self._journeys:
            self._journeys[key] = travel(graph, outing, rng)
        return replace(self._journeys[key], start_at=outing.span.start_at)

    def _visit(
        self, agent: Agent, address: Address, visit_id: str, day: date, at: datetime, place: int
    ) -> Visit:
        accounts = self.rounds.accounts_of[address.party_id]
        return Visit(
            id=visit_id,
            portfolio_id=address.portfolio_id,
            party_id=address.party_id,
            address_id=address.id,
            account_ids=tuple(account.id for account in accounts),
            created_at=at - timedelta(hours=2),
            state=VisitState.ASSIGNED,
            agent_id=agent.id,
            planned_on=day,
            position=place,
            assigned_at=at,
        )

    def _outing(
        self,
        agent: Agent,
        day: date,
        tour: int,
        span: Span,
        wrong: tuple[Trouble, ...],
        pauses_s: tuple[float, float],
    ) -> Outing:
        doors = self.rounds.world.doors
        home = self.rounds.home(agent)
        beyond = (home.x, PARTING_Y_M + (-1100.0 if home.y > PARTING_Y_M else 1100.0))
        return Outing(
            span=span,
            breaks=spans_on(agent.breaks, agent.time_zone, day),
            home=home,
            stops=tuple((a, doors[a.id]) for a in self.rounds.tour(agent, tour)),
            is_riding=self.rounds.is_riding(agent),
            pauses_s=pauses_s,
            errands_y_m=(PARTING_Y_M, 9e9) if home.y > PARTING_Y_M else (-9e9, PARTING_Y_M),
            excursions=tuple(
                (t.from_s, beyond, t.lasts_s) for t in wrong if t.kind is TroubleKind.LEFT_ZONE
            ),
            rests=tuple((t.from_s, t.lasts_s) for t in wrong if t.kind is TroubleKind.LONG_IDLE),
        )
