"""Visits of the past that a supervisor would ask about: over in seconds, or ended long after the
agent had gone. Few, since the city's agents are honest; each has its alert, by the rules. And each
agent's own ways: how often another door comes first, and a visit is closed from elsewhere.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from field_api.simulator.ids import SeededIds
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.people import Agent
from kobra_domain.visit_causes import AtDoor, seconds_taken, too_long, too_short
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, CheckIn, Visit, VisitState

_HURRIED, _FORGOTTEN = 0.004, 0.03
_NOTE = "Se habló con el gestor"
_OUT_OF_ORDER, _ELSEWHERE = (0.01, 0.14), (0.0, 0.0, 0.01, 0.03, 0.09)
_LATER_S = (300, 900)


def with_odd_ones(visits: Sequence[Visit], seed: str) -> tuple[Visit, ...]:
    """A day's visits in their order, some of them told in another time than they took."""
    chance, made = Random(f"odd {seed}"), list(visits)
    for number, visit in enumerate(made):
        is_talk = visit.state is VisitState.COMPLETED and visit.outcome in RIGHT_PARTY_OUTCOMES
        if is_talk and visit.check_in and chance.random() < _HURRIED:
            taken = timedelta(seconds=chance.randint(8, 18))
            made[number] = replace(visit, ended_at=visit.check_in.at + taken)
    ended = [n for n, visit in enumerate(made) if visit.check_in and visit.ended_at]
    if ended and chance.random() < _FORGOTTEN:
        last = made[ended[-1]]
        assert last.check_in is not None
        taken = timedelta(minutes=chance.randint(47, 85))
        made[ended[-1]] = replace(last, ended_at=last.check_in.at + taken)
    return tuple(made)


def in_own_ways(
    visits: Sequence[Visit],
    agent: Agent,
    seed: str,
    may_be_away: Collection[str],
    place_at: Callable[[datetime], tuple[float, float]],
) -> tuple[Visit, ...]:
    """A day's visits as the agent goes about them: some neighbours of the route change places, and
    some visits of the portfolios that allow it are told of later, from where the agent is by then.
    """
    ways, chance = Random(f"ways {agent.code}"), Random(f"ways {seed}")
    swaps, strays = ways.uniform(*_OUT_OF_ORDER), ways.choice(_ELSEWHERE)
    made = list(visits)
    for n in range(1, len(made)):
        if chance.random() < swaps:
            before, after = made[n - 1], made[n]
            made[n - 1] = replace(before, position=after.position)
            made[n] = replace(after, position=before.position)
    for n, visit in enumerate(made):
        is_closed = visit.state is VisitState.COMPLETED and visit.portfolio_id in may_be_away
        if is_closed and visit.check_in and visit.ended_at and chance.random() < strays:
            ended_at = visit.ended_at + timedelta(seconds=chance.randint(*_LATER_S))
            made[n] = replace(
                visit, check_in=_later(visit.check_in, ended_at, place_at), ended_at=ended_at
            )
    return tuple(made)


def _later(
    check_in: CheckIn, ended_at: datetime, place_at: Callable[[datetime], tuple[float, float]]
) -> CheckIn:
    at = ended_at - timedelta(seconds=50)
    lat, lon = place_at(at)
    return replace(check_in, at=at, fix_at=at - timedelta(seconds=4), lat=lat, lon=lon)


def odd_alerts(visits: Sequence[Visit], agent: Agent, supervisor_id: str, seed: str) -> list[Alert]:
    """What the rules told of them."""
    rules, ids, chance = AlertRules(), SeededIds(f"odd {seed}"), Random(f"told {seed}")
    found = []
    for visit in visits:
        if visit.check_in is None or visit.ended_at is None:
            continue
        door = AtDoor(visit_id=visit.id, begun_at=visit.check_in.at)
        told = {
            AlertKind.VISIT_SHORT: too_short(seconds_taken(visit), visit, rules),
            AlertKind.VISIT_LONG: too_long(door, visit.ended_at, rules),
        }
        for kind, detail in told.items():
            if not detail:
                continue
            is_long = kind is AlertKind.VISIT_LONG
            is_attended = not is_long or chance.random() < 0.5
            after = timedelta(minutes=rules.visit_long_min) if is_long else timedelta()
            raised_at = visit.check_in.at + after if is_long else visit.ended_at
            found.append(
                Alert(
                    id=ids.timed(raised_at),
                    kind=kind,
                    raised_at=raised_at,
                    last_at=visit.ended_at,
                    team_id=agent.team_id,
                    agent_id=agent.id,
                    visit_id=visit.id,
                    detail=detail,
                    state=AlertState.ATTENDED if is_attended else AlertState.OVER,
                    lat=visit.check_in.lat,
                    lon=visit.check_in.lon,
                    attended_by=supervisor_id if is_attended else None,
                    attended_at=visit.ended_at + timedelta(minutes=6) if is_attended else None,
                    note=_NOTE if is_attended else "",
                )
            )
    return found
