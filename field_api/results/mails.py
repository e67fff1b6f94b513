"""Tells events by mail to who follows: each, or in a digest of an hour or a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, func, insert, or_, select

from field_api.change_log.rows import find_all
from field_api.mail.follows import address_of, follows_on
from field_api.tables.follows import digest_events
from field_api.tables.replicated import visits
from field_api.tables.results import deliveries, events
from kobra_domain.alerts import Alert, AlertKind
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose
from kobra_domain.events import OF_ALERTS, Event, EventKind
from kobra_domain.follows import (
    Follow,
    FollowMode,
    Urgency,
    hour_of,
    next_digest,
    urgency_of,
)
from kobra_domain.imports.things import Import
from kobra_domain.people import User
from kobra_domain.portfolios import Portfolio
from kobra_domain.scope import EVERYTHING, keys_held, portfolio_key, team_key
from kobra_domain.visits import HELD_STATES, Visit
from kobra_records.ids import new_id

_ENDS = (EventKind.VISIT_COMPLETED, EventKind.VISIT_NOT_COMPLETED)
_WITH_VISIT = frozenset({EventKind.PROMISE_MADE, EventKind.PAYMENT_REPORTED})
_RECENT = timedelta(hours=24)
_MADE_ANEW = "{}"  # the letter needs nothing but the event
_SINGLE = (DeliveryPurpose.EACH, DeliveryPurpose.ALERT)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event with whose it is: the portfolios, and the scope keys that see it."""

    event: Event
    alert: AlertKind | None
    portfolio_ids: frozenset[str]
    keys: frozenset[str]

    def is_about(self, portfolio_ids: Iterable[str]) -> bool:
        """Whether it is of one of them. A call for help of somebody who is at work for no portfolio
        is of each: told once too often is the cheaper mistake.
        """
        if not self.portfolio_ids and self.alert is AlertKind.SOS:
            return True
        return not self.portfolio_ids.isdisjoint(portfolio_ids)


def tell_by_mail(
    connection: Connection, found: Sequence[Event], now: datetime
) -> Sequence[Delivery]:
    """The mails that follow from events; what waits for a digest is noted with it."""
    since = follows_on(connection)
    if not since:
        return ()
    follows = [follow for follow, _begun in since]
    seen = _seen(connection, found, now)
    users = find_all(connection, User, {one.user_id for one in follows if one.user_id})
    named = {one for follow in follows for one in follow.portfolio_ids}
    telling = _Telling(connection, now, find_all(connection, Portfolio, named), users)
    for follow, begun in since:
        # What was before it is nobody's news; all is, if it began by a clock ahead of ours.
        is_news = [one for one in seen if one.event.recorded_at >= begun or begun > now]
        telling.tell(follow, is_news)
    return telling.finish()


class _Telling:
    """Makes the deliveries of one batch."""

    def __init__(
        self,
        connection: Connection,
        now: datetime,
        portfolios: dict[str, Portfolio],
        users: dict[str, User],
    ) -> None:
        self._connection, self._now = connection, now
        self._portfolios, self._users = portfolios, users
        self._made: list[Delivery] = []
        self._digests: dict[str, Delivery] = {}
        self._waiting: dict[str, list[str]] = defaultdict(list)

    def tell(self, follow: Follow, seen: Iterable[_Seen]) -> None:
        """One follow's mails, the most important first."""
        wanted = [
            (urgency, one)
            for one in seen
            if (urgency := urgency_of(follow, one.event.kind, one.alert)) is not None
            and self._may_see(follow, one)
        ]
        if not wanted:
            return
        wanted.sort(key=lambda pair: (pair[0], pair[1].event.version))
        left = self._left(follow)
        for urgency, one in wanted:
            if urgency is not Urgency.SOS and follow.mode is FollowMode.DIGEST:
                self._to_digest(follow, one, self._day_end(follow))
            elif urgency is not Urgency.SOS and left is not None and left <= 0:
                self._to_digest(follow, one, hour_of(self._now, self._zone(follow))[1])
            else:
                self._made.append(self._single(follow, one, urgency))
                left = None if left is None else left - 1

    def finish(self) -> list[Delivery]:
        """All of them; digests that wait already get what came."""
        query = select(deliveries.c.id).where(deliveries.c.id.in_(list(self._digests)))
        there = set(self._connection.scalars(query)) if self._digests else set()
        lines = [
            {"delivery_id": digest, "event_id": event}
            for digest, events_of in self._waiting.items()
            for event in events_of
        ]
        if lines:
            self._connection.execute(insert(digest_events), lines)
        return [*self._made, *(one for key, one in self._digests.items() if key not in there)]

    def _may_see(self, follow: Follow, one: _Seen) -> bool:
        if follow.portfolio_ids and not one.is_about(follow.portfolio_ids):
            return False
        if follow.user_id is None:
            return True
        user = self._users.get(follow.user_id)
        return user is not None and user.is_active and not keys_held(user).isdisjoint(one.keys)

    def _left(self, follow: Follow) -> int | None:
        """How many more mails this hour may bring; None: any number."""
        if follow.cap is None:
            return None
        begun, _ends = hour_of(self._now, self._zone(follow))
        query = select(func.count()).where(
            deliveries.c.target_id == follow.id,
            deliveries.c.created_at >= begun,
            deliveries.c.purpose.in_(_SINGLE),
        )
        return follow.cap - (self._connection.scalar(query) or 0)

    def _address(self, follow: Follow) -> str:
        return address_of(follow, self._users.get(follow.user_id or ""))

    def _zone(self, follow: Follow) -> str:
        if follow.time_zone:
            return follow.time_zone
        of_portfolio = (self._portfolios.get(one) for one in follow.portfolio_ids)
        first = next((one.time_zone for one in of_portfolio if one), None)
        user = self._users.get(follow.user_id or "")
        return first or (user.time_zone if user else "UTC")

    def _day_end(self, follow: Follow) -> datetime:
        assert follow.digest_at is not None
        return next_digest(follow.digest_at, self._zone(follow), self._now)

    def _to_digest(self, follow: Follow, one: _Seen, due: datetime) -> None:
        # One id for one hour of one follow: whoever comes to it first makes it, and once.
        digest_id = str(uuid5(NAMESPACE_URL, f"kobra:digest:{follow.id}:{due.isoformat()}"))
        self._waiting[digest_id].append(one.event.id)
        only = follow.portfolio_ids[0] if len(follow.portfolio_ids) == 1 else None
        self._digests.setdefault(
            digest_id,
            Delivery(
                id=digest_id,
                channel=DeliveryChannel.MAIL,
                purpose=DeliveryPurpose.DIGEST,
                address=self._address(follow),
                created_at=self._now,
                next_at=due,
                target_id=follow.id,
                portfolio_id=only,
                content=_MADE_ANEW,
            ),
        )

    def _single(self, follow: Follow, one: _Seen, urgency: Urgency) -> Delivery:
        event = one.event
        known = event.portfolio_id or next(iter(sorted(one.portfolio_ids)), None)
        return Delivery(
            id=new_id(),
            channel=DeliveryChannel.MAIL,
            purpose=DeliveryPurpose.EACH if urgency is Urgency.EACH else DeliveryPurpose.ALERT,
            address=self._address(follow),
            created_at=self._now,
            next_at=self._now,
            event_id=event.id,
            target_id=follow.id,
            portfolio_id=known,
            team_id=event.team_id,
            visit_id=event.visit_id,
            content=_MADE_ANEW,
        )


