"""What people settled outlives every file: it is listed, and never applied; and a file that goes on
naming a row as it was before finds the row.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from field_api.database import Database
from field_api.imports.told import KEPT, rows_page
from field_api.operations.settled import settle
from field_api.tables.imports import former_values, settled_fields
from kobra_domain.amendments import Amendment
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
from kobra_domain.streets.doors import keyed
from kobra_records.ids import new_id
from tests.field_api.imports.made import HEADERS, Desk, counts
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


def known_to_have_died(desk: Desk) -> Callable[[], Any]:
    (ana,) = desk.all(Party)
    said_by_a_person(desk, replace(ana, deceased_known_at=NOW), ana)
    return lambda: desk.all(Party)[0].deceased_known_at == NOW


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


def corrected_words(desk: Desk) -> Callable[[], Any]:
    """The files go on writing the door as it was."""
    (door,) = desk.all(Address)
    right = keyed(replace(door, street="Calle 8 # 12-04", municipality="Soacha"))
    said_by_a_person(desk, right, door)
    told = (right.street, right.municipality)
    return lambda: [(one.street, one.municipality) for one in desk.all(Address)] == [told]


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
    known_to_have_died,
    revoked,
    complained,
    accepted_place,
    corrected_words,
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
    with desk.database.read() as connection:
        listed = rows_page(connection, later.item, desk.folder / "data", KEPT, 0, 10)
    assert {(row.line, row.key, row.name) for row in listed.items} == {(2, "CR1", "Ana Gómez")}
    assert [
        (row.code, change.kind, change.field) for row in listed.items for change in row.changes
    ] == [
        ("kept_out.settled", "party", "channels"),
        ("kept_out.placed", "address", "lat"),
        ("kept_out.revoked", "authorisation", "revoked_on"),
    ]


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


def corrected_door(desk: Desk, **words: str) -> Address:
    """The one address as a person writes it."""
    (door,) = desk.all(Address)
    right = keyed(replace(door, **words))
    said_by_a_person(desk, right, door)
    return right


@pytest.mark.parametrize("town", ["Bogotá", "BOGOTA D.C."])
def test_corrected_words_of_a_door_are_not_brought_back_beside_it(desk: Desk, town: str) -> None:
    desk.take(ROW)
    right = corrected_door(desk, street="Calle 8 # 12-04 Apto 2", municipality=town)
    later = desk.take(ROW)
    assert counts(later) == (0, 0, 1, 0, 0)
    assert desk.all(Address) == [right]
    assert later.planned.effects.kept == 1 + (town != "Bogotá")
    again = desk.take(ROW.replace("Calle 8 # 12-40", "CALLE 8 #12-40"))
    assert (counts(again), desk.all(Address)) == ((0, 0, 1, 0, 0), [right])


def test_a_door_corrected_twice_is_known_by_all_its_words(desk: Desk) -> None:
    desk.take(ROW)
    corrected_door(desk, street="Calle 8 # 12-04")
    right = corrected_door(desk, street="Carrera 8 # 12-04")
    for street in ("Calle 8 # 12-40", "Calle 8 # 12-04", "Carrera 8 # 12-04"):
        assert counts(desk.take(ROW.replace("Calle 8 # 12-40", street))) == (0, 0, 1, 0, 0)
    assert desk.all(Address) == [right]
    desk.take(ROW.replace("Calle 8 # 12-40", "Calle 99 # 1-2"))
    assert len(desk.all(Address)) == 2


def test_who_lives_today_at_the_old_words_goes_before_who_was_written_there(desk: Desk) -> None:
    """An address that a person brought with those words is the file's, not the corrected one."""
    desk.take(ROW)
    right = corrected_door(desk, street="Calle 9 # 12-40")
    second = keyed(replace(right, id=new_id(), street="Calle 8 # 12-40"))
    said_by_a_person(desk, second, None)
    later = desk.take(ROW + ";Centro", headers=HEADERS + ";barrio")
    assert counts(later) == (0, 1, 0, 0, 0)
    assert {one.id: one.neighbourhood for one in desk.all(Address)} == {
        right.id: "",
        second.id: "Centro",
    }


