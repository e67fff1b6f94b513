"""Places what waits, and gives each door its key: addresses that were written since the last look,
an import's too, and all of them again when streets, doors or radii are new.
"""

import time
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit, record_all
from field_api.database import Database
from field_api.places.addresses import Owned, differs, placed_addresses
from field_api.places.progress import WAITING, come_to, progress
from field_api.tables.replicated import addresses
from kobra_domain.portfolios import Address
from kobra_records.sql.tables import entity_of

_AT_ONCE = 1_000
_LONGEST_S = 20.0


def place_waiting(
    database: Database, now: datetime, *, clock: Callable[[], float] = time.monotonic
) -> int:
    """Look at what is new, for at most some seconds; answers how many addresses were written."""
    began, written, owned = clock(), 0, Owned()
    while clock() - began < _LONGEST_S:
        with database.begin() as connection:
            found = _next(connection)
            if not found:
                return written
            edits = _edits(connection, [address for address, _version in found], owned)
            come_to(connection, WAITING, found[-1][1])
            record_all(connection, edits, at=now)
        written += len(edits)
    return written


def _next(connection: Connection) -> list[tuple[Address, int]]:
    a = addresses.c
    query = select(addresses).where(a.version > progress(connection, WAITING))
    rows = connection.execute(query.order_by(a.version).limit(_AT_ONCE).with_for_update())
    return [(entity_of(Address, row), row.version) for row in rows]


def _edits(connection: Connection, before: list[Address], owned: Owned) -> list[Edit]:
    after = placed_addresses(connection, before, owned=owned)
    return [(made, was) for made, was in zip(after, before, strict=True) if differs(made, was)]
