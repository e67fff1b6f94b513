"""A person of whom everything is known, in the invented field's replica."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from kobra_domain.amendments import Amendment
from kobra_domain.contacts import Contact, Petition, PetitionKind, PetitionState
from kobra_domain.dues import BankPayment, Payment, Promise, PromiseState
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.people import Consent, ShiftSpan
from kobra_domain.portfolios import (
    Account,
    AccountParty,
    Channel,
    ChannelKind,
    Institution,
    Party,
    PartyRole,
    Portfolio,
)
from tests.kobra_desktop.views.world import NOW, TODAY, World

DOCUMENT: dict[str, Any] = {"document_type": "CC", "document_number": "52100200"}


@dataclass(frozen=True)
class Told:
    """Who is known so well, and the same person in a portfolio beside."""

    party: Party
    sister: Party
    account: Account
    petition: Petition


def tell(world: World) -> Told:
    """Everything there can be of a visit's person."""
    visit = world.visits[1]
    found = {one.id: one for one in world.entities}
    party, account = found[visit.party_id], found[visit.account_ids[0]]
    portfolio = found[visit.portfolio_id]
    assert isinstance(party, Party)
    assert isinstance(account, Account)
    assert isinstance(portfolio, Portfolio)
    owner = found[portfolio.institution_id]
    assert isinstance(owner, Institution)
    given = Consent(given_at=NOW - timedelta(days=200), source="Contrato 881", purpose="cobro")
    party = replace(
        party,
        **DOCUMENT,
        channels=(
            Channel(kind=ChannelKind.PHONE, value="+57 310 555 0142", consent=given),
            Channel(
                kind=ChannelKind.EMAIL,
                value="maria@correo.example",
                consent=replace(given, withdrawn_at=NOW - timedelta(days=3)),
            ),
            Channel(kind=ChannelKind.WHATSAPP, value="+57 310 555 0142"),
        ),
        preferred_channel=ChannelKind.PHONE,
        preferred_hours=(ShiftSpan(weekday=1, start=time(9), end=time(12)),),
    )
    beside = replace(portfolio, id=world.new_id(), name="Tarjetas Centro")
    owner = replace(
        owner,
        tax_number="NIT 900.123.456-7",
        data_requests_to="datos@banco.example",
        portfolio_ids=(portfolio.id, beside.id),
    )
    sister = Party(
        id=world.new_id(), portfolio_id=beside.id, name="M. García", **DOCUMENT,
        do_not_contact_reason="Lo pidió ante el juez",
    )  # fmt: skip
    codebtor = Party(id=world.new_id(), portfolio_id=portfolio.id, name="Peña, Óscar")
    account = replace(
        account,
        product="Microcrédito",
        parties=(*account.parties, AccountParty(party_id=codebtor.id, role=PartyRole.CODEBTOR)),
        instalment_minor=250_000_00, next_due_on=date(2026, 11, 30),
        last_paid_on=date(2026, 10, 30), cut_off_on=date(2026, 11, 19),
        assigned_on=date(2026, 9, 1), lot="Sep-2026",
    )  # fmt: skip
    second = replace(
        account, id=world.new_id(), number="990001", balance_minor=1_000_00, overdue_minor=500_00,
        parties=account.parties[:1], lot="", assigned_on=None, product="",
    )  # fmt: skip
    petition, *more = happened(world, party, account)
    world.pull(owner, beside, party, sister, codebtor, account, second, petition, *more)
    return Told(party, sister, account, petition)


def happened(world: World, party: Party, account: Account) -> tuple[Any, ...]:
    """Petitions, contacts, and money of every kind."""
    of: dict[str, Any] = {"portfolio_id": party.portfolio_id}
    whose = {**of, "party_id": party.id}
    owed = {**of, "account_id": account.id, "currency": "COP"}
    file = Import(
        id=world.new_id(), **of, kind=ImportKind.PAYMENTS, filename="pagos_noviembre.csv",
        bytes=900, sha256="0", received_at=NOW, state=ImportState.COMMITTED,
    )  # fmt: skip
    user = world.users[1].id
    return (
        Petition(
            id=world.new_id(), **whose, kind=PetitionKind.DATA_CLAIM,
            text="El saldo que aparece no es el suyo: pagó dos cuotas en octubre.",
            received_at=NOW - timedelta(days=20), due_on=TODAY + timedelta(days=3),
            owner_id=user, recorded_by=user,
        ),
        Petition(
            id=world.new_id(), **whose, kind=PetitionKind.DATA_QUERY, text="Qué datos se guardan",
            received_at=NOW - timedelta(days=60), due_on=TODAY - timedelta(days=45),
            state=PetitionState.ANSWERED, answer="Se le envió el detalle por correo.",
            answered_at=NOW - timedelta(days=50),
        ),
        Amendment(
            id=world.new_id(), **whose, at=NOW - timedelta(days=4), kind="party",
            subject_id=party.id, fields=("channels",), reason="Cambió de número", made_by=user,
        ),
        Contact(
            id=world.new_id(), **whose, at=NOW - timedelta(days=1), channel=ChannelKind.PHONE,
            is_two_way=True, is_received=True, note="Llamó para pedir plazo", recorded_by=user,
        ),
        Contact(
            id=world.new_id(), **whose, at=NOW - timedelta(days=9), channel=ChannelKind.SMS,
            is_two_way=False, made_by="Central de llamadas", import_id=file.id,
        ),
        Promise(
            id=world.new_id(), **owed, made_at=NOW - timedelta(days=8), amount_minor=250_000_00,
            due_on=TODAY + timedelta(days=10), state=PromiseState.OPEN,
        ),
        Payment(
            id=world.new_id(), **owed, reported_at=NOW - timedelta(days=8), paid_on=TODAY,
            amount_minor=50_000_00, method="efectivo",
        ),
        BankPayment(
            id=world.new_id(), **owed, account_number=account.number, amount_minor=50_000_00,
            value_on=TODAY - timedelta(days=7), booked_on=TODAY - timedelta(days=7),
            method="Consignación", reference="R-77", import_id=file.id,
        ),
        BankPayment(
            id=world.new_id(), **owed, account_number=account.number, amount_minor=10_000_00,
            value_on=TODAY - timedelta(days=2), booked_on=TODAY - timedelta(days=2),
            is_reversal=True,
        ),
        file,
    )  # fmt: skip
