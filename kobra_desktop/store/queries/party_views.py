"""The people of the portfolios as a large list: what is searched, filtered and ordered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from kobra_desktop.store.queries import large_makers as makers
from kobra_desktop.store.queries.account_views import CONSENT, CONTACT
from kobra_desktop.store.queries.large import Derived, Large, LargeView, Names, Order
from kobra_desktop.store.queries.large_columns import NEVER, Figures, Values, raw
from kobra_desktop.store.queries.large_index import LargeIndex, either
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
from kobra_desktop.store.tables import PART_IN, RECORDS


def _called(index: LargeIndex, connection: Connection, _today: date) -> Keys:
    """By name; the nameless last."""
    ranks = index.ranked(connection, "name")
    return np.where(ranks == LAST, index.size, ranks)


@dataclass(frozen=True, slots=True)
class _Owed:
    """Row by row: how many accounts somebody holds, what of them is overdue, and owed in all."""

    counts: Keys
    overdue: Keys
    balance: Keys


def _owed(index: LargeIndex, connection: Connection) -> _Owed:
    account = RECORDS["account"]
    number = row_number(account)
    asked = select(
        number.label("key"),
        number.label("number"),
        account.c.overdue_minor,
        account.c.balance_minor,
    )
    numbers, overdue, balance = arrays(connection, asked, NUMBERS, FIGURES, FIGURES)
    of, accounts = _held(connection)
    places = _places(index)(of)

    def summed(amounts: Keys) -> Keys:
        by_number = np.zeros(max(int(numbers.max(initial=0)), int(accounts.max(initial=0))) + 1)
        by_number[numbers] = amounts
        made = np.bincount(places, by_number[accounts], minlength=index.size + 1)
        return made[1:].astype(np.int64)

    counts = np.bincount(places, minlength=index.size + 1)[1:].astype(np.int64)
    return _Owed(counts, summed(overdue), summed(balance))


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


def _accounts(index: LargeIndex, connection: Connection) -> Figures:
    return makers.figures(index.made(connection, "owed").counts)


def _overdue(index: LargeIndex, connection: Connection) -> Figures:
    return makers.figures(index.made(connection, "owed").overdue)


def _balance(index: LargeIndex, connection: Connection) -> Figures:
    return makers.figures(index.made(connection, "owed").balance)


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
_OF_ACCOUNTS = frozenset({"account"})


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
        "number": Names("id", "account", ("number",), by=makers.HOLDER),
        "portfolio": Names("portfolio_id", "portfolio", ("name",)),
        "phones": Names("id", "party", (makers.PHONES,), is_searched=False),
        "document": Names("id", "party", ("document_number",), is_searched=False),
    },
    derived={
        "owed": Derived(_OF_ACCOUNTS, _owed),
        "accounts": Derived(_OF_ACCOUNTS, _accounts),
        "overdue": Derived(_OF_ACCOUNTS, _overdue),
        "balance": Derived(_OF_ACCOUNTS, _balance),
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
    sieves={"owes": _by_owing},
)
