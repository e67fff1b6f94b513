"""Payments, contacts, promises, parties, addresses, authorisations, agents: taken, taken back."""

import pytest

from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.dues import BankPayment, Promise
from kobra_domain.imports.problems import WarningCode
from kobra_domain.imports.things import ImportKind
from kobra_domain.people import Agent, Role, Team, User
from kobra_domain.portfolios import Account, Address, Authorisation, Party, PartyRole
from kobra_records.ids import new_id
from tests.field_api.imports.made import ANA, LUIS, Desk, book, counts

pytestmark = pytest.mark.both_engines
ALL = (Account, Party, Address, Authorisation, Contact, Promise, BankPayment)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk with two accounts."""
    desk.take(ANA, LUIS)
    return desk


def taken_twice_and_back(
    desk: Desk, kind: ImportKind, headers: str, rows: tuple[str, ...], first: tuple[int, ...]
) -> None:
    """A file, the same file, and both taken back."""
    before = book(desk, ALL)
    taken = desk.take(*rows, headers=headers, kind=kind)
    assert counts(taken)[:4] == first
    after = book(desk, ALL)
    again = desk.take(*rows, headers=headers, kind=kind)
    assert counts(again)[:3] == (0, 0, first[0] + first[1] + first[2])
    assert book(desk, ALL) == after
    desk.undo(again)
    desk.undo(taken)
    assert book(desk, ALL) == before


def test_payments_find_their_account_and_money_of_nobody_waits(filled: Desk) -> None:
    headers = "credito;documento;valor_pago;fecha_pago;referencia"
    rows = (
        "CR1;52100200;100.000;18/11/2026;R1",
        "CR1;52100200;100.000;18/11/2026;R1",
        "CR77;;50.000;18/11/2026;R2",
        "CR2;79400500;-20.000;17/11/2026;R3",
    )
    taken_twice_and_back(filled, ImportKind.PAYMENTS, headers, rows, (4, 0, 0, 0))
    filled.take(*rows, headers=headers, kind=ImportKind.PAYMENTS)
    made = filled.all(BankPayment)
    numbers = {one.id: one.number for one in filled.all(Account)}
    told = [(one.amount_minor, numbers.get(one.account_id), one.is_reversal) for one in made]
    assert sorted(told, key=lambda one: one[0]) == [
        (2_000_000, "CR2", True),
        (5_000_000, None, False),
        (10_000_000, "CR1", False),
        (10_000_000, "CR1", False),
    ]
    late = filled.take(LUIS.replace("CR2", "CR77").replace("79400500", "1"))
    waited = next(one for one in filled.all(BankPayment) if one.account_number == "CR77")
    assert waited.account_id is not None
    filled.undo(late)
    waited = next(one for one in filled.all(BankPayment) if one.account_number == "CR77")
    assert waited.account_id is None


def test_contacts_count_by_person_moment_and_channel(filled: Desk) -> None:
    headers = "credito;documento;fecha_contacto;hora_contacto;canal;contacto_efectivo;hecho_por"
    rows = (
        "CR1;52100200;18/11/2026;10:30;llamada;si;Call center",
        ";79400500;18/11/2026;11:00;whatsapp;no;Call center",
        "CR99;;18/11/2026;11:00;sms;no;Call center",
    )
    taken_twice_and_back(filled, ImportKind.CONTACTS, headers, rows, (2, 0, 0, 1))
    filled.take(*rows, headers=headers, kind=ImportKind.CONTACTS)
    made = sorted(filled.all(Contact), key=lambda one: one.at)
    assert [(one.is_two_way, one.made_by) for one in made] == [
        (True, "Call center"),
        (False, "Call center"),
    ]
    assert made[0].at.isoformat() == "2026-11-18T15:30:00+00:00"


def test_what_a_contact_was_for_is_excepted_only_with_its_note(filled: Desk) -> None:
    """Without the note of what was asked for it counts as any other."""
    headers = "credito;documento;fecha_contacto;hora_contacto;canal;proposito_contacto;nota"
    rows = (
        "CR1;52100200;18/11/2026;10:30;llamada;información solicitada;Pidió el saldo",
        "CR1;52100200;18/11/2026;11:30;sms;confirmación de pago;",
        "CR1;52100200;18/11/2026;12:30;sms;;",
    )
    filled.take(*rows, headers=headers, kind=ImportKind.CONTACTS)
    made = sorted(filled.all(Contact), key=lambda one: one.at)
    counted = ContactPurpose.COLLECTION
    assert [one.purpose for one in made] == [ContactPurpose.REQUESTED_INFO, counted, counted]


def test_promises_are_of_an_account_a_day_and_an_amount(filled: Desk) -> None:
    headers = "credito;valor_promesa;fecha_promesa;fecha_compromiso"
    rows = ("CR1;150.000;25/11/2026;18/11/2026", "CR9;150.000;25/11/2026;18/11/2026")
    taken_twice_and_back(filled, ImportKind.PROMISES, headers, rows, (1, 0, 0, 1))


def test_parties_join_accounts_with_consent(filled: Desk) -> None:
    headers = "credito;documento;nombre;rol;telefono;origen_consentimiento;fecha_consentimiento"
    rows = (
        "CR1;1018222;Eva Ruiz;codeudor;3205550000;Formulario 12;01/02/2026",
        "CR2;79400500;Luis Pérez;titular;3104445566;Formulario 13;01/02/2026",
    )
    taken_twice_and_back(filled, ImportKind.PARTIES, headers, rows, (1, 1, 0, 0))
    filled.take(*rows, headers=headers, kind=ImportKind.PARTIES)
    account = next(one for one in filled.all(Account) if one.number == "CR1")
    assert [one.role for one in account.parties] == [PartyRole.HOLDER, PartyRole.CODEBTOR]
    luis = next(one for one in filled.all(Party) if one.name == "Luis Pérez")
    (channel,) = luis.channels
    assert channel.consent is not None
    assert channel.consent.source == "Formulario 13"


def test_addresses_and_authorisations_find_their_person(filled: Desk) -> None:
    rows = ("CR1;52100200;Carrera 50 # 10-20;Medellín", ";99;Calle 1 # 2-3;Cali")
    headers = "credito;documento;direccion;municipio"
    taken_twice_and_back(filled, ImportKind.ADDRESSES, headers, rows, (1, 0, 0, 1))
    rows = ("CR1;52100200;Pagaré 7;01/02/2026", "CR99;52100200;Pagaré 8;01/02/2026")
    headers = "credito;documento;autorizacion;fecha_autorizacion"
    taken_twice_and_back(filled, ImportKind.AUTHORISATIONS, headers, rows, (1, 0, 0, 1))


def test_agents_come_with_their_teams(desk: Desk) -> None:
    headers = "codigo_gestor;nombre;equipo"
    taken = desk.take("G1;Ada;Norte", "G2;Iris;Norte", headers=headers, kind=ImportKind.AGENTS)
    assert counts(taken)[:4] == (2, 0, 0, 0)
    (team,) = desk.all(Team)
    assert {(one.code, one.team_id) for one in desk.all(Agent)} == {
        ("G1", team.id),
        ("G2", team.id),
    }
    again = desk.take("G1;Ada B;Norte", "G2;Iris;Norte", headers=headers, kind=ImportKind.AGENTS)
    assert counts(again)[:4] == (0, 1, 1, 0)
    desk.undo(again)
    assert {one.name for one in desk.all(Agent)} == {"Ada", "Iris"}
    desk.undo(taken)
    assert not any(one.is_active for one in desk.all(Agent))


def test_an_agent_of_another_portfolios_team_is_as_unknown_as_nobody(desk: Desk) -> None:
    ours, theirs = Team(id=new_id(), name="Norte"), Team(id=new_id(), name="Sur")
    who = User(
        id=new_id(),
        name="Eva",
        email="eva@banco.example",
        role=Role.SUPERVISOR,
        team_ids=(ours.id,),
        portfolio_ids=(desk.portfolio.id,),
    )
    staff = [
        Agent(id=new_id(), code=code, name=code, team_id=team)
        for code, team in (("G1", ours.id), ("G2", theirs.id), ("G3", None))
    ]
    desk.write(ours, theirs, who, *staff)
    headers = "credito;nombre;gestor"
    rows = ("A1;Ana;g1", "A2;Luis;G2", "A3;Eva;G3", "A4;Ivo;G9", "A5;Olga;G2")
    taken = desk.take(*rows, headers=headers)
    agents = {one.number: one.agent_id for one in desk.all(Account)}
    assert agents == {"A1": staff[0].id, "A2": None, "A3": staff[2].id, "A4": None, "A5": None}
    (doubt,) = [
        one for one in taken.planned.effects.doubts if one.code is WarningCode.UNKNOWN_AGENT
    ]
    assert (doubt.count, doubt.lines, doubt.example) == (3, (3, 5, 6), "G2, G9")
