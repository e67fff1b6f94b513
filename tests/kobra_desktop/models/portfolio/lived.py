"""The invented field with all that tables of accounts and people tell apart: agents, products,
codebtors, doors of every quality, papers, consents, contacts; and what a pull may change of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection

from kobra_desktop.store import rows
from kobra_desktop.store.changes import ChangeSet
from kobra_domain.contacts import Contact
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.people import Consent
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import (
    AccountParty,
    AccountState,
    Address,
    Channel,
    ChannelKind,
    PartyRole,
)
from tests.kobra_desktop.views.world import NOW, TODAY, World

PRODUCTS = ("", "Crédito libre", "Ágil", "Nómina")
STREETS = ("Calle 8 # 12-40", "Carrera 15 # 3-9", "Ávila 12", "Diagonal 4 sur")


def consent(*, withdrawn: bool = False) -> Consent:
    """A yes, or what is left of one."""
    at = NOW - timedelta(days=3) if withdrawn else None
    return Consent(
        given_at=NOW - timedelta(days=40), source="contract", purpose="collection", withdrawn_at=at
    )


class Lived:
    """Changes a world at random, and says what it changed."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.random = world, Random(seed)
        with world.replica.pulling() as connection:
            for _ in range(90):
                self.change(connection)

    def any(self) -> ChangeSet:
        """Some changes of a pull."""
        with self.world.replica.pulling() as connection:
            news = self.change(connection)
            for _ in range(self.random.randrange(3)):
                news |= self.change(connection)
        return news

    def change(self, connection: Connection) -> ChangeSet:
        """One change, as it is told."""
        choose = self.random.choice
        act = choose(
            (self.account, self.account, self.party, self.parties, self.address, self.paper,
             self.visit, self.contact, self.come, self.go)
        )  # fmt: skip
        return act(connection)

    def one(self, connection: Connection, kind: str) -> Any:
        """Some row of a kind."""
        return self.random.choice(
            sorted(rows.entities(connection, kind), key=lambda entity: entity.id)
        )

    def put(self, connection: Connection, *entities: Entity) -> ChangeSet:
        """Write them."""
        news = ChangeSet()
        for entity in entities:
            kind = NAMES[type(entity)]
            rows.write(connection, kind, entity, 9)
            news |= ChangeSet.of(kind, [entity.id])
        return news

    def account(self, connection: Connection) -> ChangeSet:
        """What a file says anew."""
        choose, days = self.random.choice, self.random.randrange(200)
        fields = choose(
            (
                {"days_past_due": choose((0, 5, 8, 30, 95, days)), "overdue_minor": days * 10**5},
                {"product": choose(PRODUCTS), "segment": choose(("", "A", "b", "Á"))},
                {"agent_id": choose((None, *(a.id for a in self.world.agents)))},
                {"state": choose(list(AccountState)), "lot": choose(("", "2026-11", "7"))},
                {"currency": choose(("COP", "COP", "MXN", "USD")), "agent_since_on": TODAY},
                {"due_on": TODAY - timedelta(days=days), "last_paid_on": None},
                {"instalment_minor": choose((None, 5_000_00)), "cut_off_on": TODAY},
                {"number": f"{choose(('77', 'CR-'))}{days:05d}", "balance_minor": days},
            )
        )
        return self.put(connection, replace(self.one(connection, "account"), **fields))

    def party(self, connection: Connection) -> ChangeSet:
        """What somebody edits of a person."""
        choose = self.random.choice
        channels = (
            Channel(kind=ChannelKind.PHONE, value="+57 300 555 0199"),
            Channel(kind=ChannelKind.VISIT, consent=consent(withdrawn=choose((True, False)))),
            Channel(kind=ChannelKind.EMAIL, value="x@kobra.example", consent=consent()),
        )
        fields: dict[str, Any] = choose(
            (
                {"name": choose(("Xóchitl Ávila", "Ángel Ñ", "", "avila"))},
                {"channels": channels[: choose((0, 1, 2, 3))]},
                {"do_not_contact_reason": choose(("", "Lo pidió"))},
                {"deceased_known_at": choose((None, NOW))},
                {"restricted_at": choose((None, NOW)), "document_number": choose(("", "52123"))},
            )
        )
        return self.put(connection, replace(self.one(connection, "party"), **fields))

    def parties(self, connection: Connection) -> ChangeSet:
        """Who has part in an account, and as what."""
        found = self.one(connection, "account")
        choose = self.random.choice
        people = [*(one.party_id for one in found.parties), self.one(connection, "party").id]
        self.random.shuffle(people)
        entries = tuple(
            AccountParty(party_id=one, role=choose(list(PartyRole)), reason="x") for one in people
        )
        return self.put(connection, replace(found, parties=entries))

    def address(self, connection: Connection) -> ChangeSet:
        """A door that is placed, moved to another person, new or gone."""
        found: Address = self.one(connection, "address")
        choose = self.random.choice
        if choose((True, False, False, False)):
            rows.remove(connection, "address", [found.id])
            return ChangeSet.of("address", [found.id])
        fields: dict[str, Any] = {
            "geocode_quality": choose(list(GeocodeQuality)),
            "street": choose((*STREETS, found.street)),
            "id": choose((found.id, self.world.new_id())),
            "party_id": choose((found.party_id, self.one(connection, "party").id)),
        }
        return self.put(connection, replace(found, **fields))

    def paper(self, connection: Connection) -> ChangeSet:
        """An authorisation that ends, is revoked, or is new."""
        choose, found = self.random.choice, self.one(connection, "authorisation")
        day = TODAY + timedelta(days=choose((-9, 0, 9)))
        fields = choose(({"expires_on": day}, {"revoked_on": day}, {"expires_on": None}))
        return self.put(
            connection, replace(found, **fields, id=choose((found.id, self.world.new_id())))
        )

    def visit(self, connection: Connection) -> ChangeSet:
        """A visit of the one or the other day, for another account, gone."""
        visit, like = self.one(connection, "visit"), self.one(connection, "visit")
        choose = self.random.choice
        if choose((True, False, False, False)):
            rows.remove(connection, "visit", [visit.id])
            return ChangeSet.of("visit", [visit.id])
        fields = choose(
            (
                {"planned_on": TODAY + timedelta(days=self.random.randrange(9))},
                {"state": like.state, "outcome": like.outcome, "ended_at": like.ended_at},
                {"account_ids": (*visit.account_ids, *like.account_ids)[:2]},
            )
        )
        made = replace(visit, **fields)
        # Those about an account go to who has part in it.
        held = rows.one(connection, "account", made.account_ids[0])
        known = {p.party_id for p in held.parties} if held else {made.party_id}
        if made.party_id not in known or len(made.account_ids) > 1:
            made = replace(made, party_id=min(known), account_ids=made.account_ids[:1])
        return self.put(connection, made)

    def contact(self, connection: Connection) -> ChangeSet:
        """Somebody was called."""
        party = self.one(connection, "party")
        made = Contact(
            id=self.world.new_id(),
            portfolio_id=party.portfolio_id,
            party_id=party.id,
            at=NOW - timedelta(hours=self.random.randrange(900)),
            channel=ChannelKind.PHONE,
            is_two_way=True,
        )
        return self.put(connection, made)

    def come(self, connection: Connection) -> ChangeSet:
        """A new account of somebody new or known."""
        found, party = self.one(connection, "account"), self.one(connection, "party")
        new = replace(party, id=self.world.new_id(), name="Íñigo Xul")
        made = replace(
            found,
            id=self.world.new_id(),
            number=f"99{self.random.randrange(10**6)}",
            parties=(AccountParty(party_id=new.id, role=PartyRole.HOLDER),),
        )
        return self.put(connection, new, made)

    def go(self, connection: Connection) -> ChangeSet:
        """An account, or somebody, that is no longer here."""
        kind = self.random.choice(("account", "party"))
        found = self.one(connection, kind)
        rows.remove(connection, kind, [found.id])
        return ChangeSet.of(kind, [found.id])
