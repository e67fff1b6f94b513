"""How people were sought, from the rows of either side: two reads for each five hundred people, and
who was at their doors: one for each five hundred.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from kobra_domain.persons import Touch, door_of, touch_of_contact, touch_of_visit
from kobra_domain.portfolios import Address, Party

_AT_ONCE = 500


def sought(
    connection: Connection,
    visit: Table,
    address: Table,
    contact: Table,
    asked: Iterable[Party],
    people: Mapping[str, Sequence[Party]],
    since: datetime | None = None,
) -> dict[str, tuple[Touch, ...]]:
    """By id of a party how the person was sought over all portfolios of the institution, the oldest
    first; `people` are by that id the person's other rows there. `since`: nothing that is older.
    """
    persons = {one.id: [one.id, *(other.id for other in people.get(one.id, ()))] for one in asked}
    ids = sorted({one for rows in persons.values() for one in rows})
    known: defaultdict[str, list[Touch]] = defaultdict(list)
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        _hear(connection, contact, part, since, known)
        _see(connection, visit, address, part, since, known)
    return {
        party_id: tuple(
            sorted((t for one in rows for t in known.get(one, ())), key=lambda t: (t.at, t.id))
        )
        for party_id, rows in persons.items()
    }


def visited(
    connection: Connection,
    visit: Table,
    address: Table,
    asked: Iterable[Address],
    since: datetime | None = None,
) -> dict[str, tuple[Touch, ...]]:
    """By id of an address the visits to its door, over all portfolios and institutions, the oldest
    first. `since`: nothing that is older.
    """
    doors = {one.id: door_of(one) for one in asked}
    names, known = sorted(set(doors.values())), defaultdict[str, list[Touch]](list)
    a = address.c
    for start in range(0, len(names), _AT_ONCE):
        part = names[start : start + _AT_ONCE]
        alike = or_(a.key.in_(part), a.id.in_(part))
        # A visit is to somebody at an address of their own: found by the person, who has an index.
        here = and_(
            visit.c.party_id.in_(select(a.party_id).where(alike)),
            visit.c.address_id.in_(select(a.id).where(alike)),
        )
        for row in _made(connection, visit, address, here, since):
            touch = touch_of_visit(row, row.key or "")
            if touch is not None:
                known[touch.door].append(touch)
    return {
        one: tuple(sorted(known.get(door, ()), key=lambda t: (t.at, t.id)))
        for one, door in doors.items()
    }


def _hear(
    connection: Connection,
    contact: Table,
    ids: list[str],
    since: datetime | None,
    known: defaultdict[str, list[Touch]],
) -> None:
    c = contact.c
    asked = select(c.party_id, c.id, c.at, c.channel, c.is_two_way, c.is_received, c.purpose)
    asked = asked.where(c.party_id.in_(ids))
    if since is not None:
        asked = asked.where(c.at >= since)
    for row in connection.execute(asked):
        known[row.party_id].append(touch_of_contact(row))


def _see(
    connection: Connection,
    visit: Table,
    address: Table,
    ids: list[str],
    since: datetime | None,
    known: defaultdict[str, list[Touch]],
) -> None:
    for row in _made(connection, visit, address, visit.c.party_id.in_(ids), since):
        touch = touch_of_visit(row, row.key or "")
        if touch is not None:
            known[row.party_id].append(touch)


def _made(
    connection: Connection,
    visit: Table,
    address: Table,
    which: ColumnElement[bool],
    since: datetime | None,
) -> Iterable[Any]:
    """What says how visits that were begun count."""
    v, a = visit.c, address.c
    asked = select(v.party_id, v.id, v.check_in, v.ended_at, v.outcome, v.agent_id, v.address_id)
    asked = asked.add_columns(a.key).select_from(visit.outerjoin(address, a.id == v.address_id))
    asked = asked.where(which, or_(v.check_in.is_not(None), v.outcome.is_not(None)))
    if since is not None:  # who is still at a door has not ended; a visit ends after its check-in
        asked = asked.where(or_(v.ended_at.is_(None), v.ended_at >= since))
    return connection.execute(asked)
