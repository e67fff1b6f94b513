"""The accounts as a large list: what is searched, filtered and ordered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Boolean, Connection, func, literal_column, select, true

from kobra_desktop.store.collation import name_key_or_last
from kobra_desktop.store.queries import large_makers as makers
from kobra_desktop.store.queries.figure_ranges import is_range, read_range
from kobra_desktop.store.queries.large import (
    Derived,
    Field,
    Large,
    LargeView,
    Names,
    Order,
    Shape,
    Whole,
)
from kobra_desktop.store.queries.large_columns import NEVER, Figures, Values, either
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.packed import (
    IDS,
    NUMBERS,
    Keys,
    Mask,
    Numbers,
    arrays,
    row_number,
)
from kobra_desktop.store.queries.reach import Reach, work_within
from kobra_desktop.store.tables import PART_IN, RECORDS
from kobra_domain import buckets
from kobra_domain.buckets import range_of
from kobra_domain.portfolios import Account, AccountState, ChannelKind
from kobra_domain.words.figures import COINS, OTHER_COIN

SHORT = 2_000
UNKNOWN_DAYS = "?"  # the range of what is overdue since nobody knows when
FOR_GOOD = 99_999_999  # the last day of an authorisation that never ends
_A = RECORDS["account"]
_STATES = {state: n for n, state in enumerate(AccountState)}


def first_ids(connection: Connection, reach: Reach, count: int) -> list[str]:
    """The first accounts of the usual order while their index is still being read; none where there
    are so few that all are known as soon.
    """
    number = row_number(_A)
    if (connection.scalar(select(func.max(number)).select_from(_A)) or 0) < SHORT:
        return []
    asked = select(_A.c.id).where(*work_within("account", reach))
    asked = asked.order_by(_A.c.days_past_due.desc(), number).limit(count)
    return list(connection.scalars(asked))


def _latest_first(index: LargeIndex, connection: Connection, _today: date) -> Keys:
    """Those longest past due first."""
    days = index.values(connection, "days_past_due")
    return (
        max((one or 0 for one in days.values), default=0)
        - np.array([one or 0 for one in days.values], np.int64)
    )[days.codes]


# What is made of other rows


def _visits(index: LargeIndex, connection: Connection) -> makers.LastVisits:
    places = lambda ids: index.held.numbers_of(ids) + 1  # noqa: E731
    return makers.last_visits(connection, places, index.size + 1, by="account_ids")


def _outcome(index: LargeIndex, connection: Connection) -> Values:
    return makers.outcomes(index.made(connection, "visits").outcomes[1:])


def _ended(index: LargeIndex, connection: Connection) -> Figures:
    return makers.figures(index.made(connection, "visits").ended[1:])


def _next(index: LargeIndex, connection: Connection) -> Figures:
    return makers.figures(index.made(connection, "visits").next[1:])


def _quality(index: LargeIndex, connection: Connection) -> Values:
    holders = index.named(connection, "holder_id")
    best = makers.best_places(connection, holders.things.places_of, len(holders.things))
    return makers.qualities(best[holders.codes])


def _contact(index: LargeIndex, connection: Connection) -> Values:
    """Whether the holder may be contacted, by what is written down of them."""
    holders = index.named(connection, "holder_id")
    made = makers.flagged(
        connection, "party", CONTACT, holders.things.places_of, len(holders.things)
    )
    return makers.of_things(made, holders.codes)


def _consent(index: LargeIndex, connection: Connection) -> Values:
    """To what the holder has said yes: to visits, to another channel, to none."""
    holders = index.named(connection, "holder_id")
    things = holders.things
    made = makers.flagged(connection, "party", CONSENT, things.places_of, len(things))
    return makers.of_things(made, holders.codes)


def _authorised(index: LargeIndex, connection: Connection) -> Figures:
    """Until when a visit is authorised, as a day; `NEVER` without a paper, revoked ones aside."""
    paper = RECORDS["authorisation"]
    day = func.coalesce(func.replace(paper.c.expires_on, "-", ""), str(FOR_GOOD))
    asked = select(row_number(paper).label("key"), paper.c.account_id.label("of"), day.label("day"))
    of, days = arrays(connection, asked.where(paper.c.revoked_on.is_(None)), IDS, NUMBERS)
    last = np.zeros(index.size + 1, np.int64)
    np.maximum.at(last, index.held.numbers_of(of) + 1, days)
    return makers.figures(np.where(last[1:] == 0, NEVER, last[1:]))


def _bucket(index: LargeIndex, connection: Connection) -> Values:
    """The range of days past due, by the portfolio's own."""
    days = index.values(connection, "days_past_due")
    portfolios = index.named(connection, "portfolio_id")
    portfolio = RECORDS["portfolio"].c
    ends = {
        row.id: row.buckets for row in connection.execute(select(portfolio.id, portfolio.buckets))
    }
    made = Values(0)
    ranges = [
        [made.place(bucket_of(one or 0, ends.get(portfolio_id or "", ()))) for one in days.values]
        for portfolio_id in portfolios.things.values
    ]
    made.codes = np.array(ranges, np.int32)[portfolios.codes, days.codes]
    is_overdue = index.figures(connection, "overdue_minor").figures > 0
    is_none = np.array([not one for one in days.values], np.bool_)[days.codes]
    made.codes[is_overdue & is_none] = made.place(UNKNOWN_DAYS)
    return made


