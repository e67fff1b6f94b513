"""A rule that both sides need exists once: a desktop that has only synced answers as the server
does, for every kind of person, paper and day, and for every way of arriving at a door.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from field_api.change_log.record import record_all
from kobra_desktop.api import operations
from kobra_desktop.commands.lawfulness import refusal
from kobra_desktop.store.queries.visits import visit_card
from kobra_domain.geo import judge
from kobra_domain.kinds import Entity
from kobra_domain.people import ShiftSpan
from kobra_domain.places import GeocodeQuality
from kobra_domain.visits import CheckIn, Visit, VisitState
from kobra_domain.wire import Operation, OperationResult, Status
from kobra_records.ids import new_id
from kobra_records.json_form import builtin
from kobra_records.sql.tables import values_of
from tests.field_api.field_server import NOW, FieldServer
from tests.system.conftest import LUIS, Door, Field, door
from tests.system.station import Station, station

DAYS = [NOW.date() + timedelta(days=ahead) for ahead in (*range(10), 18)]  # 18: a holiday in CO
SUNDAYS = tuple(ShiftSpan(weekday=6, start=time(9), end=time(12)) for _ in range(1))
METRE = 1 / 111_320


def _people(city: Field) -> Iterator[tuple[str, Door]]:
    """One door for each thing the law asks about."""
    micro = city.micro
    yield "signed", door(micro, "Firmada")
    party, address, account, _paper, visit = door(micro, "Sin papel")
    yield "no paper", (party, address, account, visit)
    party, address, account, paper, visit = door(micro, "Papel vencido")
    old = replace(paper, expires_on=NOW.date() + timedelta(days=3))
    yield "paper ends", (party, address, account, old, visit)
    party, *rest = door(micro, "Otras horas")
    agreed = replace(party, agreed_hours=SUNDAYS, agreed_hours_document="Acuerdo 7")
    yield "other hours", (agreed, *rest)
    party, *rest = door(micro, "No molestar")
    yield "do not contact", (replace(party, do_not_contact_reason="Queja"), *rest)
    party, address, *rest = door(micro, "Lejos")
    yield "other zone", (party, replace(address, time_zone="America/Tijuana"), *rest)


@pytest.fixture
def doors(server: FieldServer, city: Field) -> dict[str, Door]:
    """The doors, each with a draft a day, at the server."""
    made = dict(_people(city))
    entities: list[Entity] = [one for things in made.values() for one in things]
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in entities], at=NOW)
    return made


def test_the_law_says_the_same_on_both_sides(
    server: FieldServer, city: Field, doors: dict[str, Door], tmp_path: Path
) -> None:
    """The server is asked by creating the visit, the desktop by its replica alone."""
    differing, allowed, refused = [], 0, 0
    with station(server, tmp_path, LUIS) as desktop:
        desktop.sync()
        for name, things in doors.items():
            draft = _visit(things)
            card = visit_card(desktop.replica, draft.id)
            assert card is not None
            for day in DAYS:
                here = refusal(card, planned_on=day, now=NOW)
                there = _created(desktop, draft, city.bea.id, day)
                allowed += there.status is Status.APPLIED
                refused += there.status is Status.REJECTED
                said = ("", {}) if here is None else (here.code, dict(here.params))
                if said != (there.code, there.params):
                    differing.append((name, day, said, (there.code, there.params)))
    assert differing == []
    assert allowed > 10
    assert refused > 10


@pytest.mark.parametrize("metres", [0, 45, 55, 65, 130])
@pytest.mark.parametrize("accuracy_m", [0.0, 4.0, 12.0, 60.0])
def test_the_verdict_is_the_same_on_both_sides(
    server: FieldServer, city: Field, tmp_path: Path, metres: float, accuracy_m: float
) -> None:
    """The server judges a check-in as it comes; the desktop judges what it has pulled."""
    party, address, *rest = door(city.micro, "Puerta")
    placed = replace(address, geocode_quality=GeocodeQuality.DOOR)
    assert placed.lat is not None
    at = CheckIn(
        at=NOW,
        fix_at=NOW - timedelta(seconds=8),
        lat=placed.lat + metres * METRE,
        lon=placed.lon,
        accuracy_m=accuracy_m,
    )
    draft = _visit(rest)
    waiting = replace(
        draft,
        state=VisitState.ON_PHONE,
        agent_id=city.ana.id,
        planned_on=NOW.date(),
        check_in=None,
    )
    entities: list[Entity] = [party, placed, *(one for one in rest if one is not draft), waiting]
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in entities], at=NOW)
    with server.phone_of(city.ana) as phone:
        answer = phone.check_in(waiting.id, at)
    assert answer["status"] == Status.APPLIED
    with station(server, tmp_path, LUIS) as desktop:
        desktop.sync()
        card = visit_card(desktop.replica, waiting.id)
        assert card is not None
        assert card.address is not None
        assert card.portfolio is not None
        here = judge(card.visit.check_in, card.address, card.portfolio)
        assert (here.verdict, here.distance_m) == (card.visit.verdict, card.visit.distance_m)
        assert here.verdict == answer["body"]["verdict"]


def _visit(things: Any) -> Visit:
    return next(one for one in things if isinstance(one, Visit))


def _created(desktop: Station, draft: Visit, agent_id: str, day: date) -> OperationResult:
    wanted = replace(
        draft,
        id=new_id(),
        state=VisitState.ASSIGNED,
        agent_id=agent_id,
        planned_on=day,
        assigned_at=NOW,
    )
    written = {
        name: (None, builtin(value))
        for name, value in values_of(wanted).items()
        if value is not None and value != "" and name not in {"state"}
    }
    operation = Operation(
        op_id=new_id(),
        command="visit.create",
        entity_id=wanted.id,
        changed={**written, "state": (None, "assigned")},
    )
    [answer] = operations.send(desktop.api, [operation])
    return answer
