"""A few visits of the past are told in another time than they took, each with its alert."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from field_api.simulator.odd_visits import in_own_ways, odd_alerts, with_odd_ones
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.people import Agent
from kobra_domain.visit_causes import seconds_taken
from kobra_domain.visits import CheckIn, Outcome, Visit, VisitState
from tests.field_api.servers import NOW


def a_day(day: int) -> list[Visit]:
    """Twelve talks of six minutes."""
    return [
        Visit(
            id=f"{day}-{n}",
            portfolio_id="p",
            party_id="q",
            address_id="a",
            account_ids=("c",),
            created_at=NOW,
            state=VisitState.COMPLETED,
            outcome=Outcome.PROMISE,
            check_in=CheckIn(at=NOW + timedelta(days=day, minutes=20 * n)),
            ended_at=NOW + timedelta(days=day, minutes=20 * n + 6),
        )
        for n in range(12)
    ]


def test_odd_visits_are_few_and_told() -> None:
    rules, found = AlertRules(), Counter[AlertKind]()
    agent = Agent(id="a", code="AG-01", name="Ana", team_id="t")
    for day in range(400):
        visits = with_odd_ones(a_day(day), str(day))
        assert visits == with_odd_ones(a_day(day), str(day))
        by_id = {visit.id: visit for visit in visits}
        for alert in odd_alerts(visits, agent, "u", str(day)):
            found[alert.kind] += 1
            taken_s = seconds_taken(by_id[alert.visit_id or ""])
            assert taken_s is not None
            is_short = alert.kind is AlertKind.VISIT_SHORT
            assert (taken_s < rules.visit_short_s) is is_short
    assert 5 <= found[AlertKind.VISIT_SHORT] <= 0.01 * 4_800
    assert 5 <= found[AlertKind.VISIT_LONG] <= 0.01 * 4_800


def elsewhere(at: datetime) -> tuple[float, float]:
    """Two streets away."""
    return 4.502, -74.0


def test_each_agent_has_own_ways() -> None:
    """Some doors in another order, some visits closed from elsewhere where that is allowed."""
    swapped, away = Counter[str](), Counter[str]()
    for number in range(8):
        agent = Agent(id=str(number), code=f"AG-{number}", name="Ana")
        for day in range(40):
            planned = [
                replace(one, position=n, check_in=replace(one.check_in or CheckIn(at=NOW), lat=4.5))
                for n, one in enumerate(a_day(day))
            ]
            made = in_own_ways(planned, agent, f"{number} {day}", {"p"}, elsewhere)
            assert made == in_own_ways(planned, agent, f"{number} {day}", {"p"}, elsewhere)
            assert sorted(one.position for one in made) == list(range(12))
            swapped[agent.code] += sum(one.position != n for n, one in enumerate(made))
            away[agent.code] += sum(bool(one.check_in and one.check_in.lat != 4.5) for one in made)
            kept = in_own_ways(planned, agent, f"{number} {day}", (), elsewhere)
            assert all(one.check_in and one.check_in.lat == 4.5 for one in kept)
    assert len(set(swapped.values())) > 4
    assert min(swapped.values()) > 0
    assert 0 < away.total() < 0.1 * 8 * 40 * 12
