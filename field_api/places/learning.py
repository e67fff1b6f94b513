"""How far off each method is, learnt from agents who were at the right door: who met the holder
there, or found the door elsewhere than the pin and said so.
"""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import Connection, select

from field_api.database import Database, upsert
from field_api.places.addresses import BY_WORDS
from field_api.places.books import FEWEST_ARRIVALS
from field_api.places.progress import begin_again, come_to, progress
from field_api.tables.places import place_arrivals, place_methods
from field_api.tables.replicated import addresses, visits
from kobra_domain.streets.named import municipality_key
from kobra_domain.streets.placing import PlaceMethod
from kobra_domain.visits import RIGHT_PARTY_OUTCOMES, NotCompletedReason, Verdict

ARRIVALS = "arrivals"
FARTHEST_M = 1_000.0  # who meets a holder farther away was not at the door
_AT_ONCE = 5_000
_MOST = 5_000  # the last ones of a method; older maps are forgotten
_TRUSTED = (Verdict.AT_ADDRESS, Verdict.NEAR, Verdict.AWAY)
_OTHER_RADIUS = 0.25
_METHODS = BY_WORDS | {PlaceMethod.GIVEN.value, PlaceMethod.SERVICE.value}


def learn(database: Database, now: datetime) -> int:
    """Look at the visits that were written since the last look; answers how many of them taught
    something. Radii that are new have all addresses looked at again.
    """
    with database.begin() as connection:
        rows = _next(connection)
        if not rows:
            return 0
        taught = [row for row in rows if _is_lesson(row)]
        touched = {_note(connection, row, now) for row in taught}
        come_to(connection, ARRIVALS, rows[-1].version)
        is_new = [_counted(connection, *one) for one in sorted(touched)]
        if any(is_new):
            begin_again(connection)
    return len(taught)


def share(distances: Sequence[float], part: float) -> float:
    """Within how many metres that part of the sorted distances lies (nearest rank)."""
    return distances[max(0, ceil(part * len(distances)) - 1)]


def _next(connection: Connection) -> Sequence[Any]:
    v, a = visits.c, addresses.c
    query = (
        select(
            v.id,
            v.version,
            v.verdict,
            v.outcome,
            v.not_completed_reason,
            v.distance_m,
            v.ended_at,
            a.municipality,
            a.geocode_source,
        )
        .join(addresses, a.id == v.address_id)
        .where(v.version > progress(connection, ARRIVALS))
        .order_by(v.version)
        .limit(_AT_ONCE)
    )
    return connection.execute(query).all()


def _is_lesson(row: Any) -> bool:
    is_there = (
        row.outcome in RIGHT_PARTY_OUTCOMES
        or row.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    )
    is_measured = row.verdict in _TRUSTED and row.distance_m is not None
    is_ended = row.ended_at is not None and bool(municipality_key(row.municipality))
    is_known = row.geocode_source in _METHODS
    return is_there and is_measured and is_ended and is_known and row.distance_m <= FARTHEST_M


def _note(connection: Connection, row: Any, now: datetime) -> tuple[str, PlaceMethod]:
    town, method = municipality_key(row.municipality), PlaceMethod(row.geocode_source)
    values = {
        "visit_id": row.id,
        "municipality": town,
        "method": method,
        "distance_m": row.distance_m,
        "at": min(row.ended_at, now),
    }
    # The first word stays: later the pin may be another.
    statement = upsert(connection, place_arrivals).values(values)
    connection.execute(statement.on_conflict_do_nothing())
    return town, method


def _counted(connection: Connection, town: str, method: PlaceMethod) -> bool:
    """Count one method anew; answers whether its radius is another by a quarter."""
    p = place_arrivals.c
    query = select(p.distance_m).where(p.municipality == town, p.method == method)
    found = sorted(connection.scalars(query.order_by(p.at.desc(), p.visit_id).limit(_MOST)))
    m = place_methods.c
    before = connection.scalar(
        select(m.p95_m).where(
            m.municipality == town, m.method == method, m.arrivals >= FEWEST_ARRIVALS
        )
    )
    told = {
        "arrivals": len(found),
        "p50_m": share(found, 0.50),
        "p90_m": share(found, 0.90),
        "p95_m": share(found, 0.95),
    }
    statement = upsert(connection, place_methods).values(municipality=town, method=method, **told)
    connection.execute(
        statement.on_conflict_do_update(index_elements=[m.municipality, m.method], set_=told)
    )
    if len(found) < FEWEST_ARRIVALS:
        return False
    return before is None or abs(told["p95_m"] - before) > _OTHER_RADIUS * max(before, 1.0)
