"""A small search of ours, on the evaluator: for one agent's day, for machines that no engine is
built for, and for the first lawful plan of all. Every order it gives is lawful.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from random import Random

from kobra_domain.places import Point
from kobra_domain.planning.draft import LEAST_M, NEAR_AGENTS, Draft, never, shortened, urgency
from kobra_domain.planning.evaluator import alone, evaluate, is_lawful
from kobra_domain.planning.model import Left, Plan, PlanRule, PlanVisit, Problem
from kobra_domain.planning.preference import please
from kobra_domain.planning.reasons import why_left
from kobra_domain.planning.travel import haversine_m

Orders = dict[str, list[str]]
# What leaving a visit out costs, as metres: more than any way of a day. Each step of priority is
# worth as much again.
LEFT_OUT_M = 1_000_000
# Of a longer day not each visit is weighed before some are taken out: its end is.
MOST_WEIGHED = 100
# So many neighbouring visits are taken out and put back at once, at most.
TAKEN = 12
# The first plan asks so few agents, to be there at once.
FIRST_AGENTS = 3
# A plan this much longer than the best is still worth going on from, at first.
DRIFT = 0.3
PATIENCE = 300


class PlanScope(StrEnum):
    """How much of the plan that stands may change."""

    ALL = "all"
    FIT_NEW = "fit_new"
    ORDER_ONLY = "order_only"


def lawful_part(problem: Problem, orders: Mapping[str, Sequence[str]]) -> Orders:
    """The orders without what breaks a rule: as little as makes each day lawful."""
    kept: Orders = {}
    for agent_id, order in orders.items():
        agent = problem.agents[agent_id]
        good = [one for one in order if not alone(agent, problem.visits[one])]
        if len(good) > MOST_WEIGHED:
            good = good[: _lawful_length(problem, agent_id, good)]
        while good and not is_lawful(problem, agent_id, good):
            good.remove(_worst(problem, agent_id, good))
        kept[agent_id] = good
    return kept


def _lawful_length(problem: Problem, agent_id: str, order: Sequence[str]) -> int:
    """How long a beginning is lawful; where the middle is, by halves."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high + 1) // 2
        if is_lawful(problem, agent_id, order[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _worst(problem: Problem, agent_id: str, order: Sequence[str]) -> str:
    """The visit without which the fewest rules are broken, the least urgent of those."""

    def cost(visit: str) -> tuple[int, tuple[int, int, str]]:
        rest = [one for one in order if one != visit]
        first, second, name = urgency(problem.visits[visit])
        return len(evaluate(problem, agent_id, rest).breaches), (-first, -second, name)

    return min(order, key=cost)


def narrowed(problem: Problem, scope: PlanScope) -> Problem:
    """The problem that a scope leaves: where only the order may change, each visit stays with its
    agent, and what nobody has is not asked.
    """
    if scope is not PlanScope.ORDER_ONLY:
        return problem
    had = {visit: agent for agent, order in problem.standing.items() for visit in order}
    visits = {
        one: replace(problem.visits[one], pin_agent=agent)
        for one, agent in had.items()
        if problem.visits[one].pin_agent in ("", agent)
    }
    return replace(problem, visits=visits)


def first_orders(
    problem: Problem, scope: PlanScope = PlanScope.ALL, stop: Callable[[], bool] = never
) -> Orders:
    """A lawful plan at once: what stands and may stay, and the rest where it costs least. To fit
    in what is new, a visit that nobody has room for may push one other to another agent: at most
    one is moved for each new one.
    """
    standing = {
        agent: [one for one in order if one in problem.visits]
        for agent, order in problem.standing.items()
    }
    draft = Draft(problem, lawful_part(problem, standing))
    near = FIRST_AGENTS if scope is PlanScope.ALL else NEAR_AGENTS
    draft.fill(draft.left(), near, stop=stop)
    if scope is PlanScope.FIT_NEW:
        for visit in draft.left():
            if not stop():
                _push(draft, visit)
    return draft.orders


def _push(draft: Draft, visit: PlanVisit) -> bool:
    """Put a visit in the place of another that finds its own elsewhere; whether it was done."""
    for agent in draft.able(visit):
        before = draft.orders[agent]
        for other in before:
            pushed = draft.problem.visits[other]
            if pushed.pin_agent or pushed.pin_s is not None or pushed.pin_place is not None:
                continue
            draft.set(agent, [one for one in before if one != other])
            found = draft.best(visit, [agent])
            if found is not None:
                draft.insert(visit.id, found)
                away = draft.best(pushed, [one for one in draft.able(pushed) if one != agent])
                if away is not None and is_lawful(draft.problem, agent, draft.orders[agent]):
                    draft.insert(other, away)
                    return True
            draft.set(agent, before)
    return False


def cost_of(draft: Draft) -> float:
    """Metres, and what is left out as metres."""
    return draft.metres + sum((1 + one.priority) * LEFT_OUT_M for one in draft.left())


def improved(
    problem: Problem,
    orders: Mapping[str, Sequence[str]],
    *,
    seed: int = 0,
    turns: int = 1_000,
    patience: int = PATIENCE,
    stop: Callable[[], bool] = never,
    better: Callable[[Orders], None] | None = None,
) -> Orders:
    """Better orders, by taking neighbouring visits out and putting them back where they cost
    least, so many times or until it is stopped. The same seed and turns give the same orders;
    `better` is told each better plan. After so many turns of `patience` without one it goes back
    to the best.
    """
    random = Random(seed)
    draft = Draft(problem, orders)
    for agent in draft.orders:
        draft.set(agent, shortened(problem, agent, draft.orders[agent]))
    best, best_cost, since = dict(draft.orders), cost_of(draft), 0
    cost = best_cost
    for turn in range(turns):
        if stop():
            break
        before, since = dict(draft.orders), since + 1
        if not _shaken(draft, random):
            draft.restore(before)
            continue
        new = cost_of(draft)
        if new < best_cost - LEAST_M:
            for agent in _changed(before, draft.orders):
                draft.set(agent, shortened(problem, agent, draft.orders[agent]))
            new = cost_of(draft)
            best, best_cost, since = dict(draft.orders), new, 0
            if better is not None:
                better(best)
        drift = 1 + DRIFT * (1 - turn / turns) * random.random()
        if new <= max(cost, best_cost * drift):
            cost = new
        else:
            draft.restore(before)
        if since >= patience:
            draft.restore(best)
            cost, since = best_cost, 0
    return best


def _changed(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> list[str]:
    return [agent for agent, order in after.items() if before[agent] is not order]


def _shaken(draft: Draft, random: Random) -> bool:
    """Take some neighbouring visits out and put them and what is left back, in some order;
    whether what stayed is lawful on its own.
    """
    placed = [one for order in draft.orders.values() for one in order]
    left = draft.left()
    visits = draft.problem.visits
    if not placed:
        draft.fill(left)
        return bool(left)
    out = _chosen(draft, placed, left, random)
    for agent, order in list(draft.orders.items()):
        rest = [one for one in order if one not in out]
        if len(rest) < len(order):
            draft.set(agent, rest)
            if not is_lawful(draft.problem, agent, rest):  # a place in the order was pinned
                return False
    back = [*(visits[one] for one in placed if one in out), *left[:TAKEN]]
    random.shuffle(back)
    if random.random() < 0.5:
        back.sort(key=urgency)
    draft.fill(back)
    return True


def _chosen(draft: Draft, placed: list[str], left: list[PlanVisit], random: Random) -> set[str]:
    """Visits to take out: neighbours on the ground, a stretch of one day, or any."""
    count = random.randint(2, TAKEN)
    kind = random.random()
    if kind < 0.2:
        return set(random.sample(placed, min(count, len(placed))))
    if kind < 0.5:
        order = random.choice([one for one in draft.orders.values() if one])
        first = random.randrange(len(order))
        return set(order[first : first + count])
    visits = draft.problem.visits
    middle = visits[random.choice([*placed, *(one.id for one in left if one.place)])].place
    near = sorted(placed, key=lambda one: _between_m(visits[one].place, middle))
    return {one for one in near[: count * 2] if random.random() < 0.6}


def _between_m(place: Point | None, other: Point | None) -> float:
    return haversine_m(place, other) if place and other else 0.0


def finished(
    problem: Problem,
    orders: Mapping[str, Sequence[str]],
    scope: PlanScope,
    stop: Callable[[], bool] = never,
) -> Plan:
    """The plan of orders: what breaks a rule is taken out, what still fits is put in, and each
    visit left says why.
    """
    within = narrowed(problem, scope)
    draft = Draft(within, lawful_part(within, orders))
    draft.fill(draft.left(), is_thorough=True, stop=stop)
    if scope is not PlanScope.FIT_NEW:  # there what stands does not move
        please(draft, stop)
    tours = tuple(evaluate(problem, agent, order) for agent, order in draft.orders.items())
    held = {one for tour in tours for one in tour.order}
    left = [one for one in problem.visits.values() if one.id not in held]
    return Plan(tours=tours, left=tuple(_reasons(within, draft, left)))


def _reasons(within: Problem, draft: Draft, left: Iterable[PlanVisit]) -> Iterator[Left]:
    """Of visits that differ only in their id, as many at one door do, the reason is one."""
    known: dict[PlanVisit, Left] = {}
    for visit in left:
        if visit.id not in within.visits:
            yield Left(visit.id, (PlanRule.SCOPE,))
            continue
        alike = replace(visit, id="")
        if alike not in known:
            known[alike] = why_left(within, draft.orders, visit.id)
        yield replace(known[alike], visit=visit.id)