def _seen(connection: Connection, found: Sequence[Event], now: datetime) -> list[_Seen]:
    """The events that are told by a mail of their own, each with whose it is."""
    alerts = find_all(connection, Alert, [one.subject_id for one in found if one.kind in OF_ALERTS])
    of_alerts = _portfolios_of(connection, list(alerts.values()), now)
    spoken = _told_with_visit(connection, found)
    made = []
    for event in found:
        if event.kind in _WITH_VISIT and (event.visit_id, event.recorded_at) in spoken:
            continue
        if event.kind in OF_ALERTS:
            alert = alerts.get(event.subject_id)
            kind = alert.kind if alert else AlertKind(str(event.facts["kind"]))
            owner = frozenset({team_key(event.team_id)} if event.team_id else ())
            portfolio_ids = of_alerts.get(event.subject_id, frozenset())
            made.append(_Seen(event, kind, portfolio_ids, owner | {EVERYTHING}))
        else:
            own = frozenset({event.portfolio_id} if event.portfolio_id else ())
            made.append(_Seen(event, None, own, frozenset({EVERYTHING, *map(portfolio_key, own)})))
    return made


def _told_with_visit(
    connection: Connection, found: Sequence[Event]
) -> set[tuple[str | None, datetime]]:
    """Ends of visits, whose mail says the promises and payments of the same transaction too."""
    asked = {one.visit_id for one in found if one.kind in _WITH_VISIT and one.visit_id}
    if not asked:
        return set()
    e = events.c
    query = select(e.visit_id, e.recorded_at).where(e.visit_id.in_(asked), e.kind.in_(_ENDS))
    return {(row.visit_id, row.recorded_at) for row in connection.execute(query)}


def _portfolios_of(
    connection: Connection, alerts: Sequence[Alert], now: datetime
) -> dict[str, frozenset[str]]:
    """By alert whose portfolios it is about: of its visit or its file, else those for which the
    agent is on the way today.
    """
    of_visits = find_all(connection, Visit, [one.visit_id for one in alerts if one.visit_id])
    of_files = find_all(connection, Import, [one.import_id for one in alerts if one.import_id])
    rest = {one.agent_id for one in alerts if not one.visit_id and not one.import_id}
    of_agents = _worked(connection, rest - {None}, now)
    made: dict[str, frozenset[str]] = {}
    for one in alerts:
        row = of_visits.get(one.visit_id or "") or of_files.get(one.import_id or "")
        alone = frozenset({row.portfolio_id} if row else ())
        made[one.id] = alone or of_agents.get(one.agent_id or "", frozenset())
    return made


def _worked(
    connection: Connection, agent_ids: Iterable[str | None], now: datetime
) -> dict[str, frozenset[str]]:
    wanted = list(agent_ids)
    if not wanted:
        return {}
    v = visits.c
    is_now = or_(v.state.in_(HELD_STATES), v.ended_at >= now - _RECENT)
    query = select(v.agent_id, v.portfolio_id).where(v.agent_id.in_(wanted), is_now).distinct()
    made: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(query):
        made[row.agent_id].add(row.portfolio_id)
    return {agent: frozenset(ids) for agent, ids in made.items()}
