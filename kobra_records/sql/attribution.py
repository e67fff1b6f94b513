"""`kobra_domain.metrics.attribution` as SQL: each payment of a known account with its agent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    FromClause,
    Select,
    SelectBase,
    Subquery,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from kobra_domain.metrics.attribution import DAYS
from kobra_domain.visits import ENDED_STATES, RIGHT_PARTY_OUTCOMES

Days = tuple[date, date]  # both within
_FIRST = 1_721_424.5  # the Julian day before 0001-01-01, from which days are counted as Python does
_CONTACT, _PAYMENT = 0, 1  # on one day a contact comes before a payment


def owners(
    tables: Mapping[str, Table],
    met: SelectBase,
    name: str,
    is_sqlite: bool,
    days: Days | None = None,
) -> Subquery:
    """Rows of (`payment_id`, `owner`); a payment that is nobody's has none. `met` are contacts on
    accounts with whose they are (`visit_contacts`, `told_contacts`), `name` tells several such
    questions apart. With `days` only of payments booked then.
    """
    p = tables["bank_payment"].c
    if days is not None:  # of few days' payments, few accounts' contacts are put in order
        each, accounts = met.subquery(), select(p.account_id).where(p.booked_on.between(*days))
        met = select(each).where(each.c.account_id.in_(accounts))
    contacts = met.cte(f"{name}_contacts")
    c = contacts.c
    sort, nothing = literal(_CONTACT).label("sort"), literal(None, Text()).label("payment_id")
    booked = _ordinal(p.booked_on, is_sqlite)
    paid = select(p.account_id, booked, literal(_PAYMENT), p.id).where(p.account_id.is_not(None))
    if days is not None:
        paid = paid.where(p.booked_on.between(*days))
    events = union_all(select(c.account_id, c.day, sort, nothing), paid).subquery("events").c
    last_day = func.max(case((events.sort == _CONTACT, events.day))).over(
        partition_by=events.account_id, order_by=(events.day, events.sort)
    )
    reached = select(*events, last_day.label("last_day")).subquery("days")
    last = select(c.account_id, c.day, c.owner, _place(c).label("place")).subquery("last")
    d = reached.c
    is_near = and_(d.sort == _PAYMENT, d.last_day >= d.day - DAYS)
    is_its = and_(last.c.account_id == d.account_id, last.c.day == d.last_day, last.c.place == 1)
    named = select(d.payment_id, last.c.owner).select_from(reached.join(last, is_its))
    return named.where(is_near).subquery(f"{name}_owners")


def contacts_near(at: ColumnElement[Any], days: Days) -> list[ColumnElement[bool]]:
    """The condition on contacts that payments of some days may be of, whatever their zone."""
    first, last = (datetime.combine(day, time.min, UTC) for day in days)
    return [at >= first - timedelta(DAYS + 2), at < last + timedelta(3)]


def _place(c: Any) -> ColumnElement[int]:
    """1 for the last contact of an account and day."""
    order = (c.at.desc(), func.coalesce(c.owner, "").desc())
    return func.row_number().over(partition_by=(c.account_id, c.day), order_by=order)


def visit_contacts(
    visit: Table,
    visits: FromClause,
    day: ColumnElement[int],
    owner: ColumnElement[Any],
    is_sqlite: bool,
) -> Select[Any]:
    """One row for each account of each right-party contact. `visits` with the local `day` of their
    end, as `date.toordinal` counts it.
    """
    v = visit.c
    each, account = each_of(v.account_ids, is_sqlite)
    met = (v.state.in_(sorted(ENDED_STATES)), v.outcome.in_(sorted(RIGHT_PARTY_OUTCOMES)))
    columns = (account.label("account_id"), day.label("day"), v.ended_at.label("at"))
    origin = visits.join(each, true())
    query = select(*columns, owner.label("owner")).select_from(origin)
    return query.where(*met, v.ended_at.is_not(None))


def told_contacts(contact: Table, contacts: FromClause, day: ColumnElement[int]) -> Select[Any]:
    """The contacts that were no visit, that somebody answered, on an account; each is its
    channel's.
    """
    c = contact.c
    columns = (c.account_id, day.label("day"), c.at, type_coerce(c.channel, Text).label("owner"))
    return select(*columns).select_from(contacts).where(c.is_two_way, c.account_id.is_not(None))


def each_of(listed: ColumnElement[Any], is_sqlite: bool) -> tuple[FromClause, ColumnElement[str]]:
    """The ids of a stored list, one a row."""
    text = type_coerce(listed, Text)
    if is_sqlite:
        found = func.json_each(text).table_valued("value", name="each")
    else:
        found = func.jsonb_array_elements_text(cast(text, JSONB)).table_valued("value", name="each")
        found = found.render_derived()
    return found, type_coerce(found.c.value, Text)


def _ordinal(day: ColumnElement[Any], is_sqlite: bool) -> ColumnElement[int]:
    """A stored day as `date.toordinal` counts it."""
    text = type_coerce(day, Text)
    if is_sqlite:
        return cast(func.julianday(text) - _FIRST, BigInteger)
    return type_coerce(cast(text, Date) - cast("0001-01-01", Date), BigInteger) + 1
