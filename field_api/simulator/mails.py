"""Who in the invented city is told of results by mail, and what its portfolios let mails say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, select, update

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find_all
from field_api.database import Database
from field_api.mail.follows import linked, save_follow
from field_api.simulator.lenders import DOMAIN
from field_api.tables.replicated import visits as visit_rows
from field_api.tables.results import events
from kobra_domain.events import EventKind
from kobra_domain.follows import Follow, FollowMode
from kobra_domain.kinds import Entity
from kobra_domain.people import Consent
from kobra_domain.portfolios import Channel, ChannelKind, Party, Portfolio, Shown
from kobra_domain.visits import HELD_STATES, Visit
from kobra_records.ids import new_id

# Of the past, so many events are told once the server starts: visits, and what was said at doors.
_STILL_NEWS: tuple[tuple[tuple[EventKind, ...], int], ...] = (
    ((EventKind.VISIT_COMPLETED, EventKind.VISIT_NOT_COMPLETED), 24),
    ((EventKind.PROMISE_MADE, EventKind.ADDRESS_PROPOSED), 12),
    ((EventKind.PAYMENT_REPORTED,), 4),
)
_FOLLOWS: tuple[dict[str, Any], ...] = (
    {"email": "supervisora", "mode": FollowMode.EACH, "portfolios": ()},
    {
        "email": "regional.manager",
        "mode": FollowMode.EACH,
        "portfolios": (0, 1, 2),
        "language": "en",
    },
    {"email": "cobranza", "mode": FollowMode.EACH, "portfolios": (0,), "is_client": True},
    {
        "email": "gerencia",
        "mode": FollowMode.DIGEST,
        "portfolios": (0, 1),
        "digest_at": time(18, 30),
    },
    {"email": "guardia", "mode": FollowMode.ALERTS, "portfolios": (0,), "cap": 5},
)
_FIRM = "entidad-de-villa-ambar.example"


def set_mails(database: Database, now: datetime) -> None:
    """Policies, follows, and some holders' addresses; what is older was told in its own time."""
    with database.begin() as connection:
        portfolios = sorted(entities(connection, Portfolio), key=lambda one: one.id)
        recent = _recent(connection)
        visits = find_all(connection, Visit, {row.visit_id for row in recent if row.visit_id})
        ahead = entities(connection, Visit, visit_rows.c.state.in_(HELD_STATES))
        ids = {one.party_id for one in (*visits.values(), *ahead)}
        met = find_all(connection, Party, ids)
        edits: list[tuple[Entity | None, Entity | None]] = [*_policies(portfolios)]
        edits += _addresses(list(met.values()), now)
        record_all(connection, edits, at=now)
        since = min((row.recorded_at for row in recent), default=now)
        for wish in _FOLLOWS:
            save_follow(connection, linked(connection, _follow(wish, portfolios)), since)
        told = events.c.id.not_in([row.id for row in recent])
        connection.execute(update(events).where(told).values(fanned_at=now))


def _recent(connection: Connection) -> Sequence[Any]:
    found: list[Any] = []
    columns = (events.c.id, events.c.visit_id, events.c.recorded_at)
    for kinds, count in _STILL_NEWS:
        newest = events.c.recorded_at.desc(), events.c.at.desc()
        query = select(*columns).where(events.c.kind.in_(kinds)).order_by(*newest)
        found += connection.execute(query.limit(count)).all()
    return found


def _policies(portfolios: Sequence[Portfolio]) -> list[tuple[Portfolio, Portfolio]]:
    """The first shows all to users, the others as little as they may."""
    made = []
    for number, one in enumerate(portfolios):
        told = replace(
            one,
            mail_shows=tuple(Shown) if number == 0 else (),
            pay_how="En las cajas de la entidad o por su página, con el número del crédito",
            pay_contact="Línea de atención 601 000 0000",
            receipts_from=f"constancias@{_FIRM}",
        )
        made.append((told, one))
    return made


def _addresses(parties: Sequence[Party], now: datetime) -> list[tuple[Party, Party]]:
    """Every other holder has authorised an e-mail address; at a door the rest are asked for it."""
    made, day = [], now.replace(hour=0, minute=0, second=0, microsecond=0)
    for number, one in enumerate(sorted(parties, key=lambda party: party.id)):
        yes = Consent(given_at=day, source="Formulario de visita", purpose="contact")
        channel = Channel(
            kind=ChannelKind.EMAIL,
            value=f"titular{number:02}@correo.{DOMAIN}",
            consent=yes if number % 2 == 0 else None,
        )
        made.append((replace(one, channels=(*one.channels, channel)), one))
    return made


def _follow(wish: dict[str, Any], portfolios: Sequence[Portfolio]) -> Follow:
    values = {name: value for name, value in wish.items() if name not in {"email", "portfolios"}}
    is_client = bool(values.get("is_client"))
    return Follow(
        id=new_id(),
        email=f"{wish['email']}@{_FIRM if is_client else DOMAIN}",
        portfolio_ids=tuple(portfolios[number].id for number in wish["portfolios"]),
        **values,
    )
