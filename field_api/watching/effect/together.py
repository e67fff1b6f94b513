"""What rules would have told of visits, payments and phones at one point in the last days."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from field_api.tables.positions import positions
from field_api.tables.replicated import imports, submissions, visits
from field_api.watching.effect.days import DAYS
from field_api.watching.payments import read_files, read_heard, read_lines
from field_api.watching.reading import dangerous
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.mock import LOOK_BACK
from kobra_domain.payment_causes import LOOKED_BACK, Files, absent_payments, by_agent
from kobra_domain.place_causes import EXACT_M, SAME_DIGITS, Pair, Spot, twins
from kobra_domain.visit_causes import AtDoor, seconds_taken, too_long, too_short

_MOST_TWINS = 40  # agents whose phones share a point; more of them are a fault, not a find
_TWIN_STEP = timedelta(minutes=5)


def begun_together(
    connection: Connection, rules: AlertRules, kinds: frozenset[AlertKind], now: datetime
) -> Counter[AlertKind]:
    """How often the kinds that no walk finds would have been told."""
    found = Counter[AlertKind]()
    if kinds & {AlertKind.VISIT_LONG, AlertKind.VISIT_SHORT, AlertKind.LATE}:
        found += _of_visits(connection, rules, now)
    if AlertKind.PAYMENT_ABSENT in kinds:
        found[AlertKind.PAYMENT_ABSENT] = _of_payments(connection, rules, now)
    if AlertKind.SAME_PLACE in kinds:
        found[AlertKind.SAME_PLACE] = _of_twins(connection, rules, now)
    return Counter({kind: count for kind, count in found.items() if kind in kinds})


def _of_visits(connection: Connection, rules: AlertRules, now: datetime) -> Counter[AlertKind]:
    since, v = now - timedelta(days=DAYS), visits.c
    query = select(
        *(v.id, v.state, v.outcome, v.address_id, v.check_in, v.ended_at, v.window_end_at),
    ).where(v.agent_id.is_not(None), v.planned_on >= since.date() - timedelta(days=1))
    rows: Sequence[Any] = connection.execute(query).all()
    arrived = [row for row in rows if row.check_in and row.check_in.at >= since]
    danger = dangerous(connection, {row.address_id for row in arrived})
    forms = _forms(connection, arrived, rules)
    found = Counter[AlertKind]()
    for row in arrived:
        door = AtDoor(
            visit_id=row.id, begun_at=row.check_in.at, is_dangerous=row.address_id in danger
        )
        found[AlertKind.VISIT_LONG] += bool(too_long(door, row.ended_at or now, rules))
        taken_s = seconds_taken(row, forms.get(row.id, ()))
        found[AlertKind.VISIT_SHORT] += bool(too_short(taken_s, row, rules))
    found[AlertKind.LATE] = sum(_is_late(row, rules, since, now) for row in rows)
    return found


def _forms(
    connection: Connection, arrived: Iterable[Any], rules: AlertRules
) -> dict[str, list[tuple[datetime | None, datetime | None]]]:
    """The forms of those that would be too short without them."""
    short = [row.id for row in arrived if too_short(seconds_taken(row), row, rules)]
    c = submissions.c
    found: dict[str, list[tuple[datetime | None, datetime | None]]] = defaultdict(list)
    for start in range(0, len(short), 500):
        query = select(c.visit_id, c.started_at, c.ended_at)
        for row in connection.execute(query.where(c.visit_id.in_(short[start : start + 500]))):
            found[row[0]].append((row[1], row[2]))
    return found


def _is_late(row: Any, rules: AlertRules, since: datetime, now: datetime) -> bool:
    if row.window_end_at is None:
        return False
    due_at = row.window_end_at + timedelta(minutes=rules.late_min)
    begun_at = row.check_in.at if row.check_in else row.ended_at
    return since <= due_at <= now and (begun_at is None or begun_at > due_at)


def _of_payments(connection: Connection, rules: AlertRules, now: datetime) -> int:
    """As many as agents began to have one absent, day by day as the files came."""
    today = now.date()
    heard, lines = read_heard(connection, today), read_lines(connection, today)
    files, holidays = read_files(connection)
    i = imports.c
    came: dict[str, list[datetime]] = defaultdict(list)
    query = (
        select(i.portfolio_id, i.received_at)
        .where(i.kind == ImportKind.PAYMENTS, i.state == ImportState.COMMITTED)
        .where(i.received_at >= now - LOOKED_BACK)
        .order_by(i.received_at)
    )
    for portfolio_id, received_at in connection.execute(query):
        came[portfolio_id].append(received_at)
    told, before = 0, None
    for back in range(DAYS, -1, -1):
        at = now - timedelta(days=back)
        known = {
            key: Files(of.first_on, came[key][n - 1].date())
            for key, of in files.items()
            if (n := bisect_right(came[key], at))
        }
        day = at.date()
        absent = absent_payments(
            [one for one in heard if one.paid_on <= day],
            [one for one in lines if one.value_on <= day],
            known,
            holidays,
            rules.payment_days,
        )
        having = by_agent(absent).keys()
        told += len(having - before) if before is not None else 0
        before = set(having)
    return told


def _of_twins(connection: Connection, rules: AlertRules, now: datetime) -> int:
    """By the points that several phones told; 0 where more share one than can be looked at."""
    since, p = now - timedelta(days=DAYS), positions.c
    shared = (
        select(p.lat, p.lon)
        .where(p.fix_at >= since, p.accuracy_m > 0, p.accuracy_m <= EXACT_M)
        .group_by(p.lat, p.lon)
        .having(func.count(p.agent_id.distinct()) > 1)
    ).subquery()
    query = select(p.agent_id).join(shared, (shared.c.lat == p.lat) & (shared.c.lon == p.lon))
    agents = sorted(set(connection.scalars(query.where(p.fix_at >= since).distinct())))
    if not 1 < len(agents) <= _MOST_TWINS:
        return 0
    told = {one: _spots(connection, one, since) for one in agents}
    times = {one: [spot.at for spot in spots] for one, spots in told.items()}
    found, before, at = 0, set[str](), since
    known: Mapping[Pair, datetime] = {}
    while at <= now:
        last = {one: _last(told[one], bisect_right(times[one], at)) for one in agents}
        same = twins(last, rules, at, known)
        having, known = set(same.found), same.since
        found += len(having - before)
        before, at = having, at + _TWIN_STEP
    return found


def _spots(connection: Connection, agent_id: str, since: datetime) -> list[Spot]:
    p = positions.c
    query = select(p.fix_at, p.lat, p.lon, p.accuracy_m).where(
        p.agent_id == agent_id, p.fix_at >= since
    )
    rows = connection.execute(query.order_by(p.fix_at))
    return [
        Spot(at, round(lat, SAME_DIGITS), round(lon, SAME_DIGITS), m) for at, lat, lon, m in rows
    ]


def _last(spots: Sequence[Spot], until: int) -> Sequence[Spot]:
    return spots[max(0, until - LOOK_BACK) : until]
