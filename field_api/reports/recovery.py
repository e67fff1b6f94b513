"""The books of accounts that the server keeps, as reports ask them: the database adds all up, so
that of a million accounts only the groups are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Subquery,
    Text,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from field_api.reports.openings import given_to, openings
from field_api.tables.money import account_snapshots, cuts
from field_api.tables.replicated import accounts, bank_payments
from kobra_domain.portfolios import AccountState, Portfolio
from kobra_domain.reports.books import Cohorts, Held, Moves, Opening
from kobra_domain.reports.curves import Back, Given
from kobra_domain.reports.roll_rates import Flow, RollRates, rolled
from kobra_records.sql.buckets import bucket

MOST_LOTS = 6  # as many as a chart tells apart
_MONTHS = range(20, 46)  # days between two cortes that are a month apart


class ServerBooks:
    """`kobra_domain.reports.books.Books` of the portfolios that a reader sees."""

    def __init__(self, connection: Connection, portfolios: Sequence[Portfolio]) -> None:
        self._connection = connection
        self._portfolios = {one.id: one for one in portfolios}

    def lots(self, held: Held) -> Mapping[str, Cohorts]:
        """See `Books`. An account without a name of its lot is in that of its month."""
        a = accounts.c
        lot = func.coalesce(func.nullif(a.lot, ""), _month(a.assigned_on))
        mine = self._mine(held)
        is_given = (*mine, a.assigned_on.is_not(None), a.assigned_on < held.until)
        each = select(a.currency, lot.label("lot"), a.assigned_on).where(*is_given).subquery().c
        found = self._connection.execute(
            select(each.currency, each.lot, func.max(each.assigned_on)).group_by(
                each.currency, each.lot
            )
        )
        by_currency: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for currency, name, on in found:
            by_currency[currency].append((on, name))
        named = {coin: sorted(lots, reverse=True) for coin, lots in by_currency.items()}
        chosen = or_(
            false(),
            *(
                and_(a.currency == coin, lot.in_([name for _, name in lots[:MOST_LOTS]]))
                for coin, lots in named.items()
            ),
        )
        older = {coin: len(lots[MOST_LOTS:]) for coin, lots in named.items()}
        unknown = self._counted(mine, a.assigned_on.is_(None))
        made = self._of_lots(lot, (*is_given, chosen), held)
        return {
            coin: Cohorts(
                given=tuple(made[coin][0]),
                back=tuple(made[coin][1]),
                older=older.get(coin, 0),
                unknown=unknown.get(coin, 0),
            )
            for coin in sorted({*older, *unknown})
        }

    def _of_lots(
        self, lot: ColumnElement[str], where: Sequence[ColumnElement[bool]], held: Held
    ) -> Mapping[str, tuple[list[Given], list[Back]]]:
        """Accounts of a lot that came on one day are one: their ages are the same."""
        a, p = accounts.c, bank_payments.c
        first = _first_cuts(where, held)
        snap = account_snapshots.alias("snap")
        at_first = and_(snap.c.account_id == a.id, snap.c.cut_on == first.c.cut_on)
        overdue = func.coalesce(snap.c.overdue_minor, a.overdue_minor)
        origin = accounts.outerjoin(first, first.c.account_id == a.id).outerjoin(snap, at_first)
        by = (a.currency, lot, a.assigned_on)
        owed = {key: total for key, (total,) in self._summed(by, (overdue,), origin, where)}
        is_before = or_(first.c.cut_on.is_(None), p.booked_on <= first.c.cut_on)
        early = case((is_before, _signed()), else_=0)
        paid = _paid().outerjoin(first, first.c.account_id == a.id)
        since = (*where, p.booked_on >= a.assigned_on)
        made: dict[str, tuple[list[Given], list[Back]]] = defaultdict(lambda: ([], []))
        for (coin, name, on, booked_on), (amount, before) in self._summed(
            (*by, p.booked_on), (_signed(), early), paid, since
        ):
            owed[coin, name, on] += before
            if booked_on < held.until:
                made[coin][1].append(Back(_of(name, on), booked_on, amount))
        for (coin, name, since), minor in owed.items():
            given = Given(
                account_id=_of(name, since), cohort=name, since=since, owed_minor=max(0, minor)
            )
            made[coin][0].append(given)
        return made

    def vintages(self, held: Held) -> Mapping[str, Cohorts]:
        """See `Books`."""
        a, p = accounts.c, bank_payments.c
        month, mine = _month(a.originated_on), self._mine(held)
        is_known = (*mine, a.originated_on < held.until, a.principal_minor > 0)
        by = (a.currency, month)
        lent = self._summed(by, (a.principal_minor,), accounts, is_known)
        booked = (p.booked_on >= a.originated_on, p.booked_on < held.until)
        came = self._summed((*by, _month(p.booked_on)), (_signed(),), _paid(), (*is_known, *booked))
        unknown = self._counted(mine, or_(a.originated_on.is_(None), a.principal_minor == 0))
        given: dict[str, list[Given]] = defaultdict(list)
        back: dict[str, list[Back]] = defaultdict(list)
        for (coin, name), (minor,) in lent:
            given[coin].append(
                Given(account_id=name, cohort=name, since=_first_of(name), owed_minor=minor)
            )
        for (coin, name, on), (minor,) in came:
            back[coin].append(Back(name, _first_of(on), minor))
        return {
            coin: Cohorts(
                given=tuple(given[coin]), back=tuple(back[coin]), unknown=unknown.get(coin, 0)
            )
            for coin in sorted({*given, *unknown})
        }

    def moves(self, held: Held) -> Sequence[Moves]:
        """See `Books`. Buckets at both ends are those of the later day."""
        pairs: dict[tuple[tuple[int, ...], date, date], list[str]] = defaultdict(list)
        for portfolio_id, cortes in self._cuts(held).items():
            for (before_on, _), (after_on, bounds) in reversed(list(pairwise(cortes))):
                if (after_on - before_on).days in _MONTHS:
                    pairs[bounds, before_on, after_on].append(portfolio_id)
                    break
        made = []
        for (bounds, before_on, after_on), ids in sorted(pairs.items()):
            found = self._moved(held, ids, bounds, before_on, after_on)
            for coin, rates in found.items():
                made.append(
                    Moves(
                        currency=coin,
                        bounds=bounds,
                        before_on=before_on,
                        after_on=after_on,
                        rates=rates,
                    )
                )
        return made

    def openings(self, held: Held) -> Sequence[Opening]:
        """See `Books`. A portfolio without a corte before the days begins with its first within."""
        begun = {}
        for portfolio_id, cortes in self._cuts(held).items():
            before = [on for on, _ in cortes if on < held.first]
            begun[portfolio_id] = before[-1] if before else cortes[0][0]
        return openings(self._connection, held, begun) if begun else ()

    def _moved(
        self, held: Held, ids: Sequence[str], bounds: Sequence[int], before_on: date, after_on: date
    ) -> Mapping[str, RollRates]:
        b, later = account_snapshots.c, account_snapshots.alias("later")
        n = later.c
        was, is_now = bucket(b.days, bounds), bucket(n.days, bounds)
        joined = account_snapshots.outerjoin(
            later, and_(n.account_id == b.account_id, n.cut_on == after_on)
        )
        rise = n.balance_minor - b.balance_minor
        grown = case((and_(n.state == AccountState.ACTIVE, rise > 0), rise), else_=0)
        now = case((n.account_id.is_(None), None), else_=is_now)
        asked = (
            *(b.cut_on == before_on, b.portfolio_id.in_(ids), b.state == AccountState.ACTIVE),
            *given_to(b.agent_id, held),
            *([was.in_(held.buckets)] if held.buckets else ()),
        )
        flows: dict[str, list[Flow]] = defaultdict(list)
        for (coin, one, other, state), (balance, more) in self._summed(
            (b.currency, was, now, n.state), (b.balance_minor, grown), joined, asked
        ):
            flows[coin].append(Flow(one, other, state, balance, more))
        return {coin: rolled(found) for coin, found in sorted(flows.items())}

    def _cuts(self, held: Held) -> Mapping[str, list[tuple[date, tuple[int, ...]]]]:
        """The days of corte of each portfolio before the end, the oldest first, with their
        bounds.
        """
        ids = [one for one in held.portfolios if one in self._portfolios]
        c = cuts.c
        query = select(c.portfolio_id, c.cut_on, c.buckets).order_by(c.portfolio_id, c.cut_on)
        made: dict[str, list[tuple[date, tuple[int, ...]]]] = defaultdict(list)
        asked = query.where(c.portfolio_id.in_(ids), c.cut_on < held.until)
        for portfolio_id, cut_on, bounds in self._connection.execute(asked):
            made[portfolio_id].append((cut_on, tuple(msgspec.json.decode(bounds))))
        return made

    def _mine(self, held: Held) -> tuple[ColumnElement[bool], ...]:
        """The accounts that are asked for, as they stand now."""
        a = accounts.c
        seen = [self._portfolios[one] for one in held.portfolios if one in self._portfolios]
        now = [(a.portfolio_id == one.id, bucket(a.days_past_due, one.buckets)) for one in seen]
        in_bucket = (case(*now, else_=-1).in_(held.buckets),) if held.buckets and now else ()
        return (
            a.portfolio_id.in_([one.id for one in seen]),
            *given_to(a.agent_id, held),
            *in_bucket,
        )

    def _counted(
        self, mine: Sequence[ColumnElement[bool]], also: ColumnElement[bool]
    ) -> Mapping[str, int]:
        a = accounts.c
        found = self._summed((a.currency,), (literal(1),), accounts, (*mine, also))
        return {coin: count for (coin,), (count,) in found}

    def _summed(
        self,
        by: Sequence[ColumnElement[Any]],
        values: Sequence[ColumnElement[Any]],
        origin: FromClause,
        where: Sequence[ColumnElement[bool]],
    ) -> Iterator[tuple[tuple[Any, ...], tuple[int, ...]]]:
        """Groups with the sums of their rows. Groups are named before they are formed: PostgreSQL
        takes two of the same expression with parameters for different ones.
        """
        keys = [column.label(f"key{n}") for n, column in enumerate(by)]
        sums = [column.label(f"value{n}") for n, column in enumerate(values)]
        rows = select(*keys, *sums).select_from(origin).where(*where).subquery().c
        groups, added = list(rows)[: len(keys)], list(rows)[len(keys) :]
        query = select(*groups, *(func.sum(one) for one in added)).group_by(*groups)
        for row in self._connection.execute(query):
            yield tuple(row[: len(keys)]), tuple(int(one) for one in row[len(keys) :])


def _first_cuts(where: Sequence[ColumnElement[bool]], held: Held) -> Subquery:
    """The first corte of each account since it was assigned."""
    a, s = accounts.c, account_snapshots.c
    joined = account_snapshots.join(accounts, s.account_id == a.id)
    since = (s.cut_on >= a.assigned_on, s.cut_on < held.until)
    return (
        select(s.account_id, func.min(s.cut_on).label("cut_on"))
        .select_from(joined)
        .where(*where, *since)
        .group_by(s.account_id)
        .subquery("first")
    )


def _paid() -> Any:
    """Payments with their accounts, in the accounts' currency."""
    a, p = accounts.c, bank_payments.c
    return bank_payments.join(accounts, and_(p.account_id == a.id, p.currency == a.currency))


def _signed() -> ColumnElement[int]:
    p = bank_payments.c
    return case((p.is_reversal, -p.amount_minor), else_=p.amount_minor)


def _month(day: ColumnElement[Any]) -> ColumnElement[str]:
    """2026-11, of a stored day."""
    return func.substr(type_coerce(day, Text), 1, 7)


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _of(lot: str, since: date) -> str:
    return f"{lot} {since.isoformat()}"
