"""Looks at every agent: causes that are present open an alert or keep it, those gone end it.

An attended alert stays attended and is not raised again while its cause lasts.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, insert, select, update

from field_api.change_log.record import Edit, record_all
from field_api.change_log.rows import found
from field_api.database import Database
from field_api.tables.jobs import alert_causes
from field_api.watching.reading import READ_BACK, Reading, read_rules, spots_of
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.causes import Watched, back_in_zone, causes, visit_of, zone_crossing
from kobra_records.ids import new_id

# A cause that lasts is told again this often, not at each look.
TELL_EVERY = timedelta(minutes=5)
_EDITS_AT_ONCE = 200


class Cause(NamedTuple):
    """A cause that is remembered."""

    agent_id: str
    kind: AlertKind
    alert_id: str
    told_at: datetime


class Begun(NamedTuple):
    """A cause that was not there before."""

    watched: Watched
    kind: AlertKind
    detail: str
    visit_id: str | None = None


class Lasting(NamedTuple):
    """A cause that was there before, with what it says now."""

    cause: Cause
    found: Begun


class Gone(NamedTuple):
    """A cause that is there no more; `said`: what its alert says from then on, empty: the same."""

    cause: Cause
    said: str = ""


class Finding(NamedTuple):
    """What one look changes: causes begun, those to be told again, those gone."""

    begun: list[Begun]
    told: list[Lasting]
    gone: list[Gone]


class Watch:
    """The job; it keeps between two looks what need not be read again, and since when fixes have
    shown the other side of a zone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reading = Reading()
        self._crossings: dict[str, datetime] = {}

    def look(self, now: datetime) -> int:
        """Bring alerts up to date; answers how many were written."""
        with self._database.read() as connection:
            rules = read_rules(connection)
            remembered = _remembered(connection)
            present: dict[str, set[AlertKind]] = defaultdict(set)
            for agent_id, kind in remembered:
                present[agent_id].add(kind)
            watched = self._reading.watched(connection, present, self._crossings, rules, now)
            self._crossings = self._crossed(connection, watched, now)
        finding = compare(watched, remembered, now, rules)
        acts: list[Any] = [*finding.begun, *finding.told, *finding.gone]
        for start in range(0, len(acts), _EDITS_AT_ONCE):
            with self._database.begin() as connection:
                part = acts[start : start + _EDITS_AT_ONCE]
                edits = [edit for act in part for edit in _edits(connection, act, now)]
                record_all(connection, edits, at=now)
        return len(acts)

    def _crossed(
        self, connection: Connection, watched: Iterable[Watched], now: datetime
    ) -> dict[str, datetime]:
        """Since when fixes show the other side; what they no longer hold is read once, of those who
        have just begun.
        """
        found: dict[str, datetime] = {}
        for one in watched:
            crossed, agent_id = zone_crossing(one, now), one.agent.id
            if crossed is None:
                continue
            if agent_id not in self._crossings:
                kept = spots_of(connection, agent_id, now - READ_BACK)
                crossed = zone_crossing(replace(one, fixes=kept or one.fixes), now) or crossed
            found[agent_id] = crossed.since_at
        return found


def compare(
    watched: Sequence[Watched],
    remembered: Mapping[tuple[str, AlertKind], Cause],
    now: datetime,
    rules: AlertRules,
) -> Finding:
    """What has to be written so that the causes remembered are those present."""
    finding, here = Finding([], [], []), set()
    for one in watched:
        for kind, detail in causes(one, now, rules).items():
            here.add((one.agent.id, kind))
            known = remembered.get((one.agent.id, kind))
            begun = Begun(one, kind, detail, visit_of(kind, one, now, rules))
            if known is None:
                finding.begun.append(begun)
            elif not now - TELL_EVERY < known.told_at <= now:  # the clock may have been wrong
                finding.told.append(Lasting(known, begun))
    back = {one.agent.id: back_in_zone(one, now, rules) for one in watched}
    for key, cause in remembered.items():
        if key not in here:
            is_zone = cause.kind is AlertKind.LEFT_ZONE
            finding.gone.append(Gone(cause, back.get(cause.agent_id, "") if is_zone else ""))
    return finding


def _remembered(connection: Connection) -> dict[tuple[str, AlertKind], Cause]:
    c = alert_causes.c
    rows = connection.execute(select(c.agent_id, c.kind, c.alert_id, c.told_at))
    return {(row[0], row[1]): Cause(*row) for row in rows}


def _edits(connection: Connection, act: Begun | Gone | Lasting, now: datetime) -> Sequence[Edit]:
    if isinstance(act, Begun):
        return [(_begin(connection, act, now), None)]
    if isinstance(act, Gone):
        return _end(connection, act, now)
    return _tell(connection, act, now)


def _begin(connection: Connection, begun: Begun, now: datetime) -> Alert:
    watched = begun.watched
    place = watched.at_door if begun.visit_id and watched.at_door else watched.latest
    alert = Alert(
        id=new_id(),
        kind=begun.kind,
        raised_at=now,
        last_at=now,
        team_id=watched.agent.team_id,
        agent_id=watched.agent.id,
        visit_id=begun.visit_id,
        detail=begun.detail,
        lat=place.lat,
        lon=place.lon,
    )
    connection.execute(
        insert(alert_causes).values(
            agent_id=watched.agent.id,
            kind=begun.kind,
            alert_id=alert.id,
            last_at=now,
            count=1,
            told_at=now,
        )
    )
    return alert


def _tell(connection: Connection, lasting: Lasting, now: datetime) -> Sequence[Edit]:
    """Another reason than the one that was attended is another cause, and so is another visit."""
    cause, detail = lasting.cause, lasting.found.detail
    pair = found(connection, Alert, cause.alert_id, lock=True)
    before = pair[0] if pair else None
    is_attended = before is not None and before.state is AlertState.ATTENDED
    if before is not None and before.visit_id != lasting.found.visit_id:
        ended = _end(connection, Gone(cause), now)
        return [*ended, (_begin(connection, lasting.found, now), None)]
    if before is not None and is_attended and _reason(before.detail) != _reason(detail):
        connection.execute(delete(alert_causes).where(_is(cause)))
        return [(_begin(connection, lasting.found, now), None)]
    connection.execute(
        update(alert_causes)
        .where(_is(cause))
        .values(last_at=now, told_at=now, count=alert_causes.c.count + 1)
    )
    if before is None or before.state is not AlertState.OPEN:
        return []
    return [(replace(before, last_at=now, count=before.count + 1, detail=detail), before)]


def _reason(detail: str) -> str:
    """What a detail says beside its figure: `too_old 30`, `no_jitter`; empty for a bare figure."""
    first = detail.partition(" ")[0]
    return first if first.isidentifier() else ""


def _end(connection: Connection, gone: Gone, now: datetime) -> Sequence[Edit]:
    """An open alert is over; one that was attended stays so, and says what became of it too."""
    connection.execute(delete(alert_causes).where(_is(gone.cause)))
    pair = found(connection, Alert, gone.cause.alert_id, lock=True)
    if pair is None:
        return []
    before = pair[0]
    after = replace(before, detail=gone.said, last_at=now) if gone.said else before
    if before.state is AlertState.OPEN:
        after = replace(after, state=AlertState.OVER)
    return [] if after is before else [(after, before)]


def _is(cause: Cause) -> Any:
    return and_(alert_causes.c.agent_id == cause.agent_id, alert_causes.c.kind == cause.kind)
