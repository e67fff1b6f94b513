"""What people settled outlives every file: it is listed, and never applied."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_api.database import Database
from field_api.operations.settled import settle
from field_api.tables.imports import settled_fields
from kobra_domain.contacts import Petition, PetitionKind
from kobra_domain.imports.things import ImportKind
from kobra_domain.kinds import Entity
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import (
    Account,
    Address,
    Authorisation,
    Channel,
    ChannelKind,
    Party,
)
from kobra_records.ids import new_id
from tests.field_api.imports.made import HEADERS, Desk
from tests.field_api.servers import NOW, Client
from tests.field_api.world import World, edit

ROW = "CR1;52100200;Ana Gómez;3001112233;Calle 8 # 12-40;Bogotá;1.200.000;35"
PLACED = HEADERS + ";lat;lon;autorizacion;fecha_autorizacion"
FIRST = ROW + ";4,65;-74,06;Pagaré 1;01/02/2026"


def said_by_a_person(desk: Desk, after: Entity, before: Entity | None) -> None:
    """An edit as `perform` makes it."""
    with desk.database.begin() as connection:
        settle(connection, [(after, before)], by=new_id(), at=NOW)
    desk.write((after, before))


def corrected_phone(desk: Desk) -> Callable[[], Any]:
    (ana,) = desk.all(Party)
    right = (Channel(kind=ChannelKind.PHONE, value="+573009990000"),)
    said_by_a_person(desk, replace(ana, channels=right), ana)
    return lambda: desk.all(Party)[0].channels == right


def not_to_be_contacted(desk: Desk) -> Callable[[], Any]:
    (ana,) = desk.all(Party)
    said_by_a_person(desk, replace(ana, do_not_contact_reason="Lo pidió"), ana)
    return lambda: desk.all(Party)[0].do_not_contact_reason == "Lo pidió"


def restricted(desk: Desk) -> Callable[[], Any]:
    (ana,) = desk.all(Party)
    kept = replace(ana, restricted_at=NOW)
    desk.write((kept, ana))
    doors = desk.all(Address)
    return lambda: desk.all(Party) == [kept] and desk.all(Address) == doors


def revoked(desk: Desk) -> Callable[[], Any]:
    (paper,) = desk.all(Authorisation)
    said_by_a_person(desk, replace(paper, revoked_on=date(2026, 10, 1)), paper)
    return lambda: [one.revoked_on for one in desk.all(Authorisation)] == [date(2026, 10, 1)]


def complained(desk: Desk) -> Callable[[], Any]:
    (ana,) = desk.all(Party)
    petition = Petition(
        id=new_id(),
        portfolio_id=desk.portfolio.id,
        party_id=ana.id,
        kind=PetitionKind.COMPLAINT,
        text="No es mi deuda",
        received_at=NOW,
        due_on=date(2026, 12, 10),
    )
    desk.write(petition)
    return lambda: desk.all(Petition) == [petition]


def accepted_place(desk: Desk) -> Callable[[], Any]:
    (door,) = desk.all(Address)
    pinned = replace(
        door, lat=4.7, lon=-74.1, geocode_quality=GeocodeQuality.DOOR, place_accepted_at=NOW
    )
    said_by_a_person(desk, pinned, door)

    def holds() -> bool:
        return [(one.lat, one.lon) for one in desk.all(Address) if one.id == door.id] == [
            (4.7, -74.1)
        ]

    return holds


def corrected_name(desk: Desk) -> Callable[[], Any]:
    (ana,) = desk.all(Party)
    said_by_a_person(desk, replace(ana, name="Ana María Gómez"), ana)
    return lambda: desk.all(Party)[0].name == "Ana María Gómez"


def own_segment(desk: Desk) -> Callable[[], Any]:
    (account,) = desk.all(Account)
    said_by_a_person(desk, replace(account, segment="VIP"), account)
    return lambda: desk.all(Account)[0].segment == "VIP"


SETTLED = (
    corrected_phone,
    not_to_be_contacted,
    restricted,
    revoked,
    complained,
    accepted_place,
    corrected_name,
    own_segment,
)
_names = st.sampled_from(["Ana Gómez", "Otra Persona", "ANA MARIA", "Pedro"])
_phones = st.sampled_from(["3001112233", "3157778899", ""])
_pins = st.sampled_from(["4,65;-74,06", "4,60;-74,08", ";"])
_days = st.sampled_from(["01/02/2026", "15/11/2026", ""])
_states = st.sampled_from(["vigente", "pagado", "retirado", ""])
_segments = st.sampled_from(["A", "B", ""])
_rows = st.tuples(_names, _phones, _pins, _days, _states, _segments)


@pytest.mark.parametrize("act", SETTLED, ids=lambda one: one.__name__)
def test_a_contrary_file_never_undoes_what_a_person_settled(desk: Desk, act: Any) -> None:
    desk.take(FIRST, headers=PLACED)
    holds = act(desk)
    assert holds()

    @settings(max_examples=6, deadline=None, database=None)
    @given(st.lists(_rows, min_size=1, max_size=2))
    def every_file(files: list[tuple[str, ...]]) -> None:
        for name, phone, pin, day, state, segment in files:
            row = (
                f"CR1;52100200;{name};{phone};Calle 8 # 12-40;Bogotá;900.000;40;{pin};"
                f"{'Pagaré 9' if day else ''};{day};{state};{segment}"
            )
            desk.take(row, headers=PLACED + ";estado;segmento")
            assert holds()

    every_file()
    assert desk.all(Account)[0].balance_minor == 90_000_000


def test_what_is_kept_out_is_listed(desk: Desk) -> None:
    desk.take(FIRST, headers=PLACED)
    corrected_phone(desk)
    accepted_place(desk)
    revoked(desk)
    later = desk.take(
        ROW + ";4,60;-74,08;Pagaré 2;20/11/2026", headers=PLACED, kind=ImportKind.ACCOUNTS
    )
    assert later.planned.effects.kept == 3


def test_an_edit_of_a_person_settles_its_fields(
    sign_in: Callable[[str], Client], world: World, database: Database
) -> None:
    admin = sign_in("admin")
    party = world.north.party
    wanted = {"name": (party.name, "Otro nombre"), "language": ("es", "en")}
    (result,) = admin.operate(edit(party.id, "party.edit", **wanted))
    assert result["status"] == "applied", result
    with database.read() as connection:
        rows = connection.execute(settled_fields.select()).all()
    assert {(row.kind, row.field) for row in rows} == {("party", "name"), ("party", "language")}


def test_a_corrected_document_does_not_end_a_no_to_being_contacted(desk: Desk) -> None:
    desk.take(ROW)
    holds = not_to_be_contacted(desk)
    later = desk.take(ROW.replace("52100200", "52100201"))
    assert (later.item.new, later.item.changed) == (0, 1)
    (ana,) = desk.all(Party)
    assert ana.document_number == "52100201"
    assert holds()
    assert [one.party_id for one in desk.all(Account)[0].parties] == [ana.id]


def test_another_holder_is_another_person(desk: Desk) -> None:
    desk.take(ROW)
    not_to_be_contacted(desk)
    desk.take(ROW.replace("52100200;Ana Gómez", "79400500;Luis Pérez"))
    reasons = {one.name: one.do_not_contact_reason for one in desk.all(Party)}
    assert reasons == {"Ana Gómez": "Lo pidió", "Luis Pérez": ""}
