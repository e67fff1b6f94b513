"""The people of the portfolios as a large list: what is searched, filtered and ordered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

import numpy as np
from sqlalchemy import Connection, Integer, case, cast, func, literal_column, or_, select

from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries import large_makers as makers
from kobra_desktop.store.queries.account_views import CONSENT, CONTACT, SHORT
from kobra_desktop.store.queries.figure_ranges import read_range
from kobra_desktop.store.queries.large import Derived, Large, LargeView, Names, Order
from kobra_desktop.store.queries.large_columns import NEVER, Figures, Values, either, raw
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.packed import (
    FIGURES,
    IDS,
    LAST,
    NUMBERS,
    Keys,
    Mask,
    Numbers,
    Packed,
    arrays,
    row_number,
)
from kobra_desktop.store.queries.reach import Reach, work_within
from kobra_desktop.store.tables import PART_IN, RECORDS
from kobra_domain.contacts import PetitionState
from kobra_domain.petitions import CLAIMS
from kobra_domain.words.figures import COINS, OTHER_COIN

_P = RECORDS["party"]
_SECOND = "b"  # the letter after the first


def first_ids(connection: Connection, reach: Reach, count: int) -> list[str]:
    """The first people by name while all names are still being put in order: those whose name
    begins with «a» or with what stands before it. None where these are fewer, or where there are
    so few people that all are known as soon.
    """
    number, name = row_number(_P), _P.c.name
    if (connection.scalar(select(func.max(number)).select_from(_P)) or 0) < SHORT:
        return []
    # SQLite knows the letters of ASCII alone; of what begins otherwise the key tells.
    may_be = or_(func.lower(func.substr(name, 1, 1)) < _SECOND, func.unicode(name) > 127)
    asked = select(name, number, _P.c.id).where(*work_within("party", reach), name != "", may_be)
    found = ((name_key(row[0].replace("\n", " ")), *row[1:]) for row in connection.execute(asked))
    first = nsmallest(count, (one for one in found if one[0][0] < _SECOND))
    return [one for _, _, one in first] if len(first) == count else []


def _called(index: LargeIndex, connection: Connection, _today: date) -> Keys:
    """By name; the nameless last."""
    ranks = index.ranked(connection, "name")
    return np.where(ranks == LAST, index.size, ranks)


@dataclass(frozen=True, slots=True)
class _Owed:
    """Row by row: how many accounts somebody holds, and of the currency of most of them (of those
    alike the first by its name) its place among `currencies`, what is overdue, and owed in all.
    """

    counts: Keys
    codes: Numbers
    overdue: Keys
    balance: Keys
    currencies: tuple[str, ...]


def _owed(index: LargeIndex, connection: Connection) -> _Owed:
    account = RECORDS["account"]
    number, currency = row_number(account), account.c.currency
    currencies = tuple(connection.scalars(select(currency).distinct().order_by(currency)))
    place = case({one: n for n, one in enumerate(currencies)}, value=currency, else_=0)
    asked = select(
        number.label("key"),
        number.label("number"),
        (place if currencies else literal_column("0")).label("currency"),
        account.c.overdue_minor,
        account.c.balance_minor,
    )
    numbers, codes, *amounts = arrays(connection, asked, NUMBERS, NUMBERS, FIGURES, FIGURES)
    of, accounts = _held(connection)
    size, places = index.size + 1, _places(index)(of)
    most = max(int(numbers.max(initial=0)), int(accounts.max(initial=0))) + 1

    def by_account(said: Any) -> Any:
        made = np.zeros(most, said.dtype)
        made[numbers] = said
        return made[accounts]

    in_currency = [by_account(codes) == one for one in range(max(len(currencies), 1))]
    counts = np.stack([np.bincount(places[held], minlength=size) for held in in_currency])
    first = counts.argmax(axis=0)

    def summed(said: Keys) -> Keys:
        per_account = by_account(said).astype(np.float64)
        sums = [np.bincount(places[h], per_account[h], minlength=size) for h in in_currency]
        made: Keys = np.stack(sums)[first, np.arange(size)][1:].astype(np.int64)
        return made

    overdue, balance = map(summed, amounts)
    held = counts.sum(axis=0)[1:].astype(np.int64)
    return _Owed(held, first[1:].astype(np.int32), overdue, balance, currencies)


def _held(connection: Connection) -> tuple[Packed, Numbers]:
    """Of each account its holder and its row number."""
    part = PART_IN.c
    rows, count = NUMBERS.text(part.account).label("rows"), func.count().label("count")
    asked = select(part.party_id.label("key"), part.party_id.label("of"), rows, count)
    asked = asked.where(part.is_holder == 1).group_by(part.party_id)
    of, accounts, counts = arrays(connection, asked, IDS, NUMBERS, NUMBERS)
    return np.repeat(of, counts), accounts


def _places(index: LargeIndex) -> makers.PlacesOf:
    def places(ids: Packed) -> Numbers:
        return index.held.numbers_of(ids) + 1

    return places


def currencies(connection: Connection) -> tuple[str, ...]:
    """Those of the portfolios."""
    currency = RECORDS["portfolio"].c.currency
    return tuple(connection.scalars(select(currency).distinct().order_by(currency)))


def _accounts(index: LargeIndex, connection: Connection) -> Figures:
    return makers.figures(index.made(connection, "owed").counts)


def _amounts(said: str) -> Callable[[LargeIndex, Connection], Figures]:
    """What amounts are ordered by; who holds no account has none."""

    def read(index: LargeIndex, connection: Connection) -> Figures:
        owed: _Owed = index.made(connection, "owed")
        amounts = np.where(owed.counts == 0, NEVER, getattr(owed, said))
        return makers.figures(makers.within(amounts, owed.codes, owed.currencies))

    return read


def _by_amount(
    index: LargeIndex, connection: Connection, _view: LargeView, values: frozenset[str]
) -> Mask:
    """What is overdue of the currency of most of their accounts, from one amount to another."""
    owed: _Owed = index.made(connection, "owed")
    made: Mask = np.zeros(index.size, np.bool_)
    for found in filter(None, map(read_range, values)):
        if found.unit in owed.currencies:
            scale = 10 ** COINS.get(found.unit, OTHER_COIN).digits
            of_it = (owed.counts > 0) & (owed.codes == owed.currencies.index(found.unit))
            made |= of_it & makers.in_range(owed.overdue, found, scale)
    return made


def _answer_due(index: LargeIndex, connection: Connection) -> Figures:
    """The day on which the next answer to a petition is due; `NEVER` where none waits."""
    petition = RECORDS["petition"].c
    waits = petition.state.in_((PetitionState.OPEN, PetitionState.PASSED_ON))
    day = cast(func.replace(petition.due_on, "-", ""), Integer).label("day")
    made = np.full(index.size + 1, NEVER)
    asked = select(row_number(RECORDS["petition"]).label("key"), petition.party_id.label("of"), day)
    of, days = arrays(connection, asked.where(waits), IDS, FIGURES)
    np.minimum.at(made, _places(index)(of), days)
    return makers.figures(made[1:])


def _claimed(index: LargeIndex, connection: Connection) -> Figures:
    """1 where the record says that a claim is being processed."""
    petition = RECORDS["petition"].c
    is_claim = (petition.kind.in_(CLAIMS), petition.state != PetitionState.ANSWERED)
    asked = select(row_number(RECORDS["petition"]).label("key"), petition.party_id.label("of"))
    (of,) = arrays(connection, asked.where(*is_claim), IDS)
    made = np.zeros(index.size + 1, np.int64)
    made[_places(index)(of)] = 1
    return makers.figures(made[1:])


def _by_petition(
    index: LargeIndex, connection: Connection, view: LargeView, values: frozenset[str]
) -> Mask:
    """Whether an answer waits, is overdue, or the record says that there is a claim."""
    due = index.figures(connection, "answer_due").figures
    is_claim = index.figures(connection, "claimed").figures == 1
    is_waiting = due != NEVER
    is_overdue = is_waiting & (due < makers.day_figure(view.today))
    return either({"claim": is_claim, "overdue": is_overdue, "waiting": is_waiting}, values)


def _last(index: LargeIndex, connection: Connection) -> Figures:
    """When somebody was last visited or otherwise contacted."""
    places, size = _places(index), index.size + 1
    visited = makers.last_visits(connection, places, size, by="party_id").ended[1:]
    contact = RECORDS["contact"]
    at = raw(contact.c.at).label("at")
    asked = select(row_number(contact).label("key"), contact.c.party_id.label("of"), at)
    of, moments = arrays(connection, asked, IDS, FIGURES)
    last = np.where(visited == NEVER, -1, visited)
    made = np.concatenate([[-1], last])
    np.maximum.at(made, places(of), moments)
    return makers.figures(np.where(made[1:] < 0, NEVER, made[1:]))


def _quality(index: LargeIndex, connection: Connection) -> Values:
    return makers.qualities(makers.best_places(connection, _places(index), index.size + 1)[1:])


def _said(conditions: Mapping[str, Any]) -> Callable[[LargeIndex, Connection], Values]:
    def read(index: LargeIndex, connection: Connection) -> Values:
        made = makers.flagged(connection, "party", conditions, _places(index), index.size + 1)
        return makers.of_things(made, np.arange(1, index.size + 1, dtype=np.int32))

    return read


_SAID = ("name", "document_number", makers.PHONES)
_OF_ACCOUNTS, _OF_PETITIONS = frozenset({"account"}), frozenset({"petition"})


def _by_owing(
    index: LargeIndex, connection: Connection, _view: LargeView, values: frozenset[str]
) -> Mask:
    """Whether somebody holds accounts: `none`, `one`, `several`."""
    counts = index.figures(connection, "accounts").figures
    return either({"none": counts == 0, "one": counts == 1, "several": counts > 1}, values)


PARTIES = Large(
    kind="party",
    names={
        "name": Names("id", "party", _SAID),
        "street": Names("id", "address", makers.STREETS, by="party_id", best=makers.PLACED),
        "number": Names("id", "account", ("number",), by=makers.HOLDER, with_others=True),
        "portfolio": Names("portfolio_id", "portfolio", ("name",)),
        "phones": Names("id", "party", (makers.PHONES,), is_searched=False),
        "document": Names("id", "party", ("document_number",), is_searched=False),
    },
    derived={
        "owed": Derived(_OF_ACCOUNTS, _owed),
        "accounts": Derived(_OF_ACCOUNTS, _accounts),
        "overdue": Derived(_OF_ACCOUNTS, _amounts("overdue")),
        "balance": Derived(_OF_ACCOUNTS, _amounts("balance")),
        "answer_due": Derived(_OF_PETITIONS, _answer_due),
        "claimed": Derived(_OF_PETITIONS, _claimed),
        "last_at": Derived(frozenset({"visit", "contact"}), _last),
        "quality": Derived(frozenset({"address"}), _quality),
        "contact": Derived(frozenset({"party"}), _said(CONTACT)),
        "consent": Derived(frozenset({"party"}), _said(CONSENT)),
    },
    usual=(_called,),
    usual_fields=frozenset({"id"}),
    orders={
        "accounts": Order("accounts"),
        "overdue": Order("overdue"),
        "balance": Order("balance"),
        "last": Order("last_at"),
        "quality": Order("quality", makers.QUALITIES.index),
        "contact": Order("contact", list(CONTACT).index),
        "consent": Order("consent", list(CONSENT).index),
    },
    qualities={"portfolio": "portfolio_id"},
    sieves={"owes": _by_owing, "amount": _by_amount, "petition": _by_petition},
)
