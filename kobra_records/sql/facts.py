"""The rows of a kind as numbers ask them: their own columns, and what is known of them by what they
name (`kobra_domain.metrics.dimensions.JOINED`), joined only where it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    SelectBase,
    Subquery,
    Table,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from kobra_domain.metrics.answered import Answered, read_answered
from kobra_domain.metrics.dimensions import (
    AGENT,
    AMOUNT,
    BANDS,
    BUCKET,
    CHANNEL,
    IS_FIRST,
    SEGMENT,
    TEAM,
    ZONE,
)
from kobra_domain.metrics.predicates import Clock, Term
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import ENDED_STATES
from kobra_records.sql.answered import answered
from kobra_records.sql.attribution import (
    Days,
    contacts_near,
    owners,
    told_contacts,
    visit_contacts,
)
from kobra_records.sql.buckets import bucket
from kobra_records.sql.clocks import Shift, local, shifts

_ID = 36  # characters of an id
Zones = Mapping[str, Mapping[str, Sequence[Shift]]]  # by the field of the moment, then by zone


@dataclass(frozen=True, slots=True)
class Facts:
    """Where rows stand: what is selected from, its columns by field, and the clocks at addresses
    (only conditions on a `Clock` need any).
    """

    origin: FromClause
    columns: Mapping[str, ColumnElement[Any]]
    zones: Zones = field(default_factory=dict)


def facts_of(
    connection: Connection,
    tables: Mapping[str, Table],
    kind: str,
    asked: Collection[Term],
    near: Sequence[ColumnElement[bool]] = (),
    days: Days | None = None,
    *,
    are_over: bool = False,
) -> Facts:
    """The rows of a kind with all that is asked of them; under `near` only the clocks of rows that
    pass it are read. `days`: only payments booked from the first to the last will be selected, so
    whose work others are is not looked for; `are_over`: only visits that have ended, so how their
    accounts stand now is not looked for.
    """
    clocks = sorted({term.field for term in asked if isinstance(term, Clock)})
    names = {term for term in asked if isinstance(term, str)} | ({"time_zone"} if clocks else set())
    joined = _Joined(connection, tables, kind, days, are_over=are_over)
    own = dict(tables[kind].c)
    # Of a visit that has not ended there is no bucket yet.
    known = own.keys() - ({BUCKET} if kind == "visit" else set())
    columns = {**own, **{name: joined.column(name) for name in sorted(names - known)}}
    zones = {}
    for moment in clocks:
        zone, at = columns["time_zone"], tables[kind].c[moment]
        zones[moment] = _zones(connection, joined.origin, at, zone, near)
    return Facts(joined.origin, columns, zones)


class _Joined:
    """Joins a row to what it names, each once."""

    def __init__(
        self,
        connection: Connection,
        tables: Mapping[str, Table],
        kind: str,
        days: Days | None,
        *,
        are_over: bool,
    ) -> None:
        self._connection, self._tables, self._own = connection, tables, tables[kind]
        self._days = days
        self._are_over = are_over
        self._kind = kind
        self.origin: FromClause = self._own
        self._there: set[str] = set()
        self._owners: Subquery | None = None
        self._near: dict[str, Facts] = {}

    def column(self, name: str) -> ColumnElement[Any]:
        """What a row says of a joined field."""
        own = self._own.c
        if name == "time_zone":
            return self._time_zone()
        if name == AGENT:
            return self._owner()
        if name == TEAM:
            agent_id = own.get(AGENT)
            return self._to("agent", self._owner() if agent_id is None else agent_id).c.team_id
        if name == ZONE:
            return _zone(self._address())
        if name == BUCKET:
            return self._bucket()
        if name == SEGMENT:
            return func.nullif(self._account().c.segment, "")
        if name == AMOUNT:
            return self._band()
        if (asked := read_answered(name)) is not None:
            return self._answer(asked)
        if name == CHANNEL:
            return self._channel()
        assert name == IS_FIRST, name
        return self._is_first()

    def _time_zone(self) -> ColumnElement[str]:
        """Of its address; of what has none its portfolio's."""
        own, portfolio = self._own.c, self._to("portfolio", self._own.c.portfolio_id)
        if "address_id" not in own and "visit_id" not in own:
            return func.coalesce(portfolio.c.time_zone, "UTC")
        return func.coalesce(self._address().c.time_zone, portfolio.c.time_zone, "UTC")

    def _to(self, kind: str, by: ColumnElement[Any]) -> Table:
        other = self._tables[kind]
        if kind not in self._there:
            self._there.add(kind)
            self.origin = self.origin.outerjoin(other, other.c.id == by)
        return other

    def _address(self) -> Table:
        door = self._own.c.get("address_id")
        if door is None:
            door = self._to("visit", self._own.c.visit_id).c.address_id
        return self._to("address", door)

    def _account(self) -> Table:
        """The row's, of several the first."""
        listed = self._own.c.get("account_ids")
        first = self._own.c.get("account_id") if listed is None else _first(listed)
        assert first is not None
        return self._to("account", first)

    def _band(self) -> ColumnElement[Any]:
        """`band_of` its own amount; of a visit what was overdue of its account as it ended, of one
        that has not what is overdue now.
        """
        amount: ColumnElement[Any] | None = self._own.c.get("amount_minor")
        if amount is None:
            amount = self._as_it_ended("overdue_minor", lambda: self._account().c.overdue_minor)
        bands = [(amount <= most, number) for number, most in enumerate(BANDS)]
        return case((amount.is_(None), null()), *bands, else_=len(BANDS))

    def _owner(self) -> ColumnElement[Any]:
        """Of a payment by the bank's file: the agent whose work it is."""
        if self._owners is None:
            met = self._met(self._tables["visit"].c.agent_id)
            self._owners = self._last_contacts(met, "agent")
        found: ColumnElement[Any] = self._owners.c.owner
        return found

    def _channel(self) -> ColumnElement[Any]:
        """Of what was told at a visit, its; of a payment by the bank's file: by what the last
        contact before it was, visits and all others.
        """
        if self._kind != "bank_payment":
            of_visit = self._own.c.visit_id.is_not(None)
            return case((of_visit, literal(ChannelKind.VISIT.value)), else_=null())
        contact = self._tables["contact"]
        origin, day, near = self._days_of("contact", "at")
        told = told_contacts(contact, origin, day).where(*near)
        visits = self._met(literal(ChannelKind.VISIT.value, Text()))
        found: ColumnElement[Any] = self._last_contacts(union_all(visits, told), "channel").c.owner
        return found

    def _met(self, owner: ColumnElement[Any]) -> Select[Any]:
        visit = self._tables["visit"]
        origin, day, near = self._days_of("visit", "ended_at")
        return visit_contacts(visit, origin, day, owner, self._is_sqlite).where(*near)

    def _days_of(
        self, kind: str, moment: str
    ) -> tuple[FromClause, ColumnElement[int], list[ColumnElement[bool]]]:
        """Contacts that payments of the days may be of, and the local day of each."""
        clock = Clock(moment, "day")
        at = self._tables[kind].c[moment]
        near = [] if self._days is None else contacts_near(at, self._days)
        if kind not in self._near:  # whose zones are asked of the rows, once
            self._near[kind] = facts_of(self._connection, self._tables, kind, [clock], near)
        found = self._near[kind]
        zone = found.columns["time_zone"]
        return found.origin, local(at, zone, found.zones[moment], clock.part), near

    def _last_contacts(self, met: SelectBase, name: str) -> Subquery:
        found = owners(self._tables, met, name, self._is_sqlite, self._days)
        self.origin = self.origin.outerjoin(found, found.c.payment_id == self._own.c.id)
        return found

    @property
    def _is_sqlite(self) -> bool:
        return self._connection.dialect.name == "sqlite"

    def _answer(self, asked: Answered) -> ColumnElement[Any]:
        """What was answered at its visit; nothing where no such form was filled in."""
        own, filled = self._own.c, answered(self._connection, self._tables, asked)
        visit_id = own.id if self._kind == "visit" else own.visit_id
        self.origin = self.origin.outerjoin(filled, filled.c.visit_id == visit_id)
        found: ColumnElement[Any] = filled.c.value
        return found

    def _bucket(self) -> ColumnElement[Any]:
        """As its first account stands now, by its portfolio's bounds; of an account whose days are
        not known there is none. Of a visit that has ended, as it stood then.
        """
        if self._kind == "visit":
            return self._as_it_ended(BUCKET, self._bucket_now)
        return self._bucket_now()

    def _bucket_now(self) -> ColumnElement[Any]:
        own, portfolio = self._own.c, self._tables["portfolio"].c
        account = self._account().c
        held = self._connection.execute(select(portfolio.id, portfolio.buckets))
        of = [
            (own.portfolio_id == row.id, bucket(account.days_past_due, row.buckets)) for row in held
        ]
        unknown = or_(
            account.id.is_(None), and_(account.days_past_due == 0, account.overdue_minor > 0)
        )
        return case((unknown, null()), *of, else_=null())

    def _as_it_ended(self, kept: str, now: Callable[[], ColumnElement[Any]]) -> ColumnElement[Any]:
        """What a visit keeps of the account that it ended with; while it has not ended, `now`."""
        own = self._own.c
        if self._are_over:
            return own[kept]
        return case((own.state.in_(sorted(ENDED_STATES)), own[kept]), else_=now())

    def _is_first(self) -> ColumnElement[bool]:
        """Whether nobody was at the door before."""
        own, before = self._own.c, self._own.alias("before")
        is_before = or_(
            before.c.ended_at < own.ended_at,
            and_(before.c.ended_at == own.ended_at, before.c.id < own.id),
        )
        ended = before.c.state.in_(sorted(ENDED_STATES))
        return ~exists().where(before.c.address_id == own.address_id, ended, is_before)


def _first(listed: ColumnElement[Any]) -> ColumnElement[str]:
    """Of a stored list of ids, which is ["…","…"] on both engines."""
    return func.substr(type_coerce(listed, Text), 3, _ID)


def _zone(address: Table) -> ColumnElement[Any]:
    """`zone_of`, as SQL."""
    near, town = address.c.neighbourhood, address.c.municipality
    return case(
        (near == "", case((town == "", null()), else_=town)),
        (town == "", near),
        else_=near + ", " + town,
    )


def _zones(
    connection: Connection,
    origin: FromClause,
    moment: ColumnElement[Any],
    zone: ColumnElement[str],
    near: Sequence[ColumnElement[bool]],
) -> Mapping[str, Sequence[Shift]]:
    """The clocks of every zone there are rows in, over the time they span."""
    named = select(zone.label("zone"), moment.label("at")).select_from(origin).where(*near)
    held = named.subquery()
    spans = select(held.c.zone, func.min(held.c.at), func.max(held.c.at)).group_by(held.c.zone)
    found = connection.execute(spans.where(held.c.at.is_not(None)))
    return {name: shifts(name, first.date(), last.date()) for name, first, last in found}
