"""A few visits of the past are told in another time than they took, each with its alert."""

from collections import Counter
from datetime import timedelta

from field_api.simulator.odd_visits import odd_alerts, with_odd_ones
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