def test_a_correction_that_is_taken_back_finds_its_door_too(desk: Desk) -> None:
    desk.take(ROW)
    (door,) = desk.all(Address)
    right = corrected_door(desk, street="Calle 9 # 12-40")
    said_by_a_person(desk, keyed(door), right)
    assert counts(desk.take(ROW)) == (0, 0, 1, 0, 0)
    assert len(desk.all(Address)) == 1


def test_an_import_that_is_taken_back_leaves_the_corrected_words(desk: Desk) -> None:
    desk.take(ROW)
    right = corrected_door(desk, street="Calle 9 # 12-40")
    later = desk.take(ROW + ";Centro", headers=HEADERS + ";barrio")
    assert counts(later) == (0, 1, 0, 0, 0)
    desk.undo(later)
    assert desk.all(Address) == [right]


def test_what_goes_with_its_import_leaves_no_words(desk: Desk) -> None:
    first = desk.take(ROW)
    right = corrected_door(desk, street="Calle 9 # 12-40")
    why = Amendment(
        id=new_id(), portfolio_id=desk.portfolio.id, party_id=right.party_id, at=NOW,
        kind="address", subject_id=right.id, fields=("street",), reason="Es la 9", made_by=new_id(),
    )  # fmt: skip
    desk.write(why)
    desk.undo(first, also=frozenset({right.id}))
    assert [desk.all(kind) for kind in (Address, Party, Account, Amendment)] == [[], [], [], []]
    with desk.database.read() as connection:
        assert connection.execute(former_values.select()).all() == []
        assert connection.execute(settled_fields.select()).all() == []


def test_a_door_that_is_written_otherwise_is_the_same_door(desk: Desk) -> None:
    desk.take(ROW)
    (door,) = desk.all(Address)
    desk.write((keyed(door), door))
    for street in ("CL 8 12 40", "Calle 8 No. 12 - 40"):
        assert counts(desk.take(ROW.replace("Calle 8 # 12-40", street))) == (0, 0, 1, 0, 0)
    assert desk.all(Address) == [keyed(door)]


BARE = "credito;nombre;rol;direccion;municipio"
PAIR = (
    "CR1;Ana Gómez;titular;Calle 8 # 12-40;Bogotá",
    "CR1;Luis Pérez;codeudor;Calle 9 # 1-2;Bogotá",
)


def test_who_was_written_wrongly_is_known_by_the_old_name(desk: Desk) -> None:
    """Without a document people are known by their names alone."""
    desk.take(*PAIR, headers=BARE)
    luis = next(one for one in desk.all(Party) if one.name == "Luis Pérez")
    right = replace(luis, name="Luis Pérez Rojas")
    said_by_a_person(desk, right, luis)
    assert counts(desk.take(*PAIR, headers=BARE)) == (0, 0, 2, 0, 0)
    assert {one.name for one in desk.all(Party)} == {"Ana Gómez", "Luis Pérez Rojas"}


def test_a_corrected_document_is_found_by_the_old_one_in_another_credit(desk: Desk) -> None:
    desk.take(ROW)
    (ana,) = desk.all(Party)
    said_by_a_person(desk, replace(ana, document_number="52100299"), ana)
    later = desk.take(ROW, ROW.replace("CR1", "CR7"))
    assert counts(later) == (1, 0, 1, 0, 0)
    assert [one.document_number for one in desk.all(Party)] == ["52100299"]
    # Whoever really has that number is somebody else.
    desk.take(ROW, ROW.replace("CR1;52100200;Ana Gómez", "CR9;52100200;Pedro Ruiz"))
    assert {one.name for one in desk.all(Party)} == {"Ana Gómez", "Pedro Ruiz"}
