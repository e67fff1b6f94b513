"""What stands before whoever plans: the routes of a day, worth what the evaluator says, and what of
them another board would change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import cos, hypot, radians

from kobra_desktop.models.planning.day import Day
from kobra_domain.places import Point
from kobra_domain.planning.evaluator import evaluate
from kobra_domain.planning.model import LAWFUL_RULES, Breach, Left, Plan, Tour

# More visits given at once are put in a row, not each where it fits best.
MOST_FITTED = 30
TRIED = 4  # places of a day, beside its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What another board makes of one agent's day: visits that leave and come, metres and seconds
    more, and what is in another place of the order.
    """

    agent: str
    leaves: tuple[str, ...]
    comes: tuple[str, ...]
    moves: tuple[str, ...]
    metres: float
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Board:
    """A day with the routes that it has or would have, by agent in order. `left` says of visits
    why no agent has them, as far as a plan has told.
    """

    day: Day
    routes: Mapping[str, tuple[str, ...]]
    left: Mapping[str, Left] = field(default_factory=dict)

    @classmethod
    def of(cls, day: Day) -> "Board":
        """As the day stands."""
        return cls(day=day, routes=day.routes)

    @cached_property
    def tours(self) -> dict[str, Tour]:
        """Each agent's day as it would go."""
        problem = self.day.problem
        return {agent: evaluate(problem, agent, order) for agent, order in self.routes.items()}

    @cached_property
    def holder(self) -> dict[str, str]:
        """Who has a visit."""
        return {visit: agent for agent, order in self.routes.items() for visit in order}

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """What nobody has."""
        fixed = {one for order in self.day.done.values() for one in order}
        return tuple(one for one in self.day.visits if one not in self.holder and one not in fixed)

    @property
    def metres(self) -> float:
        """Of all agents."""
        return sum(tour.metres for tour in self.tours.values())

    @property
    def busy_s(self) -> int:
        """Seconds of all agents, from leaving until being back."""
        return sum(tour.busy_s for tour in self.tours.values())

    def planned(self, plan: Plan) -> "Board":
        """The same day by a plan of its problem."""
        left = {one.visit: one for one in plan.left}
        return replace(self, routes={**self.routes, **plan.routes}, left=left)

    def given(self, visits: Sequence[str], agent: str, place: int | None = None) -> "Board":
        """These visits with an agent, together from a place of the order on (from 0; None: each
        where it makes the day no longer than it must). A visit that the problem does not hold, for
        the law refuses it on this day, stays where it is.
        """
        moved = [one for one in dict.fromkeys(visits) if one in self.day.problem.visits]
        taken = set(moved)
        routes = {
            who: tuple(one for one in order if one not in taken)
            for who, order in self.routes.items()
        }
        if place is None:
            routes[agent] = self._fitted(agent, routes[agent], moved)
        else:
            before = sum(one not in taken for one in self.routes[agent][:place])
            stays = routes[agent]
            routes[agent] = (*stays[:before], *moved, *stays[before:])
        return self._with(routes)

    def without(self, visits: Sequence[str]) -> "Board":
        """These visits with nobody."""
        taken = set(visits)
        routes = {
            who: tuple(one for one in order if one not in taken)
            for who, order in self.routes.items()
        }
        return self._with(routes)

    def _with(self, routes: Mapping[str, tuple[str, ...]]) -> "Board":
        """The board with other routes; days that stay the same are not walked again."""
        made = replace(self, routes=dict(routes))
        problem = self.day.problem
        made.__dict__["tours"] = {
            agent: self.tours[agent]
            if order == self.routes.get(agent)
            else evaluate(problem, agent, order)
            for agent, order in routes.items()
        }
        return made

    def _fitted(self, agent: str, order: tuple[str, ...], visits: Sequence[str]) -> tuple[str, ...]:
        """The order with each visit where the day breaks the fewest rules, then is the shortest; of
        the places only those with the least detour are tried. Many at once follow each other, the
        nearest next, behind what is there.
        """
        if len(visits) > MOST_FITTED:
            return (*order, *self._chained(agent, order, visits))
        problem = self.day.problem
        for visit in visits:
            tried = [(*order[:at], visit, *order[at:]) for at in self._places(agent, order, visit)]
            order = min(tried, key=lambda one: _worth(evaluate(problem, agent, one)))
        return order

    def _places(self, agent: str, order: tuple[str, ...], visit: str) -> list[int]:
        """Where a visit makes the way least longer, and the end of the day."""
        who, visits = self.day.problem.agents[agent], self.day.problem.visits
        place = visits[visit].place
        doors = [who.start, *(visits[one].place for one in order), who.end]

        def detour(at: int) -> float:
            before, after = doors[at], doors[at + 1]
            return _apart(before, place) + _apart(place, after) - _apart(before, after)

        cheapest = sorted(range(len(order) + 1), key=detour)[:TRIED]
        return sorted({*cheapest, len(order)})

    def _chained(self, agent: str, order: tuple[str, ...], visits: Sequence[str]) -> list[str]:
        """The visits one after the other, always the nearest next."""
        places = {one: self.day.problem.visits[one].place for one in visits}
        here = self.day.problem.visits[order[-1]].place if order else None
        here = here or self.day.problem.agents[agent].start
        left, chain = dict.fromkeys(visits), list[str]()
        while left:
            following = min(left, key=lambda one: _apart(here, places[one]))
            del left[following]
            chain.append(following)
            here = places[following] or here
        return chain

    def unlawful(self, visits: Sequence[str]) -> list[Breach]:
        """What the law says against these visits, and those behind them, as they stand here."""
        agents = {self.holder[one] for one in visits if one in self.holder}
        return [
            breach
            for agent in agents
            for breach in self.tours[agent].breaches
            if breach.rule in LAWFUL_RULES
        ]

    def changes(self, after: "Board") -> list[Change]:
        """What the other board changes, agent by agent."""
        found = []
        for agent, order in self.routes.items():
            new = after.routes.get(agent, ())
            if new == order:
                continue
            before, then = self.tours[agent], after.tours[agent]
            kept = [one for one in order if one in new]
            again = [one for one in new if one in order]
            found.append(
                Change(
                    agent=agent,
                    leaves=tuple(one for one in order if one not in new),
                    comes=tuple(one for one in new if one not in order),
                    moves=tuple(
                        one for one, other in zip(kept, again, strict=True) if one != other
                    ),
                    metres=then.metres - before.metres,
                    seconds=then.busy_s - before.busy_s,
                )
            )
        return found


def _apart(one: Point | None, other: Point | None) -> float:
    """How far apart, in degrees as the map draws them, to compare; none where unknown."""
    if one is None or other is None:
        return 0.0
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(one.lat - other.lat, east)


def _worth(tour: Tour) -> tuple[int, float]:
    return len(tour.breaches), tour.metres
