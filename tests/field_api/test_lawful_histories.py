"""Whatever happened before, in whatever portfolio: nothing leaves for a phone and no check-in is
taken outside hours, holidays and rests, told once more in `lawful.py`.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from field_api.database import Database
from field_api.operations.visit_rules import ruled_visit
from field_api.phones.errands import todays_errands
from kobra_domain.commands import COMMANDS
from kobra_domain.contacts import Contact, ContactPurpose
from kobra_domain.errors import Refused
from kobra_domain.portfolios import ChannelKind, Party
from kobra_domain.visits import CheckIn, Outcome, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.lawful import BEHIND, EXCEPTED, WEEK, is_open, minutes_left
from tests.field_api.world import Side, World, write

BEGIN = datetime(2026, 3, 9, tzinfo=UTC)
DAYS, DOORS = 30, 40
Sought = list[tuple[datetime, ChannelKind]]


def is_lawful(at: datetime, sought: Sought) -> bool:
    if not is_open(at):
        return False
    here = at - BEHIND
    for then, channel in sought:
        if then > at:
            continue
        if (then - BEHIND).date() == here.date():
            return False
        if channel is not ChannelKind.VISIT and at - then < WEEK:
            return False
    return True


def a_moment(chance: Random) -> datetime:
    return BEGIN + timedelta(minutes=chance.randrange(DAYS * 1440))


class Told:
    """One person's door with what happened there, told to the server and to the checker."""

    def __init__(self, chance: Random, side: Side, sister_portfolio: str) -> None:
        self.side = side.another()
        document: dict[str, Any] = {
            "document_type": "CC",
            "document_number": f"{chance.randrange(10**9):09d}",
        }
        self.party = replace(self.side.party, **document)
        self.sister = Party(id=new_id(), portfolio_id=sister_portfolio, name="T", **document)
        self.sought: Sought = []
        self.rows: list[Contact | Visit] = []
        for _ in range(chance.randrange(5)):
            at, party = a_moment(chance), chance.choice([self.party, self.sister])
            channel, is_received = chance.choice(list(ChannelKind)), chance.random() < 0.2
            purpose = chance.choice([*EXCEPTED, *[ContactPurpose.COLLECTION] * 4])
            self.rows.append(
                Contact(
                    id=new_id(),
                    portfolio_id=party.portfolio_id,
                    party_id=party.id,
                    at=at,
                    channel=channel,
                    is_two_way=chance.random() < 0.5,
                    is_received=is_received,
                    purpose=purpose,
                    note="Pidió su saldo",
                )
            )
            if not is_received and purpose not in EXCEPTED:
                self.sought.append((at, channel))
        for _ in range(chance.randrange(3)):
            at = a_moment(chance)
            self.rows.append(
                self.side.visit(state=VisitState.CANCELLED, check_in=CheckIn(at=at), ended_at=at)
            )
            self.sought.append((at, ChannelKind.VISIT))
        self.visit = self.side.visit(
            agent_id=side.agent.id, planned_on=BEGIN.date(), state=VisitState.ASSIGNED
        )

    def write(self, database: Database) -> None:
        rest = self.side.of_person()[1:]
        write(database, self.party, self.sister, *rest, *self.rows, self.visit)


@pytest.mark.both_engines
def test_nothing_leaves_and_nothing_is_taken_outside_the_law(
    database: Database, world: World
) -> None:
    chance, north = Random(2300), world.north
    sister = replace(north.portfolio, id=new_id(), name="Tarjetas")
    write(database, sister)
    doors = {told.visit.id: told for told in (Told(chance, north, sister.id) for _ in range(DOORS))}
    for told in doors.values():
        told.write(database)
    sent = taken = refused = 0
    with database.read() as connection:
        for _ in range(60):
            now = a_moment(chance)
            for errand in todays_errands(connection, north.agent, now):
                allowed = list(minutes_left(now))
                sent += 1
                assert any(is_lawful(at, doors[errand.visit.id].sought) for at in allowed), now
        for told in doors.values():
            for _ in range(12):
                at = a_moment(chance)
                after = replace(
                    told.visit, state=VisitState.CHECKED_IN, check_in=CheckIn(at=at, fix_at=at)
                )
                try:
                    ruled_visit(connection, COMMANDS["visit.check_in"], after, told.visit, at)
                    is_taken = True
                except Refused:
                    is_taken = False
                assert is_taken is is_lawful(at, told.sought), (at, told.sought)
                taken, refused = taken + is_taken, refused + (not is_taken)
    assert min(sent, taken, refused) > 40


@pytest.mark.both_engines
def test_two_portfolios_asked_about_in_one_stay_are_one_contact(
    database: Database, world: World
) -> None:
    """The same person, whose other credit is another portfolio's: the second check-in is taken as
    long as the agent is at the door, and at no other door, by nobody else, at no later hour.
    """
    chance, north = Random(8), world.north
    document: dict[str, Any] = {"document_type": "CC", "document_number": "52100200"}
    here = replace(north.another(), party=replace(north.another().party, **document))
    here = _at_one_door(here)
    portfolio = replace(north.portfolio, id=new_id(), name="Tarjetas")
    there = _at_one_door(replace(here.another(), portfolio=portfolio))
    begun = datetime(2026, 3, 10, 15, tzinfo=UTC)
    colleague = replace(north.agent, id=new_id(), code="AG-77")
    made = here.visit(
        agent_id=north.agent.id,
        state=VisitState.COMPLETED,
        check_in=CheckIn(at=begun),
        ended_at=begun + timedelta(minutes=20),
        outcome=Outcome.CONTACT_HOLDER,
    )
    write(database, portfolio, colleague, *here.of_person(), *there.of_person(), made)
    taken = 0
    with database.read() as connection:
        for _ in range(200):
            agent = chance.choice([north.agent, colleague])
            at = begun + timedelta(minutes=chance.randrange(90))
            visit = there.visit(agent_id=agent.id, planned_on=at.date(), state=VisitState.ASSIGNED)
            after = replace(visit, state=VisitState.CHECKED_IN, check_in=CheckIn(at=at, fix_at=at))
            try:
                ruled_visit(connection, COMMANDS["visit.check_in"], after, visit, at)
                is_taken = True
            except Refused:
                is_taken = False
            is_stay = agent is north.agent and at <= begun + timedelta(minutes=30)
            assert is_taken is is_stay, (agent.code, at)
            taken += is_taken
    assert 20 < taken < 180


def _at_one_door(side: Side) -> Side:
    """Of its own portfolio, at a door that both write alike."""
    of: dict[str, Any] = {"portfolio_id": side.portfolio.id}
    return replace(
        side,
        party=replace(side.party, **of),
        address=replace(side.address, **of, key="CO|BOGOTA|8|12|40"),
        account=replace(side.account, **of),
        authorisation=replace(side.authorisation, **of),
    )
