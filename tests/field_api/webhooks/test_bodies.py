"""What is said to an institution: thin, unless its portfolio lets more out; small in any case."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from field_api.change_log.events import event_of
from field_api.change_log.record import record_all
from field_api.tables.results import events
from field_api.webhooks.bodies import MOST_BYTES, body_of, book_of
from kobra_domain.dues import Payment, Promise
from kobra_domain.events import Event
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Shown
from kobra_domain.submissions import Proposal, ProposalKind
from kobra_domain.visits import Visit
from kobra_records.ids import new_id
from tests.field_api.webhooks.conftest import Place

SECRETS = ("Titular", "Gestor", "amount", "lat", "4.65")


def told(place: Place, row: Entity) -> str:
    """The body of the event of a row."""
    with place.database.begin() as connection:
        record_all(connection, [(row, None)], at=place.now)
    with place.database.read() as connection:
        asked = select(events).order_by(events.c.version.desc()).limit(1)
        event: Event = event_of(connection.execute(asked).one())
        return body_of(event, book_of(connection, [event]))


def data(body: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body)["data"]
    return found


def promise(place: Place, visit: Visit) -> Promise:
    north = place.world.north
    return Promise(
        id=new_id(),
        portfolio_id=north.portfolio.id,
        account_id=north.account.id,
        made_at=place.now,
        amount_minor=250_000_00,
        currency="COP",
        due_on=date(2026, 3, 10),
        visit_id=visit.id,
        agent_id=north.agent.id,
    )


def let_out(place: Place, *what: Shown) -> None:
    before = place.world.north.portfolio
    after = replace(before, webhook_shows=what)
    with place.database.begin() as connection:
        record_all(connection, [(after, before)], at=place.now)


def test_ids_states_and_figures_alone(place: Place) -> None:
    visit = place.end_visit()
    north = place.world.north
    pin = Proposal(
        id=new_id(),
        portfolio_id=north.portfolio.id,
        party_id=north.party.id,
        kind=ProposalKind.PIN,
        proposed_at=place.now,
        visit_id=visit.id,
        lat=4.6512,
        lon=-74.06,
    )
    made = [told(place, one) for one in (promise(place, visit), pin)]
    for body in made:
        assert not [one for one in SECRETS if one in body]
        assert data(body)["visit_id"] == visit.id
        assert data(body)["agent_code"] == north.agent.code
        assert data(body)["account_numbers"] == [north.account.number]
        assert data(body)["state"] == "completed"
    assert json.loads(made[0])["type"] == "promise.made"
    assert data(made[0])["promise"]["due_on"] == "2026-03-10"
    assert [data(one)["sequence"] for one in made] == [2, 3]


def test_a_moment_is_written_in_one_way(place: Place) -> None:
    """Whether it is kept with the event, as the visit's end is, or read of the visit."""
    visit = place.end_visit()
    with place.database.read() as connection:
        ending = event_of(connection.execute(select(events)).one())
        end = body_of(ending, book_of(connection, [ending]))
    made = told(place, promise(place, visit))
    assert data(end)["ended_at"] == data(made)["ended_at"] == json.loads(end)["timestamp"]
    assert data(end)["ended_at"].endswith("Z")


def test_amounts_and_names_where_the_portfolio_lets_them_out(place: Place) -> None:
    visit = place.end_visit()
    let_out(place, Shown.AMOUNTS)
    body = told(place, promise(place, visit))
    assert data(body)["promise"]["amount_minor"] == 250_000_00
    assert "Titular" not in body
    north = place.world.north
    before = replace(north.portfolio, webhook_shows=(Shown.AMOUNTS,))
    after = replace(before, webhook_shows=(Shown.NAMES,))
    with place.database.begin() as connection:
        record_all(connection, [(after, before)], at=place.now)
    paid = Payment(
        id=new_id(),
        portfolio_id=north.portfolio.id,
        account_id=north.account.id,
        reported_at=place.now,
        amount_minor=90_000_00,
        currency="COP",
        paid_on=date(2026, 3, 4),
        visit_id=visit.id,
    )
    body = told(place, paid)
    assert data(body)["holder_name"] == north.party.name
    assert data(body)["agent_name"] == north.agent.name
    assert "amount" not in body


def test_what_is_too_much_is_left_out_and_said(place: Place) -> None:
    visit = place.end_visit(account_ids=tuple(new_id() for _ in range(3)))
    with place.database.read() as connection:
        event = event_of(connection.execute(select(events)).one())
        book = book_of(connection, [event])
    account = place.world.north.account
    many = {str(n): replace(account, number="8" * 200) for n in range(400)}
    facts = {**event.facts, "account_ids": list(many)}
    body = body_of(replace(event, facts=facts), replace(book, accounts=many))
    assert len(body.encode()) < MOST_BYTES
    assert data(body)["visit_id"] == visit.id
    assert data(body)["is_cut"] is True
