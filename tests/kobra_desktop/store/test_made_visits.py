"""What planning learns from: visits made within two months, and the metres of their days."""

from __future__ import annotations

from datetime import timedelta

from kobra_desktop.store.queries.made_visits import made_visits
from kobra_desktop.store.replica import Replica
from kobra_domain.agent_days import AgentDay
from kobra_domain.people import MovesBy
from kobra_domain.places import Point
from kobra_domain.visits import CheckIn, Purpose, VisitState
from tests.kobra_desktop.field import take
from tests.kobra_domain.things import (
    AGENT_ID,
    NOW,
    TODAY,
    a_portfolio,
    a_visit,
    an_address,
    an_agent,
    an_id,
)

HOUR = timedelta(hours=1)


def test_only_what_was_made_of_late_teaches(replica: Replica) -> None:
    ended = {"state": VisitState.COMPLETED, "agent_id": AGENT_ID}
    there = {"check_in": CheckIn(at=NOW - 2 * HOUR), "ended_at": NOW - HOUR}
    old = {
        "check_in": CheckIn(at=NOW - timedelta(days=70)),
        "ended_at": NOW - timedelta(days=70) + HOUR,
    }
    day = AgentDay(
        id=an_id(90), agent_id=AGENT_ID, day=TODAY, over_at=NOW, counted_at=NOW, distance_m=8_400
    )
    take(
        replica,
        (a_portfolio(), 1),
        (an_agent(moves_by=MovesBy.MOTORCYCLE), 2),
        (an_address(lat=4.65, lon=-74.06, municipality="Bogotá"), 3),
        (a_visit(id=an_id(71), **ended, **there), 4),
        (a_visit(id=an_id(72), **ended, **old), 5),
        (a_visit(id=an_id(73), **ended, ended_at=NOW - HOUR), 6),  # never arrived
        (a_visit(id=an_id(74), agent_id=AGENT_ID, state=VisitState.ASSIGNED), 7),
        (day, 8),
    )
    made, gone = made_visits(replica, NOW)
    assert [(one.began_at, one.ended_at) for one in made] == [(NOW - 2 * HOUR, NOW - HOUR)]
    one = made[0]
    assert (one.mode, one.purpose, one.area) == ("motorcycle", Purpose.COLLECTION, "Bogotá")
    assert one.place == Point(4.65, -74.06)
    assert gone == {(AGENT_ID, TODAY): 8_400.0}
