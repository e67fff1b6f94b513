"""The visits as a large list: what is searched, filtered and ordered."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from sqlalchemy import Connection, func, select

from kobra_desktop.store.collation import name_key
from kobra_desktop.store.queries.large import Large, LargeView, Names, Order, listed
from kobra_desktop.store.queries.large_columns import either, ranks_of
from kobra_desktop.store.queries.large_index import LargeIndex
from kobra_desktop.store.queries.packed import Keys, Mask, row_number
from kobra_desktop.store.queries.reach import Reach, visits_within
from kobra_desktop.store.tables import RECORDS
from kobra_domain.visits import OPEN_STATES, Priority, VisitState

_NO_DAY = 4_000_000  # further than any day is
_MOST_OF_A_DAY = 10_000
SHORT = 2_000
NUMBER = row_number(RECORDS["visit"])
_STATE_ORDER = {state: n for n, state in enumerate(VisitState)}
_PRIORITY_ORDER = {priority: n for n, priority in enumerate(Priority)}


def first_ids(connection: Connection, today: date, reach: Reach, count: int) -> list[str]:
    """The first visits of the usual order while their index is still being read, a day at a time;
    none where there are so few that all are known as soon, or too many in a day.
    """
    visit, party = RECORDS["visit"].c, RECORDS["party"]
    if (connection.scalar(select(func.max(NUMBER)).select_from(RECORDS["visit"])) or 0) < SHORT:
        return []
    joined = RECORDS["visit"].outerjoin(party, party.c.id == visit.party_id)
    asked = select(visit.id, party.c.name, NUMBER).select_from(joined).where(*visits_within(reach))
    made: list[str] = []
    for day in _days(connection, today):
        found = connection.execute(asked.where(visit.planned_on == day).limit(_MOST_OF_A_DAY)).all()
        if len(found) == _MOST_OF_A_DAY:
            break
        found = sorted(found, key=lambda row: (not row[1], name_key(row[1] or ""), row[2]))
        made += [row[0] for row in found]
        if len(made) >= count:
            break
    return made[:count]


def _days(connection: Connection, today: date) -> Iterator[date | None]:
    """The days of visits, the nearest first."""
    planned = RECORDS["visit"].c.planned_on
    day: date | None = today
    while day is not None:
        yield day
        day = connection.scalar(select(func.min(planned)).where(planned > day))
    yield None
    day = today
    while day := connection.scalar(select(func.max(planned)).where(planned < day)):
        yield day


def nearness(day: date | None, today: date) -> int:
    """Today first, then the days to come, those without a day, and the past from its end."""
    ahead = _NO_DAY if day is None else day.toordinal() - today.toordinal()
    return ahead if ahead >= 0 else _NO_DAY - ahead


def _near(index: LargeIndex, connection: Connection, today: date) -> Keys:
    days = index.values(connection, "planned_on")
    return ranks_of([nearness(day, today) for day in days.values])[days.codes]


def _called(index: LargeIndex, connection: Connection, _today: date) -> Keys:
    return np.minimum(index.ranked(connection, "party"), index.size)


def _by_law(
    index: LargeIndex, connection: Connection, view: LargeView, values: frozenset[str]
) -> Mask:
    """`blocked` among the view's named: the open visits that the law forbids."""
    blocked = index.mask_of(view.named.get("blocked", ()))
    is_open = index.values(connection, "state").where(OPEN_STATES.__contains__)
    found = {"blocked": blocked, "allowed": is_open & ~blocked, "-": ~is_open & ~blocked}
    return either(found, values)


VISITS = Large(
    kind="visit",
    names={
        "party": Names("party_id", "party", ("name", "document_number")),
        "address": Names("address_id", "address", ("street", "neighbourhood", "municipality")),
        "accounts": Names("account_ids", "account", ("number",)),
        "agent": Names("agent_id", "agent", ("name",)),
        "portfolio": Names("portfolio_id", "portfolio", ("name",)),
    },
    fields={"account_ids": listed("visit", "account_ids")},
    usual=(_near, _called),
    usual_fields=frozenset({"planned_on", "party_id"}),
    orders={
        "state": Order("state", _STATE_ORDER.__getitem__),
        "priority": Order("priority", _PRIORITY_ORDER.__getitem__),
        "purpose": Order("purpose", str),
        "outcome": Order("outcome", str),
        "verdict": Order("verdict", str),
        "planned": Order("planned_on", date.toordinal),
        "window": Order("window_start_at"),
        "on_phone": Order("on_phone_at"),
        "ended": Order("ended_at"),
    },
    qualities={"agent": "agent_id", "portfolio": "portfolio_id"},
    sieves={"law": _by_law},
    agent="agent_id",
)
