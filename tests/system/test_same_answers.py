"""A rule that both sides need exists once: a desktop that has only synced answers as the server
does, for every kind of person, paper and day, and for every way of arriving at a door.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from field_api.auth.people import add_user, set_password
from field_api.change_log.record import record_all
from kobra_desktop.api import operations
from kobra_desktop.commands.lawfulness import refusal
from kobra_desktop.store.queries.cards import visit_card
from kobra_domain.contacts import Contact
from kobra_domain.geo import judge
from kobra_domain.kinds import Entity
from kobra_domain.people import Role, ShiftSpan, User
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import CheckIn, Verdict, Visit, VisitState
from kobra_domain.wire import Operation, OperationResult, Status
from kobra_records.ids import new_id
from kobra_records.json_form import builtin
from kobra_records.sql.tables import values_of
from tests.field_api.servers import NOW, Running
from tests.kobra_domain.things import an_exception
from tests.system.conftest import LUIS, Field, door
from tests.system.station import PASSWORD, Station, station

DAYS = [NOW.date() + timedelta(days=ahead) for ahead in (*range(10), 18)]  # 18: a holiday in CO
SUNDAYS = (ShiftSpan(weekday=6, start=time(9), end=time(12)),)
ASKED = an_exception(SUNDAYS)
ANA = "ana@kobra.example"
METRE = 1 / 111_320


def _people(city: Field) -> Iterator[tuple[str, tuple[Entity, ...]]]:
    """One door for each thing the law asks about."""
    micro = city.micro
    yield "signed", door(micro, "Firmada")
    party, address, account, _paper, visit = door(micro, "Sin papel")
    yield "no paper", (party, address, account, visit)
    party, address, account, paper, visit = door(micro, "Papel vencido")
    old = replace(paper, expires_on=NOW.date() + timedelta(days=3))
    yield "paper ends", (party, address, account, old, visit)
    party, address, account, paper, visit = door(micro, "Otras horas")
    agreed = replace(party, hours_exceptions=(ASKED,))
    yield "other hours", (agreed, address, account, paper, visit)
    party, address, account, paper, visit = door(micro, "No molestar")
    silent = replace(party, do_not_contact_reason="Queja")
    yield "do not contact", (silent, address, account, paper, visit)
    party, address, account, paper, visit = door(micro, "Misma persona")
    same = replace(party, document_type="CC", document_number="52100200")
    yield "the same person", (same, address, account, paper, visit)
    party, address, account, paper, visit = door(micro, "La misma, que pidió silencio")
    other = replace(same, id=party.id, do_not_contact_reason="Queja")
    yield "who asked", (other, address, account, paper, visit)
    party, address, account, paper, visit = door(micro, "Lejos")
    far = replace(address, time_zone="America/Tijuana")
    yield "other zone", (party, far, account, paper, visit)
    party, address, account, paper, visit = door(micro, "A quien se llamó")
    called = Contact(
        id=new_id(),
        portfolio_id=micro.id,
        party_id=party.id,
        at=NOW - timedelta(days=3),
        channel=ChannelKind.PHONE,
        is_two_way=False,
    )
    yield "called", (party, address, account, paper, visit, called)


@pytest.fixture
def doors(server: Running, city: Field) -> dict[str, tuple[Entity, ...]]:
    """The doors, each with a draft, at the server."""
    made = dict(_people(city))
    entities: list[Entity] = [one for things in made.values() for one in things]
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in entities], at=NOW)
    return made


def test_the_law_says_the_same_on_both_sides(
    server: Running, city: Field, doors: dict[str, tuple[Entity, ...]], tmp_path: Path
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


def test_the_verdict_is_the_same_on_both_sides(
    server: Running, city: Field, tmp_path: Path
) -> None:
    """The server judges a check-in as it comes; the desktop judges what it has pulled."""
    arrivals = dict(_arrivals(server, city))
    with station(server, tmp_path, ANA) as phone, station(server, tmp_path, LUIS) as desktop:
        for visit_id, check_in in arrivals.items():
            changed = {
                "state": ("on_phone", "checked_in"),
                "check_in": (None, builtin(check_in)),
            }
            assert _sent(phone, "visit.check_in", visit_id, changed).status is Status.APPLIED
        desktop.sync()
        verdicts = set()
        for visit_id, check_in in arrivals.items():
            card = visit_card(desktop.replica, visit_id)
            assert card is not None
            assert card.address is not None
            assert card.portfolio is not None
            here = judge(check_in, card.address, card.portfolio, received_at=NOW)
            assert (card.visit.verdict, card.visit.distance_m) == (here.verdict, here.distance_m)
            verdicts.add(here.verdict)
    assert verdicts == {Verdict.AT_ADDRESS, Verdict.NEAR, Verdict.AWAY, Verdict.NOT_TRUSTED}


def _arrivals(server: Running, city: Field) -> Iterator[tuple[str, CheckIn]]:
    """Visits on Ana's phone, each with where she says that she is."""
    ana = User(id=new_id(), name="Ana", email=ANA, role=Role.AGENT, agent_id=city.ana.id)
    with server.database.begin() as connection:
        add_user(connection, ana, NOW)
        set_password(connection, ana.id, PASSWORD, NOW)
    entities: list[Entity] = []
    for metres, accuracy_m in product((0, 45, 55, 65, 130), (0.0, 4.0, 12.0, 60.0)):
        party, address, account, paper, draft = door(city.micro, f"{metres}-{accuracy_m}")
        placed = replace(address, geocode_quality=GeocodeQuality.DOOR)
        there = replace(
            draft, state=VisitState.ON_PHONE, agent_id=city.ana.id, planned_on=NOW.date()
        )
        entities += [party, placed, account, paper, there]
        assert placed.lat is not None
        yield (
            there.id,
            CheckIn(
                at=NOW,
                fix_at=NOW - timedelta(seconds=8),
                lat=placed.lat + metres * METRE,
                lon=placed.lon,
                accuracy_m=accuracy_m,
            ),
        )
    with server.database.begin() as connection:
        record_all(connection, [(one, None) for one in entities], at=NOW)


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
    return _sent(desktop, "visit.create", wanted.id, {**written, "state": (None, "assigned")})


def _sent(
    at: Station, command: str, entity_id: str, changed: dict[str, tuple[Any, Any]]
) -> OperationResult:
    operation = Operation(op_id=new_id(), command=command, entity_id=entity_id, changed=changed)
    [answer] = operations.send(at.api, [operation])
    return answer