def bucket_of(days: int, ends: Sequence[int]) -> str:
    """The range that holds so many days past due, by the last day of each: «8-30», «91-», and «0»
    for none; ranges of portfolios that count alike are one.
    """
    first, last = range_of(buckets.bucket_of(days, ends), ends)
    return "0" if last == 0 else f"{first}-{last or ''}"


def account_bucket(account: Account, ends: Sequence[int]) -> str:
    """The range that an account stands in."""
    return UNKNOWN_DAYS if account.has_unknown_days else bucket_of(account.days_past_due, ends)


def bucket_order(bucket: str) -> float:
    """What ranges are ordered by: their first day; what has no days follows who is up to date."""
    return 0.5 if bucket == UNKNOWN_DAYS else int(bucket.partition("-")[0])


def _within(field: str) -> Callable[[LargeIndex, Connection], Figures]:
    """What amounts are ordered by: those of one currency beside each other."""

    def read(index: LargeIndex, connection: Connection) -> Figures:
        figures = index.figures(connection, field).figures
        currencies = index.values(connection, "currency")
        codes = [one or "" for one in currencies.values]
        return makers.figures(makers.within(figures, currencies.codes, codes))

    return read


# Chips that go by more than one value


def _by_amount(
    index: LargeIndex, connection: Connection, _view: LargeView, values: frozenset[str]
) -> Mask:
    """Overdue amounts between two powers of ten of whole units, such as `5`: 10⁵ to 10⁶; or of a
    currency from one to another.
    """
    bands = [int(one) for one in values if not is_range(one)]
    made: Mask = np.isin(amount_bands(index, connection), bands)
    figures = index.figures(connection, "overdue_minor").figures
    currencies = index.values(connection, "currency")
    for found in filter(None, map(read_range, values)):
        of_it = currencies.where(lambda one, unit=found.unit: one == unit)  # type: ignore[misc]
        made |= of_it & makers.in_range(
            figures, found, 10 ** COINS.get(found.unit, OTHER_COIN).digits
        )
    return made


def _by_bucket(
    index: LargeIndex, connection: Connection, _view: LargeView, values: frozenset[str]
) -> Mask:
    """Ranges of days past due as the portfolio has them, or from one number of days to another."""
    made = index.values(connection, "bucket").where(values.__contains__)
    days = index.values(connection, "days_past_due")
    is_known = index.values(connection, "bucket").where(lambda one: one != UNKNOWN_DAYS)
    figures = np.array([one or 0 for one in days.values], np.int64)[days.codes]
    for found in filter(None, map(read_range, values)):
        made = made | (is_known & makers.in_range(figures, found))
    return made


def amount_bands(index: LargeIndex, connection: Connection) -> Numbers:
    """Row by row the power of ten that the overdue amount has reached, in whole units of its
    currency; -1 for less than one unit.
    """
    figures = index.figures(connection, "overdue_minor").figures
    currencies = index.values(connection, "currency")
    made = np.full(index.size, -1, np.int32)
    for code, currency in enumerate(currencies.values):
        unit = 10 ** COINS.get(currency or "", OTHER_COIN).digits
        ends = np.array([unit * 10**power for power in range(13)], np.int64)
        is_of = currencies.codes == code
        made[is_of] = np.searchsorted(ends, figures[is_of], side="right") - 1
    return made


def _by_paper(
    index: LargeIndex, connection: Connection, view: LargeView, values: frozenset[str]
) -> Mask:
    """Whether a visit is authorised today: `standing`, `expired`, `none`."""
    until = index.figures(connection, "authorised").figures
    today = makers.day_figure(view.today)
    is_paper = until != NEVER
    stands = is_paper & (until >= today)
    return either({"standing": stands, "expired": is_paper & ~stands, "none": ~is_paper}, values)


