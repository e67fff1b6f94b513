"""Why a visit is left out: the one rule without which it would fit, or the fewest of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kobra_domain.errors import Param
from kobra_domain.planning.draft import NEAR_AGENTS, Draft
from kobra_domain.planning.model import Left, PlanAgent, PlanRule, PlanVisit, Problem, Window

_DAY_S = 86_400


def why_left(problem: Problem, orders: Mapping[str, Sequence[str]], visit_id: str) -> Left:
    """The reason of a visit that none of the orders has room for."""
    visit = problem.visits[visit_id]
    if visit.place is None:
        return Left(visit_id, (PlanRule.NO_PLACE,))
    if all(agent.shift is None for agent in problem.agents.values()):
        return Left(visit_id, (PlanRule.NO_SHIFT,))
    rules = _asked(problem, visit)
    for rule in rules:
        if fits(relaxed(problem, visit_id, [rule]), orders, visit_id):
            return Left(visit_id, (rule,), _params(problem, visit, rule))
    needed = list(rules)
    for rule in reversed(rules):  # the most particular ones are what can be changed
        fewer = [one for one in needed if one is not rule]
        if fits(relaxed(problem, visit_id, fewer), orders, visit_id):
            needed = fewer
    return Left(visit_id, tuple(needed))


def fits(problem: Problem, orders: Mapping[str, Sequence[str]], visit_id: str) -> bool:
    """Whether one of the agents nearest to a visit has room for it."""
    draft, visit = Draft(problem, orders), problem.visits[visit_id]
    return draft.best(visit, draft.able(visit)[:NEAR_AGENTS]) is not None


def relaxed(problem: Problem, visit_id: str, rules: Sequence[PlanRule]) -> Problem:
    """The problem without these rules: of the visit, or of all agents."""
    visit = problem.visits[visit_id]
    agents = problem.agents
    for rule in rules:
        if rule in _OF_VISIT:
            visit = _OF_VISIT[rule](visit)
        else:
            agents = {name: _without(agent, rule) for name, agent in agents.items()}
    return replace(problem, agents=agents, visits={**problem.visits, visit_id: visit})


_OF_VISIT: dict[PlanRule, Callable[[PlanVisit], PlanVisit]] = {
    PlanRule.PIN_ORDER: lambda visit: replace(visit, pin_place=None),
    PlanRule.PIN_HOUR: lambda visit: replace(visit, pin_s=None),
    PlanRule.PIN_AGENT: lambda visit: replace(visit, pin_agent=""),
    PlanRule.SKILL: lambda visit: replace(visit, skills=frozenset()),
    PlanRule.WINDOW: lambda visit: replace(visit, windows=()),
}


def _without(agent: PlanAgent, rule: PlanRule) -> PlanAgent:
    if rule is PlanRule.TERRITORY:
        return replace(agent, territory=())
    if rule is PlanRule.MAX_VISITS:
        return replace(agent, max_visits=None)
    if rule is PlanRule.MAX_MINUTES:
        return replace(agent, max_s=None)
    if rule is PlanRule.BREAK:
        return replace(agent, breaks=())
    if agent.shift is None:
        return agent
    shift = Window(agent.shift.from_s - _DAY_S, agent.shift.until_s + _DAY_S)
    return replace(agent, shift=shift)


def _asked(problem: Problem, visit: PlanVisit) -> list[PlanRule]:
    """The rules that this problem has at all, the most particular first."""
    agents = problem.agents.values()
    asked = {
        PlanRule.PIN_ORDER: visit.pin_place is not None,
        PlanRule.PIN_HOUR: visit.pin_s is not None,
        PlanRule.PIN_AGENT: bool(visit.pin_agent),
        PlanRule.SKILL: bool(visit.skills),
        PlanRule.TERRITORY: any(len(one.territory) >= 3 for one in agents),
        PlanRule.WINDOW: bool(visit.windows),
        PlanRule.MAX_VISITS: any(one.max_visits is not None for one in agents),
        PlanRule.MAX_MINUTES: any(one.max_s is not None for one in agents),
        PlanRule.BREAK: any(one.breaks for one in agents),
        PlanRule.SHIFT: True,
    }
    return [rule for rule, is_asked in asked.items() if is_asked]


def _params(problem: Problem, visit: PlanVisit, rule: PlanRule) -> dict[str, Param]:
    if rule is PlanRule.PIN_AGENT:
        return {"pinned": visit.pin_agent}
    if rule is PlanRule.SKILL:
        skills = sorted(visit.skills)
        lacking = (
            one for one in skills if all(one not in who.skills for who in problem.agents.values())
        )
        return {"skill": next(lacking, skills[0])}
    return {}
