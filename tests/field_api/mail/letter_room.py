"""What tests of letters stand on: a visit that ended, who follows, and the message as it leaves."""

from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from sqlalchemy import select

from field_api.change_log.identity import identity
from field_api.change_log.record import record_all
from field_api.database import Database
from field_api.mail.follows import save_follow
from field_api.mail.letters.making import stem_of
from field_api.mail.letters.office import Office
from field_api.mail.message import Letter, enveloped
from field_api.outbox import delivery_of
from field_api.results.fanning import fan_out
from field_api.results.making import letter_of
from field_api.settings import Settings
from field_api.tables.results import deliveries
from kobra_domain.deliveries import Delivery, DeliveryPurpose
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.kinds import Entity
from kobra_domain.visits import CheckIn, Outcome, Verdict, Visit, VisitState
from kobra_records.ids import new_id
from tests.field_api.servers import WEDNESDAY
from tests.field_api.world import DOOR, Side, write

READER = "jefa@entidad.example"
_OF_HOLDERS = {DeliveryPurpose.RECEIPT, DeliveryPurpose.CONFIRMATION}


def settings(now: datetime = WEDNESDAY, **changed: Any) -> Settings:
    """A server that is reached from outside."""
    values = {
        "public_url": "https://kobra.entidad.example",
        "mail_from": "Kobra <avisos@entidad.example>",
        "smtp_url": "smtp://localhost",
        **changed,
    }
    return Settings(clock=lambda: now, **values)


def office(database: Database, now: datetime = WEDNESDAY, **changed: Any) -> Office:
    """What letters are written with."""
    with database.read() as connection:
        key = identity(connection).signing_key
    pictures = {name: changed.pop(name) for name in ("thumbnail", "drawn") if name in changed}
    return Office(settings=settings(now, **changed), key=key, **pictures)


def follow(database: Database, side: Side, **changed: Any) -> Follow:
    """Somebody follows a portfolio."""
    values: dict[str, Any] = {
        "id": new_id(),
        "email": READER,
        "mode": FollowMode.EACH,
        "portfolio_ids": (side.portfolio.id,),
        **changed,
    }
    made = Follow(**values)
    with database.begin() as connection:
        save_follow(connection, made, WEDNESDAY)
    return made


def edit(
    database: Database, *pairs: tuple[Entity | None, Entity | None], at: datetime = WEDNESDAY
) -> None:
    """Edits of one transaction."""
    with database.begin() as connection:
        record_all(connection, list(pairs), at=at)


def at_door(side: Side, **changed: Any) -> Visit:
    """A visit of which the agent has arrived."""
    arrived = CheckIn(
        at=WEDNESDAY, fix_at=WEDNESDAY - timedelta(seconds=4), lat=DOOR[0] + 0.00012, lon=DOOR[1],
        accuracy_m=6.0,
    )  # fmt: skip
    values = {
        "state": VisitState.CHECKED_IN,
        "agent_id": side.agent.id,
        "check_in": arrived,
        "verdict": Verdict.AT_ADDRESS,
        "distance_m": 13.3,
        **changed,
    }
    return side.visit(**values)


def ended(visit: Visit, outcome: Outcome = Outcome.PROMISE, at: datetime = WEDNESDAY) -> Visit:
    """The same, done."""
    return replace(visit, state=VisitState.COMPLETED, outcome=outcome, ended_at=at)


def end_visit(database: Database, side: Side, **changed: Any) -> Visit:
    """A visit ends."""
    there = at_door(side, **changed)
    write(database, there)
    done = ended(there)
    edit(database, (done, there))
    return done


def fan(
    database: Database, now: datetime = WEDNESDAY, *, has_holders: bool = False
) -> list[Delivery]:
    """Tell all that is to be told; the deliveries that there are, the most important first, with
    what is written to holders or without.
    """
    while fan_out(database, now):
        pass
    with database.read() as connection:
        rows = connection.execute(
            select(deliveries).order_by(
                deliveries.c.importance, deliveries.c.created_at, deliveries.c.id
            )
        )
        found = [delivery_of(row) for row in rows]
    return [one for one in found if has_holders or one.purpose not in _OF_HOLDERS]


def letter(database: Database, delivery: Delivery, desk: Office | None = None) -> Letter:
    """What is written."""
    return letter_of(database, delivery, desk or office(database))


def raw(database: Database, delivery: Delivery, desk: Office | None = None) -> bytes:
    """The very bytes that leave."""
    desk = desk or office(database)
    made = letter(database, delivery, desk)
    stem, at = stem_of(delivery), delivery.created_at
    return enveloped(made, delivery.address, stem, desk.settings, at).content


def message(database: Database, delivery: Delivery, desk: Office | None = None) -> EmailMessage:
    """What is read at the other end of them."""
    read = message_from_bytes(raw(database, delivery, desk), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def text_of(read: EmailMessage) -> str:
    """The plain part."""
    part = read.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_of(read: EmailMessage) -> str:
    """The HTML part."""
    part = read.get_body(("html",))
    assert part is not None
    return str(part.get_content())