def _by_permit(
    index: LargeIndex, connection: Connection, view: LargeView, values: frozenset[str]
) -> Mask:
    """Any of papers, consents and stops, each value behind the name of its quality."""
    made = np.zeros(index.size, np.bool_)
    for quality, _, value in (one.partition(":") for one in values):
        made |= index.passing(connection, view, quality, frozenset({value}))
    return made


_P = RECORDS["party"].c


def _consents(kind: str) -> Any:
    """Whether a party's yes to a channel stands, by kind of channel; empty: to any."""
    of_kind = f" AND json_extract(c.value, '$.kind') = '{kind}'" if kind else ""
    return literal_column(
        'EXISTS (SELECT 1 FROM json_each("party".channels) c '
        "WHERE json_extract(c.value, '$.consent') IS NOT NULL "
        f"AND json_extract(c.value, '$.consent.withdrawn_at') IS NULL{of_kind})",
        Boolean(),
    )


CONSENT = {"visit": _consents(ChannelKind.VISIT.value), "other": _consents(""), "none": true()}
CONTACT = {
    "restricted": _P.restricted_at.is_not(None),
    "deceased": _P.deceased_known_at.is_not(None),
    "do_not_contact": _P.do_not_contact_reason != "",
    "may": true(),
}
_OF_VISITS, _OF_HOLDERS = frozenset({"visit"}), frozenset({"party"})
_HOLDER = frozenset({"holder_id"})

ACCOUNTS = Large(
    kind="account",
    names={
        "holder": Names("holder_id", "party", ("name", "document_number", makers.PHONES)),
        "street": Names("holder_id", "address", makers.STREETS, by="party_id", best=makers.PLACED),
        "number": Names("id", "account", ("number",)),
        "agent": Names("agent_id", "agent", ("name",)),
        "portfolio": Names("portfolio_id", "portfolio", ("name",)),
        "phones": Names("holder_id", "party", (makers.PHONES,), is_searched=False),
        "document": Names("holder_id", "party", ("document_number",), is_searched=False),
    },
    fields={
        "holder_id": Field(
            Shape.NAMED,
            makers.HOLDER,
            Whole(PART_IN, PART_IN.c.account, PART_IN.c.party_id, (PART_IN.c.is_holder == 1,)),
        )
    },
    derived={
        "visits": Derived(_OF_VISITS, _visits),
        "last_outcome": Derived(_OF_VISITS, _outcome),
        "last_at": Derived(_OF_VISITS, _ended),
        "next_on": Derived(_OF_VISITS, _next),
        "quality": Derived(frozenset({"address"}), _quality, _HOLDER),
        "contact": Derived(_OF_HOLDERS, _contact, _HOLDER),
        "consent": Derived(_OF_HOLDERS, _consent, _HOLDER),
        "authorised": Derived(frozenset({"authorisation"}), _authorised),
        **{
            f"{name}_within": Derived(
                frozenset(), _within(f"{name}_minor"), frozenset({f"{name}_minor", "currency"})
            )
            for name in ("overdue", "balance", "principal", "instalment")
        },
        "bucket": Derived(
            frozenset({"portfolio"}),
            _bucket,
            frozenset({"days_past_due", "portfolio_id", "overdue_minor"}),
        ),
    },
    usual=(_latest_first,),
    usual_fields=frozenset({"days_past_due"}),
    orders={
        "state": Order("state", _STATES.__getitem__),
        "bucket": Order("bucket", bucket_order),
        "days": Order("days_past_due"),
        "overdue": Order("overdue_within"),
        "balance": Order("balance_within"),
        "principal": Order("principal_within"),
        "instalment": Order("instalment_within"),
        "product": Order("product", name_key_or_last),
        "segment": Order("segment", name_key_or_last),
        "lot": Order("lot", name_key_or_last),
        "since": Order("agent_since_on", date.toordinal),
        "due": Order("due_on", date.toordinal),
        "next_due": Order("next_due_on", date.toordinal),
        "last_paid": Order("last_paid_on", date.toordinal),
        "assigned": Order("assigned_on", date.toordinal),
        "cut_off": Order("cut_off_on", date.toordinal),
        "outcome": Order("last_outcome", str),
        "last": Order("last_at"),
        "next": Order("next_on"),
        "quality": Order("quality", makers.QUALITIES.index),
        "contact": Order("contact", list(CONTACT).index),
        "consent": Order("consent", list(CONSENT).index),
        "authorised": Order("authorised"),
    },
    qualities={"agent": "agent_id", "portfolio": "portfolio_id", "outcome": "last_outcome"},
    sieves={
        "amount": _by_amount,
        "bucket": _by_bucket,
        "authorised": _by_paper,
        "permit": _by_permit,
    },
    agent="agent_id",
)
